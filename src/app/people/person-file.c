/* A person's own data, handed to her as a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/people/person-file.h"

#include "app/controls/save-file.h"
#include "app/controls/say.h"
#include "base/json.h"
#include "store/access.h"
#include "store/history.h"
#include "text/i18n.h"

typedef struct {
  EvRegister *reg;
  char *person, *path;
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

/* Every record of hers with the fields that it holds; signatures are hers too. */
static cJSON *
records_json (EvStore *store, const char *person, GError **error)
{
  g_auto (GStrv) members = ev_store_merged (store, person, error);
  g_autoptr (EvJson) records = cJSON_CreateArray ();

  for (char **member = members; member && *member; member++) {
    g_autoptr (EvRecord) record = ev_store_read (store, EV_KIND_PERSON, *member, error);
    g_auto (GStrv) fields = record ? ev_record_fields (record) : NULL;
    cJSON *object = cJSON_CreateObject ();

    cJSON_AddItemToArray (records, object);
    if (!record)
      return NULL;
    ev_json_add_text (object, "id", *member);
    for (char **field = fields; *field; field++) {
      const EvField *known = ev_field_find (EV_KIND_PERSON, *field);
      g_autofree char *text =
          known ? ev_value_format (known, ev_record_value (record, *field)) : NULL;
      ev_json_add_text (object, *field, text ? text : "");
    }
  }
  return members ? g_steal_pointer (&records) : NULL;
}

static cJSON *
attendance_json (const GPtrArray *events)
{
  cJSON *array = cJSON_CreateArray ();

  for (guint i = 0; i < events->len; i++) {
    const EvHistoryEvent *event = events->pdata[i];

    for (guint k = 0; k < event->sessions->len; k++) {
      const EvHistorySession *session = event->sessions->pdata[k];
      cJSON *object = cJSON_CreateObject ();

      cJSON_AddItemToArray (array, object);
      ev_json_add_text (object, "event", event->title ? event->title : "");
      ev_json_add_text (object, "date", session->date ? session->date : "");
      ev_json_add_text (object, "status", session->status ? session->status : "");
      if (session->role)
        ev_json_add_text (object, "role", session->role);
    }
  }
  return array;
}

static gboolean
save (EvStore *store, const Saving *saving, GError **error)
{
  g_autoptr (EvJson) whole = cJSON_CreateObject ();
  g_autoptr (GPtrArray) events = ev_history_of_person (store, saving->person, error);
  cJSON *records = events ? records_json (store, saving->person, error) : NULL;
  g_autofree char *text = NULL, *subject = g_strconcat ("person/", saving->person, NULL);

  if (!records)
    return FALSE;
  cJSON_AddItemToObject (whole, "records", records);
  cJSON_AddItemToObject (whole, "attendance", attendance_json (events));
  text = cJSON_Print (whole);
  return ev_access_note (store, EV_ACCESS_SUBJECT, subject, NULL, error) &&
         g_file_set_contents_full (saving->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error);
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
  saving->person = g_strdup (asked->person);
  saving->path = g_strdup (path);
  ev_register_run (saving->reg, save_job, saving, saving_free, saved_cb, g_object_ref (widget));
}

void
ev_person_file_save (GtkWidget *widget, EvRegister *reg, const char *person, const char *name)
{
  Saving *saving = g_new0 (Saving, 1);
  g_autofree char *file = ev_save_file_name (name, "json");

  saving->reg = g_object_ref (reg);
  saving->person = g_strdup (person);
  ev_save_file_ask (widget, _ ("Export this person’s data"), file, chosen_cb, saving, saving_free);
}
