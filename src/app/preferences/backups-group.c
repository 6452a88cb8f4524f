/* The backups of this register: made by themselves, looked into, put back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/preferences/backups-group.h"

#include "app/controls/say.h"
#include "app/preferences/backup-preview.h"
#include "app/register/setup.h"
#include "text/date.h"
#include "text/i18n.h"
#include "text/moment.h"
#include "text/number.h"

#define FILE_KEY "evidenca-file"
#define SHOWN 14u

struct _EvBackupsGroup {
  AdwPreferencesGroup parent_instance;

  EvRegister *reg;
};

G_DEFINE_FINAL_TYPE (EvBackupsGroup, ev_backups_group, ADW_TYPE_PREFERENCES_GROUP)

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvBackupsGroup) self = data;
  g_autoptr (GError) error = NULL;

  if (!ev_register_restore_finish (EV_REGISTER (source), result, &error)) {
    ev_say_error (GTK_WIDGET (self), error);
    return;
  }
  ev_say (GTK_WIDGET (self),
          _ ("The backup is in place. What was there before is kept beside it."));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "s", "events");
}

static void
answered_cb (EvBackupsGroup *self, const char *response, AdwMessageDialog *dialog)
{
  const char *file = g_object_get_data (G_OBJECT (dialog), FILE_KEY);

  if (g_strcmp0 (response, "restore") == 0)
    ev_register_restore (self->reg, file, restored_cb, g_object_ref (self));
}

static char *
contents (const EvBackupPreview *preview)
{
  g_autofree char *people = ev_number_whole (preview->people);
  g_autofree char *events = ev_number_whole (preview->events);
  g_autofree char *attendances = ev_number_whole (preview->attendances);
  g_autofree char *date = preview->last_date ? ev_date_long (preview->last_date) : NULL;
  g_autofree char *counts = g_strdup_printf (_ ("People: %1$s. Events: %2$s. Attendances: %3$s."),
                                             people, events, attendances);
  g_autofree char *last =
      date ? g_strdup_printf (_ ("Its latest event is “%1$s” of %2$s."), preview->last_event, date)
           : NULL;

  return g_strjoin ("\n\n", counts,
                    _ ("What was registered since then is not in it. The register of now is kept "
                       "beside it, and what the server has comes back with the next sync."),
                    last, NULL);
}

static void
ask (EvBackupsGroup *self, const char *file, const char *when, const EvBackupPreview *preview)
{
  g_autofree char *body = contents (preview);
  g_autofree char *heading = g_strdup_printf (_ ("Backup of %s"), when);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel",
                                    C_ ("backup", "Leave as it is"), "restore",
                                    C_ ("backup", "Put it back"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "restore",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), FILE_KEY, g_strdup (file), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
look_cb (EvBackupsGroup *self, GtkWidget *button)
{
  const char *file = g_object_get_data (G_OBJECT (button), FILE_KEY);
  const char *when = gtk_widget_get_name (button);
  g_auto (EvBackupPreview) preview = { 0 };
  g_autoptr (GError) error = NULL;

  if (!ev_register_store (self->reg))
    return;
  if (ev_backup_preview_look (file, ev_store_folder (ev_register_store (self->reg)),
                              ev_register_lists (self->reg), ev_register_key (self->reg), &preview,
                              &error))
    ask (self, file, when, &preview);
  else
    ev_say_error (GTK_WIDGET (self), error);
}

static void
add_backup (EvBackupsGroup *self, const EvSetupBackup *backup)
{
  g_autofree char *when = ev_moment_text (backup->made_at);
  g_autofree char *size = g_format_size ((guint64)backup->size);
  g_autofree char *label = g_strdup_printf (_ ("Look into the backup of %s"), when);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (C_ ("backup", "Look into it…"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), when);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), size);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_name (button, when);
  g_object_set_data_full (G_OBJECT (button), FILE_KEY, g_strdup (backup->file), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (look_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

void
ev_backups_group_set_register (EvBackupsGroup *self, EvRegister *reg)
{
  EvStore *store = ev_register_store (reg);
  g_autoptr (GPtrArray) backups = NULL;

  g_return_if_fail (!self->reg);
  self->reg = g_object_ref (reg);
  backups = store ? ev_setup_backups (ev_store_folder (store)) : NULL;
  for (guint i = 0; backups && i < MIN (backups->len, SHOWN); i++)
    add_backup (self, backups->pdata[i]);
}

static void
ev_backups_group_finalize (GObject *object)
{
  g_clear_object (&EV_BACKUPS_GROUP (object)->reg);
  G_OBJECT_CLASS (ev_backups_group_parent_class)->finalize (object);
}

static void
ev_backups_group_class_init (EvBackupsGroupClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_backups_group_finalize;
}

static void
ev_backups_group_init (EvBackupsGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), C_ ("backup", "Backups"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("Made by themselves once a day; the last fourteen are kept on this laptop."));
}
