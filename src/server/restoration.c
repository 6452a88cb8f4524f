/* Backups of the central store, and the way back from one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/restoration.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/sealed-file.h"
#include "server/access.h"
#include "server/admission.h"
#include "server/audit.h"
#include "server/central-sql-private.h"
#include "server/central-sqlite.h"
#include "server/filing.h"
#include "server/move.h"
#include "server/opening.h"
#include "server/sql-sqlite.h"

#define RETRY_MILLISECONDS 50
#define RETRIES 400

/* What became of people and laptops after the backup is not to be undone. */
static const char carry_over[] =
    "INSERT OR IGNORE INTO main.erased SELECT e.* FROM live.erased e"
    "  JOIN live.project l ON l.number = e.project"
    "  JOIN main.project m ON m.number = l.number AND m.code = l.code;"
    "INSERT INTO main.device (id, project, name, role, state, teams, token, acked, enrolled, seen, "
    "key, program)"
    "  SELECT d.id, d.project, d.name, d.role, d.state, d.teams, d.token, 0, d.enrolled, d.seen, "
    "d.key, d.program"
    "  FROM live.device d JOIN live.project l ON l.number = d.project"
    "  JOIN main.project m ON m.number = l.number AND m.code = l.code"
    "  WHERE d.id NOT IN (SELECT id FROM main.device);"
    "UPDATE main.device SET key = (SELECT key FROM live.device d WHERE d.id = device.id)"
    "  WHERE id IN (SELECT id FROM live.device WHERE key IS NOT NULL);"
    "INSERT OR REPLACE INTO main.seal SELECT s.* FROM live.seal s"
    "  JOIN live.project l ON l.number = s.project"
    "  JOIN main.project m ON m.number = l.number AND m.code = l.code;"
    "UPDATE main.device SET state = (SELECT state FROM live.device d WHERE d.id = device.id)"
    "  WHERE id IN (SELECT id FROM live.device WHERE state <> 0);"
    /* An invitation that was used or taken back since stays that. */
    "UPDATE main.invite SET revoked = i.revoked, token = i.token, device = coalesce ("
    "  (SELECT m.number FROM live.device d JOIN main.device m ON m.id = d.id"
    "    WHERE d.number = i.device), 0)"
    "  FROM live.invite i WHERE i.code = invite.code AND (i.revoked <> 0 OR i.device <> 0);"
    /* As far as the backup has the teams at all. */
    "UPDATE main.device SET teams = (SELECT teams FROM live.device d WHERE d.id = device.id)"
    "  WHERE id IN (SELECT d.id FROM live.device d WHERE NOT EXISTS (SELECT 1 FROM live.team l"
    "  LEFT JOIN main.team m ON m.number = l.number AND m.id = l.id WHERE m.id IS NULL"
    "  AND ' ' || d.teams || ' ' LIKE '% ' || l.number || ' %'));";

static gboolean
sync_file (const char *file, GError **error)
{
  int fd = g_open (file, O_RDONLY | O_CLOEXEC, 0);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  if (!synced)
    g_set_error (error, EV_ERROR, EV_ERROR_STORAGE, "%s cannot be written", file);
  return synced;
}

static void
remove_database (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *file = g_strconcat (path, endings[i], NULL);
    g_unlink (file);
  }
}

/* The store as it is at one moment, as an SQLite file that only its owner can read. */
static gboolean
copy_store (const char *store, const char *to, GError **error)
{
  const char *path = ev_opening_is_postgres (store) ? NULL : ev_opening_path (store, error);
  g_autofree char *url = g_strconcat ("sqlite:", to, NULL);
  g_autoptr (EvSql) sql = NULL;

  remove_database (to);
  if (ev_opening_is_postgres (store))
    return ev_move_copy (store, url, error) && g_chmod (to, 0600) == 0 && sync_file (to, error);
  sql = path != NULL ? ev_sql_sqlite_open (path, FALSE, error) : NULL;
  return sql != NULL && ev_sql_run (sql, error, "VACUUM INTO ?", "t", to) &&
         g_chmod (to, 0600) == 0 && sync_file (to, error);
}

/* A plain copy lies where the store does, not where the backup goes: a place for backups need not
 * be trusted. For a store that is no file it lies in the folder of temporary files. */
static char *
plain_copy (const char *store)
{
  const char *path = ev_opening_is_postgres (store) ? NULL : ev_opening_path (store, NULL);

  return path != NULL ? g_strconcat (path, ".backing-up", NULL)
                      : g_strdup_printf ("%s/evidenca-backup-%d", g_get_tmp_dir (), getpid ());
}

static gboolean
name_backup (const char *part, const char *file, GError **error)
{
  if (g_rename (part, file) == 0)
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_STORAGE, "%s cannot be named %s", part, file);
  return FALSE;
}

gboolean
ev_restoration_backup (const char *store, const char *file, const char *public_half,
                       const EvRandom *random, GError **error)
{
  g_autofree char *part = g_strconcat (file, ".part", NULL);
  g_autofree char *copy = public_half != NULL ? plain_copy (store) : NULL;
  gboolean done;

  if (g_file_test (file, G_FILE_TEST_EXISTS)) {
    g_set_error (error, EV_ERROR, EV_ERROR_EXISTS, "%s is there already", file);
    return FALSE;
  }
  done = copy_store (store, copy != NULL ? copy : part, error) &&
         (copy == NULL || ev_sealed_file_write (copy, part, public_half, random, error)) &&
         name_backup (part, file, error);
  if (copy != NULL)
    remove_database (copy);
  if (!done)
    remove_database (part);
  return done;
}

/* Replaces all pages of one database by those of another, in one transaction of the former. */
static gboolean
copy_pages (EvSql *to, EvSql *from, GError **error)
{
  sqlite3_backup *backup =
      sqlite3_backup_init (ev_sql_sqlite_handle (to), "main", ev_sql_sqlite_handle (from), "main");
  int result = SQLITE_OK;

  if (backup == NULL)
    return ev_sql_sqlite_fail (to, error);
  for (int i = 0; i < RETRIES; i++) {
    result = sqlite3_backup_step (backup, -1);
    if (result != SQLITE_BUSY && result != SQLITE_LOCKED)
      break;
    sqlite3_sleep (RETRY_MILLISECONDS);
  }
  sqlite3_backup_finish (backup);
  return result == SQLITE_DONE || ev_sql_sqlite_fail (to, error);
}

static gboolean
copy_database (const char *to_path, const char *from_path, GError **error)
{
  g_autoptr (EvSql) from = ev_sql_sqlite_open (from_path, FALSE, error);
  g_autoptr (EvSql) to = from != NULL ? ev_sql_sqlite_open (to_path, TRUE, error) : NULL;

  return to != NULL && copy_pages (to, from, error);
}

static gboolean
carry (EvCentral *central, const char *live, GError **error)
{
  EvSql *sql = ev_central_sql (central);

  if (!g_file_test (live, G_FILE_TEST_EXISTS))
    return TRUE;
  return ev_sql_run (sql, error, "ATTACH ? AS live", "t", live) &&
         ev_sql_script (sql, "BEGIN IMMEDIATE", error) && ev_sql_script (sql, carry_over, error) &&
         ev_sql_script (sql, "COMMIT; DETACH live", error);
}

static gboolean
rename_store (EvCentral *central, const EvRandom *random, gint64 now, GError **error)
{
  g_autofree char *epoch = ev_opening_new_epoch (random);
  g_autofree char *moment = g_strdup_printf ("%" G_GINT64_FORMAT, now);
  g_autofree char *id = ev_id_new_device (random);
  g_autoptr (EvCentralDevice) device = ev_central_device_new (id);

  device->role = EV_ROLE_SERVER;
  return central->set_fact (central, "epoch", epoch, error) &&
         central->set_fact (central, EV_ACCESS_RESTORED, moment, error) &&
         central->set_fact (central, "device", id, error) &&
         central->device_save (central, device, error);
}

/* The ids of a project's ledger that are still people. */
static gboolean
erased_people (EvCentral *central, gint64 project, GPtrArray *ids, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error,
                    "SELECT e.id FROM erased e JOIN record r ON r.project = e.project"
                    " AND r.kind = ? AND r.id = e.id WHERE e.project = ?",
                    "ii", (gint64)EV_KIND_PERSON, project);
  gboolean row;

  while (ev_sql_next (rows, &row, error)) {
    if (!row)
      return TRUE;
    g_ptr_array_add (ids, ev_sql_dup (rows, 0));
  }
  return FALSE;
}

static gboolean
erase_again (EvCentral *central, gint64 project, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EvFiling) filing = ev_filing_begin (central, project, now, error);

  if (filing == NULL || !erased_people (central, project, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (EvChange) change = ev_change_new (EV_KIND_PERSON, ids->pdata[i]);
    ev_change_set_integer (change, "erased", 1);
    if (!ev_filing_author (filing, change, error))
      return FALSE;
  }
  return ev_filing_end (filing, error);
}

static gboolean
replay (EvCentral *central, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) projects = NULL;

  if (!central->projects (central, &projects, error))
    return FALSE;
  for (guint i = 0; i < projects->len; i++)
    if (!erase_again (central, ((EvCentralProject *)projects->pdata[i])->number, now, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_sound (EvCentral *central, GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;

  if (!ev_audit_run (central, &problems, error))
    return FALSE;
  if (problems->len > 0)
    g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "the backup: %s", (char *)problems->pdata[0]);
  return problems->len == 0;
}

/* Makes `copy` what the store shall be. */
static gboolean
prepare (const char *copy, const char *live, const EvRandom *random, gint64 now, GError **error)
{
  g_autoptr (EvCentral) central = ev_central_sqlite_open (copy, FALSE, error);

  if (central == NULL || !carry (central, live, error) || !central->begin (central, TRUE, error))
    return FALSE;
  if (is_sound (central, error) && ev_admission_drop (central, error) &&
      rename_store (central, random, now, error) && replay (central, now, error) &&
      central->commit (central, error))
    return TRUE;
  central->rollback (central);
  return FALSE;
}

static gboolean
restore_plain (const char *path, const char *file, const EvRandom *random, gint64 now,
               GError **error)
{
  g_autofree char *copy = g_strconcat (path, ".restoring", NULL);
  gboolean restored;

  remove_database (copy);
  restored = copy_database (copy, file, error) && prepare (copy, path, random, now, error) &&
             copy_database (path, copy, error);
  remove_database (copy);
  return restored;
}

gboolean
ev_restoration_restore (const char *path, const char *file, const char *letters,
                        const EvRandom *random, gint64 now, GError **error)
{
  g_autofree char *opened = g_strconcat (path, ".opened", NULL);
  gboolean restored;

  if (!ev_sealed_file_is (file))
    return restore_plain (path, file, random, now, error);
  if (letters == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_LOCKED,
                 "this backup is sealed: say --letters FILE, with the letters of its key");
    return FALSE;
  }
  remove_database (opened);
  restored = ev_sealed_file_open (file, opened, letters, error) &&
             restore_plain (path, opened, random, now, error);
  remove_database (opened);
  return restored;
}
