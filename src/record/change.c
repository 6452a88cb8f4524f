/* A change: what one person did to one record on one device. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/change.h"

#include <string.h>

#include "base/error.h"

#define MAX_FIELDS 64
/* No field has it in its name. */
#define RIVAL_MARK "__"

static void
assignment_free (gpointer data)
{
  EvAssignment *assignment = data;
  ev_value_unref (assignment->value);
  g_free (assignment);
}

/* A name that the field table has is borrowed from there; another one stands behind the struct. */
static EvAssignment *
assignment_new (EvKind kind, const char *field)
{
  const char *known = ev_field_known (kind, field);
  gsize size = known == NULL ? strlen (field) + 1 : 0;
  EvAssignment *assignment = g_malloc0 (sizeof *assignment + size);

  assignment->name = known;
  if (known == NULL)
    assignment->name = memcpy (assignment + 1, field, size);
  return assignment;
}

static void
base_free (gpointer data)
{
  EvBase *base = data;
  g_free (base->group);
  g_free (base);
}

EvChange *
ev_change_new (EvKind kind, const char *id)
{
  EvChange *change = g_new0 (EvChange, 1);
  change->kind = kind;
  change->id = g_strdup (id);
  change->fields = g_ptr_array_new_with_free_func (assignment_free);
  change->bases = g_ptr_array_new_with_free_func (base_free);
  return change;
}

EvChange *
ev_change_copy (const EvChange *change)
{
  EvChange *copy = ev_change_new (change->kind, change->id);

  copy->version = change->version;
  copy->operator_id = g_strdup (change->operator_id);
  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    ev_change_take (copy, assignment->name, ev_value_ref (assignment->value));
  }
  for (guint i = 0; i < change->bases->len; i++) {
    const EvBase *base = change->bases->pdata[i];
    ev_change_set_base (copy, base->group, base->device, base->seq);
  }
  return copy;
}

void
ev_change_free (EvChange *change)
{
  if (change == NULL)
    return;
  g_free (change->operator_id);
  g_free (change->id);
  g_ptr_array_unref (change->fields);
  g_ptr_array_unref (change->bases);
  g_free (change);
}

const EvAssignment *
ev_change_find (const EvChange *change, const char *field)
{
  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    if (assignment->name == field || strcmp (assignment->name, field) == 0)
      return assignment;
  }
  return NULL;
}

void
ev_change_take (EvChange *change, const char *field, EvValue *value)
{
  EvAssignment *assignment = (EvAssignment *)ev_change_find (change, field);

  if (assignment == NULL) {
    assignment = assignment_new (change->kind, field);
    g_ptr_array_add (change->fields, assignment);
  }
  ev_value_unref (assignment->value);
  assignment->value = value;
}

void
ev_change_set_text (EvChange *change, const char *field, const char *text)
{
  gboolean empty = text == NULL || *text == '\0';
  ev_change_take (change, field, empty ? NULL : ev_value_new_text (text));
}

void
ev_change_set_integer (EvChange *change, const char *field, gint64 number)
{
  ev_change_take (change, field, ev_value_new_integer (number));
}

const EvBase *
ev_change_base (const EvChange *change, const char *group)
{
  for (guint i = 0; i < change->bases->len; i++) {
    const EvBase *base = change->bases->pdata[i];
    if (strcmp (base->group, group) == 0)
      return base;
  }
  return NULL;
}

void
ev_change_set_base (EvChange *change, const char *group, const char *device, gint64 seq)
{
  EvBase *base = (EvBase *)ev_change_base (change, group);

  if (base == NULL) {
    base = g_new0 (EvBase, 1);
    base->group = g_strdup (group);
    g_ptr_array_add (change->bases, base);
  }
  g_strlcpy (base->device, device != NULL ? device : "", sizeof base->device);
  base->seq = seq;
}

gboolean
ev_change_base_is_of (const char *name, const char *group)
{
  gsize length = strlen (group), mark = strlen (RIVAL_MARK);

  return strncmp (name, group, length) == 0 &&
         (name[length] == '\0' || (strncmp (name + length, RIVAL_MARK, mark) == 0 &&
                                   g_ascii_isdigit (name[length + mark])));
}

gboolean
ev_change_knows (const EvChange *change, const char *group, const EvVersion *version)
{
  for (guint i = 0; i < change->bases->len; i++) {
    const EvBase *base = change->bases->pdata[i];
    if (ev_version_same (version, base->device, base->seq) &&
        ev_change_base_is_of (base->group, group))
      return TRUE;
  }
  return FALSE;
}

void
ev_change_add_rival (EvChange *change, const char *group, const char *device, gint64 seq)
{
  EvVersion version = { .seq = seq };

  g_strlcpy (version.device, device, sizeof version.device);
  if (ev_change_knows (change, group, &version))
    return;
  for (guint number = 1; change->bases->len < MAX_FIELDS; number++) {
    g_autofree char *name = g_strdup_printf ("%s" RIVAL_MARK "%u", group, number);
    if (!ev_field_is_name (name))
      return;
    if (ev_change_base (change, name) != NULL)
      continue;
    ev_change_set_base (change, name, device, seq);
    return;
  }
}

int
ev_version_compare (const EvVersion *a, const EvVersion *b)
{
  if (a->stamp != b->stamp)
    return a->stamp < b->stamp ? -1 : 1;
  if (strcmp (a->device, b->device) != 0)
    return strcmp (a->device, b->device);
  return (a->seq > b->seq) - (a->seq < b->seq);
}

gboolean
ev_version_same (const EvVersion *version, const char *device, gint64 seq)
{
  return version->seq == seq && strcmp (version->device, device) == 0;
}

cJSON *
ev_change_fields_to_json (const EvChange *change)
{
  cJSON *object = cJSON_CreateObject ();

  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    cJSON_AddItemToObject (object, assignment->name, ev_value_to_json (assignment->value));
  }
  return object;
}

gboolean
ev_change_fields_from_json (EvChange *change, const cJSON *object, GError **error)
{
  const cJSON *member = NULL;
  int count = cJSON_IsObject (object) ? cJSON_GetArraySize (object) : 0;

  if (count == 0 || count > MAX_FIELDS) {
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "a change with %d fields", count);
    return FALSE;
  }
  cJSON_ArrayForEach (member, object) {
    if (!ev_field_is_name (member->string)) {
      g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "a field with an ill-formed name");
      return FALSE;
    }
  }
  cJSON_ArrayForEach (member, object) {
    ev_change_take (change, member->string, ev_value_from_json (member));
  }
  return TRUE;
}

cJSON *
ev_change_bases_to_json (const EvChange *change)
{
  cJSON *object = cJSON_CreateObject ();

  for (guint i = 0; i < change->bases->len; i++) {
    const EvBase *base = change->bases->pdata[i];
    cJSON *pair = cJSON_AddArrayToObject (object, base->group);
    if (base->seq > 0) {
      cJSON_AddItemToArray (pair, cJSON_CreateString (base->device));
      cJSON_AddItemToArray (pair, cJSON_CreateNumber ((double)base->seq));
    }
  }
  return object;
}

static gboolean
base_is_sound (const cJSON *pair, const char **device, gint64 *seq)
{
  *device = "";
  *seq = 0;
  if (!cJSON_IsArray (pair))
    return FALSE;
  if (cJSON_GetArraySize (pair) == 0)
    return TRUE;
  *device = cJSON_GetStringValue (cJSON_GetArrayItem (pair, 0));
  return cJSON_GetArraySize (pair) == 2 && *device != NULL && ev_id_is_device (*device) &&
         ev_json_is_integer (cJSON_GetArrayItem (pair, 1), seq) && *seq > 0;
}

gboolean
ev_change_bases_from_json (EvChange *change, const cJSON *object, GError **error)
{
  const cJSON *member = NULL;
  const char *device;
  gint64 seq;

  cJSON_ArrayForEach (member, object) {
    if (!ev_field_is_name (member->string) || !base_is_sound (member, &device, &seq) ||
        change->bases->len == MAX_FIELDS) {
      g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "an ill-formed base");
      return FALSE;
    }
    ev_change_set_base (change, member->string, device, seq);
  }
  return TRUE;
}
