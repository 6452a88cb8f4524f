/* A person with a tick for each session, as the list of an event shows her. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/roster-line.h"

#include "app/checkin/person-words.h"
#include "app/checkin/status-key.h"
#include "app/checkin/tick.h"
#include "app/controls/room.h"
#include "text/i18n.h"

struct _EvRosterLine {
  GtkBox parent_instance;

  /* Template */
  GtkWidget *heading;
  GtkWidget *name;
  GtkWidget *details;
  GtkWidget *no_consent;
  GtkWidget *ticks;

  EvRegister *reg;
  EvRosterItem *item;
  GPtrArray *columns; /* of EvTick, borrowed */
};

enum { TICKED, MENU, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EvRosterLine, ev_roster_line, GTK_TYPE_BOX)

/* Where there are many sessions, the names need the room more than the heads do. */
int
ev_roster_line_column (GtkWidget *widget, guint sessions)
{
  double scale = ev_room_text_scale (widget);

  if (sessions <= 4)
    return (int)(76 * scale);
  return (int)((sessions <= 8 ? 56 : 44) * MIN (scale, 1.25));
}

static void
tick_clicked_cb (EvRosterLine *self, EvTick *tick)
{
  guint session;

  if (!g_ptr_array_find (self->columns, tick, &session))
    return;
  ev_tick_wait (tick);
  g_signal_emit (self, signals[TICKED], 0, session, ev_tick_reaches (tick));
}

static void
pressed_cb (EvRosterLine *self, int presses, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *tick = picked ? gtk_widget_get_ancestor (picked, EV_TYPE_TICK) : NULL;
  int session = ev_roster_item_view (self->item)->session;
  guint column;

  if (tick && g_ptr_array_find (self->columns, tick, &column))
    session = (int)column;
  if (session >= 0)
    g_signal_emit (self, signals[MENU], 0, (guint)session, x, y);
}

static void
add_column (EvRosterLine *self)
{
  GtkWidget *tick = ev_tick_new ();
  GtkWidget *cell = gtk_center_box_new ();

  gtk_center_box_set_center_widget (GTK_CENTER_BOX (cell), tick);
  gtk_widget_add_css_class (cell, "cell");
  gtk_box_append (GTK_BOX (self->ticks), cell);
  g_signal_connect_swapped (tick, "clicked", G_CALLBACK (tick_clicked_cb), self);
  g_ptr_array_add (self->columns, tick);
}

static void
set_columns (EvRosterLine *self, const EvRosterView *view)
{
  guint sessions = view->roster->sessions->len;

  while (self->columns->len > sessions) {
    GtkWidget *tick = g_ptr_array_steal_index (self->columns, self->columns->len - 1);
    gtk_box_remove (GTK_BOX (self->ticks), gtk_widget_get_parent (tick));
  }
  while (self->columns->len < sessions)
    add_column (self);
  for (guint i = 0; i < sessions; i++) {
    GtkWidget *cell = gtk_widget_get_parent (self->columns->pdata[i]);
    gtk_widget_set_size_request (cell, ev_roster_line_column (cell, sessions), -1);
    if ((int)i == view->session)
      gtk_widget_add_css_class (cell, "chosen");
    else
      gtk_widget_remove_css_class (cell, "chosen");
  }
}

static void
show_tick (EvRosterLine *self, guint session, const char *name)
{
  const char *status = ev_roster_item_row (self->item)->statuses[session];
  g_autofree char *label =
      g_strdup_printf (_ ("Present, %1$s, session %2$d"), name, (int)session + 1);

  ev_tick_show (self->columns->pdata[session], status,
                status ? ev_register_name (self->reg, "attendance_status", status) : NULL,
                ev_status_key_letter (status), label);
}

static char *
heading_words (EvRosterStanding standing, guint people)
{
  switch (standing) {
  case EV_ROSTER_HERE:
    return g_strdup_printf (C_ ("group", "Here: %d"), (int)people);
  case EV_ROSTER_AWAY:
    return g_strdup_printf (C_ ("group", "Not coming: %d"), (int)people);
  case EV_ROSTER_EXPECTED:
  default:
    return g_strdup_printf (C_ ("group", "Not here yet: %d"), (int)people);
  }
}

static void
show_heading (EvRosterLine *self)
{
  const EvRosterView *view = ev_roster_item_view (self->item);
  const EvRosterRow *row = ev_roster_item_row (self->item);
  EvRosterStanding standing =
      ev_roster_standing (view->session >= 0 ? row->statuses[view->session] : NULL);
  gboolean shown = ev_roster_item_is_first (self->item) &&
                   (standing != EV_ROSTER_HERE ||
                    view->people[EV_ROSTER_EXPECTED] + view->people[EV_ROSTER_AWAY] > 0);
  g_autofree char *words = shown ? heading_words (standing, view->people[standing]) : NULL;

  gtk_label_set_label (GTK_LABEL (self->heading), words ? words : "");
  gtk_widget_set_visible (self->heading, shown);
}

static void
update (EvRosterLine *self)
{
  const EvRosterRow *row = ev_roster_item_row (self->item);
  g_autofree char *name = ev_roster_item_name (self->item);
  g_autofree char *markup =
      g_markup_printf_escaped ("%s <b>%s</b>", row->person.given_name, row->person.family_name);
  g_autofree char *details = ev_person_words_details (self->reg, &row->person);

  show_heading (self);
  gtk_label_set_markup (GTK_LABEL (self->name), *name ? markup : "…");
  gtk_label_set_label (GTK_LABEL (self->details), details);
  gtk_widget_set_visible (self->details, *details != '\0');
  gtk_widget_set_visible (self->no_consent, !row->consent);
  set_columns (self, ev_roster_item_view (self->item));
  for (guint i = 0; i < self->columns->len; i++)
    show_tick (self, i, name);
}

void
ev_roster_line_show (EvRosterLine *self, EvRosterItem *item)
{
  if (self->item)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  g_set_object (&self->item, item);
  if (!item)
    return;
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

  ev_roster_line_show (self, NULL);
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
  signals[TICKED] = g_signal_new ("ticked", EV_TYPE_ROSTER_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_BOOLEAN);
  signals[MENU] = g_signal_new ("menu", EV_TYPE_ROSTER_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/roster-line.ui");
  gtk_widget_class_bind_template_child (widget_class, EvRosterLine, heading);
  gtk_widget_class_bind_template_child (widget_class, EvRosterLine, name);
  gtk_widget_class_bind_template_child (widget_class, EvRosterLine, details);
  gtk_widget_class_bind_template_child (widget_class, EvRosterLine, no_consent);
  gtk_widget_class_bind_template_child (widget_class, EvRosterLine, ticks);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
}

static void
ev_roster_line_init (EvRosterLine *self)
{
  self->columns = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
