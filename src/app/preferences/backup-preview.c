/* What is in a backup, before it takes the register's place. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/preferences/backup-preview.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "app/register/setup.h"
#include "store/backup.h"
#include "store/event-list.h"

void
ev_backup_preview_clear (EvBackupPreview *preview)
{
  g_clear_pointer (&preview->last_event, g_free);
  g_clear_pointer (&preview->last_date, g_free);
}

static void
find_last_event (EvStore *store, EvBackupPreview *preview)
{
  g_autoptr (GPtrArray) events = ev_event_list (store, "1900-01-01", NULL);

  for (guint i = 0; events && i < events->len; i++) {
    const EvEventRow *row = events->pdata[i];
    if (!row->last_date || g_strcmp0 (row->last_date, preview->last_date) <= 0)
      continue;
    ev_backup_preview_clear (preview);
    preview->last_event = g_strdup (row->title);
    preview->last_date = g_strdup (row->last_date);
  }
}

static gboolean
count (const char *folder, const EvStoreOptions *options, EvBackupPreview *preview, GError **error)
{
  g_autoptr (EvStore) store = ev_store_open (folder, options, error);

  if (!store)
    return FALSE;
  preview->people = ev_store_count (store, EV_KIND_PERSON, NULL);
  preview->events = ev_store_count (store, EV_KIND_EVENT, NULL);
  preview->attendances = ev_store_count (store, EV_KIND_ATTENDANCE, NULL);
  find_last_event (store, preview);
  return TRUE;
}

gboolean
ev_backup_preview_look (const char *file, const char *folder, EvLists *lists, const EvKey *key,
                        EvBackupPreview *preview, GError **error)
{
  g_autofree char *mark_folder = ev_setup_mark_folder ();
  EvStoreOptions options = ev_setup_options (lists, mark_folder);
  g_autofree char *copy = g_build_filename (folder, "preview-XXXXXX", NULL);
  gboolean done;

  options.key = key;
  *preview = (EvBackupPreview){ 0 };
  if (!g_mkdtemp (copy)) {
    g_set_error (error, EV_ERROR, EV_ERROR_STORAGE, "no folder for the copy: %s",
                 g_strerror (errno));
    return FALSE;
  }
  done = ev_backup_restore (file, copy, &options, error) && count (copy, &options, preview, error);
  ev_setup_remove (copy);
  return done;
}
