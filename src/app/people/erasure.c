/* Asking before a person's data are erased, and doing it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/people/erasure.h"

#include <adwaita.h>

#include "app/controls/say.h"
#include "store/people-erase.h"
#include "text/i18n.h"

typedef struct {
  GtkWidget *widget;
  EvRegister *reg;
  char *person;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->widget);
  g_object_unref (asking->reg);
  g_free (asking->person);
  g_free (asking);
}

static void
erase_job (GTask *task, EvStore *store, gpointer data)
{
  GError *error = NULL;

  if (ev_people_erase (store, data, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;

  if (ev_register_run_finish (EV_REGISTER (source), result, &error)) {
    ev_say (widget, _ ("The personal data are erased."));
    gtk_widget_activate_action (widget, "win.finish", NULL);
  } else {
    ev_say_error (widget, error);
  }
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Asking *asking = data;

  if (g_str_equal (response, "erase"))
    ev_register_run (asking->reg, erase_job, g_strdup (asking->person), g_free, erased_cb,
                     g_object_ref (asking->widget));
}

void
ev_erasure_ask (GtkWidget *widget, EvRegister *reg, const char *person, const char *name,
                guint events)
{
  g_autofree char *heading = g_strdup_printf (_ ("Erase the personal data of %s?"), name);
  g_autofree char *stays = g_strdup_printf (
      ngettext ("What stays is a count: somebody was registered at %d event, nothing else stated.",
                "What stays is a count: somebody was registered at %d events, nothing else stated.",
                events),
      (int)events);
  g_autofree char *body =
      g_strjoin ("\n\n",
                 _ ("Name, contact, year of birth, gender, community, consent and signatures go: "
                    "from this laptop now, from every other one and from the server when they "
                    "next sync."),
                 stays, _ ("This cannot be undone."), NULL);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), heading, body);
  Asking *asking = g_new0 (Asking, 1);

  asking->widget = g_object_ref (widget);
  asking->reg = g_object_ref (reg);
  asking->person = g_strdup (person);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "erase",
                                    _ ("Erase personal data"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "erase",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), asking,
                         (GClosureNotify)(void (*) (void))asking_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
