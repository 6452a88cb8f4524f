/* How much room there is, measured in words rather than pixels. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/controls/room.h"

#define FIT_KEY "evidenca-room-fit"

double
ev_room_text_scale (GtkWidget *widget)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / (96.0 * PANGO_SCALE) : 1;
}

static void
layout_cb (GtkWidget *widget, int width)
{
  EvRoomFit fit = (EvRoomFit)g_object_get_data (G_OBJECT (widget), FIT_KEY);

  if (width > 1)
    fit (widget, width / ev_room_text_scale (widget));
}

static GdkSurface *
surface_of (GtkWidget *widget)
{
  return gtk_native_get_surface (gtk_widget_get_native (widget));
}

static void
realized_cb (GtkWidget *widget)
{
  GdkSurface *surface = surface_of (widget);

  g_signal_connect_swapped (surface, "layout", G_CALLBACK (layout_cb), widget);
  layout_cb (widget, gdk_surface_get_width (surface));
}

static void
unrealized_cb (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (surface_of (widget), layout_cb, widget);
}

void
ev_room_follow (GtkWidget *widget, EvRoomFit fit)
{
  g_object_set_data (G_OBJECT (widget), FIT_KEY, (gpointer)fit);
  g_signal_connect (widget, "realize", G_CALLBACK (realized_cb), NULL);
  g_signal_connect (widget, "unrealize", G_CALLBACK (unrealized_cb), NULL);
}
