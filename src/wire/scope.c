/* What a laptop has to do with, as JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/scope-private.h"

#include <string.h>

#include "record/digest.h"
#include "wire/message.h"

#define MAX_TEAMS 1000
#define MAX_ROLE 64
#define SUM_BYTES sizeof (guint64)

void
ev_scope_write_left (cJSON *message, const char *member, const GPtrArray *left)
{
  cJSON *kinds = left->len > 0 ? cJSON_AddObjectToObject (message, member) : NULL;

  for (guint i = 0; i < left->len; i++) {
    const char *name = left->pdata[i], *id = strchr (name, '/') + 1;
    g_autofree char *kind = g_strndup (name, (gsize)(id - 1 - name));
    cJSON *ids = cJSON_GetObjectItemCaseSensitive (kinds, kind);
    if (ids == NULL)
      ids = cJSON_AddArrayToObject (kinds, kind);
    cJSON_AddItemToArray (ids, cJSON_CreateString (id));
  }
}

static gboolean
read_ids (const cJSON *ids, GPtrArray *left)
{
  const cJSON *id = NULL;
  EvKind kind;

  if (!cJSON_IsArray (ids) || !ev_kind_parse (ids->string, &kind))
    return FALSE;
  cJSON_ArrayForEach (id, ids) {
    if (!cJSON_IsString (id) || !ev_form_is_id (kind, id->valuestring) ||
        left->len >= EV_WIRE_MAX_CHANGES)
      return FALSE;
    g_ptr_array_add (left, g_strconcat (ids->string, "/", id->valuestring, NULL));
  }
  return TRUE;
}

void
ev_scope_read_left (EvForm *form, const char *member, GPtrArray *left)
{
  const cJSON *kinds = cJSON_GetObjectItemCaseSensitive (form->object, member);
  const cJSON *ids = NULL;

  if (kinds != NULL && !cJSON_IsObject (kinds))
    form->ill = member;
  cJSON_ArrayForEach (ids, kinds) {
    if (!read_ids (ids, left)) {
      form->ill = member;
      return;
    }
  }
}

void
ev_scope_write_teams (cJSON *message, const char *member, char **teams)
{
  cJSON *array = cJSON_AddArrayToObject (message, member);

  for (char **team = teams; team != NULL && *team != NULL; team++)
    cJSON_AddItemToArray (array, cJSON_CreateString (*team));
}

char **
ev_scope_read_teams (EvForm *form, const char *member)
{
  const cJSON *rows = ev_form_array (form, member, MAX_TEAMS);
  const cJSON *row = NULL;
  g_autoptr (GStrvBuilder) teams = g_strv_builder_new ();

  cJSON_ArrayForEach (row, rows) {
    if (cJSON_IsString (row) && ev_id_parse (row->valuestring, NULL, NULL))
      g_strv_builder_add (teams, row->valuestring);
    else
      form->ill = member;
  }
  return g_strv_builder_end (teams);
}

void
ev_scope_write_rights (cJSON *message, const char *member, const char *role, char **teams)
{
  cJSON *rights = role != NULL ? cJSON_AddObjectToObject (message, member) : NULL;

  if (rights == NULL)
    return;
  ev_json_add_text (rights, "r", role);
  ev_scope_write_teams (rights, "t", teams);
}

void
ev_scope_read_rights (EvForm *form, const char *member, char **role, char ***teams)
{
  const cJSON *object = cJSON_GetObjectItemCaseSensitive (form->object, member);
  EvForm rights;

  if (object == NULL)
    return;
  rights = ev_form_of (object);
  *role = ev_form_text (&rights, "r", MAX_ROLE, TRUE);
  *teams = ev_scope_read_teams (&rights, "t");
  if (rights.ill != NULL)
    form->ill = member;
}

void
ev_scope_write_sums (cJSON *message, const char *member, guint from, const GArray *sums)
{
  g_autofree guint64 *bytes = g_new (guint64, sums->len);
  g_autofree char *text = NULL;
  cJSON *pair = sums->len > 0 ? cJSON_AddArrayToObject (message, member) : NULL;

  if (pair == NULL)
    return;
  for (guint i = 0; i < sums->len; i++)
    bytes[i] = GUINT64_TO_BE (g_array_index (sums, guint64, i));
  text = g_base64_encode ((const guchar *)bytes, sums->len * SUM_BYTES);
  cJSON_AddItemToArray (pair, cJSON_CreateNumber (from));
  cJSON_AddItemToArray (pair, cJSON_CreateString (text));
}

static gboolean
read_sums (const cJSON *pair, guint *from, GArray *sums)
{
  g_autofree guchar *bytes = NULL;
  gint64 first;
  gsize length;

  if (!ev_json_is_integer (pair->child, &first) || first < 0 || first >= EV_DIGEST_BUCKETS ||
      pair->child->next == NULL || !cJSON_IsString (pair->child->next))
    return FALSE;
  bytes = g_base64_decode (pair->child->next->valuestring, &length);
  *from = (guint)first;
  if (length != (EV_DIGEST_BUCKETS - *from) * SUM_BYTES)
    return FALSE;
  for (gsize i = 0; i < length; i += SUM_BYTES) {
    guint64 sum;
    memcpy (&sum, bytes + i, SUM_BYTES);
    sum = GUINT64_FROM_BE (sum);
    g_array_append_val (sums, sum);
  }
  return TRUE;
}

void
ev_scope_read_sums (EvForm *form, const char *member, guint *from, GArray *sums)
{
  const cJSON *pair = ev_form_array (form, member, 2);

  if (pair != NULL && (pair->child == NULL || !read_sums (pair, from, sums)))
    form->ill = member;
}

void
ev_scope_write_buckets (cJSON *message, const char *member, guint until, const GArray *buckets)
{
  cJSON *array = until > 0 ? cJSON_AddArrayToObject (message, member) : NULL;

  if (array == NULL)
    return;
  cJSON_AddItemToArray (array, cJSON_CreateNumber (until));
  for (guint i = 0; i < buckets->len; i++)
    cJSON_AddItemToArray (array, cJSON_CreateNumber (g_array_index (buckets, guint, i)));
}

void
ev_scope_read_buckets (EvForm *form, const char *member, guint *until, GArray *buckets)
{
  const cJSON *array = ev_form_array (form, member, EV_DIGEST_BUCKETS + 1);
  const cJSON *item = array != NULL ? array->child : NULL;
  gint64 number;

  if (item != NULL && ev_json_is_integer (item, &number) && number >= 1 &&
      number <= EV_DIGEST_BUCKETS)
    *until = (guint)number;
  else if (array != NULL)
    form->ill = member;
  for (item = item != NULL ? item->next : NULL; item != NULL; item = item->next) {
    guint bucket;
    if (!ev_json_is_integer (item, &number) || number < 0 || number >= *until) {
      form->ill = member;
      return;
    }
    bucket = (guint)number;
    g_array_append_val (buckets, bucket);
  }
}
