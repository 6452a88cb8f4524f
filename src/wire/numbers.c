/* A column of whole numbers as JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/numbers-private.h"

#include <math.h>
#include <string.h>

#include "wire/writer-private.h"

#define DIGIT_BITS 6
#define DIGITS (1 << DIGIT_BITS)
#define MAX_PLANES 9 /* 54 bits: the difference of any two numbers within +-2^53 */

/* What a plane costs besides its digits: quotes, comma, a table of frequencies. */
#define PLANE_BITS 40

static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

typedef struct {
  gint64 base; /* the least */
  guint planes;
  double bits;
} Layout;

static double
plane_bits (const gint64 *values, guint count, gint64 base, guint shift)
{
  guint seen[DIGITS] = { 0 };
  double bits = PLANE_BITS;

  for (guint i = 0; i < count; i++)
    seen[(guint64)(values[i] - base) >> shift & (DIGITS - 1)]++;
  for (guint i = 0; i < DIGITS; i++)
    if (seen[i] > 0)
      bits += seen[i] * log2 ((double)count / seen[i]);
  return bits;
}

static Layout
layout_of (const gint64 *values, guint count)
{
  Layout layout = { values[0], 0, PLANE_BITS };
  gint64 most = values[0];

  for (guint i = 1; i < count; i++) {
    layout.base = MIN (layout.base, values[i]);
    most = MAX (most, values[i]);
  }
  for (guint64 span = (guint64)(most - layout.base); span > 0; span >>= DIGIT_BITS)
    layout.bits += plane_bits (values, count, layout.base, DIGIT_BITS * layout.planes++);
  return layout;
}

/* The steps from each number to the next; NULL where there are none or one is beyond +-2^53. */
static gint64 *
steps_of (const gint64 *values, guint count)
{
  g_autofree gint64 *steps = NULL;

  if (count < 2)
    return NULL;
  steps = g_new (gint64, count - 1);
  for (guint i = 1; i < count; i++) {
    steps[i - 1] = values[i] - values[i - 1];
    if (ABS (steps[i - 1]) > EV_JSON_MAX_INTEGER)
      return NULL;
  }
  return g_steal_pointer (&steps);
}

static void
write_planes (GString *out, const gint64 *values, guint count, const Layout *layout)
{
  ev_writer_integer (out, layout->base);
  for (guint plane = 0; plane < layout->planes; plane++) {
    g_string_append (out, ",\"");
    for (guint i = 0; i < count; i++)
      g_string_append_c (
          out, ALPHABET[(guint64)(values[i] - layout->base) >> DIGIT_BITS * plane & (DIGITS - 1)]);
    g_string_append_c (out, '"');
  }
}

void
ev_numbers_write (GString *out, const gint64 *values, guint count)
{
  Layout plain = count > 0 ? layout_of (values, count) : (Layout){ 0 };
  g_autofree gint64 *steps = plain.planes > 0 ? steps_of (values, count) : NULL;
  Layout stepped = steps != NULL ? layout_of (steps, count - 1) : plain;

  if (plain.planes == 0) {
    ev_writer_integer (out, plain.base);
    return;
  }
  ev_writer_next (out);
  g_string_append_c (out, '[');
  if (stepped.bits < plain.bits) {
    ev_writer_integer (out, values[0]);
    write_planes (out, steps, count - 1, &stepped);
  } else {
    write_planes (out, values, count, &plain);
  }
  g_string_append_c (out, ']');
}

void
ev_numbers_write_member (GString *out, const char *name, const gint64 *values, guint count)
{
  for (guint i = 0; i < count; i++)
    if (values[i] != 0) {
      ev_writer_key (out, name);
      ev_numbers_write (out, values, count);
      return;
    }
}

double
ev_numbers_bits (const gint64 *values, guint count)
{
  Layout plain = count > 0 ? layout_of (values, count) : (Layout){ 0 };
  g_autofree gint64 *steps = plain.planes > 0 ? steps_of (values, count) : NULL;
  return steps != NULL ? MIN (plain.bits, layout_of (steps, count - 1).bits) : plain.bits;
}

static void
invert_alphabet (gint8 *digits)
{
  memset (digits, -1, 256);
  for (gint8 i = 0; i < DIGITS; i++)
    digits[(guchar)ALPHABET[i]] = i;
}

/* Adds the digits of the planes from `plane` on to the values. */
static gboolean
add_planes (const cJSON *plane, gint64 *values, guint count)
{
  gint8 digits[256];

  invert_alphabet (digits);
  for (guint shift = 0; plane != NULL; plane = plane->next, shift += DIGIT_BITS) {
    const char *text = cJSON_GetStringValue (plane);
    if (text == NULL || shift == DIGIT_BITS * MAX_PLANES || strlen (text) != count)
      return FALSE;
    for (guint i = 0; i < count; i++) {
      gint8 digit = digits[(guchar)text[i]];
      if (digit < 0)
        return FALSE;
      values[i] += (gint64)digit << shift;
    }
  }
  return TRUE;
}

static void
fill (gint64 *values, guint count, gint64 number)
{
  for (guint i = 0; i < count; i++)
    values[i] = number;
}

static gboolean
in_range (const gint64 *values, guint count)
{
  for (guint i = 0; i < count; i++)
    if (ABS (values[i]) > EV_JSON_MAX_INTEGER)
      return FALSE;
  return TRUE;
}

static gboolean
read_steps (const cJSON *planes, gint64 first, gint64 step, gint64 *values, guint count)
{
  if (count == 0)
    return FALSE;
  fill (values + 1, count - 1, step);
  values[0] = first;
  if (!add_planes (planes, values + 1, count - 1))
    return FALSE;
  for (guint i = 1; i < count; i++) {
    values[i] += values[i - 1];
    if (ABS (values[i]) > EV_JSON_MAX_INTEGER)
      return FALSE;
  }
  return TRUE;
}

gboolean
ev_numbers_read (const cJSON *column, gint64 *values, guint count)
{
  const cJSON *item = cJSON_IsArray (column) ? column->child : NULL;
  gint64 base = 0, step;

  if (column == NULL || ev_json_is_integer (column, &base)) {
    fill (values, count, base);
    return TRUE;
  }
  if (!ev_json_is_integer (item, &base))
    return FALSE;
  if (ev_json_is_integer (item->next, &step))
    return read_steps (item->next->next, base, step, values, count);
  fill (values, count, base);
  return add_planes (item->next, values, count) && in_range (values, count);
}
