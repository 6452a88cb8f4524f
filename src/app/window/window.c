/* The one window: a stack of pages, and the way among them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/window.h"

#include <string.h>

#include "app/controls/room.h"
#include "app/controls/say.h"
#include "app/help/help-text.h"
#include "app/help/help-window.h"
#include "app/kiosk/kiosk-setup.h"
#include "app/register/role.h"
#include "app/welcome/operator-page.h"
#include "app/welcome/trouble-page.h"
#include "app/welcome/welcome-page.h"
#include "app/window/clock-banner.h"
#include "app/window/navigation.h"
#include "app/window/pages.h"
#include "app/window/say-bar.h"
#include "app/window/shortcuts-window.h"
#include "store/event-list.h"
#include "text/i18n.h"

/* Below this width, at the usual size of text, the sections go to the bottom. */
#define NARROW 620

struct _EvWindow {
  AdwApplicationWindow parent_instance;

  /* Template */
  EvClockBanner *clock_banner;
  GtkBox *frame;
  EvNavigation *navigation;
  GtkStack *stack;
  EvSayBar *say_bar;

  /* Borrowed */
  GSettings *settings;
  EvLists *lists;

  /* Owned */
  EvRegister *reg; /* NULL before there is one */
  char *folder;
  char *place;
  GPtrArray *history; /* of places, the latest last */
};

G_DEFINE_FINAL_TYPE (EvWindow, ev_window, ADW_TYPE_APPLICATION_WINDOW)

/* Pages that lie behind are hidden, also from screen readers, once the transition is over. */
static void
hide_others (EvWindow *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->stack);
  GtkWidget *page;

  if (gtk_stack_get_transition_running (self->stack))
    return;
  for (page = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); page;
       page = gtk_widget_get_next_sibling (page))
    gtk_widget_set_visible (page, page == shown);
}

static void
reveal (EvWindow *self, GtkWidget *page)
{
  gtk_widget_set_visible (page, TRUE);
  gtk_stack_set_visible_child (self->stack, page);
  hide_others (self);
}

/* Puts a page on the stack in place of the one with the same name. */
static void
put_page (EvWindow *self, const char *name, GtkWidget *page)
{
  GtkWidget *old = gtk_stack_get_child_by_name (self->stack, name);

  if (old)
    gtk_stack_remove (self->stack, old);
  gtk_stack_add_named (self->stack, page, name);
  reveal (self, page);
}

static void
remember_place (EvWindow *self, const char *place)
{
  const EvPage *kind = ev_pages_find (place);

  g_free (self->place);
  self->place = g_strdup (place);
  ev_navigation_show_place (self->navigation, self->reg, place);
  if (kind && !kind->passing)
    g_settings_set_string (self->settings, "page", place);
}

static void
show_place (EvWindow *self, const char *place)
{
  const EvPage *kind = ev_pages_find (place);
  const char *slash = strchr (place, '/');
  GtkWidget *page;

  if (!kind || !self->reg || !ev_navigation_is_open (self->reg, place))
    return;
  page = gtk_stack_get_child_by_name (self->stack, kind->name);
  if (page && g_strcmp0 (gtk_widget_get_name (page), place) == 0) {
    reveal (self, page);
  } else {
    page = kind->create (self->reg, self->settings, slash ? slash + 1 : "");
    gtk_widget_set_name (page, place);
    put_page (self, kind->name, page);
  }
  remember_place (self, place);
  gtk_widget_activate_action (page, "page.begin", NULL);
}

static void
advance_to (EvWindow *self, const char *place)
{
  const EvPage *here = self->place ? ev_pages_find (self->place) : NULL;

  if (g_strcmp0 (place, self->place) == 0 || !ev_navigation_is_open (self->reg, place))
    return;
  if (ev_navigation_is_section (place))
    g_ptr_array_set_size (self->history, 0);
  else if (here && !here->passing)
    g_ptr_array_add (self->history, g_strdup (self->place));
  show_place (self, place);
}

/* Whether a place of an earlier day is still there; only sections and check-ins are come back to.
 */
static gboolean
is_there (EvWindow *self, const char *place)
{
  const EvPage *kind = ev_pages_find (place);
  const char *slash = strchr (place, '/');
  EvEventRow *event;

  if (!kind || kind->passing)
    return FALSE;
  if (!slash)
    return TRUE;
  event = g_str_has_prefix (place, "checkin/")
              ? ev_event_list_one (ev_register_store (self->reg), slash + 1, NULL)
              : NULL;
  if (!event)
    return FALSE;
  ev_event_row_free (event);
  return TRUE;
}

/* Where the program was left. */
static void
resume (EvWindow *self)
{
  g_autofree char *place = g_settings_get_string (self->settings, "page");

  if (!is_there (self, place) || !ev_navigation_is_open (self->reg, place))
    show_place (self, ev_navigation_first (self->reg));
  else
    show_place (self, place);
}

/* Whether it is known who sits here, where that matters: who only reads writes nothing. */
static gboolean
is_settled (EvWindow *self)
{
  return self->reg && (ev_role_is_viewer (self->reg) || ev_register_operator (self->reg));
}

/* Actions */

static void
resume_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (((EvWindow *)data)->reg)
    resume (data);
}

static void
show_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EvWindow *self = data;
  const char *place = g_variant_get_string (parameter, NULL);
  gboolean section = ev_navigation_is_section (place);

  if (!self->reg || (section && !is_settled (self)) || !ev_navigation_is_open (self->reg, place))
    return;
  advance_to (self, place);
}

static void
event_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *place = g_strconcat ("checkin/", g_variant_get_string (parameter, NULL), NULL);

  advance_to (data, place);
}

static void
edit_event_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *place = g_strconcat ("event/", g_variant_get_string (parameter, NULL), NULL);

  advance_to (data, place);
}

static void
self_sign_in_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EvWindow *self = data;
  const char *event = g_variant_get_string (parameter, NULL);
  GtkWidget *dialog =
      self->reg ? ev_kiosk_setup_new (GTK_WINDOW (self), self->reg, self->settings, event) : NULL;

  if (dialog)
    gtk_window_present (GTK_WINDOW (dialog));
  else if (self->reg)
    ev_say (GTK_WIDGET (self), _ ("Add a session to the event first."));
}

static void
new_event_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EvWindow *self = data;

  if (is_settled (self))
    advance_to (self, "event/");
}

static void
back_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EvWindow *self = data;
  g_autofree char *place = NULL;

  if (!is_settled (self))
    return;
  if (self->history->len > 0)
    place = g_ptr_array_steal_index (self->history, self->history->len - 1);
  show_place (self, place ? place : ev_navigation_first (self->reg));
}

/* What was being written is done with: the form is not kept for the next time. */
static void
finish_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EvWindow *self = data;
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  back_activated (action, NULL, data);
  if (page && page != gtk_stack_get_visible_child (self->stack))
    gtk_widget_set_name (page, "");
}

static void
find_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *page = gtk_stack_get_visible_child (((EvWindow *)data)->stack);

  if (page)
    gtk_widget_activate_action (page, "page.find", NULL);
}

static void
say_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ev_say_bar_say (((EvWindow *)data)->say_bar, g_variant_get_string (parameter, NULL));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = ev_register_undo_finish (EV_REGISTER (source), result, &error);
  g_autofree char *sentence = words ? g_strdup_printf (_ ("Undone: %s"), words) : NULL;

  if (sentence)
    ev_say_bar_say (self->say_bar, sentence);
  else if (g_error_matches (error, EV_ERROR, EV_ERROR_NOT_FOUND))
    ev_say_bar_say (self->say_bar, _ ("There is nothing to undo."));
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
  EvWindow *self = data;

  if (self->reg && !undo_typing (self))
    ev_register_undo (self->reg, undone_cb, g_object_ref (self));
}

static void
operator_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (((EvWindow *)data)->reg)
    show_place (data, "operator");
}

static void
shortcuts_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (ev_shortcuts_window_new (data)));
}

static void
help_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EvWindow *self = data;

  gtk_window_present (GTK_WINDOW (
      ev_help_window_new (GTK_WINDOW (self), ev_help_text_topic (self->reg ? self->place : NULL))));
}

static void
sync_now_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EvWindow *self = data;

  if (!self->reg)
    return;
  if (ev_register_is_enrolled (self->reg))
    ev_register_sync_now (self->reg);
  else
    advance_to (self, "sync");
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

/* Public */

EvWindow *
ev_window_new (GtkApplication *application, GSettings *settings, EvLists *lists, const char *folder)
{
  EvWindow *self = g_object_new (EV_TYPE_WINDOW, "application", application, NULL);

  self->settings = settings;
  self->lists = lists;
  self->folder = g_strdup (folder);
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  return self;
}

static void
clear_pages (EvWindow *self)
{
  GtkWidget *page;

  g_ptr_array_set_size (self->history, 0);
  g_clear_pointer (&self->place, g_free);
  ev_navigation_show_place (self->navigation, NULL, NULL);
  while ((page = gtk_widget_get_first_child (GTK_WIDGET (self->stack))))
    gtk_stack_remove (self->stack, page);
}

static void
use_register (EvWindow *self, EvRegister *reg)
{
  g_set_object (&self->reg, reg);
  ev_clock_banner_set_register (self->clock_banner, reg);
}

void
ev_window_set_register (EvWindow *self, EvRegister *reg)
{
  clear_pages (self);
  use_register (self, reg);
  if (ev_role_is_viewer (reg) || ev_operator_page_settle (reg))
    resume (self);
  else
    show_place (self, "operator");
}

void
ev_window_welcome (EvWindow *self)
{
  clear_pages (self);
  use_register (self, NULL);
  put_page (self, "welcome", ev_welcome_page_new (self->lists, self->settings, self->folder));
}

void
ev_window_show_trouble (EvWindow *self, const GError *error)
{
  clear_pages (self);
  use_register (self, NULL);
  ev_say_bar_hide (self->say_bar);
  put_page (self, "trouble", ev_trouble_page_new (self->lists, self->folder, error));
}

void
ev_window_ask_key (EvWindow *self, EvUnlocked unlocked, gpointer data)
{
  clear_pages (self);
  use_register (self, NULL);
  put_page (self, "unlock", ev_unlock_page_new (self->lists, self->folder, unlocked, data));
}

char *
ev_window_place (EvWindow *self)
{
  return g_strdup (self->place);
}

void
ev_window_go (EvWindow *self, const char *place)
{
  if (!self->reg)
    ev_window_welcome (self);
  else if (place && is_settled (self))
    advance_to (self, place);
}

/* Width */

static void
fit (gpointer data, double width)
{
  EvWindow *self = data;
  gboolean narrow = width < NARROW;
  GtkWidget *navigation = GTK_WIDGET (self->navigation);
  GtkWidget *stack = GTK_WIDGET (self->stack);

  if (narrow ==
      (gtk_orientable_get_orientation (GTK_ORIENTABLE (self->frame)) == GTK_ORIENTATION_VERTICAL))
    return;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->frame),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_reorder_child_after (self->frame, navigation, narrow ? stack : NULL);
  ev_navigation_set_narrow (self->navigation, narrow);
}

/* Class */

static void
ev_window_dispose (GObject *object)
{
  EvWindow *self = EV_WINDOW (object);

  if (self->stack)
    clear_pages (self);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_window_parent_class)->dispose (object);
}

static void
ev_window_finalize (GObject *object)
{
  EvWindow *self = EV_WINDOW (object);

  g_free (self->folder);
  g_free (self->place);
  g_ptr_array_unref (self->history);
  G_OBJECT_CLASS (ev_window_parent_class)->finalize (object);
}

static void
ev_window_class_init (EvWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ev_window_dispose;
  G_OBJECT_CLASS (class)->finalize = ev_window_finalize;
  g_type_ensure (EV_TYPE_CLOCK_BANNER);
  g_type_ensure (EV_TYPE_NAVIGATION);
  g_type_ensure (EV_TYPE_SAY_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/evidenca/Evidenca/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, EvWindow, clock_banner);
  gtk_widget_class_bind_template_child (widget_class, EvWindow, frame);
  gtk_widget_class_bind_template_child (widget_class, EvWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, EvWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, EvWindow, say_bar);
}

static void
ev_window_init (EvWindow *self)
{
  self->history = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  ev_room_follow (GTK_WIDGET (self), fit);
  g_signal_connect_swapped (self->stack, "notify::transition-running", G_CALLBACK (hide_others),
                            self);
}
