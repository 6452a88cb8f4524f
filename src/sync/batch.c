/* How much to send at once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/batch-private.h"

#include <string.h>

#include "wire/message.h"

/* Kind, id, version and the names of fields, as far as columns do not share them. */
enum { CHANGE_WEIGHT = 32, FIELD_WEIGHT = 4, LEAST_WEIGHT = CHANGE_WEIGHT + FIELD_WEIGHT };

gsize
ev_batch_weight (const EvChange *change)
{
  gsize weight = CHANGE_WEIGHT;

  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *field = g_ptr_array_index (change->fields, i);
    const char *text = ev_value_text (field->value);
    weight += FIELD_WEIGHT + (text != NULL ? strlen (text) : 4);
  }
  return weight;
}

guint
ev_batch_limit (gsize budget)
{
  return (guint)CLAMP (budget / LEAST_WEIGHT + 1, 1, EV_WIRE_MAX_CHANGES);
}

gsize
ev_batch_cut (GPtrArray *changes, gsize budget, gboolean *cut)
{
  gsize weight = 0;
  guint count = 0;

  for (; count < changes->len; count++) {
    gsize next = ev_batch_weight (g_ptr_array_index (changes, count));
    if (count > 0 && weight + next > budget)
      break;
    weight += next;
  }
  *cut = count < changes->len;
  g_ptr_array_set_size (changes, (int)count);
  return weight;
}

gsize
ev_batch_adapt (gsize budget, gsize weight, gint64 elapsed)
{
  gsize fitting = weight * EV_BATCH_TIME / (gsize)MAX (elapsed, 1);

  fitting = CLAMP (fitting, budget / 2, budget * 4);
  return CLAMP (fitting, EV_BATCH_LEAST, EV_BATCH_MOST);
}

gsize
ev_batch_shrink (gsize budget)
{
  return MAX (budget / 2, EV_BATCH_LEAST);
}

gsize
ev_batch_narrow (gsize window)
{
  return window == 0 ? EV_BATCH_FIRST : ev_batch_shrink (window);
}

gsize
ev_batch_widen (gsize window, gsize weight, gint64 elapsed)
{
  gsize wider = window == 0 ? 0 : ev_batch_adapt (window, weight, elapsed);
  return wider >= EV_BATCH_MOST ? 0 : wider;
}
