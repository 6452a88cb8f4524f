/* An entry for a civil date: typed as people say it, or picked from a month. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/controls/date-entry.h"

#include "app/controls/month-view.h"
#include "base/clock.h"
#include "text/date.h"
#include "text/i18n.h"

struct _EvDateEntry {
  GtkBox parent_instance;

  GtkWidget *entry;
  GtkWidget *button;
  EvMonthView *month;
  gboolean setting;
};

enum { PROP_LABEL = 1, N_PROPS };
static GParamSpec *properties[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (EvDateEntry, ev_date_entry, GTK_TYPE_BOX)

static char *
today (void)
{
  EvClock clock = ev_clock_system ();

  return ev_clock_date (ev_clock_now (&clock));
}

char *
ev_date_entry_date (EvDateEntry *self)
{
  g_autofree char *day = today ();

  return ev_date_read (gtk_editable_get_text (GTK_EDITABLE (self->entry)), day);
}

void
ev_date_entry_set_date (EvDateEntry *self, const char *iso)
{
  g_autofree char *text = iso ? ev_date_short (iso) : NULL;
  g_autofree char *full = iso ? ev_date_full (iso) : NULL;

  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text ? text : "");
  gtk_widget_set_tooltip_text (self->entry, full);
  gtk_widget_remove_css_class (self->entry, "error");
  self->setting = FALSE;
}

gboolean
ev_date_entry_check (EvDateEntry *self)
{
  g_autofree char *date = ev_date_entry_date (self);
  gboolean wrong = !date && *gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (wrong)
    gtk_widget_add_css_class (self->entry, "error");
  return wrong;
}

static void
typed_cb (EvDateEntry *self)
{
  if (self->setting)
    return;
  gtk_widget_remove_css_class (self->entry, "error");
  g_signal_emit (self, changed_signal, 0);
}

/* Shows how the date was understood. */
static void
left_cb (EvDateEntry *self)
{
  g_autofree char *date = ev_date_entry_date (self);

  if (date)
    ev_date_entry_set_date (self, date);
  else
    ev_date_entry_check (self);
}

static void
picked_cb (EvDateEntry *self, const char *iso)
{
  ev_date_entry_set_date (self, iso);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  gtk_widget_grab_focus (self->entry);
  g_signal_emit (self, changed_signal, 0);
}

static void
opened_cb (EvDateEntry *self)
{
  g_autofree char *date = ev_date_entry_date (self);
  g_autofree char *day = today ();

  ev_month_view_show (self->month, date, day);
}

static void
ev_date_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  EvDateEntry *self = EV_DATE_ENTRY (object);

  if (id == PROP_LABEL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    g_value_get_string (value), -1);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
ev_date_entry_class_init (EvDateEntryClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->set_property = ev_date_entry_set_property;
  properties[PROP_LABEL] =
      g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  changed_signal = g_signal_new ("changed", EV_TYPE_DATE_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
add_calendar (EvDateEntry *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->month = EV_MONTH_VIEW (ev_month_view_new ());
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->month));
  g_signal_connect_swapped (self->month, "picked", G_CALLBACK (picked_cb), self);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (opened_cb), self);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_tooltip_text (self->button, C_ ("date", "Pick a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("date", "Pick a day"), -1);
  gtk_box_append (GTK_BOX (self), self->button);
}

static void
ev_date_entry_init (EvDateEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 11);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), FALSE);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (left_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (self->entry, focus);
  gtk_box_append (GTK_BOX (self), self->entry);
  add_calendar (self);
}
