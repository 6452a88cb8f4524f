/* Tests of exchange/import.h: rosters of strangers, with every kind of fault. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/import.h"

#include <string.h>

#include "register.h"
#include "store/backup.h"

#define ROWS 1000
#define LONG_FIELD (10 * 1024 * 1024)

static const char *const columns[] = { "given_name",  "family_name", "gender",
                                       "community",   "birth_year",  "municipality",
                                       "institution", "phone",       "consent" };

#define COLUMNS G_N_ELEMENTS (columns)

/* A row that is wrong in one cell. */
typedef struct {
  guint row;
  const char *column; /* whose cell is replaced */
  const char *cell;   /* NULL: LONG_FIELD letters */
  const char *field;  /* that is named */
  EvReason reason;
} Fault;

static const Fault faults[] = {
  { 17, "community", "martian", "community", EV_REASON_NOT_IN_LIST },
  { 101, "birth_year", "1850", "birth_year", EV_REASON_OUT_OF_RANGE },
  { 102, "birth_year", "2500", "birth_year", EV_REASON_OUT_OF_RANGE },
  { 103, "birth_year", "ninety", "birth_year", EV_REASON_NOT_NUMBER },
  { 200, "given_name", "", "given_name", EV_REASON_REQUIRED },
  { 333, "institution", NULL, "institution", EV_REASON_TOO_LONG },
  { 400, "family_name", "A\x01g", "family_name", EV_REASON_BAD_CHARACTERS },
  { 500, "municipality", "Atlantis", "municipality", EV_REASON_NOT_IN_LIST },
  { 600, "gender", "robot", "gender", EV_REASON_NOT_IN_LIST },
  { 700, "consent", "", "community", EV_REASON_NEEDS_CONSENT },
  { 800, "consent", "perhaps", "consent", EV_REASON_NOT_IN_LIST },
  { 1001, "consent", "paper,more", NULL, EV_REASON_UNKNOWN_FIELD }, /* a cell too many */
};

typedef struct {
  Register *reg;
  EvLists *lists;
} Fixture;

static void
fixture_init (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->reg = register_new ();
  fixture->lists = ev_lists_load (NULL, &error);
  g_assert_no_error (error);
}

static void
fixture_clear (Fixture *fixture)
{
  register_free (fixture->reg);
  ev_lists_free (fixture->lists);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static const Fault *
fault_at (guint row)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (faults[i].row == row)
      return &faults[i];
  return NULL;
}

/* What stands in a sound row; no two rows are alike. */
static char *
sound_cell (guint row, const char *column)
{
  static const char *const syllables[] = { "ba",   "mi",  "tor", "zek", "lu",
                                           "gash", "ren", "dop", "vuc", "she" };
  static const char *const given[] = { "Agim", "Drita", "Jovan", "=Milica", "Bekim", "Senada" };

  if (strcmp (column, "given_name") == 0)
    return g_strdup (given[row % G_N_ELEMENTS (given)]);
  if (strcmp (column, "family_name") == 0)
    return g_strdup_printf ("%s%s%s%s", syllables[row / 1000], syllables[row / 100 % 10],
                            syllables[row / 10 % 10], syllables[row % 10]);
  if (strcmp (column, "birth_year") == 0)
    return g_strdup_printf ("%u", 1950 + row % 50);
  if (strcmp (column, "phone") == 0)
    return g_strdup_printf ("044 %06u", row);
  return g_strdup (strcmp (column, "gender") == 0         ? "Женски"
                   : strcmp (column, "community") == 0    ? "Turk"
                   : strcmp (column, "municipality") == 0 ? "prizren"
                   : strcmp (column, "consent") == 0      ? "paper"
                                                          : "OJQ Lulja");
}

static void
append_cell (GString *csv, guint row, const char *column)
{
  const Fault *fault = fault_at (row);
  g_autofree char *sound = sound_cell (row, column);

  if (fault == NULL || strcmp (fault->column, column) != 0)
    g_string_append (csv, sound);
  else if (fault->cell != NULL)
    g_string_append (csv, fault->cell);
  else
    for (guint i = 0; i < LONG_FIELD; i++)
      g_string_append_c (csv, 'x');
}

/* ROWS rows with all faults among them. */
static EvTable *
faulty_table (void)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  EvTable *table;

  for (guint i = 0; i < COLUMNS; i++)
    g_string_append_printf (csv, "%s%s", i > 0 ? "," : "", columns[i]);
  g_string_append_c (csv, '\n');
  for (guint row = 2; row < ROWS + 2; row++)
    for (guint i = 0; i < COLUMNS; i++) {
      append_cell (csv, row, columns[i]);
      g_string_append_c (csv, i + 1 < COLUMNS ? ',' : '\n');
    }
  table = ev_table_parse (csv->str, csv->len, &error);
  g_assert_no_error (error);
  return table;
}

static gint64
count_people (Fixture *fixture)
{
  return ev_store_count (fixture->reg->store, EV_KIND_PERSON, NULL);
}

/* Nothing was written, and all is well. */
static void
assert_untouched (Fixture *fixture)
{
  g_autofree char *changes = register_sql (fixture->reg, "SELECT count (*) FROM change");
  g_autoptr (GPtrArray) problems = ev_backup_check (fixture->reg->store, NULL);

  g_assert_cmpint (count_people (fixture), ==, 0);
  g_assert_cmpstr (changes, ==, "0");
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
assert_refusals (const EvImportOutcome *outcome)
{
  for (guint i = 0; i < outcome->refused->len; i++) {
    const EvImportRefusal *refusal = outcome->refused->pdata[i];
    g_test_message ("row %u, %s: %s", refusal->row, refusal->field,
                    ev_reason_name (refusal->reason));
    g_assert_cmpuint (i, <, G_N_ELEMENTS (faults));
    g_assert_cmpuint (refusal->row, ==, faults[i].row);
    g_assert_cmpstr (refusal->field, ==, faults[i].field);
    g_assert_cmpint (refusal->reason, ==, faults[i].reason);
  }
  g_assert_cmpuint (outcome->refused->len, ==, G_N_ELEMENTS (faults));
}

static void
test_good_rows (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_auto (EvImportOutcome) outcome = { 0 };
  g_autoptr (EvTable) table = faulty_table ();
  g_autoptr (GError) error = NULL;
  EvImportOptions options = { 0 };

  fixture_init (&fixture);
  g_assert_true (
      ev_import_run (fixture.reg->store, fixture.lists, table, &options, &outcome, NULL, &error));
  g_assert_no_error (error);
  assert_refusals (&outcome);
  g_assert_cmpuint (outcome.rows, ==, ROWS);
  g_assert_cmpuint (outcome.people_matched, ==, 0);
  g_assert_cmpuint (outcome.people_added, ==, ROWS - G_N_ELEMENTS (faults));
  g_assert_cmpint (count_people (&fixture), ==, ROWS - G_N_ELEMENTS (faults));
}

static void
test_none_if_strict (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_auto (EvImportOutcome) outcome = { 0 };
  g_autoptr (EvTable) table = faulty_table ();
  g_autoptr (GError) error = NULL;
  EvImportOptions options = { .strict = TRUE };

  fixture_init (&fixture);
  g_assert_false (
      ev_import_run (fixture.reg->store, fixture.lists, table, &options, &outcome, NULL, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_INVALID);
  assert_refusals (&outcome);
  assert_untouched (&fixture);
}

static void
test_dry_run (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_auto (EvImportOutcome) outcome = { 0 };
  g_autoptr (EvTable) table = faulty_table ();
  EvImportOptions options = { .dry_run = TRUE };

  fixture_init (&fixture);
  g_assert_true (
      ev_import_run (fixture.reg->store, fixture.lists, table, &options, &outcome, NULL, NULL));
  assert_refusals (&outcome);
  g_assert_cmpuint (outcome.people_added, ==, ROWS - G_N_ELEMENTS (faults));
  assert_untouched (&fixture);
}

static void
stop_half_way (guint done, guint rows, gpointer data)
{
  g_assert_cmpuint (rows, ==, ROWS);
  g_assert_cmpuint (done, <=, rows / 2);
  if (done >= rows / 2)
    g_cancellable_cancel (data);
}

static void
test_cancel (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_auto (EvImportOutcome) outcome = { 0 };
  g_autoptr (EvTable) table = faulty_table ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  EvImportOptions options = { .progress = stop_half_way, .data = cancellable };

  fixture_init (&fixture);
  g_assert_false (ev_import_run (fixture.reg->store, fixture.lists, table, &options, &outcome,
                                 cancellable, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_CANCELLED);
  g_assert_cmpuint (outcome.rows, >=, ROWS / 2);
  assert_untouched (&fixture);
}

/* Files of which no row can be believed. */
static void
test_unreadable (void)
{
  static const struct {
    const char *what, *bytes;
    gsize length;
  } cases[] = {
#define CASE(what, text) { what, text, sizeof text - 1 }
    CASE ("no column of names", "family_name,phone\nHoxha,1\n"),
    CASE ("Windows-1250", "given_name\nMilo\x9a\n"),
    CASE ("NUL", "given_name\nAr\0ta\n"),
    CASE ("unclosed quote", "given_name,phone\nArta,1\n\"Agim,2\n"),
    CASE ("half a UTF-16", "\xff\xfe"
                           "a\0b"),
    CASE ("empty", ""),
#undef CASE
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Fixture) fixture = { 0 };
    g_auto (EvImportOutcome) outcome = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (EvTable) table = ev_table_parse (cases[i].bytes, cases[i].length, &error);
    EvImportOptions options = { 0 };

    g_test_message ("%s", cases[i].what);
    fixture_init (&fixture);
    if (table != NULL)
      g_assert_false (ev_import_run (fixture.reg->store, fixture.lists, table, &options, &outcome,
                                     NULL, &error));
    g_assert_error (error, EV_ERROR, EV_ERROR_MALFORMED);
    assert_untouched (&fixture);
  }
}

/* One row under headings of `language`. */
static char *
file_in (const EvLists *lists, EvLanguage language, char separator)
{
  GString *csv = g_string_new (NULL);

  for (guint i = 0; i < COLUMNS; i++)
    g_string_append_printf (csv, "%s%c", ev_lists_name (lists, "field", columns[i], language),
                            i + 1 < COLUMNS ? separator : '\n');
  for (guint i = 0; i < COLUMNS; i++) {
    g_autofree char *cell = sound_cell (2, columns[i]);
    g_string_append_printf (csv, "%s%c", cell, i + 1 < COLUMNS ? separator : '\n');
  }
  return g_string_free (csv, FALSE);
}

static void
assert_taken (Fixture *fixture, const char *bytes, gsize length)
{
  g_auto (EvImportOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (EvTable) table = ev_table_parse (bytes, length, &error);
  EvImportOptions options = { .dry_run = TRUE };

  g_assert_no_error (error);
  g_assert_true (
      ev_import_run (fixture->reg->store, fixture->lists, table, &options, &outcome, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.ignored->len, ==, 0);
  g_assert_cmpuint (outcome.refused->len, ==, 0);
  g_assert_cmpuint (outcome.people_added, ==, 1);
}

/* Headings of our own exports in each language, with each separator, in each encoding. */
static void
test_forms_of_files (void)
{
  static const EvLanguage languages[] = { EV_LANGUAGE_SQ, EV_LANGUAGE_SR, EV_LANGUAGE_SR_LATIN,
                                          EV_LANGUAGE_EN };
  static const char separators[] = ",;\t";
  g_auto (Fixture) fixture = { 0 };

  fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    for (guint k = 0; k < 3; k++) {
      g_autofree char *plain = file_in (fixture.lists, languages[i], separators[k]);
      g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", plain, NULL);
      g_autofree char *wide = NULL;
      gsize length;
      assert_taken (&fixture, plain, strlen (plain));
      assert_taken (&fixture, marked, strlen (marked));
      wide = g_convert (plain, -1, "UTF-16", "UTF-8", NULL, &length, NULL);
      assert_taken (&fixture, wide, length);
    }
}

/* Those known are found in other spellings, the doubtful are proposed, and who is wrong is refused
 * even where she is known. */
static void
test_roster (void)
{
  static const char csv[] = "given_name,family_name,birth_year,municipality,phone\n"
                            "Арта,Хоџа,1990,prizren,\n"       /* known, in another script */
                            "Hodža,Arta,1990,prizren,044 1\n" /* known, exchanged */
                            "Cemil,Safci,,,\n"                /* perhaps */
                            "Zana,Kelmendi,1980,peja,\n"      /* one of two */
                            "Arta,Hoxha,1850,prizren,044 111 222\n"
                            "Njomza,Zogaj,2001,,\n";
  g_auto (Fixture) fixture = { 0 };
  g_auto (EvImportOutcome) outcome = { 0 };
  g_autoptr (EvTable) table = ev_table_parse (csv, sizeof csv - 1, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *arta = NULL, *xhemil = NULL, *event = NULL, *phone = NULL, *name = NULL;
  Register *reg;
  EvImportOptions options = { 0 };

  fixture_init (&fixture);
  reg = fixture.reg;
  arta = register_write (reg, EV_KIND_PERSON, NULL, "given_name", "Arta", "family_name", "Hoxha",
                         "birth_year", "1990", "municipality", "prizren", "phone", "044 111 222",
                         NULL);
  xhemil = register_person (reg, "Xhemil", "Safçi");
  for (guint i = 0; i < 2; i++)
    g_free (register_write (reg, EV_KIND_PERSON, NULL, "given_name", "Zana", "family_name",
                            "Kelmendi", "birth_year", "1980", "municipality", "peja", NULL));
  event = register_write (reg, EV_KIND_EVENT, NULL, "title", "Debate", "type", "training", NULL);
  for (guint i = 0; i < 2; i++)
    g_free (
        register_write (reg, EV_KIND_SESSION, NULL, "event", event, "date", "2025-06-15", NULL));
  options.event = event;
  g_assert_true (
      ev_import_run (reg->store, fixture.lists, table, &options, &outcome, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.people_matched, ==, 2);
  for (guint i = 0; i < 2; i++) {
    const EvImportMatch *match = outcome.matches->pdata[i];
    g_assert_cmpuint (match->row, ==, i + 2);
    g_assert_cmpstr (match->person, ==, arta);
  }
  g_assert_cmpuint (outcome.doubts->len, ==, 2);
  g_assert_cmpuint (((EvImportDoubt *)outcome.doubts->pdata[0])->row, ==, 4);
  g_assert_cmpstr (((EvImportDoubt *)outcome.doubts->pdata[0])->known, ==, xhemil);
  g_assert_cmpuint (((EvImportDoubt *)outcome.doubts->pdata[1])->row, ==, 5);
  g_assert_cmpuint (outcome.refused->len, ==, 1);
  g_assert_cmpuint (((EvImportRefusal *)outcome.refused->pdata[0])->row, ==, 6);
  g_assert_cmpuint (outcome.people_added, ==, 3);
  g_assert_cmpuint (outcome.attendance_added, ==, 8);
  phone = register_text (reg, EV_KIND_PERSON, arta, "phone");
  name = register_text (reg, EV_KIND_PERSON, arta, "family_name");
  g_assert_cmpstr (phone, ==, "044 111 222");
  g_assert_cmpstr (name, ==, "Hoxha");
}

/* Blanks are filled; who was merged is found under her survivor. */
static void
test_blanks (void)
{
  static const char csv[] = "given_name,family_name,birth_year,phone,community,consent\n"
                            "Arta,Gashi,1990,044 111 222,roma,paper\n";
  g_auto (Fixture) fixture = { 0 };
  g_auto (EvImportOutcome) outcome = { 0 };
  g_autoptr (EvTable) table = ev_table_parse (csv, sizeof csv - 1, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *hoxha = NULL, *gashi = NULL, *phone = NULL, *community = NULL;
  EvImportOptions options = { 0 };

  fixture_init (&fixture);
  hoxha = register_person (fixture.reg, "Arta", "Hoxha");
  gashi = register_write (fixture.reg, EV_KIND_PERSON, NULL, "given_name", "Arta", "family_name",
                          "Gashi", "birth_year", "1990", "merged_into", hoxha, NULL);
  g_assert_true (
      ev_import_run (fixture.reg->store, fixture.lists, table, &options, &outcome, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.people_matched, ==, 1);
  g_assert_cmpstr (((EvImportMatch *)outcome.matches->pdata[0])->person, ==, hoxha);
  phone = register_text (fixture.reg, EV_KIND_PERSON, hoxha, "phone");
  community = register_text (fixture.reg, EV_KIND_PERSON, hoxha, "community");
  g_assert_cmpstr (phone, ==, "044 111 222");
  g_assert_cmpstr (community, ==, "roma");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/good-rows", test_good_rows);
  g_test_add_func ("/import/none-if-strict", test_none_if_strict);
  g_test_add_func ("/import/dry-run", test_dry_run);
  g_test_add_func ("/import/cancel", test_cancel);
  g_test_add_func ("/import/unreadable", test_unreadable);
  g_test_add_func ("/import/forms-of-files", test_forms_of_files);
  g_test_add_func ("/import/roster", test_roster);
  g_test_add_func ("/import/blanks", test_blanks);
  return g_test_run ();
}
