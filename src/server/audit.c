/* Looks whether the central store is sound. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/audit.h"

#include "server/places.h"

#define PAGE 1000

typedef struct {
  EvCentral *central;
  const EvCentralProject *project;
  GPtrArray *problems;
  GHashTable *sums; /* places key -> EvCentralSum, as the records add up */
} Audit;

static void
count (Audit *audit, const EvCentralRecord *record, const EvDigest *digest)
{
  gboolean common = ev_places_is_common (ev_record_kind (record->record));
  g_autofree char *key = common ? g_strdup (EV_PLACES_COMMON) : ev_central_places_key (record);
  EvCentralSum *sum = g_hash_table_lookup (audit->sums, key);

  if (sum == NULL) {
    sum = g_new0 (EvCentralSum, 1);
    sum->places = g_strdup (key);
    g_hash_table_insert (audit->sums, sum->places, sum);
  }
  ev_digest_combine (&sum->sum, digest, TRUE);
  sum->records++;
}

static gboolean
look_at_record (Audit *audit, gint64 number, GError **error)
{
  g_autoptr (EvCentralRecord) record = NULL;
  EvDigest digest = { 0 };

  if (!audit->central->record_get (audit->central, number, &record, error))
    return FALSE;
  if (record == NULL)
    return TRUE;
  ev_digest_add (&digest, record->record);
  if (!ev_digest_equal (&digest, &record->digest))
    g_ptr_array_add (audit->problems,
                     g_strdup_printf ("%s: the digest of %s %s is wrong", audit->project->code,
                                      ev_kind_name (ev_record_kind (record->record)),
                                      ev_record_id (record->record)));
  count (audit, record, &digest);
  return TRUE;
}

static gboolean
look_at_records (Audit *audit, GError **error)
{
  gint64 after = 0;

  for (;;) {
    g_autoptr (GArray) numbers = NULL;
    if (!audit->central->records_after (audit->central, audit->project->number, after, PAGE,
                                        &numbers, error))
      return FALSE;
    if (numbers->len == 0)
      return TRUE;
    for (guint i = 0; i < numbers->len; i++) {
      after = g_array_index (numbers, gint64, i);
      if (!look_at_record (audit, after, error))
        return FALSE;
    }
  }
}

static gboolean
look_at_sums (Audit *audit, GError **error)
{
  static const EvCentralSum none = { 0 };
  g_autoptr (GPtrArray) kept = NULL;

  if (!audit->central->sums (audit->central, audit->project->number, &kept, error))
    return FALSE;
  for (guint i = 0; i < kept->len; i++) {
    const EvCentralSum *sum = kept->pdata[i];
    const EvCentralSum *found = g_hash_table_lookup (audit->sums, sum->places);
    if (found == NULL)
      found = &none;
    if (!ev_digest_equal (&sum->sum, &found->sum) || sum->records != found->records)
      g_ptr_array_add (audit->problems, g_strdup_printf ("%s: the sum over teams [%s] is wrong",
                                                         audit->project->code, sum->places));
    g_hash_table_remove (audit->sums, sum->places);
  }
  if (g_hash_table_size (audit->sums) > 0)
    g_ptr_array_add (audit->problems,
                     g_strdup_printf ("%s: sums are missing", audit->project->code));
  return TRUE;
}

static gboolean
look_at_project (EvCentral *central, const EvCentralProject *project, GPtrArray *problems,
                 GError **error)
{
  g_autoptr (GHashTable) sums =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)ev_central_sum_free);
  Audit audit = { central, project, problems, sums };

  return look_at_records (&audit, error) && look_at_sums (&audit, error);
}

gboolean
ev_audit_run (EvCentral *central, GPtrArray **problems, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) projects = NULL;

  if (!central->check (central, found, error) || !central->projects (central, &projects, error))
    return FALSE;
  for (guint i = 0; i < projects->len; i++)
    if (!look_at_project (central, projects->pdata[i], found, error))
      return FALSE;
  *problems = g_steal_pointer (&found);
  return TRUE;
}
