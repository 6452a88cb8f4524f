/* The log of this laptop's own changes, and what became of each. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/log-private.h"

#include <string.h>

#include "base/error.h"
#include "base/hlc.h"
#include "store/row-private.h"

gboolean
ev_log_append (EvDatabase *database, const EvChange *change, GError **error)
{
  g_autoptr (EvJson) fields = ev_change_fields_to_json (change);
  g_autoptr (EvJson) bases = ev_change_bases_to_json (change);
  g_autofree char *fields_text = ev_json_print (fields);
  g_autofree char *bases_text = ev_json_print (bases);

  return ev_query_run (database, error,
                       "INSERT INTO change (" EV_LOG_COLUMNS ", state)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       "siisssssi", change->version.device, change->version.seq,
                       change->version.stamp, change->operator_id, ev_kind_name (change->kind),
                       change->id, fields_text, bases_text, (gint64)EV_LOG_UNSENT);
}

EvChange *
ev_log_read (EvQuery *query, GError **error)
{
  g_autoptr (EvJson) fields = cJSON_Parse (ev_query_text (query, 6));
  g_autoptr (EvJson) bases = cJSON_Parse (ev_query_text (query, 7));
  g_autoptr (EvChange) change = ev_change_new (EV_KIND_PROJECT, ev_query_text (query, 5));

  g_strlcpy (change->version.device, ev_query_text (query, 0), sizeof change->version.device);
  change->version.seq = ev_query_integer (query, 1);
  change->version.stamp = ev_query_integer (query, 2);
  change->operator_id = g_strdup (ev_query_text (query, 3));
  if (!ev_kind_parse (ev_query_text (query, 4), &change->kind) ||
      !ev_change_fields_from_json (change, fields, NULL) ||
      !ev_change_bases_from_json (change, bases, NULL)) {
    g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "change %s-%" G_GINT64_FORMAT " is damaged",
                 change->version.device, change->version.seq);
    return NULL;
  }
  return g_steal_pointer (&change);
}

GPtrArray *
ev_log_read_all (EvQuery *taken, GError **error)
{
  g_autoptr (EvQuery) query = taken;
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);

  while (query != NULL && ev_query_next (query, error)) {
    EvChange *change = ev_log_read (query, error);
    if (change == NULL)
      return NULL;
    g_ptr_array_add (changes, change);
  }
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&changes) : NULL;
}

/* "DEVICE-SEQ", by which versions are told apart here. */
static char *
version_key (const char *device, gint64 seq)
{
  return g_strdup_printf ("%s-%" G_GINT64_FORMAT, device, seq);
}

static const EvVersion *
find_version (GHashTable *moved, const char *device, gint64 seq)
{
  g_autofree char *key = version_key (device, seq);
  return g_hash_table_lookup (moved, key);
}

/* The row's groups that hold the change's version take the new one. */
static gboolean
move_row (EvDatabase *database, EvStanding *standing, const EvChange *change, const EvVersion *to,
          GError **error)
{
  g_autoptr (EvRecord) record = NULL;
  g_auto (GStrv) groups = NULL;

  if (!ev_row_load (database, change->kind, change->id, &record, error))
    return FALSE;
  if (record == NULL)
    return TRUE;
  ev_digest_subtract (&standing->digest, record);
  groups = ev_record_groups (record);
  for (char **group = groups; *group != NULL; group++)
    if (ev_version_compare (ev_record_version (record, *group), &change->version) == 0)
      ev_record_set_version (record, *group, to);
  ev_record_set_author (record, to, change->operator_id);
  ev_digest_add (&standing->digest, record);
  return ev_row_save (database, record, error);
}

static gboolean
move_change (EvDatabase *database, const EvChange *change, const EvVersion *to, GError **error)
{
  return ev_query_run (database, error,
                       "UPDATE change SET device = ?, seq = ?, stamp = ?, state = 0, reason = NULL,"
                       " field = NULL, parked_at = 0 WHERE device = ? AND seq = ?",
                       "siisi", to->device, to->seq, to->stamp, change->version.device,
                       change->version.seq);
}

static gboolean
save_bases (EvDatabase *database, const EvChange *change, GError **error)
{
  g_autoptr (EvJson) bases = ev_change_bases_to_json (change);
  g_autofree char *text = ev_json_print (bases);

  return ev_query_run (database, error, "UPDATE change SET bases = ? WHERE device = ? AND seq = ?",
                       "ssi", text, change->version.device, change->version.seq);
}

/* What was made upon a moved change and has no receipt names it by its new version. */
static gboolean
move_bases (EvDatabase *database, GHashTable *moved, GError **error)
{
  g_autoptr (GPtrArray) open = ev_log_read_all (
      ev_query_new (database, error, "SELECT " EV_LOG_COLUMNS " FROM change WHERE state = 0", ""),
      error);

  for (guint i = 0; open != NULL && i < open->len; i++) {
    EvChange *change = open->pdata[i];
    gboolean touched = FALSE;
    for (guint k = 0; k < change->bases->len; k++) {
      EvBase *base = change->bases->pdata[k];
      const EvVersion *to = find_version (moved, base->device, base->seq);
      if (to == NULL)
        continue;
      g_strlcpy (base->device, to->device, sizeof base->device);
      base->seq = to->seq;
      touched = TRUE;
    }
    if (touched && !save_bases (database, change, error))
      return FALSE;
  }
  return open != NULL;
}

gboolean
ev_log_renumber (EvDatabase *database, EvStanding *standing, GPtrArray *changes, const char *device,
                 gboolean restamp, gint64 now, GError **error)
{
  g_autoptr (GHashTable) moved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < changes->len; i++) {
    const EvChange *change = changes->pdata[i];
    EvVersion to = { .seq = ++standing->seq, .stamp = change->version.stamp };

    g_strlcpy (to.device, device, sizeof to.device);
    if (restamp)
      to.stamp = standing->stamp = ev_hlc_next (MAX (standing->stamp, standing->seen), now);
    if (!move_change (database, change, &to, error) ||
        !move_row (database, standing, change, &to, error))
      return FALSE;
    g_hash_table_insert (moved, version_key (change->version.device, change->version.seq),
                         g_memdup2 (&to, sizeof to));
  }
  return changes->len == 0 || move_bases (database, moved, error);
}

gboolean
ev_log_rebase (EvDatabase *database, const EvChange *refused, GError **error)
{
  g_autoptr (GPtrArray) later = ev_log_read_all (
      ev_query_new (database, error,
                    "SELECT " EV_LOG_COLUMNS " FROM change WHERE id = ? AND kind = ? AND state = 0",
                    "ss", refused->id, ev_kind_name (refused->kind)),
      error);

  for (guint i = 0; later != NULL && i < later->len; i++) {
    EvChange *change = later->pdata[i];
    gboolean touched = FALSE;
    for (guint k = 0; k < change->bases->len; k++) {
      EvBase *base = change->bases->pdata[k];
      const EvBase *under = ev_change_base (refused, base->group);
      if (under == NULL || !ev_version_same (&refused->version, base->device, base->seq))
        continue;
      g_strlcpy (base->device, under->device, sizeof base->device);
      base->seq = under->seq;
      touched = TRUE;
    }
    if (touched && !save_bases (database, change, error))
      return FALSE;
  }
  return later != NULL;
}

gboolean
ev_log_renew (EvDatabase *database, EvStanding *standing, const char *device, GError **error)
{
  g_autoptr (GPtrArray) unsent = ev_log_read_all (
      ev_query_new (database, error,
                    "SELECT " EV_LOG_COLUMNS " FROM change WHERE state = 0 ORDER BY place", ""),
      error);

  if (unsent == NULL)
    return FALSE;
  standing->seq = 0;
  standing->acked = 0;
  if (!ev_log_renumber (database, standing, unsent, device, FALSE, 0, error))
    return FALSE;
  g_strlcpy (standing->device, device, sizeof standing->device);
  return TRUE;
}
