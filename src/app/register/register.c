/* The open register as the screens see it: read at once, written in the background. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/register/register.h"

#include "app/register/setup.h"
#include "app/register/syncer.h"
#include "app/register/worker.h"
#include "app/register/writer.h"
#include "store/backup.h"
#include "sync/engine.h"

#define BACKUPS_KEPT 14
#define BACKUP_INTERVAL 1800u /* seconds; a copy is made at the first look of a day */
#define BACKUP_DELAY 3u       /* seconds from opening, while the window comes up */

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
  EvSyncer *syncer; /* NULL without a server */
  char *operator_id;
  EvCustodyCounts counts;
  GError *sync_error;
  GNetworkMonitor *network;

  guint backup_timer;
  gboolean enrolled;
  gboolean syncing;
  gboolean joining; /* being connected with a server */
  gboolean metered_allowed;
};

enum { CHANGED, CUSTODY, OPERATOR, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EvRegister, ev_register, G_TYPE_OBJECT)

/* Custody */

static void
count_custody (EvRegister *self)
{
  EvCustodyCounts counts = { 0 };

  if (!self->store || !ev_custody_count (self->store, &counts, NULL))
    return;
  ev_custody_clear (&self->counts);
  self->counts = counts;
  g_signal_emit (self, signals[CUSTODY], 0);
}

/* Errors that time does not heal. */
static gboolean
needs_a_person (const char *nick)
{
  static const EvErrorCode codes[] = {
    EV_ERROR_REVOKED,        EV_ERROR_CERTIFICATE, EV_ERROR_CLIENT_TOO_OLD,
    EV_ERROR_CLIENT_TOO_NEW, EV_ERROR_FORK,        EV_ERROR_NOT_THE_SERVER,
    EV_ERROR_DISK_FULL,      EV_ERROR_DAMAGED,     EV_ERROR_DENIED,
  };
  EvErrorCode code;

  if (!nick || !ev_error_parse (nick, &code))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    if (codes[i] == code)
      return TRUE;
  }
  return FALSE;
}

EvSyncState
ev_register_sync_state (EvRegister *self, const EvCustodyCounts **counts)
{
  if (counts)
    *counts = &self->counts;
  if (!self->enrolled)
    return EV_SYNC_ALONE;
  if (self->counts.parked > 0 || needs_a_person (self->counts.last_error))
    return EV_SYNC_ATTENTION;
  if (self->counts.on_laptop > 0 || self->counts.carried > 0 || self->counts.last_verified == 0)
    return EV_SYNC_PENDING;
  return EV_SYNC_CLEAN;
}

gboolean
ev_register_is_syncing (EvRegister *self)
{
  return self->syncing;
}

const GError *
ev_register_sync_error (EvRegister *self)
{
  return self->sync_error;
}

/* Sync */

static void
sync_reported (GObject *owner, const EvSyncReport *report)
{
  EvRegister *self = EV_REGISTER (owner);

  self->syncing = report->running;
  if (!report->running) {
    g_clear_error (&self->sync_error);
    self->sync_error = report->error ? g_error_copy (report->error) : NULL;
  }
  if (report->changed)
    g_signal_emit (self, signals[CHANGED], 0);
  count_custody (self);
}

static void
apply_network (EvRegister *self)
{
  if (self->syncer)
    ev_syncer_network (self->syncer, g_network_monitor_get_network_available (self->network),
                       g_network_monitor_get_network_metered (self->network),
                       self->metered_allowed);
}

void
ev_register_sync_now (EvRegister *self)
{
  if (self->syncer)
    ev_syncer_ask (self->syncer);
}

void
ev_register_set_metered (EvRegister *self, gboolean allowed)
{
  self->metered_allowed = allowed;
  apply_network (self);
}

static void
pause_sync (EvRegister *self)
{
  g_clear_pointer (&self->syncer, ev_syncer_stop);
  self->syncing = FALSE;
}

/* Syncs from now on if the register has a server. */
static gboolean
resume_sync (EvRegister *self, GError **error)
{
  EvStore *store;

  self->enrolled = ev_sync_is_enrolled (self->store);
  if (!self->enrolled)
    return TRUE;
  store = ev_store_open_beside (self->store, error);
  if (!store)
    return FALSE;
  self->syncer = ev_syncer_start (store, self->lists, G_OBJECT (self), sync_reported);
  apply_network (self);
  return TRUE;
}

void
ev_register_quietly (EvRegister *self, void (*function) (gpointer data), gpointer data)
{
  gboolean syncs = self->syncer != NULL;

  pause_sync (self);
  function (data);
  if (syncs)
    resume_sync (self, NULL);
}

gboolean
ev_register_is_enrolled (EvRegister *self)
{
  return self->enrolled;
}

char *
ev_register_server (EvRegister *self)
{
  return self->store && self->enrolled ? ev_sync_server (self->store) : NULL;
}

/* Opening and closing */

static void
backup_job (GTask *task, EvStore *store, gpointer task_data)
{
  ev_backup_daily (store, BACKUPS_KEPT, NULL);
  g_task_return_boolean (task, TRUE);
}

static gboolean
back_up_cb (gpointer data)
{
  ev_writer_run_quietly (((EvRegister *)data)->writer, backup_job, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

static gboolean
first_backup_cb (gpointer data)
{
  EvRegister *self = data;

  back_up_cb (self);
  self->backup_timer = g_timeout_add_seconds (BACKUP_INTERVAL, back_up_cb, self);
  return G_SOURCE_REMOVE;
}

static void
stop (EvRegister *self)
{
  g_clear_handle_id (&self->backup_timer, g_source_remove);
  pause_sync (self);
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
  if (!resume_sync (self, error)) {
    stop (self);
    return FALSE;
  }
  self->backup_timer = g_timeout_add_seconds (BACKUP_DELAY, first_backup_cb, self);
  count_custody (self);
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
  count_custody (self);
  if (self->syncer)
    ev_syncer_changed (self->syncer);
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

/* What is half written */

static void
keep_job (GTask *task, EvStore *store, gpointer task_data)
{
  char **pair = task_data;

  ev_store_set_setting (store, pair[0], *pair[1] ? pair[1] : NULL, NULL);
  g_task_return_boolean (task, TRUE);
}

void
ev_register_keep (EvRegister *self, const char *key, const char *text)
{
  const char *const pair[] = { key, text ? text : "", NULL };

  ev_writer_run_quietly (self->writer, keep_job, g_strdupv ((char **)pair),
                         (GDestroyNotify)g_strfreev);
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

static void
joined_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  EvRegister *self = g_task_get_source_object (outer);
  GError *error = NULL;
  EvEnrolment *enrolment = ev_setup_enrol_finish (result, &error);

  self->joining = FALSE;
  pause_sync (self);
  resume_sync (self, error ? NULL : &error);
  g_signal_emit (self, signals[CHANGED], 0);
  count_custody (self);
  if (error) {
    ev_enrolment_free (enrolment);
    g_task_return_error (outer, error);
  } else {
    g_task_return_pointer (outer, enrolment, (GDestroyNotify)ev_enrolment_free);
  }
}

/* For what cannot go on while the register is being connected or restored. */
static gboolean
is_busy (EvRegister *self, GError **error)
{
  if (!self->joining && self->store)
    return FALSE;
  g_set_error (error, EV_ERROR, EV_ERROR_BUSY, "the register is being connected or restored");
  return TRUE;
}

void
ev_register_enrol (EvRegister *self, const EvInvitation *invitation, const char *laptop_name,
                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) outer = g_task_new (self, NULL, callback, data);
  GError *error = NULL;
  EvStore *store = is_busy (self, &error) ? NULL : ev_store_open_beside (self->store, &error);

  if (!store) {
    g_task_return_error (outer, error);
    return;
  }
  self->joining = TRUE;
  pause_sync (self);
  ev_setup_join (store, invitation, laptop_name, cancellable, joined_cb, g_steal_pointer (&outer));
}

EvEnrolment *
ev_register_enrol_finish (EvRegister *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
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
  g_signal_handlers_disconnect_by_data (self->network, self);
  g_object_unref (self->network);
  ev_custody_clear (&self->counts);
  g_clear_error (&self->sync_error);
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
  static const char *const names[N_SIGNALS] = { "changed", "custody", "operator" };

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
  self->metered_allowed = TRUE;
  self->network = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_swapped (self->network, "network-changed", G_CALLBACK (apply_network), self);
}
