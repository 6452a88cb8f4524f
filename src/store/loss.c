/* A log that lost commits: noticed, kept aside, told. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/loss-private.h"

#include "store/backup-private.h"
#include "store/commits-private.h"
#include "store/trailer-private.h"

/* Since then `standing` counts commits. */
#define COUNTING_VERSION 4
#define SETTING "log.lost"

gboolean
ev_loss_find (EvStore *store, gint64 *lost, GError **error)
{
  gint64 version, held, noted;

  *lost = 0;
  if (!ev_query_number (store->database, &version, error, "PRAGMA user_version", ""))
    return FALSE;
  if (version < COUNTING_VERSION)
    return TRUE;
  if (!ev_query_number (store->database, &held, error, "SELECT commits FROM standing", ""))
    return FALSE;
  noted = ev_commits_get (store->folder, store->seal->key);
  *lost = noted < 0 ? -1 : MAX (noted - held, 0);
  return TRUE;
}

static gboolean
copy_aside (EvStore *store, const char *file, GError **error)
{
  g_autofree char *aside =
      ev_backup_free_name (store->folder, "lost", &store->options.clock, error);
  g_autofree char *log = g_strconcat (file, "-wal", NULL);
  g_autofree char *log_aside = aside != NULL ? g_strconcat (aside, "-wal", NULL) : NULL;
  g_autoptr (EvKeyfile) keyfile = NULL;
  g_autofree char *keys = NULL;

  if (aside == NULL)
    return FALSE;
  keyfile = ev_keyfile_load (store->folder, error);
  keys = keyfile != NULL ? ev_keyfile_format (keyfile) : NULL;
  return keys != NULL && ev_trailer_copy_pages (file, aside, error) &&
         ev_trailer_append (aside, keys, error) &&
         (!g_file_test (log, G_FILE_TEST_EXISTS) || ev_trailer_copy_pages (log, log_aside, error));
}

gboolean
ev_loss_keep (EvStore *store, const char *file, GError **error)
{
  /* Else the log would be written back and removed. */
  sqlite3_db_config (store->database->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_clear_pointer (&store->database, ev_database_close);
  if (!copy_aside (store, file, error))
    return FALSE;
  store->database = ev_database_open (file, ev_seal_vfs (store->seal), FALSE, error);
  return store->database != NULL;
}

gboolean
ev_loss_note (EvStore *store, gint64 lost, GError **error)
{
  g_autofree char *date = ev_clock_date (ev_store_now (store));
  g_autofree char *text = lost > 0 ? g_strdup_printf ("%s %" G_GINT64_FORMAT, date, lost)
                                   : g_strdup_printf ("%s ?", date);

  return ev_query_run (store->database, error,
                       "INSERT INTO setting (key, text) VALUES ('" SETTING "', ?)"
                       " ON CONFLICT (key) DO UPDATE SET text = excluded.text",
                       "s", text);
}

gboolean
ev_loss_forget (EvStore *store, GError **error)
{
  return ev_store_set_setting (store, SETTING, NULL, error);
}

char *
ev_loss_sentence (EvStore *store)
{
  g_autofree char *text = ev_store_setting (store, SETTING);
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, " ", 2) : NULL;

  if (parts == NULL || g_strv_length (parts) != 2)
    return NULL;
  if (g_str_equal (parts[1], "?"))
    return g_strdup_printf ("On %s the counter of commits was missing: the log may have been cut. "
                            "What was found is kept in the folder of backups.",
                            parts[0]);
  return g_strdup_printf ("On %s the log lacked %s commits: it was cut or put back. "
                          "What was found is kept in the folder of backups.",
                          parts[0], parts[1]);
}
