/* What guards the register: its passphrase, its lock, the recovery sheet, the access log. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/preferences/lock-group.h"

#include "app/controls/save-file.h"
#include "app/controls/say.h"
#include "app/printing/printer.h"
#include "app/register/fresh.h"
#include "app/register/role.h"
#include "print/processing.h"
#include "store/keys.h"
#include "text/i18n.h"
#include "text/recovery-text.h"

#define SETTING "lock-after"

struct _EvLockGroup {
  AdwPreferencesGroup parent_instance;

  AdwActionRow *passphrase;
  AdwComboRow *after;
  EvRegister *reg;
  GSettings *settings; /* borrowed */
};

G_DEFINE_FINAL_TYPE (EvLockGroup, ev_lock_group, ADW_TYPE_PREFERENCES_GROUP)

/* In seconds; 0 is never. */
static const int choices[] = { 60, 120, 300, 600, 900, 1800, 0 };

static gboolean
has_passphrase (EvLockGroup *self)
{
  EvStore *store = ev_register_store (self->reg);

  return store && (ev_keys_ways (ev_store_folder (store)) & EV_KEYS_PASSPHRASE) != 0;
}

static void
show (EvLockGroup *self)
{
  gboolean has = has_passphrase (self);

  adw_action_row_set_subtitle (self->passphrase,
                               has ? _ ("The register opens with its passphrase only.")
                                   : _ ("None. The register opens by itself on this laptop."));
  gtk_widget_set_sensitive (GTK_WIDGET (self->after), has);
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (self->after),
      has ? _ ("Also when the laptop goes to sleep, and at once with Ctrl+L.")
          : _ ("Not without a passphrase: whoever starts the program again would be in."));
}

/* A row with a button that does something. */
static AdwActionRow *
add_row (EvLockGroup *self, const char *title, const char *label, GtkWidget **button)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  *button = gtk_button_new_with_label (label);
  gtk_widget_set_valign (*button, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (row, 0);
  adw_action_row_add_suffix (row, *button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  return row;
}

static AdwActionRow *
add_way (EvLockGroup *self, const char *title, const char *label, const char *place)
{
  GtkWidget *button;
  AdwActionRow *row = add_row (self, title, label, &button);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", place);
  return row;
}

/* When */

static void
chosen_cb (EvLockGroup *self)
{
  guint chosen = adw_combo_row_get_selected (self->after);

  if (chosen < G_N_ELEMENTS (choices))
    g_settings_set_int (self->settings, SETTING, choices[chosen]);
}

static void
add_after (EvLockGroup *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  int set = g_settings_get_int (self->settings, SETTING);
  guint chosen = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++) {
    int minutes = choices[i] / 60;
    gtk_string_list_take (
        words, minutes > 0 ? g_strdup_printf (
                                 ngettext ("after %d minute", "after %d minutes", minutes), minutes)
                           : g_strdup (C_ ("lock", "never by itself")));
    if (choices[i] == set)
      chosen = i;
  }
  self->after = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->after),
                                 _ ("Lock when nobody touches it"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->after), 0);
  adw_combo_row_set_model (self->after, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->after, chosen);
  g_signal_connect_swapped (self->after, "notify::selected", G_CALLBACK (chosen_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->after));
}

/* The recovery sheet */

static gboolean
write_sheet (EvStore *store, const char *file, GError **error)
{
  g_autoptr (EvRecord) project = ev_store_read (store, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, NULL);
  EvClock clock = ev_clock_system ();
  g_autofree char *date = ev_clock_date (ev_clock_now (&clock));
  char *letters = ev_keys_new_recovery (store, error), *sheet = NULL;
  gboolean done = FALSE;

  if (letters) {
    sheet = ev_recovery_text (project ? ev_record_text (project, "name") : "", date, letters);
    done = g_file_set_contents_full (file, sheet, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
  }
  ev_key_free_text (sheet);
  ev_key_free_text (letters);
  return done;
}

static void
sheet_job (GTask *task, EvStore *store, gpointer data)
{
  GError *error = NULL;

  if (write_sheet (store, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvLockGroup) self = data;
  g_autoptr (GError) error = NULL;

  if (ev_register_run_finish (EV_REGISTER (source), result, &error))
    ev_say (GTK_WIDGET (self), _ ("Print the sheet, lock it away, and delete the file."));
  else
    ev_say_error (GTK_WIDGET (self), error);
}

static void
file_chosen_cb (GtkWidget *widget, const char *path, gpointer data)
{
  EvLockGroup *self = EV_LOCK_GROUP (widget);

  ev_register_run (self->reg, sheet_job, g_strdup (path), g_free, written_cb, g_object_ref (self));
}

static void
sheet_cb (EvLockGroup *self)
{
  g_autofree char *name = ev_save_file_name (C_ ("recovery", "Recovery sheet"), "txt");

  ev_save_file_ask (GTK_WIDGET (self), C_ ("recovery", "Recovery sheet"), name, file_chosen_cb,
                    NULL, NULL);
}

static void
add_sheet (EvLockGroup *self)
{
  GtkWidget *button;
  AdwActionRow *row = add_row (self, C_ ("recovery", "Recovery sheet"),
                               C_ ("recovery", "Make a new one…"), &button);

  adw_action_row_set_subtitle (
      row, _ ("A page of letters that opens every register of the project whose passphrase is "
              "forgotten. A new sheet takes the place of the one before."));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (sheet_cb), self);
}

/* The record of processing */

static void
processing_cb (EvLockGroup *self)
{
  EvStore *store = ev_register_store (self->reg);
  g_autofree char *today = ev_register_today (self->reg);
  g_autoptr (GError) error = NULL;
  EvDocument *document =
      store ? ev_processing_document (store, ev_register_lists (self->reg), today, &error) : NULL;

  if (document)
    ev_printer_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), document,
                     document->title);
  else if (error)
    ev_say_error (GTK_WIDGET (self), error);
}

static void
add_processing (EvLockGroup *self)
{
  GtkWidget *button;
  AdwActionRow *row = add_row (self, C_ ("processing", "Record of processing activities"),
                               C_ ("processing", "Save as PDF…"), &button);

  adw_action_row_set_subtitle (row, _ ("What the law asks a project to keep about its data."));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (processing_cb), self);
}

void
ev_lock_group_set_register (EvLockGroup *self, EvRegister *reg, GSettings *settings)
{
  g_return_if_fail (!self->reg);
  self->reg = g_object_ref (reg);
  self->settings = settings;
  self->passphrase =
      add_way (self, C_ ("lock", "Passphrase"), C_ ("lock", "Passphrase…"), "passphrase");
  add_after (self);
  if (ev_role_is_coordinator (reg)) {
    add_sheet (self);
    add_way (self, C_ ("lock", "Who looked at what"), C_ ("lock", "Access log"), "access");
    add_processing (self);
  }
  ev_fresh_keep (GTK_WIDGET (self), reg, G_CALLBACK (show));
}

static void
ev_lock_group_finalize (GObject *object)
{
  g_clear_object (&EV_LOCK_GROUP (object)->reg);
  G_OBJECT_CLASS (ev_lock_group_parent_class)->finalize (object);
}

static void
ev_lock_group_class_init (EvLockGroupClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_lock_group_finalize;
}

static void
ev_lock_group_init (EvLockGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   C_ ("lock", "Guarding the register"));
}
