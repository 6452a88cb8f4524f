/* How a register begins: made here, or by an invitation. In the background. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/register/setup.h"

#include <glib/gstdio.h>

#include "exchange/sample.h"
#include "store/backup.h"
#include "sync/engine.h"

#define BACKUPS "backups"
#define BACKUP_SUFFIX ".db" /* other files are copies under way */
#define ASIDE "before-restore-"
#define CODE_LETTERS 12

typedef struct {
  char *folder;
  char *mark_folder;
  EvStoreOptions options;

  char *name; /* of the project, or of the laptop */
  char *file; /* the backup */
  gboolean sample;
  EvInvitation *invitation;
  EvStore *store; /* that is open already, to be enrolled; NULL: what is in `folder` */

  EvKey *key; /* opens it without asking */
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  if (order->store)
    ev_store_close (order->store);
  g_free (order->folder);
  g_free (order->mark_folder);
  ev_key_free (order->key);
  g_free (order->name);
  g_free (order->file);
  ev_invitation_free (order->invitation);
  g_free (order);
}

static gboolean
has_code (const char *list, const char *code, gpointer data)
{
  return ev_lists_has (data, list, code);
}

char *
ev_setup_mark_folder (void)
{
  return g_build_filename (g_get_user_config_dir (), "evidenca", NULL);
}

EvStoreOptions
ev_setup_options (EvLists *lists, const char *mark_folder)
{
  return (EvStoreOptions){
    .clock = ev_clock_system (),
    .random = ev_random_system (),
    .rules = { .has_code = has_code, .data = lists },
    .mark_folder = mark_folder,
    .keyring = TRUE,
  };
}

static Order *
order_new (const char *folder, EvLists *lists, const char *name)
{
  Order *order = g_new0 (Order, 1);

  order->folder = g_strdup (folder);
  order->mark_folder = ev_setup_mark_folder ();
  order->options = ev_setup_options (lists, order->mark_folder);
  order->name = g_strdup (name);
  return order;
}

static void
give_key (Order *order, const EvKey *key)
{
  order->key = key ? ev_key_new_from (ev_key_bytes (key)) : NULL;
  order->options.key = order->key;
}

static void
start (Order *order, GTaskThreadFunc function, GCancellable *cancellable,
       GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, function);
}

/* A code of capitals and digits out of a project's name. Owned. */
static char *
code_of_name (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  GString *code = g_string_new (NULL);

  for (const char *p = ascii; *p && code->len < CODE_LETTERS; p++) {
    if (g_ascii_isalnum (*p))
      g_string_append_c (code, g_ascii_toupper (*p));
  }
  if (code->len == 0)
    g_string_append (code, "P1");
  return g_string_free (code, FALSE);
}

static gboolean
create (const Order *order, GError **error)
{
  g_autofree char *code = order->sample ? g_strdup (EV_SAMPLE_CODE) : code_of_name (order->name);
  const char *name = order->sample ? EV_SAMPLE_NAME : order->name;
  g_autoptr (EvStore) store = ev_store_create (order->folder, &order->options, code, name, error);

  return store && (!order->sample || ev_sample_load (store, error));
}

static void
create_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (create (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
ev_setup_create (const char *folder, EvLists *lists, const char *name, gboolean sample,
                 GAsyncReadyCallback callback, gpointer data)
{
  Order *order = order_new (folder, lists, name);

  order->sample = sample;
  start (order, create_thread, NULL, callback, data);
}

gboolean
ev_setup_create_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static EvInvitation *
copy_invitation (const EvInvitation *invitation)
{
  EvInvitation *copy = g_new0 (EvInvitation, 1);

  copy->url = g_strdup (invitation->url);
  copy->code = g_strdup (invitation->code);
  copy->pin = g_strdup (invitation->pin);
  copy->pin_check = g_strdup (invitation->pin_check);
  return copy;
}

static EvEnrolment *
enrol (const Order *order, GCancellable *cancellable, GError **error)
{
  return order->store ? ev_enrol_join (order->store, &order->options.random, order->invitation,
                                       order->name, NULL, cancellable, error)
                      : ev_enrol_run (order->folder, &order->options, order->invitation,
                                      order->name, NULL, cancellable, error);
}

static void
enrol_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Order *order = task_data;
  GError *error = NULL;
  EvEnrolment *enrolment = enrol (order, cancellable, &error);

  /* Before anybody hears: who syncs next has the register to herself. */
  g_clear_pointer (&order->store, ev_store_close);
  if (enrolment)
    g_task_return_pointer (task, enrolment, (GDestroyNotify)ev_enrolment_free);
  else
    g_task_return_error (task, error);
}

void
ev_setup_enrol (const char *folder, EvLists *lists, const EvInvitation *invitation,
                const char *laptop_name, GCancellable *cancellable, GAsyncReadyCallback callback,
                gpointer data)
{
  Order *order = order_new (folder, lists, laptop_name);

  order->invitation = copy_invitation (invitation);
  start (order, enrol_thread, cancellable, callback, data);
}

void
ev_setup_join (EvStore *store, const EvInvitation *invitation, const char *laptop_name,
               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Order *order = order_new (ev_store_folder (store), NULL, laptop_name);

  order->store = store;
  order->invitation = copy_invitation (invitation);
  start (order, enrol_thread, cancellable, callback, data);
}

EvEnrolment *
ev_setup_enrol_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
backup_free (gpointer data)
{
  EvSetupBackup *backup = data;

  g_free (backup->file);
  g_free (backup);
}

static gint
compare_backups (gconstpointer a, gconstpointer b)
{
  const EvSetupBackup *left = *(EvSetupBackup *const *)a, *right = *(EvSetupBackup *const *)b;

  return left->made_at < right->made_at ? 1 : left->made_at > right->made_at ? -1 : 0;
}

static EvSetupBackup *
look_at_backup (const char *path, const char *name)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (
      file, G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, NULL);
  EvSetupBackup *backup;

  if (!info)
    return NULL;
  backup = g_new0 (EvSetupBackup, 1);
  backup->file = g_strdup (path);
  backup->aside = g_str_has_prefix (name, ASIDE);
  backup->size = g_file_info_get_size (info);
  backup->made_at =
      (gint64)g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) * 1000;
  return backup;
}

GPtrArray *
ev_setup_backups (const char *folder)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func (backup_free);
  g_autofree char *place = g_build_filename (folder, BACKUPS, NULL);
  g_autoptr (GDir) dir = g_dir_open (place, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (place, name, NULL);
    EvSetupBackup *backup =
        g_str_has_suffix (name, BACKUP_SUFFIX) ? look_at_backup (path, name) : NULL;
    if (backup)
      g_ptr_array_add (backups, backup);
  }
  g_ptr_array_sort (backups, compare_backups);
  return backups;
}

static void
restore_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Order *order = task_data;
  GError *error = NULL;

  if (ev_backup_restore (order->file, order->folder, &order->options, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
ev_setup_restore (const char *folder, EvLists *lists, const EvKey *key, const char *file,
                  GAsyncReadyCallback callback, gpointer data)
{
  Order *order = order_new (folder, lists, NULL);

  give_key (order, key);
  order->file = g_strdup (file);
  start (order, restore_thread, NULL, callback, data);
}

gboolean
ev_setup_restore_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
ev_setup_is_sample (EvStore *store)
{
  g_autoptr (EvRecord) project = ev_store_read (store, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, NULL);

  return project && g_strcmp0 (ev_record_text (project, "code"), EV_SAMPLE_CODE) == 0 &&
         g_strcmp0 (ev_record_text (project, "name"), EV_SAMPLE_NAME) == 0 &&
         !ev_sync_is_enrolled (store);
}

void
ev_setup_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
      ev_setup_remove (path);
    else
      g_unlink (path);
  }
  g_rmdir (folder);
}
