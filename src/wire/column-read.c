/* The values of one field in many changes, as JSON: how they are read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/column-private.h"

#include "wire/ids-private.h"
#include "wire/mask-private.h"
#include "wire/numbers-private.h"

static const cJSON *
member (const cJSON *object, const char *name)
{
  return cJSON_GetObjectItemCaseSensitive (object, name);
}

/* Takes `value` over. */
static gboolean
put (EvColumn *column, guint index, EvValue *value, EvBudget *budget)
{
  column->values[index] = value;
  return ev_budget_spend (budget, value);
}

static gboolean
read_constant (const cJSON *item, EvBudget *budget, EvColumn *column)
{
  g_autoptr (EvValue) value = ev_value_from_json (item);

  for (guint i = 0; i < column->count; i++)
    if (!put (column, i, ev_value_ref (value), budget))
      return FALSE;
  return TRUE;
}

static gboolean
read_plain (const cJSON *items, EvBudget *budget, EvColumn *column)
{
  const cJSON *item = NULL;
  guint i = 0;

  cJSON_ArrayForEach (item, items) {
    if (i == column->count || !put (column, i++, ev_value_from_json (item), budget))
      return FALSE;
  }
  return cJSON_IsArray (items) && i == column->count;
}

static gboolean
read_table (const cJSON *object, EvBudget *budget, EvColumn *column)
{
  g_autoptr (GPtrArray) table = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_value_unref);
  g_autofree gint64 *which = g_new (gint64, column->count);
  const cJSON *item = NULL;

  cJSON_ArrayForEach (item, ev_json_array (object, "t")) {
    g_ptr_array_add (table, ev_value_from_json (item));
  }
  if (!ev_numbers_read (member (object, "i"), which, column->count))
    return FALSE;
  for (guint i = 0; i < column->count; i++)
    if (which[i] < 0 || which[i] >= table->len ||
        !put (column, i, ev_value_ref (table->pdata[which[i]]), budget))
      return FALSE;
  return TRUE;
}

/* Which values are there at all, and how many. */
static gint64 *
read_presence (const cJSON *object, guint count, guint *present)
{
  const cJSON *item = member (object, "z");
  g_autofree gint64 *marks = g_new (gint64, count);

  *present = 0;
  if (!ev_numbers_read (item, marks, count))
    return NULL;
  for (guint i = 0; i < count; i++) {
    if (item == NULL)
      marks[i] = 1;
    if (marks[i] != 0 && marks[i] != 1)
      return NULL;
    *present += marks[i] != 0;
  }
  return g_steal_pointer (&marks);
}

static gboolean
read_numbers (const cJSON *object, const char *name, EvBudget *budget, EvColumn *column)
{
  guint present, next = 0;
  g_autofree gint64 *marks = read_presence (object, column->count, &present);
  g_autofree gint64 *numbers = NULL;
  gboolean offsets = *name == 'm';

  if (marks == NULL || (offsets && column->moments == NULL))
    return FALSE;
  numbers = g_new (gint64, present);
  if (!ev_numbers_read (member (object, name), numbers, present))
    return FALSE;
  for (guint i = 0; i < column->count; i++) {
    gint64 number = marks[i] != 0 ? numbers[next++] : 0;
    if (marks[i] != 0 && offsets)
      number += column->moments[i];
    if (ABS (number) > EV_JSON_MAX_INTEGER ||
        !put (column, i, marks[i] != 0 ? ev_value_new_integer (number) : NULL, budget))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_ids (const cJSON *object, EvDevices *devices, EvBudget *budget, EvColumn *column)
{
  guint present, next = 0;
  g_autofree gint64 *marks = read_presence (object, column->count, &present);
  g_auto (EvIds) ids = { 0 };

  if (marks == NULL)
    return FALSE;
  ids = ev_ids_new (present);
  if (!ev_ids_read (member (object, "r"), devices, &ids))
    return FALSE;
  for (guint i = 0; i < column->count; i++) {
    g_autofree char *text = marks[i] != 0 ? ev_ids_text (&ids, next++, devices) : NULL;
    if ((marks[i] != 0 && text == NULL) || !put (column, i, ev_value_new_text (text), budget))
      return FALSE;
  }
  return TRUE;
}

gboolean
ev_column_read (const cJSON *object, EvDevices *devices, EvBudget *budget, EvColumn *column)
{
  if (!cJSON_IsObject (object))
    return FALSE;
  if (member (object, "c") != NULL)
    return read_constant (member (object, "c"), budget, column);
  if (member (object, "v") != NULL)
    return read_plain (member (object, "v"), budget, column);
  if (member (object, "t") != NULL)
    return read_table (object, budget, column);
  if (member (object, "f") != NULL)
    return ev_masks_read (object, budget, column);
  if (member (object, "n") != NULL)
    return read_numbers (object, "n", budget, column);
  if (member (object, "m") != NULL)
    return read_numbers (object, "m", budget, column);
  return member (object, "r") != NULL && read_ids (object, devices, budget, column);
}
