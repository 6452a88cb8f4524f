/* How to begin: a language, then one of three ways to a register. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/welcome/welcome-page.h"

#include "app/application/settings.h"
#include "app/controls/say.h"
#include "app/register/setup.h"
#include "app/sync/enrol-form.h"
#include "text/error-text.h"
#include "text/i18n.h"

struct _EvWelcomePage {
  AdwBin parent_instance;

  /* Template */
  GtkStack *steps;
  GtkWidget *back;
  GtkWidget *languages;
  GtkWidget *name;
  GtkWidget *create;
  EvEnrolForm *form;

  /* Borrowed */
  EvLists *lists;
  GSettings *settings;

  /* Owned */
  char *folder;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EvWelcomePage, ev_welcome_page, ADW_TYPE_BIN)

static void
show_step (EvWelcomePage *self, const char *step)
{
  gtk_stack_set_visible_child_name (self->steps, step);
  gtk_widget_set_visible (self->back, g_strcmp0 (step, "language") != 0);
  if (g_strcmp0 (step, "alone") == 0)
    gtk_widget_grab_focus (self->name);
}

static void
back_cb (EvWelcomePage *self)
{
  const char *step = gtk_stack_get_visible_child_name (self->steps);

  g_cancellable_cancel (self->cancellable);
  show_step (self, g_strcmp0 (step, "ways") == 0 ? "language" : "ways");
}

/* The result of making a register, in whatever way. */
static void
begin (EvWelcomePage *self, GError *error)
{
  if (!error) {
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open", NULL);
    return;
  }
  show_step (self, "ways");
  ev_say_error (GTK_WIDGET (self), error);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvWelcomePage) self = data;
  g_autoptr (GError) error = NULL;

  ev_setup_create_finish (result, &error);
  begin (self, error);
}

static void
create (EvWelcomePage *self, const char *name, gboolean sample)
{
  show_step (self, "waiting");
  gtk_widget_set_visible (self->back, FALSE);
  ev_setup_create (self->folder, self->lists, name, sample, created_cb, g_object_ref (self));
}

static void
alone_cb (EvWelcomePage *self)
{
  show_step (self, "alone");
}

static void
connect_cb (EvWelcomePage *self)
{
  show_step (self, "connect");
}

static void
sample_cb (EvWelcomePage *self)
{
  create (self, NULL, TRUE);
}

static void
name_changed_cb (EvWelcomePage *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));

  gtk_widget_set_sensitive (self->create, *g_strstrip (name) != '\0');
}

static void
create_cb (EvWelcomePage *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));

  if (*g_strstrip (name))
    create (self, name, FALSE);
}

static void
enrolled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvWelcomePage) self = data;
  g_autoptr (GError) error = NULL;
  EvEnrolment *enrolment = ev_setup_enrol_finish (result, &error);

  ev_enrolment_free (enrolment);
  ev_enrol_form_set_busy (self->form, FALSE);
  if (error)
    ev_enrol_form_complain (self->form, error);
  else
    begin (self, NULL);
}

static void
enrol_cb (EvWelcomePage *self)
{
  g_autoptr (EvInvitation) invitation = ev_enrol_form_invitation (self->form);

  if (!invitation)
    return;
  ev_enrol_form_set_busy (self->form, TRUE);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_settings_set_string (self->settings, "device-name", ev_enrol_form_laptop (self->form));
  ev_setup_enrol (self->folder, self->lists, invitation, ev_enrol_form_laptop (self->form),
                  self->cancellable, enrolled_cb, g_object_ref (self));
}

static void
add_languages (EvWelcomePage *self)
{
  for (int language = 0; language < EV_N_LANGUAGES; language++) {
    GtkWidget *button = gtk_button_new_with_label (ev_language_autonym (language));

    gtk_widget_add_css_class (button, "pill");
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.language");
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", ev_language_code (language));
    gtk_box_append (GTK_BOX (self->languages), button);
  }
}

GtkWidget *
ev_welcome_page_new (EvLists *lists, GSettings *settings, const char *folder)
{
  EvWelcomePage *self = g_object_new (EV_TYPE_WELCOME_PAGE, NULL);
  g_autofree char *laptop = ev_settings_laptop_name (settings);
  EvLanguage chosen;

  self->lists = lists;
  self->settings = settings;
  self->folder = g_strdup (folder);
  ev_enrol_form_set_laptop (self->form, laptop);
  show_step (self, ev_settings_language (settings, &chosen) ? "ways" : "language");
  return GTK_WIDGET (self);
}

static void
ev_welcome_page_finalize (GObject *object)
{
  EvWelcomePage *self = EV_WELCOME_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_free (self->folder);
  G_OBJECT_CLASS (ev_welcome_page_parent_class)->finalize (object);
}

static void
ev_welcome_page_class_init (EvWelcomePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_welcome_page_finalize;
  g_type_ensure (EV_TYPE_ENROL_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvWelcomePage, steps);
  gtk_widget_class_bind_template_child (widget_class, EvWelcomePage, back);
  gtk_widget_class_bind_template_child (widget_class, EvWelcomePage, languages);
  gtk_widget_class_bind_template_child (widget_class, EvWelcomePage, name);
  gtk_widget_class_bind_template_child (widget_class, EvWelcomePage, create);
  gtk_widget_class_bind_template_child (widget_class, EvWelcomePage, form);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, alone_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, sample_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, enrol_cb);
}

static void
ev_welcome_page_init (EvWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_languages (self);
}
