/* The one window: its pages, and the way among them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/window-private.h"

#include <string.h>

#include "app/controls/room.h"
#include "app/controls/say.h"
#include "app/register/role.h"
#include "app/welcome/operator-page.h"
#include "app/welcome/trouble-page.h"
#include "app/welcome/welcome-page.h"
#include "app/window/clock-banner.h"
#include "app/window/navigation.h"
#include "app/window/page-stack.h"
#include "app/window/pages.h"
#include "app/window/say-bar.h"
#include "store/event-list.h"
#include "text/i18n.h"

/* Below this width, at the usual size of text, the sections go to the bottom. */
#define NARROW 620

#define OPERATOR "operator" /* the page that asks who sits here */

struct _EvWindow {
  AdwApplicationWindow parent_instance;

  /* Template */
  EvClockBanner *clock_banner;
  GtkBox *frame;
  EvNavigation *navigation;
  EvPageStack *pages;
  EvSayBar *say_bar;

  /* Borrowed */
  GSettings *settings;
  EvLists *lists;

  /* Owned */
  EvRegister *reg; /* NULL before there is one */
  char *folder;
  char *place;
  GtkWidget *covered; /* all of the window while it is locked; else NULL */
  char *left_at;      /* the place to come back to when it is known who sits here; NULL: none */
  GPtrArray *history; /* of places, the latest last */
};

G_DEFINE_FINAL_TYPE (EvWindow, ev_window, ADW_TYPE_APPLICATION_WINDOW)

EvRegister *
ev_window_register (EvWindow *self)
{
  return self->reg;
}

GSettings *
ev_window_settings (EvWindow *self)
{
  return self->settings;
}

gboolean
ev_window_is_settled (EvWindow *self)
{
  return self->reg && (ev_role_is_viewer (self->reg) || ev_register_operator (self->reg));
}

void
ev_window_say (EvWindow *self, const char *sentence)
{
  ev_say_bar_say (self->say_bar, sentence);
}

/* The way */

const char *
ev_window_here (EvWindow *self)
{
  return self->place;
}

GtkWidget *
ev_window_page (EvWindow *self)
{
  return ev_page_stack_shown (self->pages);
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

void
ev_window_turn (EvWindow *self, const char *place)
{
  const EvPage *kind = ev_pages_find (place);
  const char *slash = strchr (place, '/');

  if (!kind || !self->reg || !ev_navigation_is_open (self->reg, place))
    return;
  if (!ev_page_stack_show (self->pages, kind->name, place))
    ev_page_stack_put (self->pages, kind->name, place,
                       kind->create (self->reg, self->settings, slash ? slash + 1 : ""));
  remember_place (self, place);
  gtk_widget_activate_action (ev_window_page (self), "page.begin", NULL);
}

void
ev_window_advance (EvWindow *self, const char *place)
{
  const EvPage *here = self->place ? ev_pages_find (self->place) : NULL;

  if (!self->reg || g_strcmp0 (place, self->place) == 0 ||
      !ev_navigation_is_open (self->reg, place))
    return;
  if (ev_navigation_is_section (place))
    g_ptr_array_set_size (self->history, 0);
  else if (here && !here->passing)
    g_ptr_array_add (self->history, g_strdup (self->place));
  ev_window_turn (self, place);
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

void
ev_window_resume (EvWindow *self)
{
  g_autofree char *left_at = g_steal_pointer (&self->left_at);
  g_autofree char *place = g_settings_get_string (self->settings, "page");

  if (left_at && ev_navigation_is_open (self->reg, left_at))
    ev_window_turn (self, left_at);
  else if (!is_there (self, place) || !ev_navigation_is_open (self->reg, place))
    ev_window_turn (self, ev_navigation_first (self->reg));
  else
    ev_window_turn (self, place);
}

void
ev_window_back (EvWindow *self, gboolean finished)
{
  g_autoptr (GtkWidget) page = ev_window_page (self);
  g_autofree char *place = NULL;

  if (page)
    g_object_ref (page);
  if (!ev_window_is_settled (self))
    return;
  if (self->history->len > 0)
    place = g_ptr_array_steal_index (self->history, self->history->len - 1);
  ev_window_turn (self, place ? place : ev_navigation_first (self->reg));
  if (finished && page && page != ev_window_page (self))
    ev_page_stack_let_go (self->pages, page);
}

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

/* Pages of a locked window are out of it, so that neither keys nor a screen reader get to them. */
static void
uncover (EvWindow *self)
{
  g_autoptr (GtkWidget) covered = g_steal_pointer (&self->covered);

  if (covered)
    adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), covered);
}

static void
cover (EvWindow *self, GtkWidget *page)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (self);

  uncover (self);
  self->covered = g_object_ref (adw_application_window_get_content (window));
  adw_application_window_set_content (window, page);
}

static void
clear_pages (EvWindow *self)
{
  uncover (self);
  g_ptr_array_set_size (self->history, 0);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->left_at, g_free);
  ev_navigation_show_place (self->navigation, NULL, NULL);
  ev_page_stack_clear (self->pages);
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
    ev_window_resume (self);
  else
    ev_window_turn (self, OPERATOR);
}

void
ev_window_welcome (EvWindow *self)
{
  clear_pages (self);
  use_register (self, NULL);
  ev_page_stack_put (self->pages, "welcome", NULL,
                     ev_welcome_page_new (self->lists, self->settings, self->folder));
}

void
ev_window_show_trouble (EvWindow *self, const GError *error)
{
  clear_pages (self);
  use_register (self, NULL);
  ev_say_bar_hide (self->say_bar);
  ev_page_stack_put (self->pages, "trouble", NULL,
                     ev_trouble_page_new (self->lists, self->folder, error));
}

void
ev_window_ask_key (EvWindow *self, EvUnlocked unlocked, gpointer data)
{
  clear_pages (self);
  use_register (self, NULL);
  ev_page_stack_put (self->pages, "unlock", NULL,
                     ev_unlock_page_new (self->lists, self->folder, unlocked, data));
}

static void
close_others (EvWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at; at = at->next)
    g_object_ref (at->data);
  for (GList *at = windows; at; at = at->next) {
    if (at->data != (gpointer)self && gtk_widget_get_visible (at->data))
      gtk_window_close (at->data);
    g_object_unref (at->data);
  }
}

void
ev_window_lock (EvWindow *self, EvUnlocked unlocked, gpointer data)
{
  const EvPage *here = self->place ? ev_pages_find (self->place) : NULL;

  close_others (self);
  if (here && !g_str_equal (here->name, OPERATOR)) {
    g_free (self->left_at);
    self->left_at = g_strdup (self->place);
  }
  use_register (self, NULL);
  ev_say_bar_hide (self->say_bar);
  cover (self, ev_unlock_page_new (self->lists, self->folder, unlocked, data));
}

void
ev_window_unlock (EvWindow *self, EvRegister *reg)
{
  uncover (self);
  use_register (self, reg);
  if (ev_role_is_viewer (reg) || ev_operator_page_settle (reg))
    ev_window_resume (self);
  else
    ev_window_turn (self, OPERATOR);
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
  else if (place && ev_window_is_settled (self))
    ev_window_advance (self, place);
}

/* Width */

static void
fit (gpointer data, double width)
{
  EvWindow *self = data;
  gboolean narrow = width < NARROW;
  GtkWidget *navigation = GTK_WIDGET (self->navigation);
  GtkWidget *pages = GTK_WIDGET (self->pages);

  if (narrow ==
      (gtk_orientable_get_orientation (GTK_ORIENTABLE (self->frame)) == GTK_ORIENTATION_VERTICAL))
    return;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->frame),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_reorder_child_after (self->frame, navigation, narrow ? pages : NULL);
  ev_navigation_set_narrow (self->navigation, narrow);
}

/* Class */

static void
ev_window_dispose (GObject *object)
{
  EvWindow *self = EV_WINDOW (object);

  if (self->pages)
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
  g_free (self->left_at);
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
  g_type_ensure (EV_TYPE_PAGE_STACK);
  g_type_ensure (EV_TYPE_SAY_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/evidenca/Evidenca/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, EvWindow, clock_banner);
  gtk_widget_class_bind_template_child (widget_class, EvWindow, frame);
  gtk_widget_class_bind_template_child (widget_class, EvWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, EvWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, EvWindow, say_bar);
}

static void
ev_window_init (EvWindow *self)
{
  self->history = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  ev_room_follow (GTK_WIDGET (self), fit);
}
