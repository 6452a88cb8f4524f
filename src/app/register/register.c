/* The open register as the screens see it: read at once, written in the background. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/register/register.h"

#include "app/register/setup.h"
#include "app/register/syncer.h"
#include "app/register/worker.h"
#include "store/backup.h"
#include "sync/engine.h"

#define UNDO_LIMIT 100
#define BACKUPS_KEPT 14

struct _EvRegister {
  GObject parent_instance;

  /* Borrowed */
  EvLists *lists;

  /* Owned */
  char *folder;
  char *mark_folder;
  EvStore *store; /* for reading */
  EvWorker *worker;
  EvWorker *reader; /* NULL before the first long look */
  EvSyncer *syncer; /* NULL without a server */
  char *operator_id;
  GPtrArray *undo; /* of EvPlan, the latest last */
  EvCustodyCounts counts;
  GError *sync_error;
  GNetworkMonitor *network;

  gboolean enrolled;
  gboolean syncing;
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
  if (self->counts.on_laptop > 0 || self->counts.last_verified == 0)
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
start_syncer (EvRegister *self, EvStore *store)
{
  self->syncer = ev_syncer_start (store, G_OBJECT (self), sync_reported);
  apply_network (self);
}

void
ev_register_quietly (EvRegister *self, void (*function) (gpointer data), gpointer data)
{
  gboolean enrolled = self->syncer != NULL;
  EvStore *store;

  g_clear_pointer (&self->syncer, ev_syncer_stop);
  self->syncing = FALSE;
  function (data);
  store = enrolled ? ev_store_open_beside (self->store, NULL) : NULL;
  if (store)
    start_syncer (self, store);
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

/* Starts the threads over an open store, which is taken in any case. */
static gboolean
start (EvRegister *self, EvStore *store, GError **error)
{
  g_autoptr (EvStore) reading = store;
  g_autoptr (EvStore) writing = ev_store_open_beside (store, error);
  g_autoptr (EvStore) syncing = NULL;

  if (!writing)
    return FALSE;
  self->enrolled = ev_sync_is_enrolled (store);
  if (self->enrolled && !(syncing = ev_store_open_beside (store, error)))
    return FALSE;
  self->store = g_steal_pointer (&reading);
  self->worker = ev_worker_start (g_steal_pointer (&writing));
  if (syncing)
    start_syncer (self, g_steal_pointer (&syncing));
  ev_worker_push (self->worker, g_task_new (NULL, NULL, NULL, NULL), NULL, backup_job);
  count_custody (self);
  return TRUE;
}

static gboolean
open_store (EvRegister *self, GError **error)
{
  EvStoreOptions options = ev_setup_options (self->lists, self->mark_folder);
  EvStore *store = ev_store_open (self->folder, &options, error);

  return store && start (self, store, error);
}

static void
stop (EvRegister *self)
{
  g_clear_pointer (&self->syncer, ev_syncer_stop);
  g_clear_pointer (&self->worker, ev_worker_stop);
  g_clear_pointer (&self->reader, ev_worker_stop);
  g_clear_pointer (&self->store, ev_store_close);
  self->syncing = FALSE;
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

typedef struct {
  EvPlan *plan;
  EvPlanResult result;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  ev_plan_free (work->plan);
  ev_plan_result_clear (&work->result);
  g_free (work);
}

static void
plan_job (GTask *task, EvStore *store, gpointer task_data)
{
  Work *work = task_data;
  GError *error = NULL;

  if (ev_plan_run (work->plan, store, &work->result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes `task`. */
static void
push (EvRegister *self, GTask *task, EvWorkerJob job)
{
  if (self->worker) {
    ev_worker_push (self->worker, task, self->operator_id, job);
  } else {
    g_task_return_new_error (task, EV_ERROR, EV_ERROR_BUSY, "the register is being connected");
    g_object_unref (task);
  }
}

/* Runs `plan`; `done` is called first, on the main thread, with the inner task as its result and
 * the outer task as its data. */
static void
push_plan (EvRegister *self, EvPlan *plan, GAsyncReadyCallback done, GTask *outer)
{
  GTask *inner = g_task_new (self, NULL, done, outer);
  Work *work = g_new0 (Work, 1);

  work->plan = plan;
  g_task_set_task_data (inner, work, work_free);
  push (self, inner, plan_job);
}

static void
written (EvRegister *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
  count_custody (self);
  if (self->syncer)
    ev_syncer_changed (self->syncer);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EvRegister *self = EV_REGISTER (source);
  g_autoptr (GTask) outer = data;
  Work *work = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  g_task_set_task_data (outer, g_object_ref (result), g_object_unref);
  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    g_task_return_error (outer, error);
    return;
  }
  g_ptr_array_add (self->undo, g_steal_pointer (&work->result.inverse));
  if (self->undo->len > UNDO_LIMIT)
    g_ptr_array_remove_index (self->undo, 0);
  written (self);
  g_task_return_boolean (outer, TRUE);
}

void
ev_register_do (EvRegister *self, EvPlan *plan, GAsyncReadyCallback callback, gpointer data)
{
  push_plan (self, plan, done_cb, g_task_new (self, NULL, callback, data));
}

gboolean
ev_register_do_finish (EvRegister *self, GAsyncResult *result, char **id, GPtrArray **problems,
                       guint *step, GError **error)
{
  GTask *inner = g_task_get_task_data (G_TASK (result));
  Work *work = g_task_get_task_data (inner);

  if (id)
    *id = g_steal_pointer (&work->result.id);
  if (problems)
    *problems = g_steal_pointer (&work->result.problems);
  if (step)
    *step = work->result.step;
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EvRegister *self = EV_REGISTER (source);
  g_autoptr (GTask) outer = data;
  Work *work = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    g_ptr_array_add (self->undo, g_steal_pointer (&work->plan));
    g_task_return_error (outer, error);
    return;
  }
  written (self);
  g_task_return_pointer (outer, g_strdup (ev_plan_words (work->plan)), g_free);
}

void
ev_register_undo (EvRegister *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *outer = g_task_new (self, NULL, callback, data);

  if (self->undo->len == 0) {
    g_task_return_new_error (outer, EV_ERROR, EV_ERROR_NOT_FOUND, "nothing to undo");
    g_object_unref (outer);
    return;
  }
  push_plan (self, g_ptr_array_steal_index (self->undo, self->undo->len - 1), undone_cb, outer);
}

char *
ev_register_undo_finish (EvRegister *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    g_task_return_error (outer, error);
    return;
  }
  written (EV_REGISTER (source));
  g_task_return_boolean (outer, TRUE);
}

void
ev_register_run (EvRegister *self, EvWorkerJob job, gpointer task_data, GDestroyNotify free,
                 GAsyncReadyCallback callback, gpointer data)
{
  GTask *inner = g_task_new (self, NULL, ran_cb, g_task_new (self, NULL, callback, data));

  g_task_set_task_data (inner, task_data, free);
  push (self, inner, job);
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
    g_task_return_new_error (task, EV_ERROR, EV_ERROR_BUSY, "the register is being connected");
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
  g_signal_emit (self, signals[OPERATOR], 0);
}

char *
ev_register_operator_name (EvRegister *self)
{
  g_autoptr (EvRecord) record = NULL;

  if (!self->operator_id || !self->store)
    return NULL;
  record = ev_store_read (self->store, EV_KIND_OPERATOR, self->operator_id, NULL);
  return record ? g_strdup (ev_record_text (record, "name")) : NULL;
}

/* Enrolment */

static void
joined_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  EvRegister *self = g_task_get_source_object (outer);
  GError *error = NULL;
  EvEnrolment *enrolment = ev_setup_enrol_finish (result, &error);

  open_store (self, error ? NULL : &error);
  g_signal_emit (self, signals[CHANGED], 0);
  if (error) {
    ev_enrolment_free (enrolment);
    g_task_return_error (outer, error);
  } else {
    g_task_return_pointer (outer, enrolment, (GDestroyNotify)ev_enrolment_free);
  }
}

void
ev_register_enrol (EvRegister *self, const EvInvitation *invitation, const char *laptop_name,
                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  stop (self);
  ev_setup_enrol (self->folder, self->lists, invitation, laptop_name, cancellable, joined_cb,
                  g_task_new (self, NULL, callback, data));
}

EvEnrolment *
ev_register_enrol_finish (EvRegister *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
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
  g_ptr_array_unref (self->undo);
  g_free (self->operator_id);
  g_free (self->folder);
  g_free (self->mark_folder);
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
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_plan_free);
  self->mark_folder = ev_setup_mark_folder ();
  self->metered_allowed = TRUE;
  self->network = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_swapped (self->network, "network-changed", G_CALLBACK (apply_network), self);
}
