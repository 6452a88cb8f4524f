/* Changes that are alike: how they are read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/column-private.h"
#include "wire/form-private.h"
#include "wire/ids-private.h"
#include "wire/numbers-private.h"
#include "wire/shape-private.h"

/* As many fields as record/ lets one change have. */
#define MAX_CHANGE_FIELDS 64

typedef struct {
  const GPtrArray *changes;
  EvDevices *devices;
  EvBudget *budget;
  gboolean based;
} Reading;

static const cJSON *
member (const cJSON *object, const char *name)
{
  return cJSON_GetObjectItemCaseSensitive (object, name);
}

static EvChange *
change_at (const Reading *reading, guint index)
{
  return reading->changes->pdata[index];
}

static gboolean
set_created_ids (const Reading *reading, EvKind kind)
{
  for (guint i = 0; i < reading->changes->len; i++) {
    EvChange *change = change_at (reading, i);
    change->kind = kind;
    change->id = ev_id_new (change->version.device, change->version.seq);
  }
  return TRUE;
}

static gboolean
read_ids (const Reading *reading, const cJSON *column, EvIds *ids)
{
  *ids = ev_ids_new (reading->changes->len);
  return ev_ids_read (column, reading->devices, ids);
}

static gboolean
read_record_ids (const Reading *reading, EvKind kind, const cJSON *column)
{
  g_auto (EvIds) ids = { 0 };

  if (!read_ids (reading, column, &ids))
    return FALSE;
  for (guint i = 0; i < reading->changes->len; i++) {
    EvChange *change = change_at (reading, i);
    change->kind = kind;
    change->id = ev_ids_text (&ids, i, reading->devices);
    if (change->id == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_derived_ids (const Reading *reading, EvKind kind, const cJSON *object)
{
  g_auto (EvIds) left = { 0 };
  g_auto (EvIds) right = { 0 };

  if (!read_ids (reading, member (object, "l"), &left) ||
      !read_ids (reading, member (object, "r"), &right))
    return FALSE;
  for (guint i = 0; i < reading->changes->len; i++) {
    EvChange *change = change_at (reading, i);
    g_autofree char *first = ev_ids_text (&left, i, reading->devices);
    g_autofree char *second = ev_ids_text (&right, i, reading->devices);
    if (first == NULL || second == NULL)
      return FALSE;
    change->kind = kind;
    change->id = ev_id_derive (first, second);
  }
  return TRUE;
}

/* The changes that `column` marks in "p"; all without it. NULL if it is ill-formed. */
static GPtrArray *
read_presence (const Reading *reading, const cJSON *column)
{
  const cJSON *item = member (column, "p");
  g_autofree gint64 *marks = g_new (gint64, reading->changes->len);
  g_autoptr (GPtrArray) present = g_ptr_array_new ();

  if (!ev_numbers_read (item, marks, reading->changes->len))
    return NULL;
  for (guint i = 0; i < reading->changes->len; i++) {
    if (marks[i] != 0 && marks[i] != 1)
      return NULL;
    if (item == NULL || marks[i] != 0)
      g_ptr_array_add (present, change_at (reading, i));
  }
  return g_steal_pointer (&present);
}

static gboolean
read_bases (const Reading *reading, const GPtrArray *changes, const char *group,
            const cJSON *column)
{
  g_auto (EvIds) ids = ev_ids_new (changes->len);

  if (!ev_field_is_name (group) || !ev_ids_read (column, reading->devices, &ids) ||
      !ev_budget_spend_many (reading->budget, changes->len))
    return FALSE;
  for (guint i = 0; i < changes->len; i++) {
    const EvDevice *device = ev_devices_get (reading->devices, ids.devices[i]);
    ev_change_set_base (changes->pdata[i], group, ids.counters[i] > 0 ? device->name : NULL,
                        ids.counters[i]);
  }
  return TRUE;
}

static gboolean
read_field_bases (const Reading *reading, const GPtrArray *changes, const cJSON *column)
{
  const cJSON *group = member (column, "g");

  if (cJSON_IsNumber (group))
    return TRUE;
  if (group != NULL && !cJSON_IsString (group))
    return FALSE;
  return read_bases (reading, changes, group != NULL ? group->valuestring : column->string,
                     member (column, "b"));
}

static gboolean
read_values (const Reading *reading, const cJSON *item, EvColumn *column)
{
  cJSON alone = { .type = cJSON_Object };
  cJSON constant = { 0 };

  if (cJSON_IsObject (item))
    return ev_column_read (item, reading->devices, reading->budget, column);
  constant = *item;
  constant.next = constant.prev = NULL;
  constant.string = (char *)"c";
  alone.child = &constant;
  return ev_column_read (&alone, reading->devices, reading->budget, column);
}

/* Hands the values to the changes, or frees them. */
static gboolean
assign (const GPtrArray *changes, const char *name, EvColumn *column, gboolean sound)
{
  for (guint i = 0; i < column->count; i++) {
    EvChange *change = changes->pdata[i];
    if (sound && ev_change_find (change, name) == NULL && change->fields->len < MAX_CHANGE_FIELDS)
      ev_change_take (change, name, g_steal_pointer (&column->values[i]));
    else
      sound = FALSE;
    ev_value_unref (column->values[i]);
  }
  return sound;
}

static gboolean
read_field (const Reading *reading, const cJSON *item)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree gint64 *moments = NULL;
  g_autofree EvValue **values = NULL;
  EvColumn column;

  if (!ev_field_is_name (item->string))
    return FALSE;
  changes = read_presence (reading, item);
  if (changes == NULL)
    return FALSE;
  moments = g_new (gint64, changes->len);
  for (guint i = 0; i < changes->len; i++)
    moments[i] = ((const EvChange *)changes->pdata[i])->version.stamp >> 8;
  values = g_new0 (EvValue *, changes->len);
  column = (EvColumn){ changes->len, values, moments };
  if (!assign (changes, item->string, &column, read_values (reading, item, &column)))
    return FALSE;
  return !reading->based || read_field_bases (reading, changes, item);
}

static gboolean
read_fields (const Reading *reading, const cJSON *object)
{
  const cJSON *item = NULL;
  guint count = 0;

  cJSON_ArrayForEach (item, member (object, "f")) {
    if (++count > EV_SHAPE_MAX_FIELDS || !read_field (reading, item))
      return FALSE;
  }
  cJSON_ArrayForEach (item, member (object, "x")) {
    if (++count > EV_SHAPE_MAX_FIELDS ||
        !read_bases (reading, reading->changes, item->string, item))
      return FALSE;
  }
  return TRUE;
}

static gboolean
every_change_writes (const Reading *reading)
{
  for (guint i = 0; i < reading->changes->len; i++)
    if (change_at (reading, i)->fields->len == 0)
      return FALSE;
  return TRUE;
}

gboolean
ev_shape_read (const cJSON *object, EvDevices *devices, EvBudget *budget, const GPtrArray *changes)
{
  Reading reading = { changes, devices, budget, FALSE };
  const char *name = ev_json_text (object, "k");
  gint64 based = 0;
  EvKind kind;
  gboolean sound;

  if (name == NULL || !ev_kind_parse (name, &kind) || changes->len == 0)
    return FALSE;
  reading.based = ev_json_integer (object, "b", &based) && based == 1;
  if (ev_kind_is_derived (kind))
    sound = read_derived_ids (&reading, kind, object);
  else if (member (object, "i") != NULL)
    sound = read_record_ids (&reading, kind, member (object, "i"));
  else
    sound = set_created_ids (&reading, kind);
  return sound && cJSON_IsObject (member (object, "f")) && read_fields (&reading, object) &&
         every_change_writes (&reading);
}
