/* What pages, menus and keys ask of the window. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/window-actions.h"

#include "app/controls/say.h"
#include "app/help/help-text.h"
#include "app/help/help-window.h"
#include "app/kiosk/kiosk-setup.h"
#include "app/window/navigation.h"
#include "app/window/shortcuts-window.h"
#include "app/window/window-private.h"
#include "text/i18n.h"

/* Where to go */

static void
resume_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (ev_window_register (data))
    ev_window_resume (data);
}

static void
show_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *place = g_variant_get_string (parameter, NULL);

  if (ev_window_register (data) &&
      (!ev_navigation_is_section (place) || ev_window_is_settled (data)))
    ev_window_advance (data, place);
}

static void
event_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *place = g_strconcat ("checkin/", g_variant_get_string (parameter, NULL), NULL);

  ev_window_advance (data, place);
}

static void
edit_event_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *place = g_strconcat ("event/", g_variant_get_string (parameter, NULL), NULL);

  ev_window_advance (data, place);
}

static void
self_sign_in_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EvWindow *self = data;
  EvRegister *reg = ev_window_register (self);
  const char *event = g_variant_get_string (parameter, NULL);
  GtkWidget *dialog =
      reg ? ev_kiosk_setup_new (GTK_WINDOW (self), reg, ev_window_settings (self), event) : NULL;

  if (dialog)
    gtk_window_present (GTK_WINDOW (dialog));
  else if (reg)
    ev_say (GTK_WIDGET (self), _ ("Add a session to the event first."));
}

static void
new_event_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (ev_window_is_settled (data))
    ev_window_advance (data, "event/");
}

static void
back_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ev_window_back (data, FALSE);
}

static void
finish_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ev_window_back (data, TRUE);
}

static void
find_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *page = ev_window_page (data);

  if (page)
    gtk_widget_activate_action (page, "page.find", NULL);
}

static void
say_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ev_window_say (data, g_variant_get_string (parameter, NULL));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = ev_register_undo_finish (EV_REGISTER (source), result, &error);
  g_autofree char *sentence = words ? g_strdup_printf (_ ("Undone: %s"), words) : NULL;

  if (sentence)
    ev_window_say (self, sentence);
  else if (g_error_matches (error, EV_ERROR, EV_ERROR_NOT_FOUND))
    ev_window_say (self, _ ("There is nothing to undo."));
  else
    ev_say_error (GTK_WIDGET (self), error);
}

/* Where somebody is typing, Ctrl+Z is about the letters. */
static gboolean
undo_typing (EvWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!GTK_IS_TEXT (focus) || !*gtk_editable_get_text (GTK_EDITABLE (focus)))
    return FALSE;
  gtk_widget_activate_action (focus, "text.undo", NULL);
  return TRUE;
}

static void
undo_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EvRegister *reg = ev_window_register (data);

  if (reg && !undo_typing (data))
    ev_register_undo (reg, undone_cb, g_object_ref (data));
}

static void
operator_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (ev_window_register (data))
    ev_window_turn (data, "operator");
}

static void
shortcuts_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (ev_shortcuts_window_new (data)));
}

static void
help_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *topic = ev_help_text_topic (ev_window_register (data) ? ev_window_here (data) : NULL);

  gtk_window_present (GTK_WINDOW (ev_help_window_new (data, topic)));
}

static void
sync_now_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EvRegister *reg = ev_window_register (data);

  if (!reg)
    return;
  if (ev_register_is_enrolled (reg))
    ev_register_sync_now (reg);
  else
    ev_window_advance (data, "sync");
}

static const GActionEntry actions[] = {
  { .name = "resume", .activate = resume_activated },
  { .name = "show", .activate = show_activated, .parameter_type = "s" },
  { .name = "event", .activate = event_activated, .parameter_type = "s" },
  { .name = "edit-event", .activate = edit_event_activated, .parameter_type = "s" },
  { .name = "self-sign-in", .activate = self_sign_in_activated, .parameter_type = "s" },
  { .name = "new-event", .activate = new_event_activated },
  { .name = "back", .activate = back_activated },
  { .name = "finish", .activate = finish_activated },
  { .name = "find", .activate = find_activated },
  { .name = "say", .activate = say_activated, .parameter_type = "s" },
  { .name = "undo", .activate = undo_activated },
  { .name = "operator", .activate = operator_activated },
  { .name = "help", .activate = help_activated },
  { .name = "shortcuts", .activate = shortcuts_activated },
  { .name = "sync-now", .activate = sync_now_activated },
};

void
ev_window_actions_add (EvWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
}
