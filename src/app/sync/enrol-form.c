/* What it takes to connect with a server: a link, or an address and a code. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync/enrol-form.h"

#include "text/error-text.h"
#include "text/i18n.h"

struct _EvEnrolForm {
  GtkBox parent_instance;

  /* Template */
  GtkWidget *link;
  GtkWidget *address;
  GtkWidget *code;
  GtkWidget *laptop;
  GtkWidget *problem;
  GtkWidget *submit;
  GtkWidget *spinner;
};

static guint submitted_signal;

G_DEFINE_FINAL_TYPE (EvEnrolForm, ev_enrol_form, GTK_TYPE_BOX)

static const char *
text_of (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
show_problem (EvEnrolForm *self, const char *problem)
{
  gtk_label_set_label (GTK_LABEL (self->problem), problem ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
}

void
ev_enrol_form_complain (EvEnrolForm *self, const GError *error)
{
  g_autofree char *sentence = ev_error_text (error);

  show_problem (self, sentence);
}

EvInvitation *
ev_enrol_form_invitation (EvEnrolForm *self)
{
  g_autoptr (GError) error = NULL;
  EvInvitation *invitation =
      *text_of (self->link)
          ? ev_invitation_parse (text_of (self->link), &error)
          : ev_invitation_new (text_of (self->address), text_of (self->code), &error);

  if (invitation)
    show_problem (self, NULL);
  else
    show_problem (self, _ ("This is not a whole invitation. Copy the link again, or check address "
                           "and code."));
  return invitation;
}

const char *
ev_enrol_form_laptop (EvEnrolForm *self)
{
  return text_of (self->laptop);
}

void
ev_enrol_form_set_laptop (EvEnrolForm *self, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (self->laptop), name);
}

void
ev_enrol_form_set_busy (EvEnrolForm *self, gboolean busy)
{
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_widget_set_sensitive (self->submit, !busy);
}

static void
changed_cb (EvEnrolForm *self)
{
  gboolean whole = *text_of (self->link) || (*text_of (self->address) && *text_of (self->code));

  show_problem (self, NULL);
  gtk_widget_set_sensitive (self->submit, whole && *text_of (self->laptop));
}

static void
submit_cb (EvEnrolForm *self)
{
  if (gtk_widget_get_sensitive (self->submit))
    g_signal_emit (self, submitted_signal, 0);
}

static void
ev_enrol_form_class_init (EvEnrolFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  submitted_signal = g_signal_new ("submitted", EV_TYPE_ENROL_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/enrol-form.ui");
  gtk_widget_class_bind_template_child (widget_class, EvEnrolForm, link);
  gtk_widget_class_bind_template_child (widget_class, EvEnrolForm, address);
  gtk_widget_class_bind_template_child (widget_class, EvEnrolForm, code);
  gtk_widget_class_bind_template_child (widget_class, EvEnrolForm, laptop);
  gtk_widget_class_bind_template_child (widget_class, EvEnrolForm, problem);
  gtk_widget_class_bind_template_child (widget_class, EvEnrolForm, submit);
  gtk_widget_class_bind_template_child (widget_class, EvEnrolForm, spinner);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
}

static void
ev_enrol_form_init (EvEnrolForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
