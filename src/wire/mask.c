/* Texts with digits, such as telephone numbers, dates and times. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/mask-private.h"

#include <string.h>

#include "wire/numbers-private.h"
#include "wire/writer-private.h"

/* So many digits read as one number are exact. */
#define MAX_SLOTS 15

static guint
count_slots (const char *text)
{
  guint slots = 0;

  for (; *text != '\0'; text++)
    slots += g_ascii_isdigit (*text);
  return slots;
}

/* A column taken apart. */
typedef struct {
  GPtrArray *masks; /* of EvValue or NULL, one for each value */
  gint64 *numbers;  /* one for each value whose mask has slots */
  guint count;      /* of the numbers */
} Masked;

static void
masked_clear (Masked *masked)
{
  g_clear_pointer (&masked->masks, g_ptr_array_unref);
  g_clear_pointer (&masked->numbers, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Masked, masked_clear)

static EvValue *
mask_of (const char *text, gint64 *number)
{
  g_autofree char *mask = g_strdup (text);

  *number = 0;
  for (char *p = mask; *p != '\0'; p++)
    if (g_ascii_isdigit (*p)) {
      *number = *number * 10 + (*p - '0');
      *p = '0';
    }
  return ev_value_new_text (mask);
}

static gboolean
suits (const EvDifferent *different)
{
  guint with_slots = 0;

  for (guint i = 0; i < different->values->len; i++) {
    const char *text = ev_value_text (different->values->pdata[i]);
    guint slots = text != NULL ? count_slots (text) : 0;
    if (slots > MAX_SLOTS)
      return FALSE;
    with_slots += slots > 0;
  }
  return with_slots > 0;
}

static Masked
masked_of (const EvColumn *column)
{
  Masked masked = { g_ptr_array_new_full (column->count, (GDestroyNotify)ev_value_unref),
                    g_new (gint64, column->count), 0 };

  for (guint i = 0; i < column->count; i++) {
    const char *text = ev_value_text (column->values[i]);
    gint64 number = 0;
    g_ptr_array_add (masked.masks, text != NULL ? mask_of (text, &number) : NULL);
    if (text != NULL && count_slots (text) > 0)
      masked.numbers[masked.count++] = number;
  }
  return masked;
}

gboolean
ev_masks_write (GString *out, const EvDifferent *different, const EvColumn *column,
                double most_bits)
{
  g_auto (Masked) masked = { 0 };
  g_auto (EvDifferent) masks = { 0 };

  if (!suits (different))
    return FALSE;
  masked = masked_of (column);
  masks = ev_different_of ((EvValue *const *)masked.masks->pdata, column->count);
  if (ev_different_table_bits (&masks) + ev_numbers_bits (masked.numbers, masked.count) > most_bits)
    return FALSE;
  ev_different_write (out, "f", &masks);
  ev_writer_key (out, "n");
  ev_numbers_write (out, masked.numbers, masked.count);
  return TRUE;
}

/* The mask with the digits of `number` in its slots; NULL if they do not fit. */
static EvValue *
unmask (const char *mask, gint64 number)
{
  gsize length = strlen (mask);
  g_autofree char *text = g_strdup (mask);

  for (gsize i = length; i > 0; i--)
    if (text[i - 1] == '0') {
      text[i - 1] = (char)('0' + number % 10);
      number /= 10;
    } else if (g_ascii_isdigit (text[i - 1])) {
      return NULL;
    }
  return number == 0 ? ev_value_new_text (text) : NULL;
}

/* The masks as borrowed texts (NULL: no value), with how many values have digits in `numbers`. */
static GPtrArray *
read_masks (const cJSON *object, gint64 *which, guint count, guint *numbers)
{
  g_autoptr (GPtrArray) masks = g_ptr_array_new ();
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (guint));
  const cJSON *mask = NULL;

  cJSON_ArrayForEach (mask, ev_json_array (object, "f")) {
    guint digits = cJSON_IsString (mask) ? count_slots (mask->valuestring) : 0;
    if ((!cJSON_IsString (mask) && !cJSON_IsNull (mask)) || digits > MAX_SLOTS)
      return NULL;
    g_ptr_array_add (masks, mask->valuestring);
    g_array_append_val (slots, digits);
  }
  if (!ev_numbers_read (cJSON_GetObjectItemCaseSensitive (object, "i"), which, count))
    return NULL;
  *numbers = 0;
  for (guint i = 0; i < count; i++) {
    if (which[i] < 0 || which[i] >= masks->len)
      return NULL;
    *numbers += g_array_index (slots, guint, which[i]) > 0;
  }
  return g_steal_pointer (&masks);
}

gboolean
ev_masks_read (const cJSON *object, EvBudget *budget, EvColumn *column)
{
  g_autofree gint64 *which = g_new (gint64, column->count);
  g_autofree gint64 *numbers = NULL;
  guint count, next = 0;
  g_autoptr (GPtrArray) masks = read_masks (object, which, column->count, &count);

  if (masks == NULL)
    return FALSE;
  numbers = g_new (gint64, count);
  if (!ev_numbers_read (cJSON_GetObjectItemCaseSensitive (object, "n"), numbers, count))
    return FALSE;
  for (guint i = 0; i < column->count; i++) {
    const char *mask = masks->pdata[which[i]];
    gint64 number = mask != NULL && count_slots (mask) > 0 ? numbers[next++] : 0;
    if (number < 0)
      return FALSE;
    column->values[i] = mask != NULL ? unmask (mask, number) : NULL;
    if ((mask != NULL && column->values[i] == NULL) || !ev_budget_spend (budget, column->values[i]))
      return FALSE;
  }
  return TRUE;
}
