/* What a report counts, read straight from the tables. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/report-rows.h"

#include <string.h>

#include "store/store-private.h"

#define LIVING(alias) "coalesce (" alias ".deleted, 0) = 0"

/* So many rows go by between two questions whether to go on. */
#define STRIDE 8192

typedef struct {
  EvDatabase *database;
  const EvRowsTaker *taker;
  gpointer data;
  guint64 done, all;
} Reading;

/* The fields of a person that reports divide by, in the order of EvRowsPerson. */
static const char *const person_fields[] = { "gender", "community", "municipality", "age_band",
                                             "birth_year" };

/* A person while the rows of her class go by. */
typedef struct {
  char *id;
  gboolean deleted, erased;
  char *texts[G_N_ELEMENTS (person_fields) - 1];
  gint64 birth_year;
  gboolean told[G_N_ELEMENTS (person_fields)]; /* the field's group says something */
} Person;

static gboolean
count_row (Reading *reading, GError **error)
{
  const EvRowsTaker *taker = reading->taker;

  if (++reading->done % STRIDE != 0 || taker->go_on == NULL ||
      taker->go_on (reading->done, reading->all, reading->data))
    return TRUE;
  g_set_error_literal (error, EV_ERROR, EV_ERROR_CANCELLED, "the reading was stopped");
  return FALSE;
}

/* Walks the rows of `sql`. */
static gboolean
each_row (Reading *reading, const char *sql, void (*take) (Reading *reading, EvQuery *query),
          GError **error)
{
  g_autoptr (EvQuery) query = ev_query_new (reading->database, error, sql, "");

  while (query != NULL && ev_query_next (query, error)) {
    take (reading, query);
    if (!count_row (reading, error))
      return FALSE;
  }
  return query != NULL && ev_query_ended (query);
}

static void
take_person (Reading *reading, EvQuery *query)
{
  gboolean erased = ev_query_integer (query, 2) != 0;
  EvRowsPerson person = { .id = ev_query_text (query, 0),
                          .deleted = ev_query_integer (query, 1) != 0 };

  if (!erased) {
    person.gender = ev_query_text (query, 3);
    person.community = ev_query_text (query, 4);
    person.municipality = ev_query_text (query, 5);
    person.age_band = ev_query_text (query, 6);
    person.birth_year = ev_query_integer (query, 7);
  }
  if (reading->taker->person != NULL)
    reading->taker->person (&person, reading->data);
}

/* For each of the fields, whether its group holds anything in `p`: a group is lent whole. */
static char *
groups_told (void)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  guint count;
  const EvField *table = ev_field_table (EV_KIND_PERSON, &count);

  for (guint i = 0; i < G_N_ELEMENTS (person_fields); i++) {
    const char *group = ev_field_group (EV_KIND_PERSON, person_fields[i]);
    g_string_append (columns, ", (");
    for (guint f = 0, found = 0; f < count; f++)
      if (strcmp (ev_field_group (EV_KIND_PERSON, table[f].name), group) == 0)
        g_string_append_printf (columns, "%sp.\"%s\" IS NOT NULL", found++ > 0 ? " OR " : "",
                                table[f].name);
    g_string_append_c (columns, ')');
  }
  return g_string_free (g_steal_pointer (&columns), FALSE);
}

static void
person_clear (Person *person)
{
  g_free (person->id);
  for (guint i = 0; i < G_N_ELEMENTS (person->texts); i++)
    g_free (person->texts[i]);
  *person = (Person){ 0 };
}

/* Fills what is not told yet from the row at hand. */
static void
person_borrow (Person *person, EvQuery *query)
{
  for (guint i = 0; i < G_N_ELEMENTS (person_fields); i++) {
    int column = 4 + (int)i;
    if (person->told[i] || ev_query_integer (query, column + G_N_ELEMENTS (person_fields)) == 0)
      continue;
    person->told[i] = TRUE;
    if (i < G_N_ELEMENTS (person->texts))
      person->texts[i] = g_strdup (ev_query_text (query, column));
    else
      person->birth_year = ev_query_integer (query, column);
  }
}

static void
person_hand_over (const Person *person, Reading *reading)
{
  EvRowsPerson row = { .id = person->id, .deleted = person->deleted };

  if (person->id == NULL || reading->taker->person == NULL)
    return;
  if (!person->erased) {
    row.gender = person->texts[0];
    row.community = person->texts[1];
    row.municipality = person->texts[2];
    row.age_band = person->texts[3];
    row.birth_year = person->birth_year;
  }
  reading->taker->person (&row, reading->data);
}

/* The classes of merged people, each with its survivor first: what she is comes from her own row,
 * and the blanks from the others, in the order of their ids. */
static gboolean
read_classes (Reading *reading, GError **error)
{
  g_autofree char *told = groups_told ();
  g_autofree char *sql = g_strdup_printf (
      "SELECT v.root, p.id, coalesce (p.deleted, 0), coalesce (p.erased, 0), p.gender, p.community,"
      " p.municipality, p.age_band, p.birth_year%s FROM survivor v JOIN person p ON p.id = v.person"
      " ORDER BY v.root, p.id <> v.root, p.id",
      told);
  g_autoptr (EvQuery) query = ev_query_new (reading->database, error, sql, "");
  Person person = { 0 };
  gboolean sound = query != NULL;

  while (sound && ev_query_next (query, error)) {
    const char *root = ev_query_text (query, 0);
    gboolean gone = ev_query_integer (query, 2) != 0 || ev_query_integer (query, 3) != 0;
    if (g_strcmp0 (person.id, root) != 0) {
      person_hand_over (&person, reading);
      person_clear (&person);
      person.id = g_strdup (root);
      person.deleted = ev_query_integer (query, 2) != 0;
      person.erased = ev_query_integer (query, 3) != 0;
    }
    if (!gone)
      person_borrow (&person, query);
    sound = count_row (reading, error);
  }
  person_hand_over (&person, reading);
  person_clear (&person);
  return sound && ev_query_ended (query);
}

static void
take_merged (Reading *reading, EvQuery *query)
{
  if (reading->taker->merged != NULL)
    reading->taker->merged (ev_query_text (query, 0), ev_query_text (query, 1), reading->data);
}

static void
take_event (Reading *reading, EvQuery *query)
{
  EvRowsEvent event = {
    .id = ev_query_text (query, 0),
    .type = ev_query_text (query, 1),
    .municipality = ev_query_text (query, 2),
    .series = ev_query_text (query, 3),
    .state = ev_query_text (query, 4),
    .cancelled = ev_query_integer (query, 5) != 0,
  };

  if (reading->taker->event != NULL)
    reading->taker->event (&event, reading->data);
}

static void
take_session (Reading *reading, EvQuery *query)
{
  const char *event = ev_query_text (query, 1);

  if (reading->taker->session != NULL && event != NULL)
    reading->taker->session (ev_query_text (query, 0), event, ev_query_text (query, 2),
                             reading->data);
}

static void
take_attendance (Reading *reading, EvQuery *query)
{
  if (reading->taker->attendance != NULL)
    reading->taker->attendance (ev_query_text (query, 0), ev_query_text (query, 1),
                                ev_query_text (query, 2), ev_query_text (query, 3), reading->data);
}

static void
take_result (Reading *reading, EvQuery *query)
{
  EvRowsResult result = {
    .id = ev_query_text (query, 0),
    .type = ev_query_text (query, 1),
    .date = ev_query_text (query, 2),
    .municipality = ev_query_text (query, 3),
    .event = ev_query_text (query, 4),
    .status = ev_query_text (query, 5),
    .quantity = ev_query_integer (query, 6),
    .amount = ev_query_integer (query, 7),
    .cofunding = ev_query_integer (query, 8),
  };

  if (reading->taker->result != NULL)
    reading->taker->result (&result, reading->data);
}

static void
take_beneficiary (Reading *reading, EvQuery *query)
{
  if (reading->taker->beneficiary != NULL)
    reading->taker->beneficiary (ev_query_text (query, 0), ev_query_text (query, 1), reading->data);
}

static gboolean
read_people (Reading *reading, GError **error)
{
  return each_row (reading,
                   "SELECT p.id, coalesce (p.deleted, 0), coalesce (p.erased, 0), p.gender,"
                   " p.community, p.municipality, p.age_band, p.birth_year FROM person p"
                   " WHERE NOT EXISTS (SELECT 1 FROM survivor v WHERE v.person = p.id)"
                   " ORDER BY p.place",
                   take_person, error) &&
         read_classes (reading, error) &&
         each_row (reading, "SELECT person, root FROM survivor WHERE person <> root", take_merged,
                   error);
}

static gboolean
read_events (Reading *reading, GError **error)
{
  return each_row (reading,
                   "SELECT e.id, e.type, e.municipality, e.series, e.state, e.cancelled FROM event "
                   "e WHERE " LIVING ("e") " ORDER BY e.place",
                   take_event, error) &&
         each_row (
             reading,
             "SELECT s.id, s.event, s.date FROM session s WHERE " LIVING ("s") " ORDER BY s.place",
             take_session, error) &&
         each_row (reading,
                   "SELECT a.session, a.person, a.status, a.role FROM attendance a"
                   " INDEXED BY attendance_session WHERE " LIVING ("a") " ORDER BY a.session",
                   take_attendance, error);
}

static gboolean
read_results (Reading *reading, GError **error)
{
  return each_row (reading,
                   "SELECT r.id, r.type, r.date, r.municipality, r.event, r.status, r.quantity,"
                   " r.amount, r.cofunding FROM result r WHERE " LIVING ("r") " ORDER BY r.place",
                   take_result, error) &&
         each_row (
             reading,
             "SELECT b.result, b.person FROM beneficiary b WHERE " LIVING ("b") " ORDER BY b.place",
             take_beneficiary, error);
}

/* About how many rows there are: places are given in order and seldom go. */
static gboolean
guess_all (Reading *reading, GError **error)
{
  gint64 all;

  if (!ev_query_number (reading->database, &all, error,
                        "SELECT coalesce ((SELECT max (place) FROM person), 0)"
                        " + coalesce ((SELECT max (place) FROM attendance), 0)",
                        ""))
    return FALSE;
  reading->all = (guint64)all;
  return TRUE;
}

gboolean
ev_report_rows_read (EvStore *store, const EvRowsTaker *taker, gpointer data, GError **error)
{
  Reading reading = { .database = store->database, .taker = taker, .data = data };
  gboolean within = sqlite3_get_autocommit (store->database->handle) == 0, done;

  if (!within && !ev_database_script (store->database, "BEGIN", error))
    return FALSE;
  done = guess_all (&reading, error) && read_people (&reading, error) &&
         read_events (&reading, error) && read_results (&reading, error);
  if (!within)
    ev_database_script (store->database, "ROLLBACK", NULL);
  return done;
}
