/* The rows of a report straight from a register: merged, erased, deleted and unknown people. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register.h"
#include "report/fixed.h"
#include "report/json.h"
#include "report/register.h"
#include "store/access.h"
#include "store/people-erase.h"
#include "store/people-merge.h"
#include "store/published.h"

#include <string.h>

#include "example.h"

typedef struct {
  Register *reg;
  EvLists *lists;
  char *event, *session;
} Fixture;

static void
fixture_init (Fixture *fixture)
{
  Register *reg = register_new ();
  *fixture = (Fixture){ .reg = reg, .lists = example_lists () };
  fixture->event = register_write (reg, EV_KIND_EVENT, NULL, "title", "Training", "type",
                                   "training", "municipality", "viti", NULL);
  fixture->session = register_write (reg, EV_KIND_SESSION, NULL, "event", fixture->event, "date",
                                     "2025-03-01", NULL);
}

static void
fixture_clear (Fixture *fixture)
{
  register_free (fixture->reg);
  ev_lists_free (fixture->lists);
  g_free (fixture->event);
  g_free (fixture->session);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
attend (Fixture *fixture, const char *person)
{
  g_autofree char *id = ev_id_derive (fixture->session, person);
  g_free (register_write (fixture->reg, EV_KIND_ATTENDANCE, id, "status", "present", NULL));
}

static EvReport *
report_of (Fixture *fixture, EvAudience audience)
{
  g_autoptr (GError) error = NULL;
  EvRegisterWish wish = { .filter = { .as_of = "2025-12-31" }, .audience = audience };
  EvReport *report = ev_register_report (fixture->reg->store, fixture->lists, &wish, NULL, &error);
  g_assert_no_error (error);
  return report;
}

static double
count_in (const EvReport *report, const char *table, const char *row)
{
  const EvGrid *grid = ev_report_table (report, table);
  gint line = ev_grid_find_row (grid, row);
  return line < 0 ? 0 : ev_grid_cell (grid, (guint)line, 0)->value;
}

/* Two who are one count once, the blanks of the one who stays filled whole group by group. */
static void
test_merged (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  fixture_init (&fixture);
  g_autofree char *keep = register_write (fixture.reg, EV_KIND_PERSON, NULL, "given_name", "Arta",
                                          "consent", "paper", NULL);
  g_autofree char *other = register_write (
      fixture.reg, EV_KIND_PERSON, NULL, "given_name", "Artë", "gender", "female", "consent",
      "paper", "community", "serb", "municipality", "viti", "birth_year", "1990", NULL);
  attend (&fixture, keep);
  attend (&fixture, other);
  g_free (ev_people_merge (fixture.reg->store, keep, other, &error));
  g_assert_no_error (error);
  g_autoptr (EvReport) report = report_of (&fixture, EV_AUDIENCE_INTERNAL);
  g_assert_cmpfloat (ev_report_indicator (report, "R05")->exact.value, ==, 1);
  g_assert_cmpfloat (count_in (report, "gender", "female"), ==, 1);
  g_assert_cmpfloat (count_in (report, "municipality", "viti"), ==, 1);
  g_assert_cmpfloat (count_in (report, "age", "d_30_44"), ==, 1);
  /* Her own consent stands, and says no community. */
  g_assert_cmpfloat (count_in (report, "community", "not_stated"), ==, 1);
}

/* Who was erased, and who has not arrived, counts as not stated; who was deleted does not count. */
static void
test_hidden (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  fixture_init (&fixture);
  g_autofree char *erased = register_write (fixture.reg, EV_KIND_PERSON, NULL, "given_name", "Ana",
                                            "gender", "female", NULL);
  g_autofree char *deleted = register_write (fixture.reg, EV_KIND_PERSON, NULL, "given_name",
                                             "Besa", "gender", "female", NULL);
  attend (&fixture, erased);
  attend (&fixture, deleted);
  attend (&fixture, "0123456789ABC-77");
  g_free (register_write (fixture.reg, EV_KIND_PERSON, deleted, "deleted", "1", NULL));
  g_assert_true (ev_people_erase (fixture.reg->store, erased, NULL, &error));
  g_assert_no_error (error);
  g_autoptr (EvReport) report = report_of (&fixture, EV_AUDIENCE_INTERNAL);
  g_assert_cmpfloat (ev_report_indicator (report, "R05")->exact.value, ==, 2);
  g_assert_cmpfloat (count_in (report, "gender", "not_stated"), ==, 2);
  g_assert_cmpfloat (count_in (report, "gender", "female"), ==, 0);
}

static void
stop (guint64 done, guint64 all, gpointer data)
{
  g_cancellable_cancel (data);
}

/* A reading of many rows tells how far it is, and can be stopped. */
static void
test_cancel (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  EvRegisterWatch watch = { stop, cancellable, cancellable };
  fixture_init (&fixture);
  g_free (register_sql (fixture.reg,
                        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
                        " i < 9000) INSERT INTO person (id, given_name, versions) SELECT 'A-' || i,"
                        " 'A', '{}' FROM n"));
  g_assert_null (ev_register_rows_watched (fixture.reg->store, fixture.lists, &watch, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_CANCELLED);
}

/* What is published stands as it was, and the next report is checked against it. */
static void
test_published (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  fixture_init (&fixture);
  for (guint i = 0; i < 20; i++) {
    g_autofree char *person =
        register_write (fixture.reg, EV_KIND_PERSON, NULL, "given_name", "Ana", "gender",
                        i % 2 == 0 ? "female" : "male", NULL);
    attend (&fixture, person);
  }
  g_autoptr (EvReport) first = report_of (&fixture, EV_AUDIENCE_PUBLIC);
  g_autoptr (EvJson) json = ev_report_json (first, fixture.lists);
  g_autofree char *text = ev_json_print (json);
  g_autofree char *id = ev_published_add (fixture.reg->store, text, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) list = ev_published_list (fixture.reg->store, &error);
  const EvPublished *kept = list->pdata[0];
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (kept->id, ==, id);
  g_assert_cmpstr (kept->report, ==, text);

  g_assert_true (ev_report_indicator (first, "R05")->exact.known);
  g_autofree char *more = register_write (fixture.reg, EV_KIND_PERSON, NULL, "given_name", "Zef",
                                          "gender", "male", NULL);
  attend (&fixture, more);
  g_autoptr (EvReport) second = report_of (&fixture, EV_AUDIENCE_PUBLIC);
  g_assert_false (ev_report_indicator (second, "R05")->exact.known);
}

/* Read back from JSON, a report writes the same JSON: figures, hidden cells, wordings. */
static void
test_fixed (void)
{
  g_autoptr (EvLists) lists = example_lists ();
  g_autoptr (EvReportSource) source = example_source (lists);
  for (guint audience = 0; audience < 2; audience++) {
    EvReportRequest request = { .filter = { .to = "2024-03-31", .as_of = "2024-12-31" },
                                .audience = (EvAudience)audience,
                                .project_name = "Forums" };
    g_autoptr (GError) error = NULL;
    g_autoptr (EvReport) report = ev_report_new (source, &request, &error);
    g_assert_no_error (error);
    g_autoptr (EvJson) json = ev_report_json (report, lists);
    g_autoptr (EvReport) again = ev_fixed_report (json, &error);
    g_assert_no_error (error);
    g_autoptr (EvJson) same = ev_report_json (again, lists);
    g_autofree char *before = ev_json_print (json), *after = ev_json_print (same);
    g_assert_cmpstr (before, ==, after);
  }
}

static void
test_fixed_refused (void)
{
  static const char *const texts[] = {
    "{}",
    "[]",
    "{\"tables\":[]}",
    "{\"tables\":[],\"indicators\":[]}",
    "{\"tables\":[{}],\"indicators\":{}}",
    "{\"tables\":[{\"code\":\"a\",\"rows\":[],\"columns\":[],\"population\":\"x\"}],"
    "\"indicators\":{}}",
  };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EvJson) json = cJSON_Parse (texts[i]);
    g_assert_null (ev_fixed_report (json, &error));
    g_assert_error (error, EV_ERROR, EV_ERROR_MALFORMED);
  }
}

/* What was noted can neither be changed nor taken away. */
static void
test_access (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autoptr (GError) error = NULL;
  g_assert_true (ev_access_note (reg->store, EV_ACCESS_EXPORT, "people", "the donor asks", &error));
  g_autofree char *changed = register_sql (reg, "UPDATE access SET reason = 'none'");
  g_autofree char *dropped = register_sql (reg, "DELETE FROM access");
  g_autoptr (GPtrArray) list = ev_access_list (reg->store, &error);
  const EvAccess *entry = list->pdata[0];
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (entry->kind, ==, EV_ACCESS_EXPORT);
  g_assert_cmpstr (entry->subject, ==, "people");
  g_assert_cmpstr (entry->reason, ==, "the donor asks");
  g_assert_cmpstr (entry->device, ==, ev_store_device (reg->store));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/register/merged", test_merged);
  g_test_add_func ("/report/register/hidden", test_hidden);
  g_test_add_func ("/report/register/cancel", test_cancel);
  g_test_add_func ("/report/register/published", test_published);
  g_test_add_func ("/report/register/access", test_access);
  g_test_add_func ("/report/fixed/same", test_fixed);
  g_test_add_func ("/report/fixed/refused", test_fixed_refused);
  return g_test_run ();
}
