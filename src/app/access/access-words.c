/* Entries of the access log in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/access/access-words.h"

#include <string.h>

#include "app/people/record-words.h"
#include "text/i18n.h"
#include "text/moment.h"

const char *
ev_access_words_kind (EvAccessKind kind)
{
  static const char *const words[EV_N_ACCESSES] = {
    [EV_ACCESS_EXPORT] = NC_ ("access", "Exported"),
    [EV_ACCESS_PRINT] = NC_ ("access", "Printed"),
    [EV_ACCESS_PUBLISH] = NC_ ("access", "Published"),
    [EV_ACCESS_SUBJECT] = NC_ ("access", "Own data handed out"),
    [EV_ACCESS_ERASE] = NC_ ("access", "Erased"),
    [EV_ACCESS_LOSS] = NC_ ("access", "Loss taken note of"),
    [EV_ACCESS_OPEN] = NC_ ("access", "Opened"),
    [EV_ACCESS_REVEAL] = NC_ ("access", "Community shown"),
    [EV_ACCESS_MERGE] = NC_ ("access", "Merged"),
    [EV_ACCESS_UNMERGE] = NC_ ("access", "Merge undone"),
  };

  return words[kind] ? C_ ("access", words[kind]) : "";
}

/* Tables and other things that are no record. */
static const struct {
  const char *subject, *words;
} others[] = {
  { "people", NC_ ("access", "All people") }, { "attendance", NC_ ("access", "All attendances") },
  { "events", NC_ ("access", "All events") }, { "results", NC_ ("access", "All results") },
  { "report", NC_ ("access", "A report") },   { "register", NC_ ("access", "The register") },
};

/* KIND/ID as the record's name; the whole where it has none any more. Owned. */
static char *
name_of (EvRegister *reg, const char *subject)
{
  const char *slash = strchr (subject, '/');
  g_autofree char *word = slash ? g_strndup (subject, (gsize)(slash - subject)) : NULL;
  g_autofree char *id = slash ? g_strndup (slash + 1, strcspn (slash + 1, " ")) : NULL;
  g_autofree char *name = NULL;
  EvKind kind;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    if (strcmp (subject, others[i].subject) == 0)
      return g_strdup (C_ ("access", others[i].words));
  }
  if (!word || !ev_kind_parse (word, &kind))
    return g_strdup (subject);
  name = ev_record_words_name (reg, kind, id);
  return name && *name ? g_steal_pointer (&name)
                       : g_strdup_printf ("%s %s", ev_record_words_kind (kind), id);
}

static gboolean
is_merge (const EvAccess *access)
{
  return access->kind == EV_ACCESS_MERGE || access->kind == EV_ACCESS_UNMERGE;
}

char *
ev_access_words_subject (EvRegister *reg, const EvAccess *access)
{
  g_autofree char *name = name_of (reg, access->subject);
  g_autofree char *other =
      is_merge (access) && access->reason ? name_of (reg, access->reason) : NULL;

  /* Translators: two records of people that were merged, or a merge of which was undone. */
  return other ? g_strdup_printf (C_ ("access", "%1$s with %2$s"), name, other)
               : g_steal_pointer (&name);
}

char *
ev_access_words_who (EvRegister *reg, const EvAccess *access)
{
  g_autofree char *name = access->operator_id
                              ? ev_record_words_name (reg, EV_KIND_OPERATOR, access->operator_id)
                              : NULL;
  g_autofree char *when = ev_moment_text (access->at);
  const char *who = name ? name : C_ ("access", "Nobody was named");

  if (access->reason && !is_merge (access))
    return g_strdup_printf ("%s · %s · %s", who, when, access->reason);
  return g_strdup_printf ("%s · %s", who, when);
}

char *
ev_access_words_chain (gint64 broken)
{
  g_autofree char *number = NULL;

  if (broken == 0)
    return g_strdup (_ ("No entry was changed or removed."));
  if (broken < 0)
    return g_strdup (_ ("Entries are missing at the end."));
  number = g_strdup_printf ("%" G_GINT64_FORMAT, broken);
  return g_strdup_printf (_ ("Entry %s was changed, or one before it is missing."), number);
}
