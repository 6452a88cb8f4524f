/* The order in which a list shows the people of an event. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/roster-order.h"

#include <string.h>

#include "text/collate.h"

typedef struct {
  EvRosterRow *row;
  gint64 number; /* compared first */
  gint64 moment; /* then this */
  char *text;    /* then this; may be NULL */
  guint place;   /* in the roster, at last */
} Key;

static int
compare (gconstpointer a, gconstpointer b)
{
  const Key *left = a, *right = b;
  int order;

  if (left->number != right->number)
    return left->number < right->number ? -1 : 1;
  if (left->moment != right->moment)
    return left->moment < right->moment ? -1 : 1;
  order = g_strcmp0 (left->text, right->text);
  if (order != 0)
    return order;
  return left->place < right->place ? -1 : left->place > right->place;
}

static void
clear_key (gpointer data)
{
  g_free (((Key *)data)->text);
}

static GArray *
keys_of (const EvRoster *roster)
{
  GArray *keys = g_array_sized_new (FALSE, TRUE, sizeof (Key), roster->rows->len);

  g_array_set_clear_func (keys, clear_key);
  for (guint i = 0; i < roster->rows->len; i++) {
    Key key = { .row = roster->rows->pdata[i], .place = i };
    g_array_append_val (keys, key);
  }
  return keys;
}

/* Takes `keys`. */
static GPtrArray *
sorted (GArray *keys)
{
  GPtrArray *rows = g_ptr_array_sized_new (keys->len);

  g_array_sort (keys, compare);
  for (guint i = 0; i < keys->len; i++)
    g_ptr_array_add (rows, g_array_index (keys, Key, i).row);
  g_array_unref (keys);
  return rows;
}

GPtrArray *
ev_roster_order_by_arrival (const EvRoster *roster, int session)
{
  GArray *keys = keys_of (roster);

  for (guint i = 0; session >= 0 && i < keys->len; i++) {
    Key *key = &g_array_index (keys, Key, i);
    key->number = (gint64)ev_roster_standing (key->row->statuses[session]);
    if (key->number == EV_ROSTER_HERE)
      key->moment = key->row->arrivals[session] ? key->row->arrivals[session] : G_MAXINT64;
  }
  return sorted (keys);
}

GPtrArray *
ev_roster_order_by_name (const EvRoster *roster, EvLanguage language)
{
  GArray *keys = keys_of (roster);

  for (guint i = 0; i < keys->len; i++) {
    Key *key = &g_array_index (keys, Key, i);
    g_autofree char *family = ev_collate_key (key->row->person.family_name, language);
    g_autofree char *given = ev_collate_key (key->row->person.given_name, language);
    key->text = g_strconcat (family, "\1", given, NULL);
  }
  return sorted (keys);
}

GPtrArray *
ev_roster_order_as_before (const EvRoster *roster, const char *const *people)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *keys = keys_of (roster);

  for (guint i = 0; people[i]; i++)
    g_hash_table_insert (places, (gpointer)people[i], GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < keys->len; i++) {
    Key *key = &g_array_index (keys, Key, i);
    guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, key->row->person.id));
    key->number = place > 0 ? place : G_MAXUINT;
  }
  return sorted (keys);
}
