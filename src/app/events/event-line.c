/* An event, or a heading, as the list of events shows it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/events/event-line.h"

#include "text/date.h"
#include "text/i18n.h"

struct _EvEventLine {
  GtkBox parent_instance;

  /* Template */
  GtkWidget *heading;
  GtkWidget *body;
  GtkWidget *date;
  GtkWidget *title;
  GtkWidget *state;
  GtkWidget *details;
  GtkWidget *count;
  GtkWidget *open;
};

G_DEFINE_FINAL_TYPE (EvEventLine, ev_event_line, GTK_TYPE_BOX)

static void
append_part (GString *line, const char *part)
{
  if (!part || !*part)
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, part);
}

static char *
details_of (EvRegister *reg, const EvEventRow *row)
{
  GString *line = g_string_new (NULL);

  if (row->cancelled)
    append_part (line, C_ ("event", "Cancelled"));
  append_part (line, ev_register_name (reg, "event_type", row->type));
  append_part (line, ev_register_name (reg, "municipality", row->municipality));
  append_part (line, row->venue);
  return g_string_free (line, FALSE);
}

static char *
count_of (const EvEventRow *row)
{
  if (row->people == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%d participant", "%d participants", row->people),
                          (int)row->people);
}

/* A word where the event has been handed in; what is planned or under way the date says. */
static void
show_state (EvEventLine *self, EvRegister *reg, const EvEventRow *row)
{
  gboolean returned = g_strcmp0 (row->state, "returned") == 0;
  gboolean said = returned || g_strcmp0 (row->state, "submitted") == 0 ||
                  g_strcmp0 (row->state, "approved") == 0;

  gtk_widget_set_visible (self->state, said);
  gtk_label_set_label (GTK_LABEL (self->state),
                       said ? ev_register_name (reg, "event_state", row->state) : "");
  if (returned)
    gtk_widget_add_css_class (self->state, "attention");
  else
    gtk_widget_remove_css_class (self->state, "attention");
}

static void
show_event (EvEventLine *self, EvRegister *reg, const EvEventRow *row)
{
  g_autofree char *details = details_of (reg, row);
  g_autofree char *count = count_of (row);
  g_autofree char *date = row->first_date ? ev_date_range (row->first_date, row->last_date) : NULL;
  g_autofree char *label = g_strdup_printf (_ ("Open %s"), row->title);

  gtk_label_set_label (GTK_LABEL (self->title), row->title);
  show_state (self, reg, row);
  gtk_label_set_label (GTK_LABEL (self->details), details);
  gtk_label_set_label (GTK_LABEL (self->date), date ? date : "");
  gtk_label_set_label (GTK_LABEL (self->count), count ? count : "");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s", row->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

void
ev_event_line_show (EvEventLine *self, EvRegister *reg, EvEventItem *item)
{
  const EvEventRow *row = ev_event_item_row (item);

  gtk_widget_set_visible (self->heading, row == NULL);
  gtk_widget_set_visible (self->body, row != NULL);
  if (row)
    show_event (self, reg, row);
  else
    gtk_label_set_label (GTK_LABEL (self->heading), ev_event_item_heading (item));
}

GtkWidget *
ev_event_line_new (void)
{
  return g_object_new (EV_TYPE_EVENT_LINE, NULL);
}

static void
ev_event_line_class_init (EvEventLineClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/event-line.ui");
  gtk_widget_class_bind_template_child (widget_class, EvEventLine, heading);
  gtk_widget_class_bind_template_child (widget_class, EvEventLine, body);
  gtk_widget_class_bind_template_child (widget_class, EvEventLine, date);
  gtk_widget_class_bind_template_child (widget_class, EvEventLine, title);
  gtk_widget_class_bind_template_child (widget_class, EvEventLine, state);
  gtk_widget_class_bind_template_child (widget_class, EvEventLine, details);
  gtk_widget_class_bind_template_child (widget_class, EvEventLine, count);
  gtk_widget_class_bind_template_child (widget_class, EvEventLine, open);
}

static void
ev_event_line_init (EvEventLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
