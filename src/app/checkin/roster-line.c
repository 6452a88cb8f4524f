/* A person with a tick for each session, as the list of an event shows her. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/roster-line.h"

#include "app/checkin/person-words.h"
#include "app/checkin/tick.h"
#include "text/i18n.h"

struct _EvRosterLine {
  GtkBox parent_instance;

  /* Template */
  GtkWidget *name;
  GtkWidget *details;
  GtkWidget *no_consent;
  GtkWidget *ticks;

  EvRegister *reg;
  EvRosterItem *item;
  GPtrArray *columns; /* of EvTick, borrowed */
};

static guint ticked_signal;

G_DEFINE_FINAL_TYPE (EvRosterLine, ev_roster_line, GTK_TYPE_BOX)

static void
tick_clicked_cb (EvRosterLine *self, EvTick *tick)
{
  guint session;

  ev_tick_wait (tick);
  if (g_ptr_array_find (self->columns, tick, &session))
    g_signal_emit (self, ticked_signal, 0, session);
}

static void
set_columns (EvRosterLine *self, guint sessions)
{
  while (self->columns->len > sessions) {
    GtkWidget *tick = g_ptr_array_steal_index (self->columns, self->columns->len - 1);
    gtk_box_remove (GTK_BOX (self->ticks), gtk_widget_get_parent (tick));
  }
  while (self->columns->len < sessions) {
    GtkWidget *tick = ev_tick_new ();
    GtkWidget *cell = gtk_center_box_new ();

    gtk_center_box_set_center_widget (GTK_CENTER_BOX (cell), tick);
    gtk_widget_set_size_request (cell, EV_ROSTER_LINE_COLUMN, -1);
    gtk_box_append (GTK_BOX (self->ticks), cell);
    g_signal_connect_swapped (tick, "clicked", G_CALLBACK (tick_clicked_cb), self);
    g_ptr_array_add (self->columns, tick);
  }
}

static void
show_tick (EvRosterLine *self, guint session, const char *name)
{
  const EvRosterRow *row = ev_roster_item_row (self->item);
  const char *status = row->statuses[session];
  g_autofree char *label =
      g_strdup_printf (_ ("Present, %1$s, session %2$d"), name, (int)session + 1);

  ev_tick_show (self->columns->pdata[session],
                status && ev_lists_flag (ev_register_lists (self->reg), "attendance_status", status,
                                         "counts_as_attended"),
                status ? ev_register_name (self->reg, "attendance_status", status) : NULL, label);
}

static void
update (EvRosterLine *self)
{
  const EvRosterRow *row = ev_roster_item_row (self->item);
  g_autofree char *name = ev_roster_item_name (self->item);
  g_autofree char *details = ev_person_words_details (self->reg, &row->person);

  gtk_label_set_label (GTK_LABEL (self->name), name);
  gtk_label_set_label (GTK_LABEL (self->details), details);
  gtk_widget_set_visible (self->details, *details != '\0');
  gtk_widget_set_visible (self->no_consent, !row->consent);
  for (guint i = 0; i < self->columns->len; i++)
    show_tick (self, i, name);
}

void
ev_roster_line_show (EvRosterLine *self, EvRosterItem *item, guint sessions)
{
  if (self->item)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  g_set_object (&self->item, item);
  if (!item)
    return;
  set_columns (self, sessions);
  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

EvRosterItem *
ev_roster_line_item (EvRosterLine *self)
{
  return self->item;
}

GtkWidget *
ev_roster_line_new (EvRegister *reg)
{
  EvRosterLine *self = g_object_new (EV_TYPE_ROSTER_LINE, NULL);

  self->reg = g_object_ref (reg);
  return GTK_WIDGET (self);
}

static void
ev_roster_line_dispose (GObject *object)
{
  EvRosterLine *self = EV_ROSTER_LINE (object);

  ev_roster_line_show (self, NULL, 0);
  g_ptr_array_set_size (self->columns, 0);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_roster_line_parent_class)->dispose (object);
}

static void
ev_roster_line_finalize (GObject *object)
{
  g_ptr_array_unref (EV_ROSTER_LINE (object)->columns);
  G_OBJECT_CLASS (ev_roster_line_parent_class)->finalize (object);
}

static void
ev_roster_line_class_init (EvRosterLineClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ev_roster_line_dispose;
  G_OBJECT_CLASS (class)->finalize = ev_roster_line_finalize;
  ticked_signal = g_signal_new ("ticked", EV_TYPE_ROSTER_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/roster-line.ui");
  gtk_widget_class_bind_template_child (widget_class, EvRosterLine, name);
  gtk_widget_class_bind_template_child (widget_class, EvRosterLine, details);
  gtk_widget_class_bind_template_child (widget_class, EvRosterLine, no_consent);
  gtk_widget_class_bind_template_child (widget_class, EvRosterLine, ticks);
}

static void
ev_roster_line_init (EvRosterLine *self)
{
  self->columns = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
