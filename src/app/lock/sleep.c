/* The machine is about to sleep. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/lock/sleep.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#include "text/i18n.h"

/* https://www.freedesktop.org/wiki/Software/systemd/inhibit/ */
#define NAME "org.freedesktop.login1"
#define PATH "/org/freedesktop/login1"
#define INTERFACE "org.freedesktop.login1.Manager"

struct _EvSleep {
  void (*before) (gpointer data);
  gpointer data;
  GCancellable *cancellable;
  GDBusConnection *bus; /* NULL before there is one */
  guint subscription;
  int delay; /* as long as it is open the machine waits for us; -1: none */
};

static void
let_sleep (EvSleep *self)
{
  if (self->delay >= 0)
    close (self->delay);
  self->delay = -1;
}

static void
delayed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EvSleep *self = data;
  g_autoptr (GUnixFDList) descriptors = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_with_unix_fd_list_finish (
      G_DBUS_CONNECTION (source), &descriptors, result, &error);
  gint32 index;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !answer || !descriptors)
    return;
  g_variant_get (answer, "(h)", &index);
  let_sleep (self);
  self->delay = g_unix_fd_list_get (descriptors, index, NULL);
}

static void
ask_for_delay (EvSleep *self)
{
  g_dbus_connection_call_with_unix_fd_list (
      self->bus, NAME, PATH, INTERFACE, "Inhibit",
      g_variant_new ("(ssss)", "sleep", "Evidenca", _ ("The register is being locked."), "delay"),
      G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, self->cancellable, delayed_cb,
      self);
}

static void
sleep_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
          const char *name, GVariant *parameters, gpointer data)
{
  EvSleep *self = data;
  gboolean begins = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &begins);
  if (begins) {
    self->before (self->data);
    let_sleep (self);
  } else {
    ask_for_delay (self);
  }
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EvSleep *self = data;
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_bus_get_finish (result, &error);

  if (!bus)
    return; /* cancelled, and `self` gone, or there is no such bus */
  self->bus = bus;
  self->subscription =
      g_dbus_connection_signal_subscribe (bus, NAME, INTERFACE, "PrepareForSleep", PATH, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, sleep_cb, self, NULL);
  ask_for_delay (self);
}

EvSleep *
ev_sleep_new (void (*before) (gpointer data), gpointer data)
{
  EvSleep *self = g_new0 (EvSleep, 1);

  self->before = before;
  self->data = data;
  self->delay = -1;
  self->cancellable = g_cancellable_new ();
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, connected_cb, self);
  return self;
}

void
ev_sleep_free (EvSleep *self)
{
  if (!self)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  if (self->bus)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  g_clear_object (&self->bus);
  let_sleep (self);
  g_free (self);
}
