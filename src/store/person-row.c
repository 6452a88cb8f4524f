/* People as lists show them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/row-private.h"
#include "store/search.h"
#include "store/store-private.h"
#include "store/survivor-private.h"

void
ev_person_row_free (EvPersonRow *row)
{
  if (row == NULL)
    return;
  g_free (row->id);
  g_free (row->given_name);
  g_free (row->family_name);
  g_free (row->gender);
  g_free (row->municipality);
  g_free (row->institution);
  g_free (row->phone);
  g_free (row);
}

static char *
or_empty (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

static EvPersonRow *
from_query (EvQuery *query)
{
  EvPersonRow *row = g_new0 (EvPersonRow, 1);

  row->id = g_strdup (ev_query_text (query, 0));
  row->given_name = or_empty (ev_query_text (query, 1));
  row->family_name = or_empty (ev_query_text (query, 2));
  row->gender = g_strdup (ev_query_text (query, 3));
  row->municipality = g_strdup (ev_query_text (query, 4));
  row->institution = g_strdup (ev_query_text (query, 5));
  row->phone = g_strdup (ev_query_text (query, 6));
  row->birth_year = (int)ev_query_integer (query, 7);
  return row;
}

static EvPersonRow *
from_record (const EvRecord *record)
{
  EvPersonRow *row = g_new0 (EvPersonRow, 1);

  row->id = g_strdup (ev_record_id (record));
  row->given_name = or_empty (ev_record_text (record, "given_name"));
  row->family_name = or_empty (ev_record_text (record, "family_name"));
  row->gender = g_strdup (ev_record_text (record, "gender"));
  row->municipality = g_strdup (ev_record_text (record, "municipality"));
  row->institution = g_strdup (ev_record_text (record, "institution"));
  row->phone = g_strdup (ev_record_text (record, "phone"));
  row->birth_year = (int)ev_record_integer (record, "birth_year");
  return row;
}

/* A survivor's blanks are filled from the others of her class. */
static EvPersonRow *
filled (EvStore *store, const char *id, GError **error)
{
  g_autoptr (EvRecord) record = ev_store_read (store, EV_KIND_PERSON, id, error);

  if (record == NULL || !ev_survivor_fill (store->database, record, error))
    return NULL;
  return from_record (record);
}

EvPersonRow *
ev_search_person (EvStore *store, const char *id, GError **error)
{
  g_autofree char *root = ev_survivor_find (store->database, id, error);
  g_autoptr (EvQuery) query = NULL;

  if (root == NULL)
    return NULL;
  query = ev_query_new (
      store->database, error,
      "SELECT id, given_name, family_name, gender, municipality, institution, phone, birth_year,"
      " EXISTS (SELECT 1 FROM survivor WHERE person = person.id) FROM person WHERE id = ?",
      "s", root);
  if (query == NULL)
    return NULL;
  if (ev_query_next (query, error))
    return ev_query_integer (query, 8) != 0 ? filled (store, root, error) : from_query (query);
  if (ev_query_ended (query))
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "there is no person %s", id);
  return NULL;
}
