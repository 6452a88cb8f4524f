/* A bar in parts, told apart by colour and by pattern. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/share-bar.h"

#define HEIGHT 12
#define GAP 2
#define STRIPE 6.0

struct _EvShareBar {
  GtkWidget parent_instance;

  GArray *shares; /* of guint */
};

/* Colours that people with any kind of colour blindness tell apart (Okabe and Ito, 2008). */
static const GdkRGBA colours[] = {
  { 0.902f, 0.624f, 0.000f, 1 }, { 0.000f, 0.447f, 0.698f, 1 }, { 0.000f, 0.620f, 0.451f, 1 },
  { 0.835f, 0.369f, 0.000f, 1 }, { 0.337f, 0.706f, 0.914f, 1 }, { 0.800f, 0.475f, 0.655f, 1 },
};

G_DEFINE_FINAL_TYPE (EvShareBar, ev_share_bar, GTK_TYPE_WIDGET)

void
ev_share_bar_show (EvShareBar *self, const guint *shares, guint count, const char *words)
{
  g_array_set_size (self->shares, 0);
  if (count > 0)
    g_array_append_vals (self->shares, shares, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Every second part is hatched. */
static void
draw_part (cairo_t *cr, guint index, double x, double width)
{
  const GdkRGBA *colour = &colours[index % G_N_ELEMENTS (colours)];

  gdk_cairo_set_source_rgba (cr, colour);
  cairo_rectangle (cr, x, 0, width, HEIGHT);
  cairo_fill_preserve (cr);
  if (index % 2 == 0) {
    cairo_new_path (cr);
    return;
  }
  cairo_save (cr);
  cairo_clip (cr);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.45);
  cairo_set_line_width (cr, STRIPE / 3);
  for (double stripe = x - HEIGHT; stripe < x + width; stripe += STRIPE) {
    cairo_move_to (cr, stripe, HEIGHT);
    cairo_line_to (cr, stripe + HEIGHT, 0);
  }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
ev_share_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EvShareBar *self = EV_SHARE_BAR (widget);
  int width = gtk_widget_get_width (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float)width, HEIGHT);
  GskRoundedRect rounded;
  double total = 0, x = 0;
  cairo_t *cr;

  for (guint i = 0; i < self->shares->len; i++)
    total += g_array_index (self->shares, guint, i);
  if (total <= 0)
    return;
  gsk_rounded_rect_init_from_rect (&rounded, &bounds, HEIGHT / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  for (guint i = 0; i < self->shares->len; i++) {
    double part = width * (g_array_index (self->shares, guint, i) / total);
    if (part > 0)
      draw_part (cr, i, x, MAX (part - GAP, 1));
    x += part;
  }
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);
}

static void
ev_share_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : HEIGHT * 8;
}

static void
ev_share_bar_finalize (GObject *object)
{
  g_array_unref (EV_SHARE_BAR (object)->shares);
  G_OBJECT_CLASS (ev_share_bar_parent_class)->finalize (object);
}

static void
ev_share_bar_class_init (EvShareBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_share_bar_finalize;
  widget_class->snapshot = ev_share_bar_snapshot;
  widget_class->measure = ev_share_bar_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ev_share_bar_init (EvShareBar *self)
{
  self->shares = g_array_new (FALSE, FALSE, sizeof (guint));
}
