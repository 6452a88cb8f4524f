/* Where a person signs, with a finger, a pen or a mouse. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/kiosk/signature-pad.h"

#include "print/signature.h"

#define UNITS 2 /* to a pixel */

struct _EvSignaturePad {
  GtkDrawingArea parent_instance;

  EvSignature *signature;
  double start_x, start_y;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (EvSignaturePad, ev_signature_pad, GTK_TYPE_DRAWING_AREA)

static void
add (EvSignaturePad *self, double x, double y, gboolean begins)
{
  ev_signature_add (self->signature, (int)(x * UNITS), (int)(y * UNITS), begins);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
begin_cb (EvSignaturePad *self, double x, double y)
{
  self->start_x = x;
  self->start_y = y;
  add (self, x, y, TRUE);
}

static void
update_cb (EvSignaturePad *self, double x, double y)
{
  add (self, self->start_x + x, self->start_y + y, FALSE);
}

static void
end_cb (EvSignaturePad *self, double x, double y)
{
  update_cb (self, x, y);
  g_signal_emit (self, changed_signal, 0);
}

static void
draw (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer data)
{
  EvSignaturePad *self = EV_SIGNATURE_PAD (area);
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &colour);
  colour.alpha *= 0.35F;
  gdk_cairo_set_source_rgba (cairo, &colour);
  cairo_set_line_width (cairo, 1);
  cairo_move_to (cairo, width * 0.08, height * 0.75);
  cairo_line_to (cairo, width * 0.92, height * 0.75);
  cairo_stroke (cairo);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &colour);
  gdk_cairo_set_source_rgba (cairo, &colour);
  ev_signature_draw (self->signature, cairo, 1.0 / UNITS);
}

char *
ev_signature_pad_strokes (EvSignaturePad *self)
{
  return ev_signature_is_drawn (self->signature) ? ev_signature_format (self->signature) : NULL;
}

void
ev_signature_pad_clear (EvSignaturePad *self)
{
  ev_signature_clear (self->signature);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, changed_signal, 0);
}

static void
ev_signature_pad_finalize (GObject *object)
{
  ev_signature_free (EV_SIGNATURE_PAD (object)->signature);
  G_OBJECT_CLASS (ev_signature_pad_parent_class)->finalize (object);
}

static void
ev_signature_pad_class_init (EvSignaturePadClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_signature_pad_finalize;
  changed_signal = g_signal_new ("changed", EV_TYPE_SIGNATURE_PAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
ev_signature_pad_init (EvSignaturePad *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->signature = ev_signature_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self), "signature");
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self), draw, NULL, NULL);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}
