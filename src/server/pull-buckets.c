/* Comparing buckets with a laptop whose digest differs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/access.h"
#include "server/pull-private.h"

/* So many records are looked at in a row. */
#define PAGE 1000

EvDigest
ev_pull_digest_of (const EvPull *pull, const EvCentralRecord *record)
{
  g_autoptr (EvRecord) part = NULL;
  g_auto (GStrv) groups = NULL;
  EvDigest digest = { 0 };

  if (pull->device->role != EV_ROLE_VIEWER)
    return record->digest;
  part = ev_record_copy (record->record);
  groups = ev_record_groups (part);
  for (char **group = groups; *group != NULL; group++)
    if (!ev_access_reads_field (pull->device->role, ev_record_kind (part), *group))
      ev_record_drop_group (part, *group);
  ev_digest_add (&digest, part);
  return digest;
}

typedef struct {
  guint64 sums[EV_DIGEST_BUCKETS];
  GArray *numbers[EV_DIGEST_BUCKETS]; /* of gint64: the records in each */
} Buckets;

static void
buckets_free (Buckets *buckets)
{
  for (guint i = 0; i < EV_DIGEST_BUCKETS; i++)
    g_array_unref (buckets->numbers[i]);
  g_free (buckets);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Buckets, buckets_free)

static Buckets *
buckets_new (void)
{
  Buckets *buckets = g_new0 (Buckets, 1);

  for (guint i = 0; i < EV_DIGEST_BUCKETS; i++)
    buckets->numbers[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
  return buckets;
}

static gboolean
sort_record (EvPull *pull, gint64 number, Buckets *buckets, GError **error)
{
  EvCentralRecord *record;
  guint bucket;

  ev_shelf_trim (pull->shelf);
  if (!ev_shelf_get (pull->shelf, number, &record, error))
    return FALSE;
  if (record == NULL || !ev_access_reads (pull->device, record))
    return TRUE;
  bucket = ev_digest_bucket (ev_record_kind (record->record), ev_record_id (record->record));
  buckets->sums[bucket] += ev_pull_digest_of (pull, record).low;
  g_array_append_val (buckets->numbers[bucket], number);
  return TRUE;
}

static gboolean
sort_all (EvPull *pull, Buckets *buckets, GError **error)
{
  gint64 after = 0;

  for (;;) {
    g_autoptr (GArray) numbers = NULL;
    if (!pull->central->records_after (pull->central, pull->device->project, after, PAGE, &numbers,
                                       error))
      return FALSE;
    if (numbers->len == 0)
      return TRUE;
    for (guint i = 0; i < numbers->len; i++) {
      after = g_array_index (numbers, gint64, i);
      if (!sort_record (pull, after, buckets, error))
        return FALSE;
    }
  }
}

static gboolean
say_bucket (EvPull *pull, const GArray *numbers, GError **error)
{
  for (guint i = 0; i < numbers->len; i++) {
    EvCentralRecord *record;
    if (!ev_shelf_get (pull->shelf, g_array_index (numbers, gint64, i), &record, error))
      return FALSE;
    if (record == NULL)
      continue;
    ev_pull_say_groups (pull, record, NULL, TRUE);
    if (!ev_pull_say_conflicts (pull, record, 0, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
ev_pull_say_buckets (EvPull *pull, GError **error)
{
  const GArray *sums = pull->request->sums;
  guint from = pull->request->from;
  EvAnswer *answer = pull->answer;
  g_autoptr (Buckets) buckets = sums->len > 0 ? buckets_new () : NULL;

  if (buckets == NULL)
    return TRUE;
  if (!sort_all (pull, buckets, error))
    return FALSE;
  for (guint i = from; i < EV_DIGEST_BUCKETS; i++) {
    if (buckets->sums[i] != g_array_index (sums, guint64, i - from)) {
      if (ev_pull_is_full (pull, 0, 1))
        return TRUE;
      g_array_append_val (answer->buckets, i);
      if (!say_bucket (pull, buckets->numbers[i], error))
        return FALSE;
    }
    answer->until = i + 1;
  }
  return TRUE;
}
