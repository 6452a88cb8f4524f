/* The values of one field in many changes, as JSON: how they are written. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/column-private.h"

#include "wire/different-private.h"
#include "wire/ids-private.h"
#include "wire/mask-private.h"
#include "wire/numbers-private.h"
#include "wire/writer-private.h"

/* What marking the empty ones costs besides the marks. */
#define PRESENCE_BITS 40

/* The values of a column that are there. */
typedef struct {
  guint count;
  gint64 *marks; /* for each of the column, whether it is there */
  gint64 *numbers;
  gint64 *offsets; /* less the moment; NULL where that makes no sense */
} Numbers;

static void
numbers_clear (Numbers *numbers)
{
  g_clear_pointer (&numbers->marks, g_free);
  g_clear_pointer (&numbers->numbers, g_free);
  g_clear_pointer (&numbers->offsets, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Numbers, numbers_clear)

static gboolean
has_type (const EvColumn *column, EvValueType type)
{
  for (guint i = 0; i < column->count; i++)
    if (column->values[i] != NULL && ev_value_type (column->values[i]) != type)
      return FALSE;
  return TRUE;
}

static double
presence_bits (const gint64 *marks, guint count, guint present)
{
  return present < count ? PRESENCE_BITS + ev_numbers_bits (marks, count) : 0;
}

static void
write_presence (GString *out, const gint64 *marks, guint count, guint present)
{
  if (present < count)
    ev_numbers_write_member (out, "z", marks, count);
}

static Numbers
numbers_of (const EvColumn *column)
{
  Numbers numbers = { 0, g_new0 (gint64, column->count), g_new (gint64, column->count),
                      column->moments != NULL ? g_new (gint64, column->count) : NULL };

  for (guint i = 0; i < column->count; i++) {
    gint64 number = ev_value_integer (column->values[i]);
    if (column->values[i] == NULL)
      continue;
    numbers.marks[i] = 1;
    numbers.numbers[numbers.count] = number;
    if (numbers.offsets != NULL)
      numbers.offsets[numbers.count] = number - column->moments[i];
    if (numbers.offsets != NULL && ABS (number - column->moments[i]) > EV_JSON_MAX_INTEGER)
      g_clear_pointer (&numbers.offsets, g_free);
    numbers.count++;
  }
  return numbers;
}

/* Writes a column of whole numbers, unless the table packs better. */
static gboolean
write_numbers (GString *out, const EvColumn *column, double table_bits)
{
  g_auto (Numbers) numbers = { 0 };
  double bits, offset_bits;

  if (!has_type (column, EV_VALUE_INTEGER))
    return FALSE;
  numbers = numbers_of (column);
  bits = ev_numbers_bits (numbers.numbers, numbers.count);
  offset_bits = numbers.offsets != NULL ? ev_numbers_bits (numbers.offsets, numbers.count) : bits;
  if (MIN (bits, offset_bits) + presence_bits (numbers.marks, column->count, numbers.count) >
      table_bits)
    return FALSE;
  ev_writer_key (out, offset_bits < bits ? "m" : "n");
  ev_numbers_write (out, offset_bits < bits ? numbers.offsets : numbers.numbers, numbers.count);
  write_presence (out, numbers.marks, column->count, numbers.count);
  return TRUE;
}

static gboolean
all_are_ids (const EvColumn *column)
{
  for (guint i = 0; i < column->count; i++)
    if (column->values[i] != NULL && !ev_id_parse (ev_value_text (column->values[i]), NULL, NULL))
      return FALSE;
  return TRUE;
}

/* Writes a column of ids, unless the table packs better. */
static gboolean
write_ids (GString *out, const EvColumn *column, EvDevices *devices, double table_bits)
{
  g_auto (EvIds) ids = ev_ids_new (column->count);
  g_autofree gint64 *marks = g_new0 (gint64, column->count);
  guint present = 0;

  if (!all_are_ids (column))
    return FALSE;
  for (guint i = 0; i < column->count; i++)
    if (column->values[i] != NULL) {
      ev_ids_set_text (&ids, present++, devices, ev_value_text (column->values[i]));
      marks[i] = 1;
    }
  ids.count = present;
  if (ev_ids_bits (&ids) + presence_bits (marks, column->count, present) > table_bits)
    return FALSE;
  ev_writer_key (out, "r");
  ev_ids_write (out, &ids);
  write_presence (out, marks, column->count, present);
  return TRUE;
}

static void
write_plain (GString *out, const EvColumn *column)
{
  ev_writer_key (out, "v");
  g_string_append_c (out, '[');
  for (guint i = 0; i < column->count; i++)
    ev_writer_value (out, column->values[i]);
  g_string_append_c (out, ']');
}

gboolean
ev_column_is_constant (const EvColumn *column)
{
  for (guint i = 1; i < column->count; i++)
    if (!ev_value_equal (column->values[i], column->values[0]))
      return FALSE;
  return TRUE;
}

void
ev_column_write (GString *out, const EvColumn *column, EvDevices *devices)
{
  g_auto (EvDifferent) different = { 0 };
  double plain_bits, table_bits, least;

  if (ev_column_is_constant (column)) {
    ev_writer_key (out, "c");
    ev_writer_value (out, column->count > 0 ? column->values[0] : NULL);
    return;
  }
  different = ev_different_of (column->values, column->count);
  plain_bits = ev_different_plain_bits (&different);
  table_bits = ev_different_table_bits (&different);
  least = MIN (plain_bits, table_bits);
  if (write_numbers (out, column, least))
    return;
  if (has_type (column, EV_VALUE_TEXT) &&
      (write_ids (out, column, devices, least) || ev_masks_write (out, &different, column, least)))
    return;
  if (table_bits < plain_bits)
    ev_different_write (out, "t", &different);
  else
    write_plain (out, column);
}
