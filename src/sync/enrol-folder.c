/* The data folder of a register that is being enrolled. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/enrol-folder-private.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "record/field.h"

/* The project's name until the first exchange brings the server's. */
#define PLACEHOLDER_CODE "NEW"

static char *
beside (const char *folder)
{
  g_autofree char *whole = g_canonicalize_filename (folder, NULL);
  return g_strconcat (whole, ".enrolling", NULL);
}

EvStore *
ev_enrol_folder_open (const char *folder, const EvStoreOptions *options, GError **error)
{
  g_autofree char *stage = beside (folder);
  g_autoptr (GError) local = NULL;
  EvStore *store = ev_store_open (folder, options, &local);

  if (store == NULL && g_error_matches (local, EV_ERROR, EV_ERROR_NOT_FOUND)) {
    g_clear_error (&local);
    store = ev_store_open (stage, options, &local);
  }
  if (store == NULL && g_error_matches (local, EV_ERROR, EV_ERROR_NOT_FOUND)) {
    g_clear_error (&local);
    store = ev_store_create (stage, options, PLACEHOLDER_CODE, PLACEHOLDER_CODE, &local);
  }
  if (store == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return store;
}

/* Moves what lies in `folder` into `stage`, so that nothing but the stage is left; what both have
 * may only be an empty file, such as a lock. */
static gboolean
gather (const char *folder, const char *stage)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;
  gboolean done = directory != NULL;

  while (done && (name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *from = g_build_filename (folder, name, NULL);
    g_autofree char *to = g_build_filename (stage, name, NULL);
    GStatBuf status;
    if (!g_file_test (to, G_FILE_TEST_EXISTS))
      done = g_rename (from, to) == 0;
    else if (g_stat (from, &status) == 0 && S_ISREG (status.st_mode) && status.st_size == 0)
      done = g_unlink (from) == 0;
  }
  return done;
}

gboolean
ev_enrol_folder_settle (EvStore *store, const char *folder, GError **error)
{
  g_autofree char *stage = beside (folder);
  gboolean is_beside = g_str_equal (ev_store_folder (store), stage);

  ev_store_close (store);
  if (!is_beside || g_rename (stage, folder) == 0 ||
      (errno == ENOTEMPTY && gather (folder, stage) && g_rename (stage, folder) == 0))
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_STORAGE, "%s cannot be put in place: %s", folder,
               g_strerror (errno));
  return FALSE;
}
