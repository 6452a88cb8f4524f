/* The open register as the screens see it: read at once, written in the background. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/register/register.h"

#include "app/register/daily-backup.h"
#include "app/register/note.h"
#include "app/register/setup.h"
#include "app/register/worker.h"
#include "app/register/writer.h"
#include "sync/engine.h"

struct _EvRegister {
  GObject parent_instance;

  /* Borrowed */
  EvLists *lists;

  /* Owned */
  char *folder;
  char *mark_folder;
  EvStore *store; /* for reading */
  EvKey *key;     /* of the register, to open it again without asking; NULL before it was open */
  EvWriter *writer;
  EvWorker *reader; /* NULL before the first long look */
  EvLink *link;
  char *operator_id;
  EvDailyBackup *backups;
  gboolean locked;
};

enum { CHANGED, CUSTODY, OPERATOR, CLOSING, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EvRegister, ev_register, G_TYPE_OBJECT)

/* The server */

static void
told_changed (EvRegister *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
told_custody (EvRegister *self)
{
  g_signal_emit (self, signals[CUSTODY], 0);
}

EvSyncState
ev_register_sync_state (EvRegister *self, const EvCustodyCounts **counts)
{
  return ev_link_state (self->link, counts);
}

gboolean
ev_register_is_syncing (EvRegister *self)
{
  return ev_link_is_syncing (self->link);
}

const GError *
ev_register_sync_error (EvRegister *self)
{
  return ev_link_error (self->link);
}

void
ev_register_sync_now (EvRegister *self)
{
  ev_link_ask (self->link);
}

void
ev_register_set_metered (EvRegister *self, gboolean allowed)
{
  ev_link_set_metered (self->link, allowed);
}

gboolean
ev_register_is_enrolled (EvRegister *self)
{
  return ev_link_is_enrolled (self->link);
}

char *
ev_register_server (EvRegister *self)
{
  return self->store && ev_register_is_enrolled (self) ? ev_sync_server (self->store) : NULL;
}

void
ev_register_quietly (EvRegister *self, void (*function) (gpointer data), gpointer data)
{
  ev_link_quietly (self->link, function, data);
}

/* Opening and closing */

static void
stop (EvRegister *self)
{
  g_clear_pointer (&self->backups, ev_daily_backup_stop);
  ev_link_stop (self->link);
  ev_writer_stop (self->writer);
  g_clear_pointer (&self->reader, ev_worker_stop);
  g_clear_pointer (&self->store, ev_store_close);
}

/* Starts the threads over an open store, which is taken in any case. */
static gboolean
start (EvRegister *self, EvStore *store, GError **error)
{
  g_autoptr (EvStore) reading = store;
  g_autoptr (EvStore) writing = ev_store_open_beside (store, error);

  if (!writing)
    return FALSE;
  ev_key_free (self->key);
  self->key = ev_store_key (store);
  self->store = g_steal_pointer (&reading);
  ev_writer_start (self->writer, g_steal_pointer (&writing));
  if (!ev_link_start (self->link, self->store, self->lists, error)) {
    stop (self);
    return FALSE;
  }
  self->backups = ev_daily_backup_start (self->writer);
  ev_link_count (self->link);
  return TRUE;
}

static gboolean
open_store (EvRegister *self, GError **error)
{
  EvStoreOptions options = ev_setup_options (self->lists, self->mark_folder);
  EvStore *store;

  options.key = self->key;
  store = ev_store_open (self->folder, &options, error);
  return store && start (self, store, error);
}

EvRegister *
ev_register_open (const char *folder, EvLists *lists, GError **error)
{
  g_autoptr (EvRegister) self = g_object_new (EV_TYPE_REGISTER, NULL);

  self->folder = g_strdup (folder);
  self->lists = lists;
  if (!open_store (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

EvRegister *
ev_register_take (EvStore *store, EvLists *lists, GError **error)
{
  g_autoptr (EvRegister) self = g_object_new (EV_TYPE_REGISTER, NULL);

  self->folder = g_strdup (ev_store_folder (store));
  self->lists = lists;
  if (!start (self, store, error))
    return NULL;
  return g_steal_pointer (&self);
}

const EvKey *
ev_register_key (EvRegister *self)
{
  return self->key;
}

EvStore *
ev_register_store (EvRegister *self)
{
  return self->store;
}

EvLists *
ev_register_lists (EvRegister *self)
{
  return self->lists;
}

const char *
ev_register_name (EvRegister *self, const char *list, const char *code)
{
  return code ? ev_lists_name (self->lists, list, code, ev_language_get ()) : "";
}

char *
ev_register_today (EvRegister *self)
{
  EvClock clock = ev_clock_system ();

  return ev_clock_date (ev_clock_now (&clock));
}

/* Writing */

static void
written (GObject *owner)
{
  EvRegister *self = EV_REGISTER (owner);

  g_signal_emit (self, signals[CHANGED], 0);
  ev_link_count (self->link);
  ev_link_changed (self->link);
}

void
ev_register_do (EvRegister *self, EvPlan *plan, GAsyncReadyCallback callback, gpointer data)
{
  ev_writer_do (self->writer, plan, callback, data);
}

gboolean
ev_register_do_finish (EvRegister *self, GAsyncResult *result, char **id, GPtrArray **problems,
                       guint *step, GError **error)
{
  return ev_writer_do_finish (result, id, problems, step, error);
}

void
ev_register_undo (EvRegister *self, GAsyncReadyCallback callback, gpointer data)
{
  ev_writer_undo (self->writer, callback, data);
}

char *
ev_register_undo_finish (EvRegister *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ev_register_run (EvRegister *self, EvWorkerJob job, gpointer task_data, GDestroyNotify free,
                 GAsyncReadyCallback callback, gpointer data)
{
  ev_writer_run (self->writer, job, task_data, free, callback, data);
}

gboolean
ev_register_run_finish (EvRegister *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Looking */

void
ev_register_look (EvRegister *self, EvWorkerJob job, gpointer task_data, GDestroyNotify free,
                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  EvStore *store;
  GError *error = NULL;

  g_task_set_task_data (task, task_data, free);
  if (!self->reader && self->store) {
    store = ev_store_open_beside (self->store, &error);
    self->reader = store ? ev_worker_start (store) : NULL;
  }
  if (self->reader)
    ev_worker_push (self->reader, g_steal_pointer (&task), NULL, job);
  else if (error)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, EV_ERROR, EV_ERROR_BUSY, "the register is being restored");
}

void
ev_register_note (EvRegister *self, EvAccessKind kind, const char *subject,
                  GAsyncReadyCallback callback, gpointer data)
{
  ev_note_access (self->writer, kind, subject, callback, data);
}

gboolean
ev_register_note_finish (EvRegister *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What is half written */

void
ev_register_keep (EvRegister *self, const char *key, const char *text)
{
  ev_writer_keep (self->writer, key, text);
}

char *
ev_register_kept (EvRegister *self, const char *key)
{
  return self->store ? ev_store_setting (self->store, key) : NULL;
}

/* Operator */

const char *
ev_register_operator (EvRegister *self)
{
  return self->operator_id;
}

void
ev_register_set_operator (EvRegister *self, const char *operator_id)
{
  g_free (self->operator_id);
  self->operator_id = g_strdup (operator_id);
  ev_writer_set_operator (self->writer, operator_id);
  g_signal_emit (self, signals[OPERATOR], 0);
}

/* Enrolment */

/* For what cannot go on while the register is being connected or restored. */
static gboolean
is_busy (EvRegister *self, GError **error)
{
  if (self->store && !ev_link_is_joining (self->link))
    return FALSE;
  g_set_error (error, EV_ERROR, EV_ERROR_BUSY, "the register is being connected or restored");
  return TRUE;
}

static void
joined_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  GError *error = NULL;
  EvEnrolment *enrolment = ev_link_join_finish (EV_LINK (source), result, &error);

  if (error)
    g_task_return_error (outer, error);
  else
    g_task_return_pointer (outer, enrolment, (GDestroyNotify)ev_enrolment_free);
}

void
ev_register_enrol (EvRegister *self, const EvInvitation *invitation, const char *laptop_name,
                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) outer = g_task_new (self, NULL, callback, data);
  GError *error = NULL;

  if (is_busy (self, &error))
    g_task_return_error (outer, error);
  else
    ev_link_join (self->link, invitation, laptop_name, cancellable, joined_cb,
                  g_steal_pointer (&outer));
}

EvEnrolment *
ev_register_enrol_finish (EvRegister *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Locking */

gboolean
ev_register_lock (EvRegister *self)
{
  if (self->locked || is_busy (self, NULL))
    return FALSE;
  g_signal_emit (self, signals[CLOSING], 0);
  self->locked = TRUE;
  stop (self);
  g_clear_pointer (&self->key, ev_key_free);
  ev_writer_forget (self->writer);
  ev_register_set_operator (self, NULL);
  return TRUE;
}

gboolean
ev_register_unlock (EvRegister *self, EvStore *store, GError **error)
{
  self->locked = FALSE;
  if (!start (self, store, error))
    return FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

gboolean
ev_register_is_locked (EvRegister *self)
{
  return self->locked;
}

/* Backups */

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  EvRegister *self = g_task_get_source_object (outer);
  GError *error = NULL;
  gboolean done = ev_setup_restore_finish (result, &error);

  ev_writer_forget (self->writer);
  open_store (self, error ? NULL : &error);
  g_signal_emit (self, signals[CHANGED], 0);
  if (error)
    g_task_return_error (outer, error);
  else
    g_task_return_boolean (outer, done);
}

void
ev_register_restore (EvRegister *self, const char *file, GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) outer = g_task_new (self, NULL, callback, data);
  GError *error = NULL;

  if (is_busy (self, &error)) {
    g_task_return_error (outer, error);
    return;
  }
  stop (self);
  ev_setup_restore (self->folder, self->lists, self->key, file, restored_cb,
                    g_steal_pointer (&outer));
}

gboolean
ev_register_restore_finish (EvRegister *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Class */

static void
ev_register_finalize (GObject *object)
{
  EvRegister *self = EV_REGISTER (object);

  stop (self);
  g_object_unref (self->link);
  ev_writer_free (self->writer);
  g_free (self->operator_id);
  g_free (self->folder);
  g_free (self->mark_folder);
  ev_key_free (self->key);
  G_OBJECT_CLASS (ev_register_parent_class)->finalize (object);
}

static void
ev_register_class_init (EvRegisterClass *class)
{
  static const char *const names[N_SIGNALS] = { "changed", "custody", "operator", "closing" };

  G_OBJECT_CLASS (class)->finalize = ev_register_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], EV_TYPE_REGISTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
ev_register_init (EvRegister *self)
{
  self->writer = ev_writer_new (G_OBJECT (self), written);
  self->mark_folder = ev_setup_mark_folder ();
  self->link = ev_link_new ();
  g_signal_connect_object (self->link, "changed", G_CALLBACK (told_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->link, "custody", G_CALLBACK (told_custody), self,
                           G_CONNECT_SWAPPED);
}
