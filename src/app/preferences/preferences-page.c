/* How the program looks and behaves for this person. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/preferences/preferences-page.h"

#include "app/application/settings.h"
#include "app/controls/field-row.h"
#include "app/controls/say.h"
#include "app/preferences/backups-group.h"
#include "app/preferences/lock-group.h"
#include "app/register/setup.h"
#include "app/window/header-end.h"
#include "base/passcode.h"
#include "text/i18n.h"

struct _EvPreferencesPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwPreferencesGroup *languages;
  AdwComboRow *scheme;
  GtkAdjustment *text_size;
  GtkWidget *laptop;
  GtkWidget *metered;
  AdwActionRow *folder;
  AdwActionRow *device;
  AdwActionRow *server;
  GtkWidget *code;
  EvLockGroup *lock;
  EvBackupsGroup *backups;
  GtkWidget *sample;

  GSettings *settings; /* borrowed */
};

G_DEFINE_FINAL_TYPE (EvPreferencesPage, ev_preferences_page, ADW_TYPE_BIN)

static void
language_toggled_cb (GtkCheckButton *check)
{
  if (gtk_check_button_get_active (check))
    gtk_widget_activate_action (GTK_WIDGET (check), "app.language", "s",
                                gtk_widget_get_name (GTK_WIDGET (check)));
}

static void
add_languages (EvPreferencesPage *self)
{
  GtkCheckButton *first = NULL;

  for (int language = 0; language < EV_N_LANGUAGES; language++) {
    GtkWidget *row = adw_action_row_new ();
    GtkWidget *check = gtk_check_button_new ();
    const char *autonym = ev_language_autonym (language);

    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), first);
    first = first ? first : GTK_CHECK_BUTTON (check);
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), language == (int)ev_language_get ());
    gtk_widget_set_name (check, ev_language_code (language));
    gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, autonym,
                                    -1);
    g_signal_connect (check, "toggled", G_CALLBACK (language_toggled_cb), NULL);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), autonym);
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
    adw_preferences_group_add (self->languages, row);
  }
}

static void
scheme_changed_cb (EvPreferencesPage *self)
{
  if (self->settings)
    g_settings_set_enum (self->settings, "color-scheme",
                         (int)adw_combo_row_get_selected (self->scheme));
}

static void
laptop_applied_cb (EvPreferencesPage *self)
{
  g_settings_set_string (self->settings, "device-name",
                         gtk_editable_get_text (GTK_EDITABLE (self->laptop)));
}

static void
code_applied_cb (EvPreferencesPage *self)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->code)));
  g_autofree char *hash = NULL;

  if (g_utf8_strlen (g_strstrip (typed), -1) < EV_PASSCODE_LEAST) {
    ev_field_row_complain (ADW_ENTRY_ROW (self->code),
                           _ ("The code needs four characters or more."));
    return;
  }
  hash = ev_passcode_hash (typed);
  if (!hash)
    return;
  g_settings_set_string (self->settings, "facilitator-code", hash);
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  ev_say (GTK_WIDGET (self), _ ("The new code is in force."));
}

static void
sample_answered_cb (EvPreferencesPage *self, const char *response)
{
  if (g_strcmp0 (response, "remove") == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.remove-sample", NULL);
}

static void
remove_sample_cb (EvPreferencesPage *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Remove the sample project?"),
      _ ("Everything in it goes, also what you added while trying."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", C_ ("sample", "Keep it"),
                                    "remove", C_ ("sample", "Remove it"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (sample_answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_settings (EvPreferencesPage *self)
{
  g_autofree char *laptop = ev_settings_laptop_name (self->settings);

  adw_combo_row_set_selected (self->scheme,
                              (guint)g_settings_get_enum (self->settings, "color-scheme"));
  gtk_editable_set_text (GTK_EDITABLE (self->laptop), laptop);
  g_settings_bind (self->settings, "sync-metered", self->metered, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "text-size", self->text_size, "value", G_SETTINGS_BIND_DEFAULT);
}

GtkWidget *
ev_preferences_page_new (EvRegister *reg, GSettings *settings)
{
  EvPreferencesPage *self = g_object_new (EV_TYPE_PREFERENCES_PAGE, NULL);
  EvStore *store = ev_register_store (reg);
  g_autofree char *server = ev_register_server (reg);

  ev_header_end_set_register (self->header_end, reg);
  self->settings = settings;
  ev_backups_group_set_register (self->backups, reg);
  ev_lock_group_set_register (self->lock, reg, settings);
  gtk_widget_set_visible (self->sample, store && ev_setup_is_sample (store));
  g_object_set (self->server, "use-markup", FALSE, NULL);
  adw_action_row_set_subtitle (self->server, server ? server : _ ("Only on this laptop"));
  show_settings (self);
  g_object_set (self->folder, "use-markup", FALSE, NULL);
  adw_action_row_set_subtitle (self->folder, store ? ev_store_folder (store) : "");
  adw_action_row_set_subtitle (self->device, store ? ev_store_device (store) : "");
  return GTK_WIDGET (self);
}

static void
ev_preferences_page_class_init (EvPreferencesPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (EV_TYPE_HEADER_END);
  g_type_ensure (EV_TYPE_BACKUPS_GROUP);
  g_type_ensure (EV_TYPE_LOCK_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/preferences-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvPreferencesPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvPreferencesPage, languages);
  gtk_widget_class_bind_template_child (widget_class, EvPreferencesPage, scheme);
  gtk_widget_class_bind_template_child (widget_class, EvPreferencesPage, text_size);
  gtk_widget_class_bind_template_child (widget_class, EvPreferencesPage, laptop);
  gtk_widget_class_bind_template_child (widget_class, EvPreferencesPage, metered);
  gtk_widget_class_bind_template_child (widget_class, EvPreferencesPage, folder);
  gtk_widget_class_bind_template_child (widget_class, EvPreferencesPage, device);
  gtk_widget_class_bind_template_child (widget_class, EvPreferencesPage, server);
  gtk_widget_class_bind_template_child (widget_class, EvPreferencesPage, code);
  gtk_widget_class_bind_template_child (widget_class, EvPreferencesPage, backups);
  gtk_widget_class_bind_template_child (widget_class, EvPreferencesPage, lock);
  gtk_widget_class_bind_template_child (widget_class, EvPreferencesPage, sample);
  gtk_widget_class_bind_template_callback (widget_class, scheme_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, laptop_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, code_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_sample_cb);
}

static void
ev_preferences_page_init (EvPreferencesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_languages (self);
}
