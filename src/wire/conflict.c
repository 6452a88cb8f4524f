/* Conflicts as JSON: few, so row by row. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/conflict-private.h"

#include "base/hlc.h"
#include "record/merge.h"
#include "wire/message.h"
#include "wire/writer-private.h"

static void
add_version (cJSON *row, const char *member, const EvVersion *version)
{
  cJSON *triple = cJSON_AddArrayToObject (row, member);
  cJSON_AddItemToArray (triple, cJSON_CreateString (version->device));
  cJSON_AddItemToArray (triple, cJSON_CreateNumber ((double)version->seq));
  cJSON_AddItemToArray (triple, cJSON_CreateNumber ((double)version->stamp));
}

static void
add_fields (cJSON *row, const EvChange *change)
{
  g_autoptr (GString) out = g_string_new ("{");

  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    ev_writer_key (out, assignment->name);
    ev_writer_value (out, assignment->value);
  }
  g_string_append_c (out, '}');
  cJSON_AddRawToObject (row, "f", out->str);
}

static cJSON *
conflict_to_json (const EvConflict *conflict)
{
  cJSON *row = cJSON_CreateObject ();

  ev_json_add_text (row, "k", ev_kind_name (conflict->kind));
  ev_json_add_text (row, "i", conflict->id);
  ev_json_add_text (row, "g", conflict->group);
  add_version (row, "l", &conflict->lost_version);
  add_version (row, "w", &conflict->kept_version);
  if (conflict->lost == NULL)
    return row;
  if (conflict->lost->operator_id != NULL)
    ev_json_add_text (row, "o", conflict->lost->operator_id);
  add_fields (row, conflict->lost);
  return row;
}

void
ev_conflicts_write (cJSON *message, const char *member, const GPtrArray *conflicts)
{
  cJSON *rows = conflicts->len > 0 ? cJSON_AddArrayToObject (message, member) : NULL;

  for (guint i = 0; i < conflicts->len; i++)
    cJSON_AddItemToArray (rows, conflict_to_json (conflicts->pdata[i]));
}

static gboolean
read_version (const cJSON *row, const char *member, EvVersion *version)
{
  const cJSON *triple = ev_json_array (row, member);
  const char *device;

  if (triple == NULL || cJSON_GetArraySize (triple) != 3)
    return FALSE;
  device = cJSON_GetStringValue (triple->child);
  if (device == NULL || !ev_id_is_device (device))
    return FALSE;
  g_strlcpy (version->device, device, sizeof version->device);
  return ev_json_is_integer (triple->child->next, &version->seq) && version->seq > 0 &&
         ev_json_is_integer (triple->child->next->next, &version->stamp) &&
         ev_hlc_is_valid (version->stamp);
}

static gboolean
read_lost (const cJSON *row, EvConflict *conflict, const char *operator_id)
{
  const cJSON *fields = cJSON_GetObjectItemCaseSensitive (row, "f");

  if (operator_id != NULL && !ev_id_parse (operator_id, NULL, NULL))
    return FALSE;
  if (fields == NULL)
    return TRUE;
  conflict->lost = ev_change_new (conflict->kind, conflict->id);
  conflict->lost->version = conflict->lost_version;
  conflict->lost->operator_id = g_strdup (operator_id);
  return ev_change_fields_from_json (conflict->lost, fields, NULL);
}

static EvConflict *
conflict_from_json (const cJSON *row)
{
  EvForm form = ev_form_of (row);
  g_autoptr (EvConflict) conflict = g_new0 (EvConflict, 1);
  g_autofree char *kind = ev_form_text (&form, "k", EV_FIELD_MAX_NAME, TRUE);
  g_autofree char *operator_id = ev_form_text (&form, "o", EV_ID_MAX_LENGTH, FALSE);

  conflict->id = ev_form_text (&form, "i", EV_ID_MAX_LENGTH, TRUE);
  conflict->group = ev_form_text (&form, "g", EV_FIELD_MAX_NAME, TRUE);
  if (!ev_form_is_sound (&form, NULL) || !ev_kind_parse (kind, &conflict->kind) ||
      !ev_form_is_id (conflict->kind, conflict->id) || !ev_field_is_name (conflict->group) ||
      !read_version (row, "l", &conflict->lost_version) ||
      !read_version (row, "w", &conflict->kept_version) || !read_lost (row, conflict, operator_id))
    return NULL;
  return g_steal_pointer (&conflict);
}

void
ev_conflicts_read (EvForm *form, const char *member, GPtrArray *conflicts)
{
  const cJSON *rows = ev_form_array (form, member, EV_WIRE_MAX_CHANGES);
  const cJSON *row = NULL;

  cJSON_ArrayForEach (row, rows) {
    EvConflict *conflict = conflict_from_json (row);
    if (conflict == NULL) {
      form->ill = member;
      return;
    }
    g_ptr_array_add (conflicts, conflict);
  }
}
