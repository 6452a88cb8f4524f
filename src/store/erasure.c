/* What goes when a person is erased, beside her own record. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/erasure-private.h"

#include "store/log-private.h"
#include "store/row-private.h"

gboolean
ev_erasure_strip (EvDatabase *database, EvRecord *attendance, GError **error)
{
  gint64 erased;

  if (ev_record_version (attendance, "signature") == NULL)
    return TRUE;
  if (!ev_query_number (database, &erased, error, "SELECT erased FROM person WHERE id = ?", "s",
                        ev_record_text (attendance, "person")))
    return FALSE;
  if (erased != 0)
    ev_record_drop_group (attendance, "signature");
  return TRUE;
}

/* An erased record takes no change but `erased` itself; seqs may have gaps. */
static gboolean
purge_log (EvDatabase *database, const char *person, GError **error)
{
  return ev_query_run (database, error,
                       "DELETE FROM change WHERE id = ? AND kind = 'person'"
                       " AND fields ->> '$.erased' IS NOT 1",
                       "s", person) &&
         ev_query_run (database, error, "DELETE FROM conflict WHERE id = ? AND kind = 'person'",
                       "s", person);
}

static gboolean
purge_signature (EvDatabase *database, EvStanding *standing, const char *attendance, GError **error)
{
  g_autoptr (EvRecord) record = NULL;

  if (!ev_query_run (database, error,
                     "UPDATE change SET fields = json_set (fields, '$.signature', NULL)"
                     " WHERE id = ? AND kind = 'attendance'"
                     " AND json_type (fields, '$.signature') = 'text'",
                     "s", attendance) ||
      !ev_query_run (database, error,
                     "DELETE FROM conflict WHERE id = ? AND kind = 'attendance'"
                     " AND part = 'signature'",
                     "s", attendance) ||
      !ev_row_load (database, EV_KIND_ATTENDANCE, attendance, &record, error))
    return FALSE;
  if (record == NULL)
    return TRUE;
  ev_digest_subtract (&standing->digest, record);
  ev_record_drop_group (record, "signature");
  ev_digest_add (&standing->digest, record);
  return ev_row_save (database, record, error);
}

gboolean
ev_erasure_purge (EvDatabase *database, EvStanding *standing, const char *person, GError **error)
{
  g_autoptr (GPtrArray) attendances = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EvQuery) query =
      ev_query_new (database, error, "SELECT id FROM attendance WHERE person = ?", "s", person);

  while (query != NULL && ev_query_next (query, error))
    g_ptr_array_add (attendances, g_strdup (ev_query_text (query, 0)));
  if (query == NULL || !ev_query_ended (query) || !purge_log (database, person, error))
    return FALSE;
  for (guint i = 0; i < attendances->len; i++)
    if (!purge_signature (database, standing, attendances->pdata[i], error))
      return FALSE;
  database->purged = TRUE;
  return TRUE;
}
