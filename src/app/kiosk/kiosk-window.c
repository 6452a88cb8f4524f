/* The laptop turned round: participants sign themselves in, one after the other. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/kiosk/kiosk-window.h"

#include "app/controls/field-row.h"
#include "app/kiosk/kiosk-form.h"
#include "base/passcode.h"
#include "text/i18n.h"

#define PATIENCE 60u
#define WARNING 10u /* seconds before the end of patience */
#define THANKS 8u
#define TRIES 5u /* wrong codes before the pause */
#define PAUSE (30 * G_TIME_SPAN_SECOND)

struct _EvKioskWindow {
  AdwWindow parent_instance;

  /* Template */
  GtkStack *stack;
  GtkWidget *event_title, *languages, *thanks, *thanks_button, *code, *warning, *warning_words;
  AdwBin *form_place;

  GtkWindow *main_window; /* borrowed */
  EvRegister *reg;
  char *session, *municipality, *hash;
  EvLanguage own; /* the facilitator's language */
  guint patience, idle, timer;
  guint wrong_codes;
  gint64 paused_until; /* monotonic */
};

static guint left_signal;

G_DEFINE_FINAL_TYPE (EvKioskWindow, ev_kiosk_window, ADW_TYPE_WINDOW)

/* Language */

static void
switch_language (gpointer data)
{
  ev_language_set ((EvLanguage)GPOINTER_TO_INT (data));
}

static void
speak (EvKioskWindow *self, EvLanguage language)
{
  if (language != ev_language_get ())
    ev_register_quietly (self->reg, switch_language, GINT_TO_POINTER ((int)language));
}

/* Pages */

static void
show_page (EvKioskWindow *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  self->idle = 0;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->warning), FALSE);
}

/* Forgets what was typed and begins anew. */
static void
restart (EvKioskWindow *self)
{
  show_page (self, "start");
  adw_bin_set_child (self->form_place, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  speak (self, self->own);
}

static void
show_thanks (EvKioskWindow *self)
{
  adw_status_page_set_title (ADW_STATUS_PAGE (self->thanks), C_ ("self sign-in", "Thank you!"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->thanks),
                                   C_ ("self sign-in", "You are signed in."));
  gtk_button_set_label (GTK_BUTTON (self->thanks_button), C_ ("self sign-in", "Next participant"));
  show_page (self, "thanks");
  adw_bin_set_child (self->form_place, NULL);
  gtk_widget_grab_focus (self->thanks_button);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvKioskWindow) self = data;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done =
      ev_register_do_finish (EV_REGISTER (source), result, NULL, &problems, NULL, &error);
  GtkWidget *form = adw_bin_get_child (self->form_place);

  if (!form)
    return;
  ev_kiosk_form_set_busy (EV_KIOSK_FORM (form), FALSE);
  if (done)
    show_thanks (self);
  else
    ev_kiosk_form_complain (EV_KIOSK_FORM (form), problems, error);
}

static void
done_cb (EvKioskWindow *self, EvKioskForm *form)
{
  ev_kiosk_form_set_busy (form, TRUE);
  ev_register_do (self->reg, ev_kiosk_form_plan (form, self->session), saved_cb,
                  g_object_ref (self));
}

static void
language_cb (EvKioskWindow *self, GtkWidget *button)
{
  GtkWidget *form;
  EvLanguage language = EV_LANGUAGE_EN;

  ev_language_parse (gtk_widget_get_name (button), &language);
  speak (self, language);
  form = ev_kiosk_form_new (self->reg, self->municipality);
  g_signal_connect_swapped (form, "done", G_CALLBACK (done_cb), self);
  g_signal_connect_swapped (form, "cancel", G_CALLBACK (restart), self);
  adw_bin_set_child (self->form_place, form);
  show_page (self, "form");
}

/* A button in a language: what it is called, and what it does. */
static void
add_language (EvKioskWindow *self, EvLanguage language)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *name = gtk_label_new (ev_language_autonym (language));
  GtkWidget *words = gtk_label_new (C_ ("self sign-in", "Sign in here"));

  gtk_widget_add_css_class (name, "title-2");
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_justify (GTK_LABEL (name), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_name (button, ev_language_code (language));
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "language");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ev_language_autonym (language), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (language_cb), self);
  gtk_grid_attach (GTK_GRID (self->languages), button, (int)language % 2, (int)language / 2, 1, 1);
}

static void
add_languages (gpointer data)
{
  EvKioskWindow *self = data;

  for (EvLanguage language = 0; language < EV_N_LANGUAGES; language++) {
    ev_language_set (language);
    add_language (self, language);
  }
  ev_language_set (self->own);
}

/* Leaving */

static void
leave_cb (EvKioskWindow *self)
{
  speak (self, self->own);
  adw_bin_set_child (self->form_place, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  show_page (self, "leave");
  gtk_widget_grab_focus (self->code);
}

static void
leave (EvKioskWindow *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  speak (self, self->own);
  gtk_widget_set_visible (GTK_WIDGET (self->main_window), TRUE);
  g_signal_emit (self, left_signal, 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
code_cb (EvKioskWindow *self)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->code)));

  if (g_get_monotonic_time () < self->paused_until) {
    ev_field_row_complain (ADW_ENTRY_ROW (self->code),
                           _ ("Too many wrong codes. Wait half a minute."));
    return;
  }
  if (ev_passcode_matches (self->hash, g_strstrip (typed))) {
    leave (self);
    return;
  }
  if (++self->wrong_codes % TRIES == 0)
    self->paused_until = g_get_monotonic_time () + PAUSE;
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  ev_field_row_complain (ADW_ENTRY_ROW (self->code), _ ("This is not the code."));
}

static gboolean
ev_kiosk_window_close_request (GtkWindow *window)
{
  leave_cb (EV_KIOSK_WINDOW (window));
  return TRUE;
}

/* Patience */

static gboolean
touched_cb (EvKioskWindow *self)
{
  self->idle = 0;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->warning), FALSE);
  return GDK_EVENT_PROPAGATE;
}

static void
warn (EvKioskWindow *self, guint left)
{
  g_autofree char *words = g_strdup_printf (
      ngettext ("Are you still here? In %u second what you typed is thrown away.",
                "Are you still here? In %u seconds what you typed is thrown away.", left),
      left);

  gtk_label_set_label (GTK_LABEL (self->warning_words), words);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->warning), TRUE);
}

static gboolean
second_cb (gpointer data)
{
  EvKioskWindow *self = data;
  const char *page = gtk_stack_get_visible_child_name (self->stack);
  guint patience = g_strcmp0 (page, "thanks") == 0 ? MIN (THANKS, self->patience) : self->patience;

  if (g_strcmp0 (page, "start") == 0)
    return G_SOURCE_CONTINUE;
  self->idle++;
  if (self->idle >= patience)
    restart (self);
  else if (g_strcmp0 (page, "form") == 0 && self->idle + WARNING >= patience)
    warn (self, patience - self->idle);
  return G_SOURCE_CONTINUE;
}

void
ev_kiosk_window_set_patience (EvKioskWindow *self, guint seconds)
{
  self->patience = seconds;
}

/* Class */

static void
show_event (EvKioskWindow *self)
{
  EvStore *store = ev_register_store (self->reg);
  g_autoptr (EvRecord) session = ev_store_read (store, EV_KIND_SESSION, self->session, NULL);
  const char *id = session ? ev_record_text (session, "event") : NULL;
  g_autoptr (EvRecord) event = id ? ev_store_read (store, EV_KIND_EVENT, id, NULL) : NULL;

  if (!event)
    return;
  gtk_label_set_label (GTK_LABEL (self->event_title), ev_record_text (event, "title"));
  self->municipality = g_strdup (ev_record_text (event, "municipality"));
}

GtkWidget *
ev_kiosk_window_new (GtkWindow *main_window, EvRegister *reg, const char *session, const char *hash)
{
  EvKioskWindow *self = g_object_new (EV_TYPE_KIOSK_WINDOW, NULL);

  self->main_window = main_window;
  self->reg = g_object_ref (reg);
  self->session = g_strdup (session);
  self->hash = g_strdup (hash);
  ev_register_quietly (reg, add_languages, self);
  show_event (self);
  gtk_widget_set_visible (GTK_WIDGET (main_window), FALSE);
  gtk_window_fullscreen (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}

static void
ev_kiosk_window_dispose (GObject *object)
{
  EvKioskWindow *self = EV_KIOSK_WINDOW (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  G_OBJECT_CLASS (ev_kiosk_window_parent_class)->dispose (object);
}

static void
ev_kiosk_window_finalize (GObject *object)
{
  EvKioskWindow *self = EV_KIOSK_WINDOW (object);

  g_clear_object (&self->reg);
  g_free (self->session);
  g_free (self->municipality);
  g_free (self->hash);
  G_OBJECT_CLASS (ev_kiosk_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/kiosk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EvKioskWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, EvKioskWindow, event_title);
  gtk_widget_class_bind_template_child (widget_class, EvKioskWindow, languages);
  gtk_widget_class_bind_template_child (widget_class, EvKioskWindow, thanks);
  gtk_widget_class_bind_template_child (widget_class, EvKioskWindow, thanks_button);
  gtk_widget_class_bind_template_child (widget_class, EvKioskWindow, code);
  gtk_widget_class_bind_template_child (widget_class, EvKioskWindow, warning);
  gtk_widget_class_bind_template_child (widget_class, EvKioskWindow, warning_words);
  gtk_widget_class_bind_template_child (widget_class, EvKioskWindow, form_place);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, restart);
  gtk_widget_class_bind_template_callback (widget_class, code_cb);
}

static void
ev_kiosk_window_class_init (EvKioskWindowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = ev_kiosk_window_dispose;
  G_OBJECT_CLASS (class)->finalize = ev_kiosk_window_finalize;
  GTK_WINDOW_CLASS (class)->close_request = ev_kiosk_window_close_request;
  left_signal = g_signal_new ("left", EV_TYPE_KIOSK_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
ev_kiosk_window_init (EvKioskWindow *self)
{
  GtkEventController *touch = gtk_event_controller_legacy_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->patience = PATIENCE;
  self->own = ev_language_get ();
  gtk_event_controller_set_propagation_phase (touch, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (touch, "event", G_CALLBACK (touched_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), touch);
  self->timer = g_timeout_add_seconds (1, second_cb, self);
}
