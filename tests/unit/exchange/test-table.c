/* Tables of strangers: encodings, separators, what is refused, formulas. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "exchange/table.h"

static char *
joined (const EvTable *table)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < table->heading->len; i++)
    g_string_append_printf (out, "%s|", ev_table_cell (table->heading, i));
  for (guint r = 0; r < table->rows->len; r++) {
    const GPtrArray *row = table->rows->pdata[r];
    g_string_append_c (out, '/');
    for (guint i = 0; i < row->len; i++)
      g_string_append_printf (out, "%s|", ev_table_cell (row, i));
  }
  return g_string_free (out, FALSE);
}

static void
test_read (void)
{
  static const struct {
    const char *bytes;
    gsize length;
    const char *expected;
  } cases[] = {
#define CASE(text, expected) { text, sizeof text - 1, expected }
    CASE ("a,b\n1,2\n", "a|b|/1|2|"),
    CASE ("a,b\r\n1,2\r\n\r\n3,4", "a|b|/1|2|//3|4|"),
    CASE ("a,b\r1,2\r", "a|b|/1|2|"),
    CASE ("\xef\xbb\xbf"
          "ime;prezime\nАна;\"Š, ć\"\n",
          "ime|prezime|/Ана|Š, ć|"),
    CASE ("a\tb\n1\t2\n", "a|b|/1|2|"),
    CASE ("a,b\n\"x\"\"y\",\"two\nlines\"\n", "a|b|/x\"y|two\nlines|"),
    CASE ("\xff\xfe"
          "a\0,\0b\0\n\0"
          "1\0,\0\x4f\x04\n\0",
          "a|b|/1|я|"),
    CASE ("\"a;b\",c\n1,2\n", "a;b|c|/1|2|"),
#undef CASE
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EvTable) table = ev_table_parse (cases[i].bytes, cases[i].length, &error);
    g_autofree char *got = NULL;
    g_assert_no_error (error);
    got = joined (table);
    g_assert_cmpstr (got, ==, cases[i].expected);
  }
}

static void
test_refused (void)
{
  static const struct {
    const char *bytes;
    gsize length;
  } cases[] = {
#define CASE(text) { text, sizeof text - 1 }
    CASE (""),
    CASE ("\n\n"),
    CASE ("a,b\n\"unclosed,2\n"),
    CASE ("a,b\nx\"y\",2\n"),
    CASE ("a,b\n1\0,2\n"),
    CASE ("a,b\n\xe8,2\n"),
    CASE ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
#undef CASE
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EvTable) table = ev_table_parse (cases[i].bytes, cases[i].length, &error);
    g_assert_error (error, EV_ERROR, EV_ERROR_MALFORMED);
    g_assert_null (table);
  }
}

/* What no table can hold is named with the row it stands in, as a spreadsheet counts. */
static void
test_row_of_fault (void)
{
  static const struct {
    const char *bytes;
    gsize length;
    const char *row;
  } cases[] = {
#define CASE(text, row) { text, sizeof text - 1, row }
    CASE ("a,b\n1,2\n3\0,4\n", "row 3:"),
    CASE ("a,b\r\n1,2\r\n\xe8,4\r\n", "row 3:"),
    CASE ("a,b\r1,2\r\xe8,4\r", "row 3:"),
    CASE ("a,b\n\"two\nlines\",2\n\xe8,4\n", "row 3:"),
    CASE ("\xe8,b\n", "row 1:"),
    CASE ("\xff\xfe"
          "a\0\n\0b\0\n\0\0\xd8",
          "row 3:"),
#undef CASE
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (ev_table_parse (cases[i].bytes, cases[i].length, &error));
    g_assert_error (error, EV_ERROR, EV_ERROR_MALFORMED);
    g_assert_true (g_str_has_prefix (error->message, cases[i].row));
  }
}

static void
test_formulas (void)
{
  static const struct {
    const char *cell, *written;
  } cases[] = {
    { "=1+1", "'=1+1" },     { "@SUM(A1)", "'@SUM(A1)" },
    { "-2", "'-2" },         { "+383 44 012 345", "+383 44 012 345" },
    { "+cmd|x", "'+cmd|x" }, { "a\"b", "\"a\"\"b\"" },
    { "a,b", "\"a,b\"" },    { "Ана", "Ана" },
    { "'tis", "'tis" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) cells = g_ptr_array_new ();
    g_autoptr (GString) csv = g_string_new ("h\r\n");
    g_autofree char *expected = g_strdup_printf ("h\r\n%s\r\n", cases[i].written);
    g_autoptr (EvTable) back = NULL;

    g_ptr_array_add (cells, (gpointer)cases[i].cell);
    ev_table_append_row (csv, cells);
    g_assert_cmpstr (csv->str, ==, expected);
    back = ev_table_parse (csv->str, csv->len, NULL);
    g_assert_cmpstr (ev_table_plain (ev_table_cell (back->rows->pdata[0], 0)), ==, cases[i].cell);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/table/read", test_read);
  g_test_add_func ("/exchange/table/refused", test_refused);
  g_test_add_func ("/exchange/table/row-of-fault", test_row_of_fault);
  g_test_add_func ("/exchange/table/formulas", test_formulas);
  return g_test_run ();
}
