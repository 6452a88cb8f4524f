/* Many changes as JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/batch-private.h"

#include "base/error.h"
#include "base/hlc.h"
#include "wire/form-private.h"
#include "wire/message.h"

static cJSON *
change_to_json (const EvChange *change)
{
  cJSON *row = cJSON_CreateObject ();

  ev_json_add_text (row, "d", change->version.device);
  ev_json_add_integer (row, "n", change->version.seq);
  ev_json_add_integer (row, "t", change->version.stamp);
  if (change->operator_id != NULL)
    ev_json_add_text (row, "o", change->operator_id);
  ev_json_add_text (row, "k", ev_kind_name (change->kind));
  ev_json_add_text (row, "i", change->id);
  cJSON_AddItemToObject (row, "f", ev_change_fields_to_json (change));
  if (change->bases->len > 0)
    cJSON_AddItemToObject (row, "b", ev_change_bases_to_json (change));
  return row;
}

cJSON *
ev_batch_to_json (const GPtrArray *changes, const char *device)
{
  cJSON *batch = cJSON_CreateArray ();

  for (guint i = 0; i < changes->len; i++)
    cJSON_AddItemToArray (batch, change_to_json (changes->pdata[i]));
  return batch;
}

static EvChange *
change_from_json (const cJSON *row, GError **error)
{
  EvForm form = ev_form_of (row);
  g_autofree char *name = ev_form_text (&form, "k", EV_FIELD_MAX_NAME, TRUE);
  g_autofree char *id = ev_form_text (&form, "i", EV_ID_MAX_LENGTH, TRUE);
  g_autoptr (EvChange) change = ev_change_new (EV_KIND_NOTE, id);

  ev_form_device (&form, "d", change->version.device);
  change->version.seq = ev_form_integer (&form, "n", 1, EV_JSON_MAX_INTEGER);
  change->version.stamp = ev_form_integer (&form, "t", 1, EV_HLC_MAX - 1);
  change->operator_id = ev_form_text (&form, "o", EV_ID_MAX_LENGTH, FALSE);
  if (!ev_form_is_sound (&form, error))
    return NULL;
  if (!ev_kind_parse (name, &change->kind) || !ev_form_is_id (change->kind, id) ||
      change->version.seq == 0 || change->version.stamp == 0 ||
      (change->operator_id != NULL && !ev_id_parse (change->operator_id, NULL, NULL))) {
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "a change with an ill-formed id");
    return NULL;
  }
  if (!ev_change_fields_from_json (change, cJSON_GetObjectItemCaseSensitive (row, "f"), error) ||
      !ev_change_bases_from_json (change, cJSON_GetObjectItemCaseSensitive (row, "b"), error))
    return NULL;
  return g_steal_pointer (&change);
}

gboolean
ev_batch_from_json (const cJSON *batch, const char *device, GPtrArray *changes, GError **error)
{
  const cJSON *row = NULL;

  if (batch != NULL && !cJSON_IsArray (batch)) {
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "changes that are no array");
    return FALSE;
  }
  if (cJSON_GetArraySize (batch) > EV_WIRE_MAX_CHANGES) {
    g_set_error (error, EV_ERROR, EV_ERROR_TOO_LARGE, "too many changes");
    return FALSE;
  }
  cJSON_ArrayForEach (row, batch) {
    EvChange *change = change_from_json (row, error);
    if (change == NULL)
      return FALSE;
    g_ptr_array_add (changes, change);
  }
  return TRUE;
}
