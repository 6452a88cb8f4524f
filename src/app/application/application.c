/* The program as a whole: its register, its language, its window. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application/application.h"

#include <adwaita.h>
#include <glib-unix.h>

#include "app/application/appearance.h"
#include "app/application/notices.h"
#include "app/application/settings.h"
#include "app/application/shortcuts.h"
#include "app/controls/say.h"
#include "app/lock/lock-watch.h"
#include "app/register/setup.h"
#include "app/window/window-actions.h"
#include "store/keys.h"
#include "text/i18n.h"

#define APP_ID "org.evidenca.Evidenca"

#define EV_TYPE_APPLICATION (ev_application_get_type ())
G_DECLARE_FINAL_TYPE (EvApplication, ev_application, EV, APPLICATION, AdwApplication)

struct _EvApplication {
  AdwApplication parent_instance;

  GSettings *settings;
  EvLists *lists;
  EvRegister *reg;
  char *folder;
  EvWindow *window; /* borrowed */
  EvLockWatch *lock_watch;
};

G_DEFINE_FINAL_TYPE (EvApplication, ev_application, ADW_TYPE_APPLICATION)

/* The register */

static void
apply_metered (EvApplication *self)
{
  if (self->reg)
    ev_register_set_metered (self->reg, g_settings_get_boolean (self->settings, "sync-metered"));
}

static void
show_register (EvApplication *self)
{
  apply_metered (self);
  ev_notices_follow (G_APPLICATION (self), self->reg);
  ev_window_set_register (self->window, self->reg);
}

static void
unlocked (EvStore *store, gpointer data)
{
  EvApplication *self = data;
  g_autoptr (GError) error = NULL;

  self->reg = ev_register_take (store, self->lists, &error);
  if (self->reg)
    show_register (self);
  else
    ev_window_show_trouble (self->window, error);
}

/* Whether somebody can do something about its being locked here. */
static gboolean
can_be_unlocked (EvApplication *self, const GError *error)
{
  return g_error_matches (error, EV_ERROR, EV_ERROR_LOCKED) &&
         (ev_keys_ways (self->folder) & (EV_KEYS_PASSPHRASE | EV_KEYS_RECOVERY)) != 0;
}

static void
open_register (EvApplication *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->reg);
  self->reg = ev_register_open (self->folder, self->lists, &error);
  if (self->reg)
    show_register (self);
  else if (can_be_unlocked (self, error))
    ev_window_ask_key (self->window, unlocked, self);
  else if (g_error_matches (error, EV_ERROR, EV_ERROR_NOT_FOUND))
    ev_window_welcome (self->window);
  else
    ev_window_show_trouble (self->window, error);
}

/* Locking */

static void
unlocked_again (EvStore *store, gpointer data)
{
  EvApplication *self = data;
  g_autoptr (GError) error = NULL;

  if (ev_register_unlock (self->reg, store, &error)) {
    ev_window_unlock (self->window, self->reg);
    return;
  }
  ev_window_show_trouble (self->window, error);
  g_clear_object (&self->reg);
}

/* At self sign-in the window is hidden, and nobody gets out without the facilitator's code. */
static void
lock_if_possible (gpointer data)
{
  EvApplication *self = data;

  if (!self->reg || !gtk_widget_get_visible (GTK_WIDGET (self->window)) ||
      (ev_keys_ways (self->folder) & EV_KEYS_PASSPHRASE) == 0 || !ev_register_lock (self->reg))
    return;
  ev_window_lock (self->window, unlocked_again, self);
}

static void
lock_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EvApplication *self = data;

  if (self->reg && (ev_keys_ways (self->folder) & EV_KEYS_PASSPHRASE) == 0)
    ev_say (GTK_WIDGET (self->window), _ ("Without a passphrase a lock would keep nobody out. Set "
                                          "one under Preferences."));
  else
    lock_if_possible (self);
}

/* Windows */

static void
new_window (EvApplication *self)
{
  self->window = ev_window_new (GTK_APPLICATION (self), self->settings, self->lists, self->folder);
  ev_window_actions_add (self->window);
}

static void
switch_language (gpointer data)
{
  ev_language_set (GPOINTER_TO_INT (data));
}

/* What is on screen was made in the old language, so it is made anew. */
static void
change_language (EvApplication *self, EvLanguage language)
{
  GtkWindow *old = GTK_WINDOW (self->window);
  g_autofree char *place = ev_window_place (self->window);

  if (self->reg)
    ev_register_quietly (self->reg, switch_language, GINT_TO_POINTER (language));
  else
    switch_language (GINT_TO_POINTER (language));
  new_window (self);
  if (self->reg)
    ev_window_set_register (self->window, self->reg);
  ev_window_go (self->window, place);
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_window_destroy (old);
}

static void
language_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EvApplication *self = data;
  const char *code = g_variant_get_string (parameter, NULL);
  EvLanguage language;

  if (!ev_language_parse (code, &language) || (self->reg && ev_register_is_locked (self->reg)))
    return;
  g_settings_set_string (self->settings, "language", code);
  change_language (self, language);
}

static void
open_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  open_register (data);
}

static gboolean
damaged_cb (gpointer data)
{
  EvApplication *self = data;
  g_autoptr (GError) error =
      g_error_new_literal (EV_ERROR, EV_ERROR_DAMAGED, "a page read late is damaged");

  if (self->reg) {
    ev_window_show_trouble (self->window, error);
    g_clear_object (&self->reg);
  }
  return G_SOURCE_REMOVE;
}

/* Found while working: nothing more is written, and a backup is offered. Later, since whoever found
 * it is still reading. */
static void
damaged_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, damaged_cb, g_object_ref (data), g_object_unref);
}

/* The sample has done its service: begin anew. */
static void
remove_sample_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EvApplication *self = data;

  if (!self->reg || !ev_register_store (self->reg) ||
      !ev_setup_is_sample (ev_register_store (self->reg)))
    return;
  ev_window_welcome (self->window);
  g_clear_object (&self->reg);
  ev_setup_remove (self->folder);
}

static void
quit_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_close (GTK_WINDOW (((EvApplication *)data)->window));
}

/* The session ends, or the lid of a dying battery: what is half written is kept, and the register
 * closed as if by hand. */
static gboolean
ended_cb (gpointer data)
{
  EvApplication *self = data;

  if (self->window)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_application_quit (G_APPLICATION (self));
  return G_SOURCE_CONTINUE;
}

static const GActionEntry actions[] = {
  { .name = "language", .activate = language_activated, .parameter_type = "s" },
  { .name = "open", .activate = open_activated },
  { .name = "lock", .activate = lock_activated },
  { .name = "damaged", .activate = damaged_activated },
  { .name = "remove-sample", .activate = remove_sample_activated },
  { .name = "quit", .activate = quit_activated },
};

static void
ev_application_activate (GApplication *application)
{
  EvApplication *self = EV_APPLICATION (application);
  gboolean is_new = !self->window;

  if (is_new) {
    new_window (self);
    open_register (self);
    self->lock_watch = ev_lock_watch_new (self->settings, lock_if_possible, self);
  }
  /* Hidden while the laptop is turned round: then only the facilitator's code brings it back, and
   * not whoever starts the program once more. */
  if (is_new || gtk_widget_get_visible (GTK_WIDGET (self->window)))
    gtk_window_present (GTK_WINDOW (self->window));
}

static gboolean
load_parts (EvApplication *self)
{
  g_autoptr (GError) error = NULL;

  self->settings = ev_settings_open ();
  self->lists = ev_lists_load (NULL, &error);
  if (!self->settings)
    g_printerr ("evidenca: %s\n", _ ("The settings schema is not installed."));
  if (!self->lists)
    g_printerr ("evidenca: %s\n", error->message);
  return self->settings && self->lists;
}

static const int endings[] = { SIGTERM, SIGINT, SIGHUP };

static void
ev_application_startup (GApplication *application)
{
  EvApplication *self = EV_APPLICATION (application);
  EvLanguage language;

  G_APPLICATION_CLASS (ev_application_parent_class)->startup (application);
  if (ev_settings_language (self->settings, &language))
    ev_language_set (language);
  ev_appearance_follow (self->settings);
  g_signal_connect_swapped (self->settings, "changed::sync-metered", G_CALLBACK (apply_metered),
                            self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    g_unix_signal_add (endings[i], ended_cb, self);
  ev_shortcuts_install (GTK_APPLICATION (self));
}

static void
ev_application_shutdown (GApplication *application)
{
  EvApplication *self = EV_APPLICATION (application);

  g_clear_pointer (&self->lock_watch, ev_lock_watch_free);
  g_clear_object (&self->reg);
  G_APPLICATION_CLASS (ev_application_parent_class)->shutdown (application);
}

/* Command line */

static char *
choose_folder (EvApplication *self, const char *given)
{
  g_autofree char *kept = g_settings_get_string (self->settings, "data-folder");

  if (given)
    return g_canonicalize_filename (given, NULL);
  if (*kept)
    return g_steal_pointer (&kept);
  return g_build_filename (g_get_user_data_dir (), "evidenca", "register", NULL);
}

static int
ev_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  EvApplication *self = EV_APPLICATION (application);
  const char *language = NULL;
  g_autofree char *folder = NULL;

  if (!load_parts (self))
    return 1;
  /* Another folder is another register: it gets a program of its own. */
  if (g_variant_dict_lookup (options, "data", "^ay", &folder))
    g_application_set_flags (application, G_APPLICATION_NON_UNIQUE);
  self->folder = choose_folder (self, folder);
  if (g_variant_dict_lookup (options, "language", "&s", &language))
    g_settings_set_string (self->settings, "language", language);
  return -1;
}

static void
ev_application_finalize (GObject *object)
{
  EvApplication *self = EV_APPLICATION (object);

  g_clear_object (&self->settings);
  ev_lists_free (self->lists);
  g_free (self->folder);
  G_OBJECT_CLASS (ev_application_parent_class)->finalize (object);
}

static void
ev_application_class_init (EvApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_application_finalize;
  application_class->activate = ev_application_activate;
  application_class->startup = ev_application_startup;
  application_class->shutdown = ev_application_shutdown;
  application_class->handle_local_options = ev_application_handle_local_options;
}

static void
ev_application_init (EvApplication *self)
{
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, NULL, _ ("Folder of the register"), _ ("FOLDER") },
    { "language", 0, 0, G_OPTION_ARG_STRING, NULL, _ ("Language of the program"),
      "sq|sr|sr@latin|en" },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

int
ev_application_main (int argc, char **argv)
{
  g_autoptr (EvApplication) application = NULL;

  ev_language_init ();
  gtk_disable_setlocale ();
  g_set_application_name ("Evidenca");
  application = g_object_new (EV_TYPE_APPLICATION, "application-id", APP_ID, "resource-base-path",
                              "/org/evidenca/Evidenca", NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
