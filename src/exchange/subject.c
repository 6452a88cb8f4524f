/* What a register holds about one person, for herself. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/subject.h"

#include <string.h>

#include "exchange/export.h"
#include "store/access.h"
#include "store/history.h"

/* Looks for her as she is after merging. */
typedef struct {
  const char *id;
  EvRecord *found;
} Search;

static gboolean
is_she (const EvRecord *record, gpointer data)
{
  Search *search = data;

  if (strcmp (ev_record_id (record), search->id) != 0)
    return TRUE;
  search->found = ev_record_copy (record);
  return FALSE;
}

static cJSON *
session_json (const EvHistoryEvent *event, const EvHistorySession *session)
{
  cJSON *object = cJSON_CreateObject ();

  ev_json_add_text (object, "event", event->event);
  ev_json_add_text (object, "title", event->title);
  ev_json_add_text (object, "type", event->type);
  ev_json_add_text (object, "municipality", event->municipality);
  ev_json_add_text (object, "date", session->date);
  ev_json_add_text (object, "topic", session->topic);
  ev_json_add_text (object, "status", session->status);
  ev_json_add_text (object, "role", session->role);
  return object;
}

static gboolean
add_attendances (cJSON *subject, EvStore *store, const char *person, GError **error)
{
  g_autoptr (GPtrArray) events = ev_history_of_person (store, person, error);
  cJSON *array = cJSON_AddArrayToObject (subject, "attendances");

  for (guint i = 0; events != NULL && i < events->len; i++) {
    const EvHistoryEvent *event = events->pdata[i];
    for (guint k = 0; k < event->sessions->len; k++)
      cJSON_AddItemToArray (array, session_json (event, event->sessions->pdata[k]));
  }
  return events != NULL;
}

typedef struct {
  EvStore *store;
  char **members;
  cJSON *results;
} Benefits;

static gboolean
add_result (const EvRecord *record, gpointer data)
{
  const Benefits *benefits = data;
  const char *person = ev_record_text (record, "person");
  g_autoptr (EvRecord) result = NULL;
  cJSON *object;

  if (!g_strv_contains ((const char *const *)benefits->members, person))
    return TRUE;
  result = ev_store_read (benefits->store, EV_KIND_RESULT, ev_record_text (record, "result"), NULL);
  if (result == NULL || ev_record_is_gone (result))
    return TRUE;
  object = cJSON_CreateObject ();
  ev_json_add_text (object, "type", ev_record_text (result, "type"));
  ev_json_add_text (object, "title", ev_record_text (result, "title"));
  ev_json_add_text (object, "date", ev_record_text (result, "date"));
  cJSON_AddItemToArray (benefits->results, object);
  return TRUE;
}

static gboolean
add_access (cJSON *subject, EvStore *store, char **members, GError **error)
{
  g_autoptr (GPtrArray) list = ev_access_list (store, error);
  cJSON *array = cJSON_AddArrayToObject (subject, "access");

  for (guint i = 0; list != NULL && i < list->len; i++) {
    const EvAccess *access = list->pdata[i];
    g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (access->at / 1000);
    g_autofree char *at = g_date_time_format_iso8601 (moment);
    cJSON *object;
    if (!g_str_has_prefix (access->subject, "person/") ||
        !g_strv_contains ((const char *const *)members, access->subject + strlen ("person/")))
      continue;
    object = cJSON_CreateObject ();
    cJSON_AddStringToObject (object, "at", at);
    cJSON_AddStringToObject (object, "action", ev_access_name (access->kind));
    ev_json_add_text (object, "reason", access->reason);
    cJSON_AddItemToArray (array, object);
  }
  return list != NULL;
}

static void
add_head (cJSON *subject, EvStore *store, const EvRecord *person, char **members, gint64 now)
{
  g_autoptr (EvRecord) project = ev_store_read (store, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, NULL);
  g_autofree char *today = ev_clock_date (now);
  const char *id = ev_record_id (person);
  cJSON *also;

  cJSON_AddStringToObject (subject, "id", id);
  also = cJSON_AddArrayToObject (subject, "also");
  for (char **member = members; *member != NULL; member++)
    if (strcmp (*member, id) != 0)
      cJSON_AddItemToArray (also, cJSON_CreateString (*member));
  ev_json_add_text (subject, "project", project != NULL ? ev_record_text (project, "name") : NULL);
  cJSON_AddStringToObject (subject, "as_of", today);
  cJSON_AddItemToObject (subject, "person", ev_export_record (person));
}

static EvRecord *
find (EvStore *store, const char *id, GError **error)
{
  Search search = { .id = id };

  if (ev_store_each (store, EV_KIND_PERSON, NULL, is_she, &search, error) && search.found == NULL)
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "there is no person %s", id);
  return search.found;
}

cJSON *
ev_subject_json (EvStore *store, const char *person, gint64 now, GError **error)
{
  g_autofree char *id = ev_store_survivor (store, person, error);
  g_autoptr (EvRecord) record = id != NULL ? find (store, id, error) : NULL;
  g_auto (GStrv) members = record != NULL ? ev_store_merged (store, id, error) : NULL;
  g_autofree char *note = g_strconcat ("person/", id, NULL);
  g_autoptr (EvJson) subject = cJSON_CreateObject ();
  Benefits benefits = { store, members, NULL };

  if (members == NULL)
    return NULL;
  add_head (subject, store, record, members, now);
  benefits.results = cJSON_CreateArray ();
  cJSON_AddItemToObject (subject, "results", benefits.results);
  return add_attendances (subject, store, id, error) &&
                 ev_store_each (store, EV_KIND_BENEFICIARY, NULL, add_result, &benefits, error) &&
                 ev_access_note (store, EV_ACCESS_SUBJECT, note, NULL, error) &&
                 add_access (subject, store, members, error)
             ? g_steal_pointer (&subject)
             : NULL;
}
