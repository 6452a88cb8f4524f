/* A bar in parts, told apart by colour and by pattern. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/share-bar.h"

#define HEIGHT 14
#define REACH 3 /* of the mark, above and below the bar */
#define GAP 2
#define STRIPE 6.0

struct _EvShareBar {
  GtkWidget parent_instance;

  EvShares shares;
};

/* After Okabe and Ito (2008), whom people with any kind of colour blindness can follow; each at
 * least 3:1 against the page, light or dark (WCAG 2.1, 1.4.11). */
static const char *const colours[] = { "#d55e00", "#0072b2", "#009373", "#b07a00", "#b0628c" };

/* Plain, rising and falling stripes. */
static const char *const signs[] = { "■", "▨", "▧" };
static const int slopes[] = { 0, 1, -1 };

G_DEFINE_FINAL_TYPE (EvShareBar, ev_share_bar, GTK_TYPE_WIDGET)

void
ev_share_bar_show (EvShareBar *self, const EvShares *shares, const char *words)
{
  g_array_set_size (self->shares.parts, 0);
  if (shares->parts->len > 0)
    g_array_append_vals (self->shares.parts, shares->parts->data, shares->parts->len);
  self->shares.missing = shares->missing;
  self->shares.aim = shares->aim;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

char *
ev_share_bar_sign (guint part)
{
  return g_strdup_printf ("<span foreground=\"%s\">%s</span>",
                          colours[part % G_N_ELEMENTS (colours)],
                          signs[part % G_N_ELEMENTS (signs)]);
}

char *
ev_share_bar_sign_missing (void)
{
  return g_strdup ("□");
}

char *
ev_share_bar_sign_aim (void)
{
  return g_strdup ("<b>┃</b>");
}

static void
draw_stripes (cairo_t *cr, double x, double width, int slope)
{
  double from = slope > 0 ? HEIGHT : 0;

  cairo_set_source_rgba (cr, 1, 1, 1, 0.65);
  cairo_set_line_width (cr, STRIPE / 3);
  for (double stripe = x - HEIGHT; stripe < x + width; stripe += STRIPE) {
    cairo_move_to (cr, stripe, from);
    cairo_line_to (cr, stripe + HEIGHT, HEIGHT - from);
  }
  cairo_stroke (cr);
}

static void
draw_part (cairo_t *cr, guint index, double x, double width)
{
  int slope = slopes[index % G_N_ELEMENTS (slopes)];
  GdkRGBA colour;

  gdk_rgba_parse (&colour, colours[index % G_N_ELEMENTS (colours)]);
  cairo_save (cr);
  cairo_rectangle (cr, x, 0, width, HEIGHT);
  cairo_clip (cr);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_paint (cr);
  if (slope != 0)
    draw_stripes (cr, x, width, slope);
  cairo_restore (cr);
}

/* Returns where the parts end. */
static double
draw_parts (EvShareBar *self, cairo_t *cr, double unit)
{
  double x = 0;

  for (guint i = 0; i < self->shares.parts->len; i++) {
    double part = unit * g_array_index (self->shares.parts, guint, i);
    if (part > 0)
      draw_part (cr, i, x, MAX (part - GAP, 1));
    x += part;
  }
  return x;
}

/* The outline carries what is missing, and the parts where colours are not enough. */
static void
draw_outline (cairo_t *cr, const GdkRGBA *ink, int width)
{
  GdkRGBA line = *ink;

  line.alpha *= 0.6f;
  gdk_cairo_set_source_rgba (cr, &line);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, 0.5, 0.5, width - 1, HEIGHT - 1);
  cairo_stroke (cr);
}

static void
draw_aim (cairo_t *cr, const GdkRGBA *ink, double x)
{
  gdk_cairo_set_source_rgba (cr, ink);
  cairo_rectangle (cr, x - 1.5, -REACH, 3, HEIGHT + 2 * REACH);
  cairo_fill (cr);
}

static void
ev_share_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EvShareBar *self = EV_SHARE_BAR (widget);
  int width = gtk_widget_get_width (widget);
  double total = self->shares.missing, filled;
  GdkRGBA ink;
  cairo_t *cr;

  for (guint i = 0; i < self->shares.parts->len; i++)
    total += g_array_index (self->shares.parts, guint, i);
  if (total <= 0)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float)width, HEIGHT + 2 * REACH));
  cairo_translate (cr, 0, REACH);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL) {
    cairo_translate (cr, width, 0);
    cairo_scale (cr, -1, 1);
  }
  filled = draw_parts (self, cr, width / total);
  draw_outline (cr, &ink, width);
  if (self->shares.aim >= 0)
    draw_aim (cr, &ink, CLAMP (filled * self->shares.aim, 2, width - 2));
  cairo_destroy (cr);
}

static void
ev_share_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT + 2 * REACH : HEIGHT * 8;
}

static void
ev_share_bar_finalize (GObject *object)
{
  g_array_unref (EV_SHARE_BAR (object)->shares.parts);
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
  self->shares.parts = g_array_new (FALSE, FALSE, sizeof (guint));
}
