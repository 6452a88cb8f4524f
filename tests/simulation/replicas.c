/* What laptops hold, compared with what they should. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "replicas.h"

#include <string.h>

#include "store/custody.h"
#include "store/exchange-log.h"

/* The record as this laptop may see it: a viewer sees plain fields only. */
static EvRecord *
seen_by (const Laptop *laptop, const EvRecord *record)
{
  EvRecord *seen = ev_record_copy (record);
  g_auto (GStrv) groups = ev_record_groups (seen);

  for (char **group = groups; laptop->role == EV_ROLE_VIEWER && *group != NULL; group++)
    if (ev_field_guard (ev_record_kind (record), *group) != EV_CLASS_PLAIN)
      ev_record_drop_group (seen, *group);
  return seen;
}

/* The first group or field in which the two differ; NULL if none. Owned. */
static char *
difference (const EvRecord *a, const EvRecord *b)
{
  g_autofree char *versions_a = ev_record_versions_format (a);
  g_autofree char *versions_b = ev_record_versions_format (b);
  g_auto (GStrv) fields = ev_record_fields (a);
  g_auto (GStrv) others = ev_record_fields (b);

  if (strcmp (versions_a, versions_b) != 0)
    return g_strdup_printf ("versions %s / %s", versions_a, versions_b);
  for (char **field = fields; *field != NULL; field++)
    if (!ev_value_equal (ev_record_value (a, *field), ev_record_value (b, *field)))
      return g_strdup (*field);
  return g_strv_length (fields) == g_strv_length (others) ? NULL : g_strdup ("number of fields");
}

static gboolean
has_parked (Laptop *laptop)
{
  g_autoptr (GPtrArray) parked = ev_custody_parked (laptop->store, NULL);
  return parked == NULL || parked->len > 0;
}

static void
compare_record (World *world, Laptop *laptop, const EvRecord *record, gboolean reads,
                EvDigest *digest)
{
  EvKind kind = ev_record_kind (record);
  const char *id = ev_record_id (record);
  g_autoptr (EvRecord) expected = seen_by (laptop, record);
  g_autoptr (EvRecord) held = ev_store_read (laptop->store, kind, id, NULL);
  g_autofree char *differs = reads && held != NULL ? difference (held, expected) : NULL;

  if (reads)
    ev_digest_add (digest, expected);
  if (reads && held == NULL)
    verdict_blame (&world->verdict, "%s lacks %s %s", laptop_name (laptop), ev_kind_name (kind),
                   id);
  else if (differs != NULL)
    verdict_blame (&world->verdict, "%s has another %s %s: %s", laptop_name (laptop),
                   ev_kind_name (kind), id, differs);
  else if (!reads && held != NULL && !has_parked (laptop))
    verdict_blame (&world->verdict, "%s keeps %s %s, which is not its own any more",
                   laptop_name (laptop), ev_kind_name (kind), id);
}

void
replicas_check_values (World *world, const Oracle *oracle, Laptop *laptop)
{
  EvDigest expected = { 0 }, held = { 0 };

  for (guint i = 0; i < oracle->order->len; i++) {
    const EvRecord *record = ((const EvCentralRecord *)oracle->order->pdata[i])->record;
    compare_record (world, laptop, record,
                    oracle_reads (oracle, laptop, ev_record_kind (record), ev_record_id (record)),
                    &expected);
  }
  if (!ev_exchange_digest (laptop->store, &held, NULL) || !ev_digest_equal (&held, &expected))
    verdict_blame (&world->verdict, "the digest of %s is not that of what it may have",
                   laptop_name (laptop));
}

static const char *
next_person (const Oracle *oracle, const Laptop *laptop, const char *id)
{
  const EvRecord *record = oracle_record (oracle, EV_KIND_PERSON, id);
  const char *into = record != NULL ? ev_record_text (record, "merged_into") : NULL;

  return into != NULL && oracle_reads (oracle, laptop, EV_KIND_PERSON, into) ? into : NULL;
}

/* The root of her chain; on a cycle the least id of the cycle. */
static const char *
survivor_of (const Oracle *oracle, const Laptop *laptop, const char *id)
{
  const char *here = id, *least = NULL, *next;
  guint steps = 0;

  while ((next = next_person (oracle, laptop, here)) != NULL) {
    here = next;
    if (++steps <= oracle->order->len)
      continue;
    least = least == NULL || strcmp (here, least) < 0 ? here : least;
    if (steps > 2 * oracle->order->len + 2)
      return least;
  }
  return here;
}

/* Refused work on people who left keeps them, and their edges, on the laptop for a while. */
void
replicas_check_survivors (World *world, const Oracle *oracle, Laptop *laptop)
{
  if (has_parked (laptop))
    return;
  for (guint i = 0; i < oracle->order->len; i++) {
    const EvRecord *record = ((const EvCentralRecord *)oracle->order->pdata[i])->record;
    const char *id = ev_record_id (record);
    g_autofree char *held = NULL;
    const char *expected;

    if (ev_record_kind (record) != EV_KIND_PERSON ||
        !oracle_reads (oracle, laptop, EV_KIND_PERSON, id))
      continue;
    held = ev_store_survivor (laptop->store, id, NULL);
    expected = survivor_of (oracle, laptop, id);
    if (g_strcmp0 (held, expected) != 0)
      verdict_blame (&world->verdict, "on %s person %s is %s, not %s", laptop_name (laptop), id,
                     held, expected);
  }
}

static char *
name_of (const EvConflict *conflict)
{
  return g_strdup_printf ("%s %s, %s of %s-%" G_GINT64_FORMAT, ev_kind_name (conflict->kind),
                          conflict->id, conflict->group, conflict->lost_version.device,
                          conflict->lost_version.seq);
}

/* The open conflicts that the laptop may see, as the server has them. */
static GHashTable *
expected_conflicts (const Oracle *oracle, const Laptop *laptop)
{
  EvCentral *central = oracle->hub->central;
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < oracle->order->len; i++) {
    const EvCentralRecord *record = oracle->order->pdata[i];
    g_autoptr (GPtrArray) open = NULL;
    if (!oracle_reads (oracle, laptop, ev_record_kind (record->record),
                       ev_record_id (record->record)))
      continue;
    if (!central->begin (central, FALSE, NULL) ||
        !central->conflicts (central, record, TRUE, &open, NULL))
      g_error ("the conflicts cannot be read");
    central->rollback (central);
    for (guint k = 0; k < open->len; k++)
      g_hash_table_add (names, name_of (((EvCentralConflict *)open->pdata[k])->conflict));
  }
  return names;
}

void
replicas_check_conflicts (World *world, const Oracle *oracle, Laptop *laptop)
{
  g_autoptr (GHashTable) expected = expected_conflicts (oracle, laptop);
  g_autoptr (GPtrArray) held = ev_custody_conflicts (laptop->store, NULL);

  for (guint i = 0; held != NULL && i < held->len; i++) {
    const EvConflict *conflict = held->pdata[i];
    g_autofree char *name = name_of (conflict);
    if (!oracle_reads (oracle, laptop, conflict->kind, conflict->id) && has_parked (laptop))
      continue; /* it left, and stays as long as refused work touches it */
    if (!g_hash_table_remove (expected, name))
      verdict_blame (&world->verdict, "%s lists a conflict that is none: %s", laptop_name (laptop),
                     name);
  }
  if (g_hash_table_size (expected) > 0) {
    GHashTableIter iter;
    gpointer name;
    g_hash_table_iter_init (&iter, expected);
    g_hash_table_iter_next (&iter, &name, NULL);
    verdict_blame (&world->verdict, "%s does not list a conflict: %s", laptop_name (laptop),
                   (const char *)name);
  }
}
