/* Nobody has touched the program for a while. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/lock/idle.h"

#include <time.h>

/* Timers stand still while the machine sleeps, so that none is longer, in seconds. */
#define LONGEST 30u

#define CONTROLLER "evidenca-idle"

struct _EvIdle {
  void (*idle) (gpointer data);
  gpointer data;
  guint limit; /* seconds; 0: none */
  gint64 touched;
  guint timer;
  double x, y; /* where the pointer was last */
};

/* Seconds since the machine started, sleep included. */
static gint64
now (void)
{
  struct timespec time;

  return clock_gettime (CLOCK_BOOTTIME, &time) == 0 ? time.tv_sec : 0;
}

/* GTK makes up movements where what lies below the pointer changes. */
static gboolean
has_moved (EvIdle *self, GdkEvent *event)
{
  double x = 0, y = 0;
  gboolean moved;

  gdk_event_get_position (event, &x, &y);
  moved = x != self->x || y != self->y;
  self->x = x;
  self->y = y;
  return moved;
}

static gboolean
is_touch (EvIdle *self, GdkEvent *event)
{
  switch ((int)gdk_event_get_event_type (event)) {
  case GDK_MOTION_NOTIFY:
    return has_moved (self, event);
  case GDK_KEY_PRESS:
  case GDK_BUTTON_PRESS:
  case GDK_SCROLL:
  case GDK_TOUCH_BEGIN:
  case GDK_TOUCH_UPDATE:
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
is_over (EvIdle *self)
{
  return self->limit > 0 && now () - self->touched >= self->limit;
}

static gboolean
look (gpointer data)
{
  EvIdle *self = data;
  gint64 left = self->touched + self->limit - now ();

  if (is_over (self)) {
    self->touched = now ();
    left = self->limit;
    self->idle (self->data);
  }
  self->timer = g_timeout_add_seconds ((guint)CLAMP (left, 1, LONGEST), look, self);
  return G_SOURCE_REMOVE;
}

/* The first touch after a sleep does nothing else. */
static gboolean
touched_cb (EvIdle *self, GdkEvent *event)
{
  gboolean over;

  if (!is_touch (self, event))
    return GDK_EVENT_PROPAGATE;
  over = is_over (self);
  self->touched = now ();
  if (over)
    self->idle (self->data);
  return over ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
watch (EvIdle *self, GtkWidget *window)
{
  GtkEventController *controller;

  if (g_object_get_data (G_OBJECT (window), CONTROLLER))
    return;
  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "event", G_CALLBACK (touched_cb), self);
  gtk_widget_add_controller (window, controller);
  g_object_set_data (G_OBJECT (window), CONTROLLER, controller);
}

static void
windows_changed_cb (EvIdle *self, guint position, guint removed, guint added)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = position; i < position + added; i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
    watch (self, window);
  }
}

EvIdle *
ev_idle_new (void (*idle) (gpointer data), gpointer data)
{
  EvIdle *self = g_new0 (EvIdle, 1);
  GListModel *windows = gtk_window_get_toplevels ();

  self->idle = idle;
  self->data = data;
  g_signal_connect_swapped (windows, "items-changed", G_CALLBACK (windows_changed_cb), self);
  windows_changed_cb (self, 0, 0, g_list_model_get_n_items (windows));
  return self;
}

/* Whoever was watched is no longer. */
static void
let_go (EvIdle *self, GtkWidget *window)
{
  GtkEventController *controller = g_object_get_data (G_OBJECT (window), CONTROLLER);

  if (!controller)
    return;
  g_object_set_data (G_OBJECT (window), CONTROLLER, NULL);
  g_signal_handlers_disconnect_by_data (controller, self);
  gtk_widget_remove_controller (window, controller);
}

void
ev_idle_free (EvIdle *self)
{
  GListModel *windows;

  if (!self)
    return;
  windows = gtk_window_get_toplevels ();
  g_signal_handlers_disconnect_by_data (windows, self);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
    let_go (self, window);
  }
  g_clear_handle_id (&self->timer, g_source_remove);
  g_free (self);
}

void
ev_idle_set_limit (EvIdle *self, guint seconds)
{
  self->limit = seconds;
  self->touched = now ();
  g_clear_handle_id (&self->timer, g_source_remove);
  if (seconds > 0)
    self->timer = g_timeout_add_seconds (MIN (seconds, LONGEST), look, self);
}
