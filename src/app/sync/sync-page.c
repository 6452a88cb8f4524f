/* What is where, what needs a person, and the server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync/sync-page.h"

#include "app/application/settings.h"
#include "app/controls/say.h"
#include "app/sync/enrol-form.h"
#include "app/sync/parked-row.h"
#include "app/sync/stick-group.h"
#include "app/sync/sync-words.h"
#include "app/window/header-end.h"
#include "text/i18n.h"
#include "text/moment.h"
#include "text/number.h"

struct _EvSyncPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwStatusPage *status;
  GtkWidget *last;
  GtkWidget *sync_now;
  GtkWidget *facts;
  AdwActionRow *here, *since, *there, *verified, *server;
  AdwPreferencesGroup *parked;
  EvStickGroup *stick;
  GtkWidget *connect;
  EvEnrolForm *form;

  GPtrArray *parked_rows; /* borrowed */
  GSettings *settings;    /* borrowed */
  EvRegister *reg;
};

G_DEFINE_FINAL_TYPE (EvSyncPage, ev_sync_page, ADW_TYPE_BIN)

static void
show_count (AdwActionRow *row, gint64 count)
{
  g_autofree char *text = ev_number_whole (count);

  adw_action_row_set_subtitle (row, text);
}

/* The row is there only where there is such a moment. */
static void
show_moment (AdwActionRow *row, gint64 moment)
{
  EvClock clock = ev_clock_system ();
  g_autofree char *ago = moment > 0 ? ev_moment_ago (moment, ev_clock_now (&clock)) : NULL;

  adw_action_row_set_subtitle (row, ago ? ago : "");
  gtk_widget_set_visible (GTK_WIDGET (row), ago != NULL);
}

static void
show_parked (EvSyncPage *self)
{
  g_autoptr (GPtrArray) parked = NULL;

  for (guint i = 0; i < self->parked_rows->len; i++)
    adw_preferences_group_remove (self->parked, self->parked_rows->pdata[i]);
  g_ptr_array_set_size (self->parked_rows, 0);
  if (ev_register_store (self->reg))
    parked = ev_custody_parked (ev_register_store (self->reg), NULL);
  for (guint i = 0; parked && i < parked->len; i++) {
    GtkWidget *row = ev_parked_row_new (self->reg, parked->pdata[i]);
    g_ptr_array_add (self->parked_rows, row);
    adw_preferences_group_add (self->parked, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->parked), self->parked_rows->len > 0);
}

/* Whom the server does not accept any more needs a new invitation. */
static gboolean
is_revoked (const EvCustodyCounts *counts)
{
  EvErrorCode code;

  return counts->last_error && ev_error_parse (counts->last_error, &code) &&
         code == EV_ERROR_REVOKED;
}

static void
update (EvSyncPage *self)
{
  const EvCustodyCounts *counts;
  gboolean enrolled = ev_register_sync_state (self->reg, &counts) != EV_SYNC_ALONE;
  g_autofree char *title = ev_sync_words_short (self->reg);
  g_autofree char *description = ev_sync_words_long (self->reg);
  g_autofree char *escaped = g_markup_escape_text (description, -1);
  g_autofree char *last = ev_sync_words_last (self->reg);
  g_autofree char *url = NULL;

  adw_status_page_set_icon_name (self->status, ev_sync_words_icon (self->reg));
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, escaped);
  gtk_label_set_label (GTK_LABEL (self->last), last);
  gtk_widget_set_visible (self->last, enrolled);
  gtk_widget_set_visible (self->sync_now, enrolled);
  gtk_widget_set_sensitive (self->sync_now, !ev_register_is_syncing (self->reg));
  gtk_widget_set_visible (self->facts, enrolled);
  gtk_widget_set_visible (self->connect, !enrolled || is_revoked (counts));
  gtk_widget_set_visible (GTK_WIDGET (self->stick), enrolled);
  ev_stick_group_show (self->stick, counts);
  show_count (self->here, counts->on_laptop);
  show_count (self->there, counts->on_server);
  show_moment (self->since, counts->on_laptop > 0 ? counts->oldest : 0);
  show_moment (self->verified, counts->last_verified);
  url = ev_register_server (self->reg);
  adw_action_row_set_subtitle (self->server, url ? url : "");
}

static void
custody_cb (EvSyncPage *self)
{
  update (self);
  if (!ev_register_is_syncing (self->reg))
    show_parked (self);
}

static void
enrolled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvSyncPage) self = data;
  g_autoptr (GError) error = NULL;
  EvEnrolment *enrolment = ev_register_enrol_finish (EV_REGISTER (source), result, &error);

  ev_enrol_form_set_busy (self->form, FALSE);
  if (error) {
    ev_enrol_form_complain (self->form, error);
  } else {
    g_autofree char *words =
        g_strdup_printf (_ ("This laptop is connected with %s."), enrolment->project_name);
    ev_say (GTK_WIDGET (self), words);
  }
  ev_enrolment_free (enrolment);
  custody_cb (self);
}

static void
enrol_cb (EvSyncPage *self)
{
  g_autoptr (EvInvitation) invitation = ev_enrol_form_invitation (self->form);
  const char *laptop = ev_enrol_form_laptop (self->form);

  if (!invitation)
    return;
  ev_enrol_form_set_busy (self->form, TRUE);
  g_settings_set_string (self->settings, "device-name", laptop);
  ev_register_enrol (self->reg, invitation, laptop, NULL, enrolled_cb, g_object_ref (self));
}

GtkWidget *
ev_sync_page_new (EvRegister *reg, GSettings *settings)
{
  EvSyncPage *self = g_object_new (EV_TYPE_SYNC_PAGE, NULL);
  g_autofree char *laptop = ev_settings_laptop_name (settings);

  self->settings = settings;
  self->reg = g_object_ref (reg);
  ev_header_end_set_register (self->header_end, reg);
  ev_stick_group_set_register (self->stick, reg);
  ev_enrol_form_set_laptop (self->form, laptop);
  g_signal_connect_object (reg, "custody", G_CALLBACK (custody_cb), self, G_CONNECT_SWAPPED);
  custody_cb (self);
  return GTK_WIDGET (self);
}

static void
ev_sync_page_finalize (GObject *object)
{
  EvSyncPage *self = EV_SYNC_PAGE (object);

  g_ptr_array_unref (self->parked_rows);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_sync_page_parent_class)->finalize (object);
}

static void
ev_sync_page_class_init (EvSyncPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_sync_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  g_type_ensure (EV_TYPE_ENROL_FORM);
  g_type_ensure (EV_TYPE_STICK_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/sync-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvSyncPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvSyncPage, status);
  gtk_widget_class_bind_template_child (widget_class, EvSyncPage, last);
  gtk_widget_class_bind_template_child (widget_class, EvSyncPage, sync_now);
  gtk_widget_class_bind_template_child (widget_class, EvSyncPage, facts);
  gtk_widget_class_bind_template_child (widget_class, EvSyncPage, here);
  gtk_widget_class_bind_template_child (widget_class, EvSyncPage, there);
  gtk_widget_class_bind_template_child (widget_class, EvSyncPage, since);
  gtk_widget_class_bind_template_child (widget_class, EvSyncPage, verified);
  gtk_widget_class_bind_template_child (widget_class, EvSyncPage, server);
  gtk_widget_class_bind_template_child (widget_class, EvSyncPage, parked);
  gtk_widget_class_bind_template_child (widget_class, EvSyncPage, stick);
  gtk_widget_class_bind_template_child (widget_class, EvSyncPage, connect);
  gtk_widget_class_bind_template_child (widget_class, EvSyncPage, form);
  gtk_widget_class_bind_template_callback (widget_class, enrol_cb);
}

static void
ev_sync_page_init (EvSyncPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->parked_rows = g_ptr_array_new ();
}
