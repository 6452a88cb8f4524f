/* A register's link with its server: what is where, and the network that carries the rest. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/register/link.h"

#include "app/register/setup.h"
#include "app/register/syncer.h"
#include "sync/engine.h"

struct _EvLink {
  GObject parent_instance;

  /* Borrowed; NULL while stopped */
  EvStore *store; /* for counting */
  EvLists *lists;

  /* Owned */
  EvSyncer *syncer; /* NULL while nothing is exchanged */
  EvCustodyCounts counts;
  GError *error;
  GNetworkMonitor *network;

  gboolean enrolled;
  gboolean syncing;
  gboolean joining;
  gboolean metered_allowed;
};

enum { CHANGED, CUSTODY, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EvLink, ev_link, G_TYPE_OBJECT)

/* What is where */

void
ev_link_count (EvLink *self)
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
ev_link_state (EvLink *self, const EvCustodyCounts **counts)
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
ev_link_is_enrolled (EvLink *self)
{
  return self->enrolled;
}

gboolean
ev_link_is_syncing (EvLink *self)
{
  return self->syncing;
}

const GError *
ev_link_error (EvLink *self)
{
  return self->error;
}

/* The network */

static void
apply_network (EvLink *self)
{
  if (self->syncer)
    ev_syncer_network (self->syncer, g_network_monitor_get_network_available (self->network),
                       g_network_monitor_get_network_metered (self->network),
                       self->metered_allowed);
}

void
ev_link_set_metered (EvLink *self, gboolean allowed)
{
  self->metered_allowed = allowed;
  apply_network (self);
}

void
ev_link_ask (EvLink *self)
{
  if (self->syncer)
    ev_syncer_ask (self->syncer);
}

void
ev_link_changed (EvLink *self)
{
  if (self->syncer)
    ev_syncer_changed (self->syncer);
}

/* Exchanging */

static void
reported (GObject *owner, const EvSyncReport *report)
{
  EvLink *self = EV_LINK (owner);

  self->syncing = report->running;
  if (!report->running) {
    g_clear_error (&self->error);
    self->error = report->error ? g_error_copy (report->error) : NULL;
  }
  if (report->changed)
    g_signal_emit (self, signals[CHANGED], 0);
  ev_link_count (self);
}

static void
pause_exchange (EvLink *self)
{
  g_clear_pointer (&self->syncer, ev_syncer_stop);
  self->syncing = FALSE;
}

/* Exchanges from now on if the register has a server. */
static gboolean
resume_exchange (EvLink *self, GError **error)
{
  EvStore *own;

  self->enrolled = ev_sync_is_enrolled (self->store);
  if (!self->enrolled)
    return TRUE;
  own = ev_store_open_beside (self->store, error);
  if (!own)
    return FALSE;
  self->syncer = ev_syncer_start (own, self->lists, G_OBJECT (self), reported);
  apply_network (self);
  return TRUE;
}

gboolean
ev_link_start (EvLink *self, EvStore *store, EvLists *lists, GError **error)
{
  self->store = store;
  self->lists = lists;
  return resume_exchange (self, error);
}

void
ev_link_stop (EvLink *self)
{
  pause_exchange (self);
  self->store = NULL;
  self->lists = NULL;
}

void
ev_link_quietly (EvLink *self, void (*function) (gpointer data), gpointer data)
{
  gboolean exchanges = self->syncer != NULL;

  pause_exchange (self);
  function (data);
  if (exchanges)
    resume_exchange (self, NULL);
}

/* Joining */

static void
joined_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  EvLink *self = g_task_get_source_object (outer);
  GError *error = NULL;
  EvEnrolment *enrolment = ev_setup_enrol_finish (result, &error);

  self->joining = FALSE;
  pause_exchange (self);
  resume_exchange (self, error ? NULL : &error);
  g_signal_emit (self, signals[CHANGED], 0);
  ev_link_count (self);
  if (error) {
    ev_enrolment_free (enrolment);
    g_task_return_error (outer, error);
  } else {
    g_task_return_pointer (outer, enrolment, (GDestroyNotify)ev_enrolment_free);
  }
}

void
ev_link_join (EvLink *self, const EvInvitation *invitation, const char *laptop_name,
              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) outer = g_task_new (self, NULL, callback, data);
  GError *error = NULL;
  EvStore *store = ev_store_open_beside (self->store, &error);

  if (!store) {
    g_task_return_error (outer, error);
    return;
  }
  self->joining = TRUE;
  pause_exchange (self);
  ev_setup_join (store, invitation, laptop_name, cancellable, joined_cb, g_steal_pointer (&outer));
}

EvEnrolment *
ev_link_join_finish (EvLink *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
ev_link_is_joining (EvLink *self)
{
  return self->joining;
}

/* Class */

static void
ev_link_finalize (GObject *object)
{
  EvLink *self = EV_LINK (object);

  ev_link_stop (self);
  g_object_unref (self->network);
  ev_custody_clear (&self->counts);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (ev_link_parent_class)->finalize (object);
}

static void
ev_link_class_init (EvLinkClass *class)
{
  static const char *const names[N_SIGNALS] = { "changed", "custody" };

  G_OBJECT_CLASS (class)->finalize = ev_link_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], EV_TYPE_LINK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
ev_link_init (EvLink *self)
{
  self->metered_allowed = TRUE;
  self->network = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->network, "network-changed", G_CALLBACK (apply_network), self,
                           G_CONNECT_SWAPPED);
}

EvLink *
ev_link_new (void)
{
  return g_object_new (EV_TYPE_LINK, NULL);
}
