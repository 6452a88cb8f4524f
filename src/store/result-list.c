/* Results as lists show them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/result-list.h"

#include "store/store-private.h"

void
ev_result_row_free (EvResultRow *row)
{
  if (row == NULL)
    return;
  g_free (row->id);
  g_free (row->type);
  g_free (row->title);
  g_free (row->date);
  g_free (row->municipality);
  g_free (row->institution);
  g_free (row->status);
  g_free (row->event_title);
  g_free (row);
}

static EvResultRow *
read_row (EvQuery *query)
{
  EvResultRow *row = g_new0 (EvResultRow, 1);
  char **const texts[] = { &row->id,           &row->type,        &row->title,  &row->date,
                           &row->municipality, &row->institution, &row->status, &row->event_title };

  for (int i = 0; i < (int)G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (ev_query_text (query, i));
  row->quantity = ev_query_integer (query, 8);
  row->amount = ev_query_integer (query, 9);
  row->cofunding = ev_query_integer (query, 10);
  row->people = (guint)ev_query_integer (query, 11);
  return row;
}

GPtrArray *
ev_result_list (EvStore *store, const char *type, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_result_row_free);
  g_autoptr (EvQuery) query = ev_query_new (
      store->database, error,
      "SELECT r.id, r.type, r.title, r.date, r.municipality, r.institution, r.status, e.title,"
      " r.quantity, r.amount, r.cofunding, (SELECT count (*) FROM beneficiary b"
      " WHERE b.result = r.id AND coalesce (b.deleted, 0) = 0)"
      " FROM result r LEFT JOIN event e ON e.id = r.event"
      " WHERE coalesce (r.deleted, 0) = 0 AND (?1 IS NULL OR r.type = ?1)"
      " ORDER BY coalesce (r.date, '') DESC, r.place DESC",
      "s", type);

  while (query != NULL && ev_query_next (query, error))
    g_ptr_array_add (rows, read_row (query));
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&rows) : NULL;
}
