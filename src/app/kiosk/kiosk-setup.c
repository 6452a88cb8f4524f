/* Before the laptop is turned round: for which session, and the code that leads back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/kiosk/kiosk-setup.h"

#include <string.h>

#include "app/controls/field-row.h"
#include "app/kiosk/kiosk-window.h"
#include "base/passcode.h"
#include "store/roster.h"
#include "text/date.h"
#include "text/i18n.h"

struct _EvKioskSetup {
  AdwWindow parent_instance;

  /* Template */
  GtkWidget *begin;
  AdwComboRow *sessions;
  GtkWidget *code;

  GSettings *settings; /* borrowed */
  EvRegister *reg;
  EvRoster *roster;
};

G_DEFINE_FINAL_TYPE (EvKioskSetup, ev_kiosk_setup, ADW_TYPE_WINDOW)

/* What whoever comes back sees was told to in the participants' languages meanwhile. */
static void
left_cb (EvKioskWindow *kiosk, GtkApplication *application)
{
  g_action_group_activate_action (G_ACTION_GROUP (application), "language",
                                  g_variant_new_string (ev_language_code (ev_language_get ())));
}

/* The hash of the code, new or kept, owned; NULL, after saying so, where it is too short. */
static char *
settle_code (EvKioskSetup *self)
{
  g_autofree char *kept = g_settings_get_string (self->settings, "facilitator-code");
  g_autofree char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->code)));
  char *hash;

  if (*kept)
    return g_steal_pointer (&kept);
  if (g_utf8_strlen (g_strstrip (typed), -1) < EV_PASSCODE_LEAST) {
    ev_field_row_complain (ADW_ENTRY_ROW (self->code),
                           _ ("The code needs four characters or more."));
    gtk_widget_grab_focus (self->code);
    return NULL;
  }
  hash = ev_passcode_hash (typed);
  if (hash)
    g_settings_set_string (self->settings, "facilitator-code", hash);
  return hash;
}

static void
begin_cb (EvKioskSetup *self)
{
  g_autofree char *hash = settle_code (self);
  guint chosen = adw_combo_row_get_selected (self->sessions);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  GtkApplication *application = gtk_window_get_application (parent);
  const EvRosterSession *session;
  GtkWidget *kiosk;

  if (!hash || chosen >= self->roster->sessions->len)
    return;
  session = self->roster->sessions->pdata[chosen];
  gtk_window_set_transient_for (GTK_WINDOW (self), NULL);
  kiosk = ev_kiosk_window_new (parent, self->reg, session->id, hash);
  g_signal_connect_object (kiosk, "left", G_CALLBACK (left_cb), application, 0);
  gtk_window_present (GTK_WINDOW (kiosk));
  gtk_window_destroy (GTK_WINDOW (self));
}

static char *
session_words (const EvRosterSession *session, guint number)
{
  g_autofree char *date = ev_date_short (session->date);

  if (session->topic)
    return g_strdup_printf ("%u · %s · %s", number, date, session->topic);
  return g_strdup_printf ("%u · %s", number, date);
}

/* Today's session is offered first; otherwise the last one before today. */
static void
fill_sessions (EvKioskSetup *self)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  g_autofree char *today = ev_register_today (self->reg);
  guint chosen = 0;

  for (guint i = 0; i < self->roster->sessions->len; i++) {
    const EvRosterSession *session = self->roster->sessions->pdata[i];
    gtk_string_list_take (words, session_words (session, i + 1));
    if (session->date && strcmp (session->date, today) <= 0)
      chosen = i;
  }
  adw_combo_row_set_model (self->sessions, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->sessions, chosen);
  g_object_unref (words);
}

GtkWidget *
ev_kiosk_setup_new (GtkWindow *parent, EvRegister *reg, GSettings *settings, const char *event)
{
  g_autoptr (EvRoster) roster = ev_roster_load (ev_register_store (reg), event, NULL);
  g_autofree char *kept = g_settings_get_string (settings, "facilitator-code");
  EvKioskSetup *self;

  if (!roster || roster->sessions->len == 0)
    return NULL;
  self = g_object_new (EV_TYPE_KIOSK_SETUP, "transient-for", parent, NULL);
  self->reg = g_object_ref (reg);
  self->settings = settings;
  self->roster = g_steal_pointer (&roster);
  fill_sessions (self);
  gtk_widget_set_visible (self->code, *kept == '\0');
  gtk_widget_grab_focus (*kept ? self->begin : self->code);
  return GTK_WIDGET (self);
}

static void
ev_kiosk_setup_finalize (GObject *object)
{
  EvKioskSetup *self = EV_KIOSK_SETUP (object);

  g_clear_object (&self->reg);
  g_clear_pointer (&self->roster, ev_roster_free);
  G_OBJECT_CLASS (ev_kiosk_setup_parent_class)->finalize (object);
}

static void
ev_kiosk_setup_class_init (EvKioskSetupClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_kiosk_setup_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/kiosk-setup.ui");
  gtk_widget_class_bind_template_child (widget_class, EvKioskSetup, begin);
  gtk_widget_class_bind_template_child (widget_class, EvKioskSetup, sessions);
  gtk_widget_class_bind_template_child (widget_class, EvKioskSetup, code);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
}

static void
ev_kiosk_setup_init (EvKioskSetup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
