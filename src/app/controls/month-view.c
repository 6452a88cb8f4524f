/* A month on a wall: the calendar that speaks the chosen language and begins on Monday. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/controls/month-view.h"

#include "text/date.h"
#include "text/i18n.h"

#define WEEKS 6
#define DAYS 7

struct _EvMonthView {
  GtkBox parent_instance;

  GtkWidget *heading;
  GtkWidget *grid;
  GtkWidget *buttons[WEEKS * DAYS];
  char *chosen, *today;
  int year, month;
};

static guint picked_signal;

G_DEFINE_FINAL_TYPE (EvMonthView, ev_month_view, GTK_TYPE_BOX)

static void
mark_day (GtkWidget *button, const char *css_class, gboolean marked)
{
  if (marked)
    gtk_widget_add_css_class (button, css_class);
  else
    gtk_widget_remove_css_class (button, css_class);
}

static void
fill (EvMonthView *self)
{
  g_autofree char *first = ev_date_iso (self->year, self->month, 1);
  g_autofree char *heading = ev_date_month_year (self->year, self->month);
  int offset = ev_date_weekday_of (first) - 1;

  gtk_label_set_label (GTK_LABEL (self->heading), heading);
  for (int i = 0; i < WEEKS * DAYS; i++) {
    g_autofree char *iso = ev_date_add (first, i - offset);
    g_autofree char *full = iso ? ev_date_full (iso) : NULL;
    g_autofree char *number = NULL;
    GtkWidget *button = self->buttons[i];
    int year = 0, month = 0, day = 0;

    gtk_widget_set_sensitive (button, ev_date_split (iso, &year, &month, &day));
    number = g_strdup_printf ("%d", day);
    gtk_button_set_label (GTK_BUTTON (button), number);
    gtk_widget_set_name (button, iso ? iso : "");
    mark_day (button, "dim-label", month != self->month);
    mark_day (button, "suggested-action", g_strcmp0 (iso, self->chosen) == 0);
    mark_day (button, "today", g_strcmp0 (iso, self->today) == 0);
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    full ? full : "", -1);
  }
}

void
ev_month_view_show (EvMonthView *self, const char *day, const char *today)
{
  int unused;

  g_free (self->chosen);
  self->chosen = g_strdup (day);
  g_free (self->today);
  self->today = g_strdup (today);
  if (!ev_date_split (day, &self->year, &self->month, &unused) &&
      !ev_date_split (today, &self->year, &self->month, &unused))
    return;
  fill (self);
}

static void
turn (EvMonthView *self, int pages)
{
  int month = self->year * 12 + self->month - 1 + pages;
  g_autofree char *first = ev_date_iso (month / 12, month % 12 + 1, 1);

  if (!first)
    return;
  self->year = month / 12;
  self->month = month % 12 + 1;
  fill (self);
}

static void
previous_cb (EvMonthView *self)
{
  turn (self, -1);
}

static void
next_cb (EvMonthView *self)
{
  turn (self, 1);
}

static void
day_clicked_cb (EvMonthView *self, GtkWidget *button)
{
  g_autofree char *iso = g_strdup (gtk_widget_get_name (button));

  g_signal_emit (self, picked_signal, 0, iso);
}

GtkWidget *
ev_month_view_new (void)
{
  return g_object_new (EV_TYPE_MONTH_VIEW, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6,
                       NULL);
}

static void
ev_month_view_finalize (GObject *object)
{
  EvMonthView *self = EV_MONTH_VIEW (object);

  g_free (self->chosen);
  g_free (self->today);
  G_OBJECT_CLASS (ev_month_view_parent_class)->finalize (object);
}

static void
ev_month_view_class_init (EvMonthViewClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_month_view_finalize;
  picked_signal = g_signal_new ("picked", EV_TYPE_MONTH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
turn_button (EvMonthView *self, const char *icon, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static void
add_heading (EvMonthView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->heading = gtk_label_new (NULL);
  gtk_widget_set_hexpand (self->heading, TRUE);
  gtk_widget_add_css_class (self->heading, "heading");
  gtk_box_append (GTK_BOX (box),
                  turn_button (self, "go-previous-symbolic", C_ ("calendar", "Previous month"),
                               G_CALLBACK (previous_cb)));
  gtk_box_append (GTK_BOX (box), self->heading);
  gtk_box_append (GTK_BOX (box), turn_button (self, "go-next-symbolic",
                                              C_ ("calendar", "Next month"), G_CALLBACK (next_cb)));
  gtk_box_append (GTK_BOX (self), box);
}

static void
ev_month_view_init (EvMonthView *self)
{
  add_heading (self);
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  for (int day = 0; day < DAYS; day++) {
    GtkWidget *label = gtk_label_new (ev_date_weekday_short (day + 1));
    gtk_widget_add_css_class (label, "caption");
    gtk_widget_add_css_class (label, "dim-label");
    gtk_grid_attach (GTK_GRID (self->grid), label, day, 0, 1, 1);
  }
  for (int i = 0; i < WEEKS * DAYS; i++) {
    self->buttons[i] = gtk_button_new ();
    gtk_widget_add_css_class (self->buttons[i], "flat");
    gtk_widget_add_css_class (self->buttons[i], "day");
    g_signal_connect_swapped (self->buttons[i], "clicked", G_CALLBACK (day_clicked_cb), self);
    gtk_grid_attach (GTK_GRID (self->grid), self->buttons[i], i % DAYS, 1 + i / DAYS, 1, 1);
  }
  gtk_box_append (GTK_BOX (self), self->grid);
}
