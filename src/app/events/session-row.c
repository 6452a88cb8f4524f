/* One session in the form of an event: date, from, to, topic. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/events/session-row.h"

#include "app/controls/date-entry.h"
#include "text/date.h"
#include "text/i18n.h"
#include "text/moment.h"

struct _EvSessionRow {
  AdwPreferencesRow parent_instance;

  /* Template */
  GtkWidget *number;
  EvDateEntry *date;
  GtkWidget *start;
  GtkWidget *end;
  GtkWidget *topic;
  GtkWidget *remove;
  GtkWidget *problem;

  char *id;
};

static guint remove_signal;

G_DEFINE_FINAL_TYPE (EvSessionRow, ev_session_row, ADW_TYPE_PREFERENCES_ROW)

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
set_text (GtkWidget *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text ? text : "");
}

void
ev_session_row_load (EvSessionRow *self, const EvRecord *session)
{
  g_free (self->id);
  self->id = g_strdup (ev_record_id (session));
  ev_date_entry_set_date (self->date, ev_record_text (session, "date"));
  set_text (self->start, ev_record_text (session, "start"));
  set_text (self->end, ev_record_text (session, "end"));
  set_text (self->topic, ev_record_text (session, "topic"));
}

void
ev_session_row_follow (EvSessionRow *self, EvSessionRow *other, int days)
{
  g_autofree char *date = ev_date_entry_date (other->date);
  g_autofree char *next = date ? ev_date_add (date, days) : NULL;

  ev_date_entry_set_date (self->date, next);
  set_text (self->start, text_of (other->start));
  set_text (self->end, text_of (other->end));
}

void
ev_session_row_repeat (EvSessionRow *self, const char *date, const char *start, const char *end,
                       const char *topic)
{
  ev_date_entry_set_date (self->date, date);
  set_text (self->start, start ? start : "");
  set_text (self->end, end ? end : "");
  set_text (self->topic, topic ? topic : "");
}

void
ev_session_row_set_date (EvSessionRow *self, const char *iso)
{
  ev_date_entry_set_date (self->date, iso);
}

static void
name_control (GtkWidget *control, char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_free (name);
}

void
ev_session_row_number (EvSessionRow *self, guint number)
{
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autofree char *date = g_strdup_printf (_ ("Date of session %s"), digits);

  gtk_label_set_label (GTK_LABEL (self->number), digits);
  g_object_set (self->date, "label", date, NULL);
  name_control (self->start, g_strdup_printf (_ ("Start of session %s"), digits));
  name_control (self->end, g_strdup_printf (_ ("End of session %s"), digits));
  name_control (self->topic, g_strdup_printf (_ ("Topic of session %s"), digits));
  name_control (self->remove, g_strdup_printf (_ ("Remove session %s"), digits));
}

const char *
ev_session_row_id (EvSessionRow *self)
{
  return self->id;
}

void
ev_session_row_complain (EvSessionRow *self, const char *problem)
{
  gtk_label_set_label (GTK_LABEL (self->problem), problem ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
}

/* Reads a time into `change`; FALSE, marking the entry, if it is none. */
static gboolean
take_time (EvChange *change, const char *field, GtkWidget *entry)
{
  const char *typed = text_of (entry);
  g_autofree char *time = *typed ? ev_moment_read_time (typed) : NULL;

  if (*typed && !time) {
    gtk_widget_add_css_class (entry, "error");
    return FALSE;
  }
  ev_change_set_text (change, field, time);
  return TRUE;
}

EvChange *
ev_session_row_change (EvSessionRow *self)
{
  g_autoptr (EvChange) change = ev_change_new (EV_KIND_SESSION, self->id);
  g_autofree char *date = ev_date_entry_date (self->date);

  ev_date_entry_check (self->date);
  if (!date) {
    ev_session_row_complain (self, _ ("Type a date, such as 24 November, or pick one."));
    return NULL;
  }
  ev_change_set_text (change, "date", date);
  if (!take_time (change, "start", self->start) || !take_time (change, "end", self->end)) {
    ev_session_row_complain (self, _ ("Type a time, such as 9:30."));
    return NULL;
  }
  ev_change_set_text (change, "topic", text_of (self->topic));
  ev_session_row_complain (self, NULL);
  return g_steal_pointer (&change);
}

/* Shows how a time was understood. */
static void
time_left_cb (GtkEventController *controller)
{
  GtkWidget *entry = gtk_event_controller_get_widget (controller);
  g_autofree char *time = ev_moment_read_time (text_of (entry));

  if (time)
    set_text (entry, time);
}

static void
time_changed_cb (GtkWidget *entry)
{
  gtk_widget_remove_css_class (entry, "error");
}

static void
remove_cb (EvSessionRow *self)
{
  g_signal_emit (self, remove_signal, 0);
}

GtkWidget *
ev_session_row_new (void)
{
  return g_object_new (EV_TYPE_SESSION_ROW, NULL);
}

static void
ev_session_row_finalize (GObject *object)
{
  g_free (EV_SESSION_ROW (object)->id);
  G_OBJECT_CLASS (ev_session_row_parent_class)->finalize (object);
}

static void
ev_session_row_class_init (EvSessionRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_session_row_finalize;
  remove_signal = g_signal_new ("remove", EV_TYPE_SESSION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  g_type_ensure (EV_TYPE_DATE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/session-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EvSessionRow, number);
  gtk_widget_class_bind_template_child (widget_class, EvSessionRow, date);
  gtk_widget_class_bind_template_child (widget_class, EvSessionRow, start);
  gtk_widget_class_bind_template_child (widget_class, EvSessionRow, end);
  gtk_widget_class_bind_template_child (widget_class, EvSessionRow, topic);
  gtk_widget_class_bind_template_child (widget_class, EvSessionRow, remove);
  gtk_widget_class_bind_template_child (widget_class, EvSessionRow, problem);
  gtk_widget_class_bind_template_callback (widget_class, time_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
ev_session_row_init (EvSessionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
