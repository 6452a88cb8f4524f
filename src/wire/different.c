/* The different values of a column. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/different-private.h"

#include <string.h>

#include "wire/numbers-private.h"
#include "wire/writer-private.h"

/* What things cost once packed, as measured on lists of names: a letter, the marks around a value,
 * and the mention of a value that stands further up. */
enum { LETTER_BITS = 5, MARKS_BITS = 8, AGAIN_BITS = 22, TABLE_BITS = 40 };

static guint
hash_value (gconstpointer key)
{
  const EvValue *value = key;
  const char *text = ev_value_text (value);
  return text != NULL ? g_str_hash (text) : (guint)ev_value_integer (value);
}

static gboolean
equal_values (gconstpointer a, gconstpointer b)
{
  return ev_value_equal (a, b);
}

EvDifferent
ev_different_of (EvValue *const *values, guint count)
{
  EvDifferent different = { g_ptr_array_new (), g_new (gint64, count), count };
  g_autoptr (GHashTable) places = g_hash_table_new (hash_value, equal_values);

  for (guint i = 0; i < count; i++) {
    guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, values[i]));
    if (place == 0) {
      g_ptr_array_add (different.values, values[i]);
      place = different.values->len;
      g_hash_table_insert (places, values[i], GUINT_TO_POINTER (place));
    }
    different.which[i] = place - 1;
  }
  return different;
}

void
ev_different_clear (EvDifferent *different)
{
  g_clear_pointer (&different->values, g_ptr_array_unref);
  g_clear_pointer (&different->which, g_free);
}

static double
table_bits (const EvDifferent *different)
{
  double bits = 0;

  for (guint i = 0; i < different->values->len; i++) {
    const char *text = ev_value_text (different->values->pdata[i]);
    gsize length = text != NULL ? strlen (text) : 4;
    bits += MARKS_BITS + LETTER_BITS * (double)length;
  }
  return bits;
}

double
ev_different_plain_bits (const EvDifferent *different)
{
  return table_bits (different) + AGAIN_BITS * (double)(different->count - different->values->len);
}

double
ev_different_table_bits (const EvDifferent *different)
{
  return table_bits (different) + TABLE_BITS + ev_numbers_bits (different->which, different->count);
}

void
ev_different_write (GString *out, const char *table, const EvDifferent *different)
{
  ev_writer_key (out, table);
  g_string_append_c (out, '[');
  for (guint i = 0; i < different->values->len; i++)
    ev_writer_value (out, different->values->pdata[i]);
  g_string_append_c (out, ']');
  ev_numbers_write_member (out, "i", different->which, different->count);
}
