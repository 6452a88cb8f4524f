/* Everybody in the register: which of them, in which order, and each as a list shows her. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/people-list.h"

#include <string.h>

#include "store/attended-private.h"
#include "store/store-private.h"
#include "store/survivor-private.h"
#include "text/collate.h"

#define FOUND_AT_MOST 500
#define LIVING(alias) "coalesce (" alias ".deleted, 0) = 0"

/* The records that are one with the person in column or parameter `id`, herself included. */
#define CLASS(id) "(SELECT " id " UNION SELECT v.person FROM survivor v WHERE v.root = " id ")"

/* What she attended. */
#define ATTENDED(id)                                                                               \
  "attendance a JOIN session s ON s.id = a.session AND " LIVING (                                  \
      "s") " WHERE a.person IN " CLASS (id) " AND a.status IN " EV_ATTENDED_SQL                    \
                                            " AND " LIVING ("a")

/* A column of `p`, or that of the first of her class who has one; what is asked with consent comes
 * from whoever consented. */
#define FILLED(column, having)                                                                     \
  "(CASE WHEN p." having " IS NOT NULL THEN p." column " ELSE (SELECT m." column                   \
  " FROM survivor v JOIN person m ON m.id = v.person WHERE v.root = p.id AND m." having            \
  " IS NOT NULL AND coalesce (m.erased, 0) = 0 AND " LIVING ("m") " ORDER BY m.id LIMIT 1) END)"

void
ev_people_row_free (EvPeopleRow *row)
{
  if (row == NULL)
    return;
  ev_person_row_free (row->person);
  g_free (row->last_date);
  g_free (row);
}

/* Which people */

static void
add_code (GString *sql, const char *expression, const char *code)
{
  if (code != NULL)
    g_string_append_printf (sql, " AND coalesce (%s, '') = ?", expression);
  else
    g_string_append (sql, " AND ? IS NULL");
}

static void
add_consent (GString *sql, EvConsentFilter consent)
{
  static const char given[] = "coalesce (" FILLED ("consent", "consent") ", 'withdrawn')";

  if (consent == EV_CONSENT_RECORDED)
    g_string_append_printf (sql, " AND %s <> 'withdrawn'", given);
  else if (consent == EV_CONSENT_MISSING)
    g_string_append_printf (sql, " AND %s = 'withdrawn'", given);
}

static void
add_attended (GString *sql, guint least, guint most)
{
  if (most == 0)
    g_string_append (sql, " AND NOT EXISTS (SELECT 1 FROM " ATTENDED ("p.id") ")");
  else if (least > 0 || most < G_MAXUINT)
    g_string_append_printf (
        sql, " AND (SELECT count (DISTINCT s.event) FROM " ATTENDED ("p.id") ") BETWEEN %u AND %u",
        least, most);
}

static EvQuery *
query_of (EvStore *store, const EvPeopleFilter *filter, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT p.place, p.family_name, p.given_name FROM person"
                                          " p WHERE " LIVING ("p"));

  g_string_append (sql, " AND coalesce (p.erased, 0) = 0 AND p.id = " EV_SURVIVOR_OF ("p.id"));
  add_code (sql, FILLED ("municipality", "municipality"), filter->municipality);
  add_code (sql, FILLED ("community", "consent"), filter->community);
  add_consent (sql, filter->consent);
  add_attended (sql, filter->least, filter->most);
  return ev_query_new (store->database, error, sql->str, "ss", filter->municipality,
                       filter->community);
}

/* In which order */

typedef struct {
  gint64 place;
  char *key;
} Entry;

static void
entry_clear (gpointer data)
{
  g_free (((Entry *)data)->key);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *left = a, *right = b;
  int order = strcmp (left->key, right->key);

  return order != 0 ? order : left->place < right->place ? -1 : left->place > right->place;
}

static char *
key_of (EvQuery *query, EvLanguage language)
{
  const char *family = ev_query_text (query, 1), *given = ev_query_text (query, 2);
  g_autofree char *name =
      g_strconcat (family != NULL ? family : "", " ", given != NULL ? given : "", NULL);

  return ev_collate_key (g_strstrip (name), language);
}

static GArray *
everybody (EvStore *store, const EvPeopleFilter *filter, EvLanguage language,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (EvQuery) query = query_of (store, filter, error);

  g_array_set_clear_func (entries, entry_clear);
  while (query != NULL && ev_query_next (query, error)) {
    Entry entry = { ev_query_integer (query, 0), key_of (query, language) };
    g_array_append_val (entries, entry);
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
  }
  if (query == NULL || !ev_query_ended (query))
    return NULL;
  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    g_array_append_val (places, g_array_index (entries, Entry, i).place);
  return g_steal_pointer (&places);
}

/* Found by what was typed */

static gboolean
restricts (const EvPeopleFilter *filter)
{
  return filter->municipality != NULL || filter->community != NULL ||
         filter->consent != EV_CONSENT_ANY || filter->least > 0 || filter->most < G_MAXUINT;
}

/* The places of those who answer the filter, as a set. */
static GHashTable *
set_of (EvStore *store, const EvPeopleFilter *filter, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) set = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (EvQuery) query = query_of (store, filter, error);

  while (query != NULL && ev_query_next (query, error)) {
    gint64 place = ev_query_integer (query, 0);
    g_hash_table_add (set, g_memdup2 (&place, sizeof place));
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
  }
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&set) : NULL;
}

static GArray *
found (EvStore *store, const EvPeopleFilter *filter, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) rows = ev_search_people (store, filter->text, NULL, FOUND_AT_MOST, error);
  g_autoptr (GHashTable) set = NULL;

  if (rows == NULL)
    return NULL;
  if (restricts (filter) && (set = set_of (store, filter, cancellable, error)) == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++) {
    const EvPersonRow *row = rows->pdata[i];
    gint64 place;
    if (!ev_query_number (store->database, &place, error, "SELECT place FROM person WHERE id = ?",
                          "s", row->id))
      return NULL;
    if (set == NULL || g_hash_table_contains (set, &place))
      g_array_append_val (places, place);
  }
  return g_steal_pointer (&places);
}

GArray *
ev_people_list (EvStore *store, const EvPeopleFilter *filter, EvLanguage language,
                GCancellable *cancellable, GError **error)
{
  if (filter->text != NULL && *filter->text != '\0')
    return found (store, filter, cancellable, error);
  return everybody (store, filter, language, cancellable, error);
}

/* Each of them */

static char *
id_at (EvStore *store, gint64 place, GError **error)
{
  g_autoptr (EvQuery) query = ev_query_new (store->database, error,
                                            "SELECT p.id FROM person p WHERE p.place = ?"
                                            " AND coalesce (p.erased, 0) = 0 AND " LIVING ("p"),
                                            "i", place);

  if (query != NULL && ev_query_next (query, error))
    return g_strdup (ev_query_text (query, 0));
  if (query != NULL && ev_query_ended (query))
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "nobody stands at that place any more");
  return NULL;
}

EvPeopleRow *
ev_people_list_row (EvStore *store, gint64 place, GError **error)
{
  g_autofree char *id = id_at (store, place, error);
  g_autoptr (EvPeopleRow) row = g_new0 (EvPeopleRow, 1);
  g_autoptr (EvQuery) query = NULL;

  if (id == NULL || (row->person = ev_search_person (store, id, error)) == NULL)
    return NULL;
  query = ev_query_new (
      store->database, error,
      "SELECT (SELECT count (DISTINCT s.event) FROM " ATTENDED (
          "p.id") "),"
                  " (SELECT max (s.date) FROM " ATTENDED (
                      "p.id") "),"
                              " (SELECT count (*) FROM survivor v WHERE v.root = p.id AND v.person "
                              "<> p.id),"
                              " coalesce (" FILLED ("consent",
                                                    "consent") ", 'withdrawn') <> 'withdrawn'"
                                                               " FROM person p WHERE p.id = ?",
      "s", row->person->id);
  if (query == NULL || !ev_query_next (query, error))
    return NULL;
  row->events = (guint)ev_query_integer (query, 0);
  row->last_date = g_strdup (ev_query_text (query, 1));
  row->others = (guint)ev_query_integer (query, 2);
  row->consent = ev_query_integer (query, 3) != 0;
  return g_steal_pointer (&row);
}

EvRecord *
ev_people_record (EvStore *store, const char *id, GError **error)
{
  g_autofree char *root = ev_survivor_find (store->database, id, error);
  g_autoptr (EvRecord) record =
      root != NULL ? ev_store_read (store, EV_KIND_PERSON, root, error) : NULL;

  if (record == NULL || !ev_survivor_fill (store->database, record, error))
    return NULL;
  return g_steal_pointer (&record);
}
