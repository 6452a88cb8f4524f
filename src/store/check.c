/* A look at a register's health. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "record/merge.h"
#include "store/access-chain-private.h"
#include "store/access-private.h"
#include "store/backup.h"
#include "store/candidate-keys-private.h"
#include "store/log-private.h"
#include "store/loss-private.h"
#include "store/row-private.h"
#include "store/store-private.h"
#include "store/survivor-private.h"
#include "store/words-private.h"

typedef struct {
  EvStore *store;
  EvRules rules;
  EvDigest digest;
  GPtrArray *problems;
} Check;

static void G_GNUC_PRINTF (2, 3) say (Check *check, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  g_ptr_array_add (check->problems, g_strdup_vprintf (format, values));
  va_end (values);
}

/* Every page's seal, those on the list of free pages too. A page that is being written back from
 * the log meanwhile is read once more. Behind the pages stand the keys of a backup, in a register
 * that somebody made by copying one. */
static void
check_seals (Check *check)
{
  sqlite3_file *file = NULL;
  guint8 page[EV_VAULT_PAGE];
  sqlite3_int64 size = 0;
  gint64 pages;

  sqlite3_file_control (check->store->database->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (file == NULL || file->pMethods->xFileSize (file, &size) != SQLITE_OK ||
      !ev_query_number (check->store->database, &pages, NULL, "PRAGMA page_count", ""))
    return;
  size = MIN (size, pages * EV_VAULT_PAGE);
  for (gint64 at = 0; at + EV_VAULT_PAGE <= size; at += EV_VAULT_PAGE) {
    int code = file->pMethods->xRead (file, page, EV_VAULT_PAGE, at);
    for (guint again = 0; code == SQLITE_IOERR_DATA && again < 3; again++)
      code = file->pMethods->xRead (file, page, EV_VAULT_PAGE, at);
    if (code == SQLITE_IOERR_DATA)
      say (check, "The database is damaged: page %" G_GINT64_FORMAT " does not open with the key.",
           at / EV_VAULT_PAGE + 1);
  }
  memset (page, 0, sizeof page);
}

static gboolean
check_pages (Check *check, GError **error)
{
  g_autoptr (EvQuery) query =
      ev_query_new (check->store->database, error, "PRAGMA integrity_check (20)", "");

  while (query != NULL && ev_query_next (query, error))
    if (strcmp (ev_query_text (query, 0), "ok") != 0)
      say (check, "The database is damaged: %s.", ev_query_text (query, 0));
  return query != NULL && ev_query_ended (query);
}

static void
check_values (Check *check, const EvRecord *record)
{
  const char *kind = ev_kind_name (ev_record_kind (record));
  g_autoptr (GPtrArray) changes = ev_record_to_changes (record, NULL);
  g_auto (GStrv) fields = ev_record_fields (record);

  for (guint i = 0; i < changes->len; i++) {
    g_autoptr (GPtrArray) found = ev_validate_change (changes->pdata[i], &check->rules);
    for (guint k = 0; k < found->len; k++) {
      const EvProblem *problem = found->pdata[k];
      say (check, "%s %s: %s is not valid (%s).", kind, ev_record_id (record),
           problem->field != NULL ? problem->field : "a change", ev_reason_name (problem->reason));
    }
  }
  for (char **field = fields; *field != NULL; field++)
    if (ev_record_version (record, ev_field_group (ev_record_kind (record), *field)) == NULL)
      say (check, "%s %s: %s has a value that nobody wrote.", kind, ev_record_id (record), *field);
}

static void
check_whole (Check *check, const EvRecord *record)
{
  g_autoptr (GPtrArray) missing = ev_validate_record (record);

  for (guint i = 0; i < missing->len; i++)
    say (check, "%s %s: %s is missing.", ev_kind_name (ev_record_kind (record)),
         ev_record_id (record), ((EvProblem *)missing->pdata[i])->field);
}

static gboolean
check_reference (Check *check, const EvRecord *record, const char *field, EvKind kind,
                 const char *id, GError **error)
{
  gint64 place;

  if (!ev_row_place (check->store->database, kind, id, &place, error))
    return FALSE;
  if (place == 0)
    say (check, "%s %s: %s leads to %s, which is not here.", ev_kind_name (ev_record_kind (record)),
         ev_record_id (record), field, id);
  return TRUE;
}

static gboolean
check_references (Check *check, const EvRecord *record, GError **error)
{
  guint count;
  const EvField *table = ev_field_table (ev_record_kind (record), &count);

  for (guint i = 0; i < count && !ev_record_is_gone (record); i++) {
    const char *text = ev_record_text (record, table[i].name);
    const char *slash = text != NULL ? strchr (text, '/') : NULL;
    g_autofree char *name = slash != NULL ? g_strndup (text, (gsize)(slash - text)) : NULL;
    EvKind kind = table[i].refers;
    if (text == NULL || (table[i].type != EV_TYPE_REFERENCE && table[i].type != EV_TYPE_ABOUT))
      continue;
    if (table[i].type == EV_TYPE_ABOUT && (name == NULL || !ev_kind_parse (name, &kind)))
      continue;
    if (!check_reference (check, record, table[i].name, kind, slash != NULL ? slash + 1 : text,
                          error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_person (Check *check, const EvRecord *person, gint64 place, GError **error)
{
  EvDatabase *database = check->store->database;
  g_autofree char *words = ev_words_of (person);
  g_autofree char *root = ev_survivor_find (database, ev_record_id (person), error);
  const char *into = ev_record_text (person, "merged_into");
  g_autofree char *other = into != NULL ? ev_survivor_find (database, into, error) : NULL;
  gint64 same, known = 0;
  gboolean meets;

  if (root == NULL || (into != NULL && other == NULL) ||
      !ev_query_number (database, &same, error,
                        "SELECT (SELECT words FROM index_text WHERE person = ?) IS ?", "is", place,
                        words) ||
      !ev_candidate_keys_agree (database, place, person, &meets, error) ||
      (into != NULL && !ev_row_place (database, EV_KIND_PERSON, into, &known, error)))
    return FALSE;
  if (same == 0)
    say (check, "person %s is not found by her name.", ev_record_id (person));
  if (!meets)
    say (check, "person %s is not compared with people like her.", ev_record_id (person));
  if (known != 0 && strcmp (root, other) != 0)
    say (check, "person %s and %s are merged but not one.", ev_record_id (person), into);
  return TRUE;
}

static gboolean
check_kind (Check *check, EvKind kind, GError **error)
{
  g_autofree char *columns = ev_row_columns (kind, "r");
  guint count;
  g_autofree char *sql = NULL;
  g_autoptr (EvQuery) query = NULL;

  ev_field_table (kind, &count);
  sql = g_strdup_printf ("SELECT %s, r.place FROM \"%s\" r ORDER BY r.place", columns,
                         ev_kind_name (kind));
  query = ev_query_new (check->store->database, error, sql, "");
  while (query != NULL && ev_query_next (query, error)) {
    g_autoptr (GError) damage = NULL;
    g_autoptr (EvRecord) record = ev_row_read (query, kind, &damage);
    if (record == NULL) {
      say (check, "%s.", damage->message);
      continue;
    }
    check_values (check, record);
    check_whole (check, record);
    ev_digest_add (&check->digest, record);
    if (!check_references (check, record, error) ||
        (kind == EV_KIND_PERSON &&
         !check_person (check, record, ev_query_integer (query, 3 + (int)count), error)))
      return FALSE;
  }
  return query != NULL && ev_query_ended (query);
}

/* Each own change that stands must be in its row, or something later in its place. */
static gboolean
check_change (Check *check, const EvChange *change, GError **error)
{
  g_autoptr (EvRecord) record = NULL;
  g_autoptr (GError) failure = NULL;

  if (!ev_row_load (check->store->database, change->kind, change->id, &record, &failure)) {
    if (g_error_matches (failure, EV_ERROR, EV_ERROR_DAMAGED))
      return TRUE; /* the row is on the list already */
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (record == NULL || ev_record_integer (record, "erased") == 0) {
    g_autoptr (EvRecord) merged =
        record != NULL ? ev_record_copy (record) : ev_record_new (change->kind, change->id);
    if (ev_merge_apply (merged, change, NULL, NULL))
      say (check, "change %" G_GINT64_FORMAT " is not in %s %s.", change->version.seq,
           ev_kind_name (change->kind), change->id);
  }
  return TRUE;
}

static gboolean
check_log (Check *check, GError **error)
{
  g_autoptr (EvQuery) query =
      ev_query_new (check->store->database, error,
                    "SELECT " EV_LOG_COLUMNS " FROM change WHERE state = 0 ORDER BY place", "");

  while (query != NULL && ev_query_next (query, error)) {
    g_autoptr (GError) damage = NULL;
    g_autoptr (EvChange) change = ev_log_read (query, &damage);
    if (change == NULL)
      say (check, "%s.", damage->message);
    else if (!check_change (check, change, error))
      return FALSE;
  }
  return query != NULL && ev_query_ended (query);
}

/* Each word of each person is in the index, and nothing else is. */
static gboolean
check_words (Check *check, GError **error)
{
  gint64 stray, keys;

  if (!ev_query_number (check->store->database, &stray, error,
                        "SELECT count (*) FROM word w WHERE NOT EXISTS (SELECT 1 FROM index_text i"
                        " WHERE i.person = w.person AND i.words = w.words)",
                        "") ||
      !ev_query_number (check->store->database, &keys, error,
                        "SELECT count (*) FROM candidate_key k WHERE NOT EXISTS"
                        " (SELECT 1 FROM person p WHERE p.place = k.person)",
                        ""))
    return FALSE;
  if (stray > 0)
    say (check, "The search index has %" G_GINT64_FORMAT " words that are nobody's.", stray);
  if (keys > 0)
    say (check, "There are %" G_GINT64_FORMAT " keys of nobody.", keys);
  return TRUE;
}

static gboolean
check_digest (Check *check, GError **error)
{
  g_auto (EvStanding) standing = { 0 };

  if (!ev_standing_load (check->store->database, &standing, error))
    return FALSE;
  if (!ev_digest_equal (&standing.digest, &check->digest))
    say (check, "The digest is not that of the records.");
  return TRUE;
}

static gboolean
check_access (Check *check, GError **error)
{
  gint64 broken;

  if (!ev_access_chain_check (check->store->database, &broken, error))
    return FALSE;
  if (broken > 0)
    say (check, "The access log was changed: entry %" G_GINT64_FORMAT " is not as it was noted.",
         broken);
  if (broken < 0)
    say (check, "The access log was changed: entries are missing at its end.");
  return TRUE;
}

static gboolean
look (Check *check, GError **error)
{
  check_seals (check);
  if (check->problems->len > 0) /* whatever reads there would fail */
    return TRUE;
  if (!check_pages (check, error))
    return FALSE;
  for (int kind = 0; kind < EV_N_KINDS; kind++)
    if (!check_kind (check, (EvKind)kind, error))
      return FALSE;
  return check_log (check, error) && check_words (check, error) && check_digest (check, error) &&
         check_access (check, error);
}

GPtrArray *
ev_backup_check (EvStore *store, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  Check check = { .store = store, .rules = store->options.rules, .problems = problems };
  g_autofree char *today = ev_clock_date (ev_store_server_now (store));
  g_autofree char *loss = ev_loss_sentence (store);

  check.rules.this_year = (int)g_ascii_strtoll (today, NULL, 10);
  if (!look (&check, error))
    return NULL;
  if (loss != NULL)
    say (&check, "%s", loss);
  return g_steal_pointer (&problems);
}

gboolean
ev_backup_note_loss (EvStore *store, GError **error)
{
  g_autofree char *sentence = ev_loss_sentence (store);

  if (sentence == NULL)
    return TRUE;
  if (!ev_store_start (store, error))
    return FALSE;
  return ev_store_end (store,
                       ev_access_insert (store, EV_ACCESS_LOSS, "register", sentence, error) &&
                           ev_loss_forget (store, error),
                       error);
}
