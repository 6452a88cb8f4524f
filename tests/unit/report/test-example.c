/* The worked example: every indicator exactly, and its published wording. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "example.h"
#include "report/report.h"

static const struct {
  const char *code;
  double exact;
  const char *unit, *wording;
} rows[] = {
  { "R01", 1200, "people", "1,200" },
  { "R02", 4, "events", "4" },
  { "R03", 2, "events", "2" },
  { "R04", 202, "participations", NULL },
  { "R05", 198, "people", "about 200" },
  { "R06", 51.0, "%", "51.0%, balanced" },
  { "R07", 92.6, "%", "92.6%" },
  { "R08", 30, "events", "about 30" },
  { "R09", 150, "people", "about 150" },
  { "R10", 137, "people", "more than 135" },
  { "R11", 598, "attendances", NULL },
  { "R12", 11, "responses", "11" },
  { "R13", 6, "startups", "6" },
  { "R14", 9000, "EUR", "€9,000" },
  { "R15", 10, "projects", "10" },
  { "R16", 5000, "EUR", "€5,000" },
  { "R17", 17, "videos", "17" },
  { "R18", 15, "videos", "15" },
  { "R19", 10040, "reach", "about 10,000" },
  { "R20", 400000, "reach", "400,000" },
  { "R21", 2, "reports", "2" },
  { "R22", 4000, "accesses", "4,000" },
  { "R23", 332, "people", NULL },
  { "R24", 2660, "people", NULL },
  { "R25", 2992, "people", "about 3,000" },
  { "R26", 6, "municipalities", "6" },
};

static EvReport *
build (EvAudience audience)
{
  static EvLists *lists;
  g_autoptr (GError) error = NULL;
  if (lists == NULL)
    lists = example_lists ();
  g_autoptr (EvReportSource) source = example_source (lists);
  EvReportRequest request = { .audience = audience, .filter = { .as_of = "2024-02-29" } };
  EvReport *report = ev_report_new (source, &request, &error);
  g_assert_no_error (error);
  return report;
}

static void
test_indicators (void)
{
  g_autoptr (EvReport) report = build (EV_AUDIENCE_INTERNAL);
  g_assert_cmpuint (report->indicators->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const EvIndicatorValue *value = ev_report_indicator (report, rows[i].code);
    g_test_message ("%s", rows[i].code);
    g_assert_nonnull (value);
    g_assert_true (value->exact.known);
    g_assert_cmpfloat (value->exact.value, ==, rows[i].exact);
    g_assert_cmpstr (value->unit, ==, rows[i].unit);
    g_assert_cmpstr (value->wording, ==, rows[i].wording);
  }
  g_assert_cmpuint (report->open_duplicates, ==, 3);
}

/* 198 + 150 + 92 + 11 + 2660 = 3111 adds people that are the same. */
static void
test_no_common_mistake (void)
{
  g_autoptr (EvReport) report = build (EV_AUDIENCE_INTERNAL);
  for (guint i = 0; i < report->indicators->len; i++) {
    const EvIndicatorValue *value = g_ptr_array_index (report->indicators, i);
    g_assert_cmpfloat (value->exact.value, !=, 3111);
    g_assert_cmpfloat (value->exact.value, !=, 198 + 150 + 92 + 11);
  }
}

typedef struct {
  const char *row;
  double value;
} Line;

static void
assert_lines (const EvGrid *table, const Line *lines, guint count, guint column)
{
  g_assert_nonnull (table);
  g_assert_cmpuint (table->n_rows, ==, count);
  for (guint i = 0; i < count; i++) {
    g_assert_cmpstr (table->row_codes[i], ==, lines[i].row);
    g_assert_false (ev_grid_cell (table, i, column)->hidden);
    g_assert_cmpfloat (ev_grid_cell (table, i, column)->value, ==, lines[i].value);
  }
}

static void
test_community_inside (void)
{
  static const Line lines[] = { { "albanian", 96 },  { "serb", 71 },  { "bosniak", 3 },
                                { "turkish", 2 },    { "roma", 9 },   { "ashkali", 8 },
                                { "not_stated", 9 }, { "total", 198 } };
  g_autoptr (EvReport) report = build (EV_AUDIENCE_INTERNAL);
  assert_lines (ev_report_table (report, "training_community"), lines, G_N_ELEMENTS (lines), 0);
}

static void
test_community_published (void)
{
  static const Line lines[] = { { "albanian", 96 }, { "serb", 71 },        { "roma", 9 },
                                { "ashkali", 8 },   { "other_merged", 5 }, { "not_stated", 9 },
                                { "total", 198 } };
  g_autoptr (EvReport) report = build (EV_AUDIENCE_PUBLIC);
  assert_lines (ev_report_table (report, "training_community"), lines, G_N_ELEMENTS (lines), 0);
}

static guint
column_of (const EvGrid *table, const char *code)
{
  guint column = 0;

  while (!g_str_equal (table->column_codes[column], code))
    column++;
  return column;
}

static void
test_forums (void)
{
  static const Line participants[] = { { "gracanica", 26 }, { "kamenica", 25 },
                                       { "lipjan", 25 },    { "mitrovica-south", 24 },
                                       { "strpce", 26 },    { "viti", 24 },
                                       { "total", 150 } };
  static const double active[] = { 24, 23, 22, 22, 24, 22, 137 };
  g_autoptr (EvReport) report = build (EV_AUDIENCE_INTERNAL);
  const EvGrid *table = ev_report_table (report, "forums");
  guint column = column_of (table, "active");
  g_assert_cmpuint (table->n_rows, ==, G_N_ELEMENTS (participants));
  for (guint i = 0; i < G_N_ELEMENTS (participants); i++) {
    gint row = ev_grid_find_row (table, participants[i].row);
    g_assert_cmpint (row, >=, 0);
    g_assert_cmpfloat (ev_grid_cell (table, (guint)row, 0)->value, ==, participants[i].value);
    g_assert_cmpfloat (ev_grid_cell (table, (guint)row, column)->value, ==, active[i]);
  }
  guint average = column_of (table, "average");
  g_assert_cmpfloat_with_epsilon (ev_grid_cell (table, table->n_rows - 1, average)->value, 19.9,
                                  0.05);
}

/* Every table of people adds up to its total, and tables of the same people to the same. */
static void
test_tables_add_up (void)
{
  static const char *const codes[] = { "gender", "community", "age", "municipality",
                                       "community_gender" };
  g_autoptr (EvReport) report = build (EV_AUDIENCE_INTERNAL);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    const EvGrid *table = ev_report_table (report, codes[i]);
    double sum = 0;
    guint last = table->n_columns - 1;
    for (guint r = 0; r + 1 < table->n_rows; r++)
      sum += ev_grid_cell (table, r, last)->value;
    g_assert_cmpfloat (sum, ==, ev_grid_cell (table, table->n_rows - 1, last)->value);
    g_assert_cmpfloat (sum, ==, 332);
    g_assert_cmpint (ev_grid_find_row (table, "not_stated"), >=, 0);
  }
}

static void
test_internal_stays_inside (void)
{
  g_autoptr (EvReport) report = build (EV_AUDIENCE_PUBLIC);
  g_assert_null (ev_report_indicator (report, "R04"));
  g_assert_null (ev_report_indicator (report, "R23"));
  g_assert_cmpstr (ev_report_indicator (report, "R05")->wording, ==, "about 200");
  g_assert_cmpstr (ev_report_indicator (report, "R25")->wording, ==, "about 3,000");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/example/indicators", test_indicators);
  g_test_add_func ("/report/example/no-common-mistake", test_no_common_mistake);
  g_test_add_func ("/report/example/community-inside", test_community_inside);
  g_test_add_func ("/report/example/community-published", test_community_published);
  g_test_add_func ("/report/example/forums", test_forums);
  g_test_add_func ("/report/example/tables-add-up", test_tables_add_up);
  g_test_add_func ("/report/example/internal-stays-inside", test_internal_stays_inside);
  return g_test_run ();
}
