/* What stood in an event when it was approved. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/approval-private.h"

#include <string.h>

#include "store/row-private.h"

/* The text is {"event": {FIELD: TEXT}, SESSION: {FIELD: TEXT, "@STATUS/ROLE": "PERSON PERSON"}}. */
#define OF_EVENT "event"
#define MARK "@"
#define FIELD "approved"

static gboolean
is_kept (EvKind kind, const EvField *field)
{
  if (field->derived || field->guard != EV_CLASS_PLAIN || strcmp (field->name, "deleted") == 0)
    return FALSE;
  if (kind == EV_KIND_ATTENDANCE)
    return strcmp (field->name, "status") == 0 || strcmp (field->name, "role") == 0;
  return g_strcmp0 (field->group, "review") != 0 && strcmp (field->name, FIELD) != 0 &&
         (kind == EV_KIND_EVENT || strcmp (field->name, "event") != 0);
}

static void
add_values (cJSON *object, const EvRecord *record)
{
  EvKind kind = ev_record_kind (record);
  guint count;
  const EvField *fields = ev_field_table (kind, &count);

  for (guint i = 0; i < count; i++) {
    g_autofree char *text = NULL;
    if (!is_kept (kind, &fields[i]))
      continue;
    text = ev_value_format (&fields[i], ev_record_value (record, fields[i].name));
    if (*text != '\0')
      ev_json_add_text (object, fields[i].name, text);
  }
}

static gboolean
add_sessions (EvDatabase *database, cJSON *approval, const char *event, GError **error)
{
  g_autofree char *columns = ev_row_columns (EV_KIND_SESSION, "r");
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM session r WHERE r.event = ?"
                                          " AND coalesce (r.deleted, 0) = 0 ORDER BY r.id",
                                          columns);
  g_autoptr (EvQuery) query = ev_query_new (database, error, sql, "s", event);

  while (query != NULL && ev_query_next (query, error)) {
    g_autoptr (EvRecord) session = ev_row_read (query, EV_KIND_SESSION, error);
    if (session == NULL)
      return FALSE;
    add_values (cJSON_AddObjectToObject (approval, ev_record_id (session)), session);
  }
  return query != NULL && ev_query_ended (query);
}

static void
end_mark (cJSON *approval, const char *session, const char *mark, GString *people)
{
  cJSON *object = *session != '\0' ? cJSON_GetObjectItemCaseSensitive (approval, session) : NULL;

  if (object != NULL)
    ev_json_add_text (object, mark, people->str);
  g_string_truncate (people, 0);
}

static gboolean
add_marks (EvDatabase *database, cJSON *approval, const char *event, GError **error)
{
  g_autofree char *session = g_strdup (""), *mark = g_strdup ("");
  g_autoptr (GString) people = g_string_new (NULL);
  g_autoptr (EvQuery) query = ev_query_new (
      database, error,
      "SELECT a.session, '" MARK "' || a.status || '/' || coalesce (a.role, ''), a.person"
      " FROM attendance a WHERE a.session IN (SELECT s.id FROM session s WHERE s.event = ?"
      " AND coalesce (s.deleted, 0) = 0) AND coalesce (a.deleted, 0) = 0"
      " AND a.status IS NOT NULL ORDER BY 1, 2, 3",
      "s", event);

  while (query != NULL && ev_query_next (query, error)) {
    if (strcmp (ev_query_text (query, 0), session) != 0 ||
        strcmp (ev_query_text (query, 1), mark) != 0) {
      end_mark (approval, session, mark, people);
      g_free (session);
      g_free (mark);
      session = g_strdup (ev_query_text (query, 0));
      mark = g_strdup (ev_query_text (query, 1));
    }
    g_string_append_printf (people, "%s%s", people->len > 0 ? " " : "", ev_query_text (query, 2));
  }
  end_mark (approval, session, mark, people);
  return query != NULL && ev_query_ended (query);
}

char *
ev_approval_text (EvDatabase *database, const EvRecord *event, GError **error)
{
  g_autoptr (EvJson) approval = cJSON_CreateObject ();
  const char *id = ev_record_id (event);
  g_autofree char *text = NULL;

  add_values (cJSON_AddObjectToObject (approval, OF_EVENT), event);
  if (!add_sessions (database, approval, id, error) || !add_marks (database, approval, id, error))
    return NULL;
  text = ev_json_print (approval);
  return g_utf8_strlen (text, -1) <= ev_field_find (EV_KIND_EVENT, FIELD)->max
             ? g_steal_pointer (&text)
             : g_strdup ("");
}

gboolean
ev_approval_stamp (const EvRecord *event, gint64 *stamp)
{
  const EvVersion *version = ev_record_version (event, "review");
  g_autofree char *made = NULL;

  *stamp = 0;
  if (version == NULL || g_strcmp0 (ev_record_text (event, "state"), "approved") != 0)
    return FALSE;
  made = ev_id_new (version->device, version->seq);
  *stamp = strcmp (made, ev_record_id (event)) == 0 ? G_MAXINT64 : version->stamp;
  return TRUE;
}

EvJson *
ev_approval_of (const EvRecord *event)
{
  const char *text = ev_record_text (event, FIELD);
  gint64 stamp;

  return text != NULL && ev_approval_stamp (event, &stamp) ? cJSON_Parse (text) : NULL;
}

static gboolean
names (const char *people, const char *person)
{
  gsize length = strlen (person);

  for (const char *at = people; (at = strstr (at, person)) != NULL; at += length)
    if ((at == people || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
      return TRUE;
  return FALSE;
}

/* Under which mark somebody was in a session: "@STATUS/ROLE", borrowed; NULL if she was not. */
static const char *
mark_of (const cJSON *session, const char *person)
{
  const cJSON *member = NULL;

  cJSON_ArrayForEach (member, session) {
    if (g_str_has_prefix (member->string, MARK) && cJSON_IsString (member) &&
        names (member->valuestring, person))
      return member->string + strlen (MARK);
  }
  return NULL;
}

/* As `field` of the change's record was; NULL where it was empty. */
static EvValue *
value_of_mark (const char *mark, const EvField *field)
{
  g_auto (GStrv) parts = g_strsplit (mark, "/", 2);
  const char *text = strcmp (field->name, "status") == 0 ? parts[0] : parts[1];

  return text != NULL && *text != '\0' ? ev_value_new_text (text) : NULL;
}

static EvValue *
value_of (const cJSON *object, const EvField *field)
{
  EvValue *value = NULL;
  const char *text = ev_json_text (object, field->name);

  if (text != NULL)
    ev_value_parse (field, text, &value);
  return value;
}

/* What was kept of the change's record: an object, and for a mark the text under it. */
static gboolean
was_there (const cJSON *approval, const EvChange *change, const cJSON **object, const char **mark)
{
  g_autofree char *session = NULL, *person = NULL;

  *mark = NULL;
  if (change->kind == EV_KIND_ATTENDANCE) {
    if (!ev_id_split (change->id, &session, &person))
      return FALSE;
    *object = cJSON_GetObjectItemCaseSensitive (approval, session);
    *mark = mark_of (*object, person);
    return *mark != NULL;
  }
  *object = cJSON_GetObjectItemCaseSensitive (approval, change->kind == EV_KIND_EVENT ? OF_EVENT
                                                                                      : change->id);
  return *object != NULL;
}

/* Whether the assignment is otherwise than then; what was then goes into `earlier`. */
static gboolean
differs (const EvAssignment *now, EvKind kind, const cJSON *object, const char *mark,
         gboolean there, EvChange *earlier)
{
  const EvField *field = ev_field_find (kind, now->name);
  g_autoptr (EvValue) then = NULL;

  if (field == NULL)
    return FALSE;
  if (strcmp (field->name, "deleted") == 0) {
    if (there && ev_value_integer (now->value) != 0)
      ev_change_set_integer (earlier, field->name, 0);
    return there && ev_value_integer (now->value) != 0;
  }
  if (!is_kept (kind, field))
    return FALSE;
  if (there)
    then = mark != NULL ? value_of_mark (mark, field) : value_of (object, field);
  if (ev_value_equal (then, now->value))
    return FALSE;
  ev_change_take (earlier, field->name, g_steal_pointer (&then));
  return TRUE;
}

EvChange *
ev_approval_compare (const EvJson *approval, EvChange *change)
{
  g_autoptr (EvChange) earlier = ev_change_new (change->kind, change->id);
  const cJSON *object = NULL;
  const char *mark;
  gboolean there = was_there (approval, change, &object, &mark);

  for (guint i = change->fields->len; i > 0; i--)
    if (!differs (change->fields->pdata[i - 1], change->kind, object, mark, there, earlier))
      g_ptr_array_remove_index (change->fields, i - 1);
  return there && earlier->fields->len > 0 ? g_steal_pointer (&earlier) : NULL;
}
