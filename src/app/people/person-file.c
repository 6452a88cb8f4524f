/* A person's own data, handed to her as a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/people/person-file.h"

#include "app/controls/save-file.h"
#include "app/controls/say.h"
#include "exchange/subject.h"
#include "print/subject.h"
#include "text/i18n.h"

typedef struct {
  EvRegister *reg;
  EvLists *lists;
  char *person, *path;
  gboolean json;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->reg);
  g_free (saving->person);
  g_free (saving->path);
  g_free (saving);
}

static gboolean
save (EvStore *store, const Saving *saving, GError **error)
{
  EvClock clock = ev_clock_system ();
  gint64 now = ev_clock_now (&clock);
  g_autoptr (EvJson) subject = ev_subject_json (store, saving->person, now, error);
  g_autoptr (EvDocument) document = NULL;
  g_autofree char *text = NULL;

  if (!subject)
    return FALSE;
  if (saving->json) {
    text = ev_json_print (subject);
    return g_file_set_contents_full (saving->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                     error);
  }
  document = ev_subject_document (subject, saving->lists, error);
  return document && ev_document_write_pdf (document, saving->path, now, error);
}

static void
save_job (GTask *task, EvStore *store, gpointer data)
{
  GError *error = NULL;

  if (save (store, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;

  if (ev_register_run_finish (EV_REGISTER (source), result, &error))
    ev_say (widget, _ ("The file is saved."));
  else
    ev_say_error (widget, error);
}

static void
chosen_cb (GtkWidget *widget, const char *path, gpointer data)
{
  const Saving *asked = data;
  Saving *saving = g_new0 (Saving, 1);

  saving->reg = g_object_ref (asked->reg);
  saving->lists = ev_register_lists (asked->reg);
  saving->person = g_strdup (asked->person);
  saving->path = g_strdup (path);
  saving->json = asked->json;
  ev_register_run (saving->reg, save_job, saving, saving_free, saved_cb, g_object_ref (widget));
}

void
ev_person_file_save (GtkWidget *widget, EvRegister *reg, const char *person, gboolean json)
{
  Saving *saving = g_new0 (Saving, 1);
  g_autofree char *file = ev_save_file_name (person, json ? "json" : "pdf");

  saving->reg = g_object_ref (reg);
  saving->person = g_strdup (person);
  saving->json = json;
  ev_save_file_ask (widget, _ ("Export this person’s data"), file, chosen_cb, saving, saving_free);
}
