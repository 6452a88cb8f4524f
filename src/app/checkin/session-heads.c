/* The heads of the columns: one session each, one of them the one that people arrive for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/session-heads.h"

#include "app/checkin/roster-line.h"
#include "text/date.h"
#include "text/i18n.h"

struct _EvSessionHeads {
  GtkBox parent_instance;

  GPtrArray *buttons; /* of GtkToggleButton, borrowed; a button's name is its session's id */
  char *chosen;       /* the session's id */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (EvSessionHeads, ev_session_heads, GTK_TYPE_BOX)

static void
toggled_cb (EvSessionHeads *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (gtk_widget_get_name (GTK_WIDGET (button)));
  g_signal_emit (self, chosen_signal, 0);
}

/* "24.11." as far as the short date allows: the year says nothing within one event. */
static char *
short_day (const char *iso)
{
  int year, month, day;

  if (!ev_date_split (iso, &year, &month, &day))
    return g_strdup ("");
  return g_strdup_printf ("%d.%d.", day, month);
}

static void
add_head (EvSessionHeads *self, const EvRosterSession *session, guint number, int width)
{
  g_autofree char *day = short_day (session->date);
  g_autofree char *text = g_strdup_printf ("%u\n%s", number, day);
  g_autofree char *full = ev_date_full (session->date ? session->date : "");
  g_autofree char *label =
      g_strdup_printf (_ ("Check in to session %1$d, %2$s"), (int)number, full);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *words = gtk_label_new (text);

  gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), words);
  gtk_widget_set_name (button, session->id);
  gtk_widget_set_size_request (button, width, -1);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "session");
  gtk_widget_set_tooltip_text (button, session->topic ? session->topic : full);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  if (self->buttons->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->buttons->pdata[0]);
  g_ptr_array_add (self->buttons, button);
  gtk_box_append (GTK_BOX (self), button);
}

static guint
find_session (const EvRoster *roster, const char *id, const char *today)
{
  for (guint i = 0; id && i < roster->sessions->len; i++) {
    const EvRosterSession *session = roster->sessions->pdata[i];
    if (g_strcmp0 (session->id, id) == 0)
      return i;
  }
  for (guint i = 0; i < roster->sessions->len; i++) {
    const EvRosterSession *session = roster->sessions->pdata[i];
    if (g_strcmp0 (session->date, today) >= 0)
      return i;
  }
  return roster->sessions->len - 1;
}

void
ev_session_heads_show (EvSessionHeads *self, const EvRoster *roster, const char *today)
{
  GtkWidget *chosen;

  for (guint i = self->buttons->len; i-- > 0;)
    gtk_box_remove (GTK_BOX (self), self->buttons->pdata[i]);
  g_ptr_array_set_size (self->buttons, 0);
  if (roster->sessions->len == 0)
    return;
  for (guint i = 0; i < roster->sessions->len; i++)
    add_head (self, roster->sessions->pdata[i], i + 1,
              ev_roster_line_column (GTK_WIDGET (self), roster->sessions->len));
  chosen = self->buttons->pdata[find_session (roster, self->chosen, today)];
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chosen), TRUE);
  g_free (self->chosen);
  self->chosen = g_strdup (gtk_widget_get_name (chosen));
  for (guint i = 0; i < self->buttons->len; i++)
    g_signal_connect_swapped (self->buttons->pdata[i], "toggled", G_CALLBACK (toggled_cb), self);
}

int
ev_session_heads_chosen (EvSessionHeads *self)
{
  for (guint i = 0; i < self->buttons->len; i++) {
    if (gtk_toggle_button_get_active (self->buttons->pdata[i]))
      return (int)i;
  }
  return -1;
}

void
ev_session_heads_choose (EvSessionHeads *self, int session)
{
  if (session >= 0 && session < (int)self->buttons->len)
    gtk_toggle_button_set_active (self->buttons->pdata[session], TRUE);
}

static void
ev_session_heads_finalize (GObject *object)
{
  EvSessionHeads *self = EV_SESSION_HEADS (object);

  g_ptr_array_unref (self->buttons);
  g_free (self->chosen);
  G_OBJECT_CLASS (ev_session_heads_parent_class)->finalize (object);
}

static void
ev_session_heads_class_init (EvSessionHeadsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_session_heads_finalize;
  chosen_signal = g_signal_new ("chosen", EV_TYPE_SESSION_HEADS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
ev_session_heads_init (EvSessionHeads *self)
{
  self->buttons = g_ptr_array_new ();
}
