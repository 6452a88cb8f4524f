/* The central store in SQL: receipts with the audit, conflicts, the ledger of erased ids. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/central-sql-private.h"

static EvReceipt *
receipt_of_row (EvSqlRows *rows)
{
  EvReceipt *receipt = g_new0 (EvReceipt, 1);

  receipt->device = ev_sql_integer (rows, 0);
  receipt->seq = ev_sql_integer (rows, 1);
  ev_sql_bytes (rows, 2, receipt->hash, sizeof receipt->hash);
  receipt->refused = ev_reason_parse (ev_sql_text (rows, 3), &receipt->reason);
  receipt->field = ev_sql_dup (rows, 4);
  receipt->record = ev_sql_integer (rows, 5);
  receipt->cursor = ev_sql_integer (rows, 6);
  receipt->taken_at = ev_sql_integer (rows, 7);
  receipt->body = ev_sql_dup (rows, 8);
  return receipt;
}

static gboolean
receipt_find (EvCentral *central, gint64 device, gint64 seq, EvReceipt **receipt, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error,
                    "SELECT device, seq, hash, reason, field, record, cursor, taken_at, body"
                    " FROM receipt WHERE device = ? AND seq = ?",
                    "ii", device, seq);
  gboolean row;

  *receipt = NULL;
  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  if (row)
    *receipt = receipt_of_row (rows);
  return TRUE;
}

static gboolean
receipt_add (EvCentral *central, const EvReceipt *receipt, GError **error)
{
  const char *reason = receipt->refused ? ev_reason_name (receipt->reason) : NULL;

  return ev_sql_run (ev_central_sql (central), error,
                     "INSERT INTO receipt (device, seq, hash, reason, field, record, cursor,"
                     " taken_at, body)"
                     " VALUES (?, ?, ?, ?, ?, NULLIF (CAST (? AS BIGINT), 0), ?, ?, ?)",
                     "iibttiiit", receipt->device, receipt->seq, receipt->hash,
                     sizeof receipt->hash, reason, receipt->field, receipt->record, receipt->cursor,
                     receipt->taken_at, receipt->body);
}

static gboolean
receipts_purge (EvCentral *central, gint64 record, GError **error)
{
  EvSql *sql = ev_central_sql (central);

  ev_sql_purge (sql);
  return ev_sql_run (sql, error, "UPDATE receipt SET body = NULL WHERE record = ?", "i", record);
}

static gboolean
has_base (const char *body, const char *group, const EvVersion *version)
{
  g_autoptr (EvJson) change = cJSON_Parse (body);
  const cJSON *base = NULL;

  cJSON_ArrayForEach (base, cJSON_GetObjectItemCaseSensitive (change, "bases")) {
    const cJSON *seq = cJSON_GetArrayItem (base, 1);
    if (cJSON_IsNumber (seq) && (gint64)seq->valuedouble == version->seq &&
        g_strcmp0 (cJSON_GetStringValue (cJSON_GetArrayItem (base, 0)), version->device) == 0 &&
        ev_change_base_is_of (base->string, group))
      return TRUE;
  }
  return FALSE;
}

/* Asked only where two values meet, of the few changes of one record. */
static gboolean
is_base (EvCentral *central, const EvCentralRecord *record, const char *group,
         const EvVersion *version, gboolean *is, GError **error)
{
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (ev_central_sql (central), error,
                    "SELECT body FROM receipt WHERE record = ? AND reason IS NULL"
                    " AND body IS NOT NULL",
                    "i", record->number);
  gboolean row;

  *is = FALSE;
  while (!*is) {
    if (!ev_sql_next (rows, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    *is = has_base (ev_sql_text (rows, 0), group, version);
  }
  return TRUE;
}

static gboolean
conflict_add (EvSql *sql, EvCentralConflict *conflict, GError **error)
{
  const EvConflict *kept = conflict->conflict;
  g_autoptr (EvJson) fields = ev_change_fields_to_json (kept->lost);
  g_autofree char *lost = ev_json_print (fields);

  return ev_sql_insert (sql, &conflict->number, error,
                        "INSERT INTO conflict (record, grp, cursor, settled, lost_device, lost_seq,"
                        " lost_stamp, kept_device, kept_seq, kept_stamp, lost)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
                        "itiitiitiit", conflict->record, kept->group, conflict->cursor,
                        (gint64)conflict->settled, kept->lost_version.device,
                        kept->lost_version.seq, kept->lost_version.stamp, kept->kept_version.device,
                        kept->kept_version.seq, kept->kept_version.stamp, lost);
}

static gboolean
conflict_save (EvCentral *central, EvCentralConflict *conflict, GError **error)
{
  EvSql *sql = ev_central_sql (central);

  if (conflict->number == 0)
    return conflict_add (sql, conflict, error);
  return ev_sql_run (sql, error, "UPDATE conflict SET cursor = ?, settled = ? WHERE number = ?",
                     "iii", conflict->cursor, (gint64)conflict->settled, conflict->number);
}

static void
read_version (EvSqlRows *rows, int column, EvVersion *version)
{
  g_strlcpy (version->device, ev_sql_text (rows, column), sizeof version->device);
  version->seq = ev_sql_integer (rows, column + 1);
  version->stamp = ev_sql_integer (rows, column + 2);
}

static EvCentralConflict *
conflict_of_row (EvSqlRows *rows, const EvCentralRecord *record)
{
  EvCentralConflict *conflict = g_new0 (EvCentralConflict, 1);
  EvConflict *kept = g_new0 (EvConflict, 1);
  g_autoptr (EvJson) fields = cJSON_Parse (ev_sql_text (rows, 10));

  conflict->number = ev_sql_integer (rows, 0);
  conflict->record = record->number;
  conflict->cursor = ev_sql_integer (rows, 2);
  conflict->settled = ev_sql_integer (rows, 3) != 0;
  conflict->conflict = kept;
  kept->kind = ev_record_kind (record->record);
  kept->id = g_strdup (ev_record_id (record->record));
  kept->group = ev_sql_dup (rows, 1);
  read_version (rows, 4, &kept->lost_version);
  read_version (rows, 7, &kept->kept_version);
  kept->lost = ev_change_new (kept->kind, kept->id);
  kept->lost->version = kept->lost_version;
  ev_change_fields_from_json (kept->lost, fields, NULL);
  return conflict;
}

static gboolean
conflicts (EvCentral *central, const EvCentralRecord *record, gboolean open, GPtrArray **array,
           GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error,
                    "SELECT number, grp, cursor, settled, lost_device, lost_seq, lost_stamp,"
                    " kept_device, kept_seq, kept_stamp, lost FROM conflict"
                    " WHERE record = ? AND settled <= ? ORDER BY number",
                    "ii", record->number, (gint64)!open);
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ev_central_conflict_free);
  gboolean row;

  while (ev_sql_next (rows, &row, error)) {
    if (!row) {
      *array = g_steal_pointer (&found);
      return TRUE;
    }
    g_ptr_array_add (found, conflict_of_row (rows, record));
  }
  return FALSE;
}

static gboolean
conflicts_purge (EvCentral *central, gint64 record, const char *group, GError **error)
{
  return ev_sql_run (ev_central_sql (central), error,
                     "DELETE FROM conflict WHERE record = ? AND grp = coalesce (?, grp)", "it",
                     record, group);
}

static gboolean
erased_add (EvCentral *central, gint64 project, const char *id, gint64 when, GError **error)
{
  return ev_sql_run (ev_central_sql (central), error,
                     "INSERT INTO erased (project, id, at) VALUES (?, ?, ?)"
                     " ON CONFLICT (project, id) DO NOTHING",
                     "iti", project, id, when);
}

void
ev_central_sql_receipt_install (EvCentral *central)
{
  central->receipt_find = receipt_find;
  central->receipt_add = receipt_add;
  central->receipts_purge = receipts_purge;
  central->is_base = is_base;
  central->conflict_save = conflict_save;
  central->conflicts = conflicts;
  central->conflicts_purge = conflicts_purge;
  central->erased_add = erased_add;
}
