/* Counting: what is held, who counts, and each person once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "example.h"
#include "report/people.h"
#include "report/report.h"

static const EvLists *
lists (void)
{
  static EvLists *loaded;
  if (loaded == NULL)
    loaded = example_lists ();
  return loaded;
}

static guint
person (EvReportSource *source, const char *id, gint birth_year)
{
  EvReportPerson row = { .id = id, .gender = "female", .birth_year = birth_year };
  return ev_report_source_add_person (source, &row);
}

static guint
event (EvReportSource *source, const char *type, const char *state, gboolean cancelled)
{
  EvReportEvent row = {
    .type = type, .municipality = "viti", .state = state, .cancelled = cancelled
  };
  return ev_report_source_add_event (source, &row);
}

static guint
meet (EvReportSource *source, guint event_row, const char *date, guint who, const char *status,
      const char *role)
{
  guint session = ev_report_source_add_session (source, NULL, event_row, date);
  ev_report_source_add_attendance (source, session, who, status, role);
  return session;
}

static EvTally *
tally (const EvReportSource *source, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  EvReportFilter filter = { .from = from, .to = to, .as_of = "2024-06-30" };
  EvTally *made = ev_tally_new (source, &filter, &error);
  g_assert_no_error (error);
  return made;
}

static guint
unique (const EvTally *selection)
{
  g_autoptr (EvPeople) people = ev_people_new (ev_tally_source (selection));
  ev_tally_add_participants (selection, NULL, people);
  return people->count;
}

static void
test_held (void)
{
  g_autoptr (EvReportSource) source = ev_report_source_new (lists ());
  guint who = person (source, "a", 1990);
  static const struct {
    const char *state;
    gboolean cancelled;
    const char *date, *status;
    guint held;
  } cases[] = {
    { "approved", FALSE, "2024-05-01", "present", 1 },
    { "approved", TRUE, "2024-05-01", "present", 0 },   /* cancelled */
    { "approved", FALSE, "2024-07-01", "present", 0 },  /* after the report's date */
    { "approved", FALSE, "2024-05-01", "absent", 1 },   /* nobody came, but it was held */
    { "planned", FALSE, "2024-05-01", "confirmed", 0 }, /* a draft */
    { NULL, FALSE, "2024-05-01", "confirmed", 0 },
    { "planned", FALSE, "2024-05-01", "walk_in", 1 }, /* presence proves it */
    { NULL, FALSE, "2024-05-01", "remote", 1 },
  };
  guint held = 0;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    meet (source, event (source, "training", cases[i].state, cases[i].cancelled), cases[i].date,
          who, cases[i].status, NULL);
    held += cases[i].held;
    g_autoptr (EvTally) selection = tally (source, NULL, NULL);
    g_assert_cmpuint (ev_tally_events (selection, NULL), ==, held);
  }
}

static void
test_who_counts (void)
{
  static const struct {
    const char *status, *role;
    guint counts;
  } cases[] = {
    { "present", NULL, 1 },
    { "late", "participant", 1 },
    { "left_early", "chair", 1 },
    { "remote", "forum_member", 1 },
    { "walk_in", "", 1 },
    { "absent", "participant", 0 },
    { "excused", NULL, 0 },
    { "registered", NULL, 0 },
    { "present", "trainer", 0 },
    { "present", "staff", 0 },
    { "present", "observer", 0 },
    { "present", "media", 0 },
    { "nonsense", "participant", 0 },
    { NULL, NULL, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EvReportSource) source = ev_report_source_new (lists ());
    guint who = person (source, "a", 1990);
    meet (source, event (source, "training", "approved", FALSE), "2024-05-01", who, cases[i].status,
          cases[i].role);
    g_autoptr (EvTally) selection = tally (source, NULL, NULL);
    g_assert_cmpuint (unique (selection), ==, cases[i].counts);
  }
}

/* Two records of one person, merged: attended beats not attended, and she counts once. */
static void
test_merged (void)
{
  g_autoptr (EvReportSource) source = ev_report_source_new (lists ());
  guint keep = person (source, "keep", 1990), found;
  ev_report_source_alias_person (source, "other", keep);
  g_assert_true (ev_report_source_find_person (source, "other", &found));
  g_assert_cmpuint (found, ==, keep);
  g_assert_false (ev_report_source_find_person (source, "nobody", &found));
  guint session = meet (source, event (source, "cfpi_meeting", NULL, FALSE), "2024-05-01", keep,
                        "absent", NULL);
  ev_report_source_add_attendance (source, session, found, "present", NULL);
  ev_report_source_add_attendance (source, session, keep, "present", NULL);
  g_autoptr (EvTally) selection = tally (source, NULL, NULL);
  g_assert_cmpuint (unique (selection), ==, 1);
  g_assert_cmpuint (ev_tally_participations (selection, NULL), ==, 1);
  g_assert_cmpuint (ev_tally_attendances (selection, NULL), ==, 1);
}

/* A training of five days over the edge of a period. */
static void
test_period (void)
{
  static const char *const dates[] = { "2024-03-29", "2024-03-30", "2024-03-31", "2024-04-01",
                                       "2024-04-02" };
  g_autoptr (EvReportSource) source = ev_report_source_new (lists ());
  guint who = person (source, "a", 1990), late = person (source, "b", 1990);
  guint training = event (source, "training", "approved", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++) {
    guint session = meet (source, training, dates[i], who, "present", NULL);
    if (i >= 3)
      ev_report_source_add_attendance (source, session, late, "present", NULL);
  }
  g_autoptr (EvTally) march = tally (source, "2024-03-01", "2024-03-31");
  g_assert_cmpuint (ev_tally_events (march, NULL), ==, 1);
  g_assert_cmpuint (ev_tally_attendances (march, NULL), ==, 3);
  g_assert_cmpuint (unique (march), ==, 1);
  g_autoptr (EvTally) april = tally (source, "2024-04-01", NULL);
  g_assert_cmpuint (unique (april), ==, 2);
  /* Two of two days in April, but two of five in all. */
  g_assert_cmpuint (ev_tally_completed (april, NULL, 80), ==, 1);
}

static void
test_undated (void)
{
  g_autoptr (EvReportSource) source = ev_report_source_new (lists ());
  EvReportResult result = { .type = "video_produced" };
  meet (source, event (source, "training", "approved", FALSE), "2024-02-30",
        person (source, "a", 1990), "present", NULL);
  ev_report_source_add_result (source, &result);
  g_autoptr (EvTally) all = tally (source, NULL, NULL);
  g_autoptr (EvTally) year = tally (source, "2024-01-01", NULL);
  g_assert_cmpuint (unique (all), ==, 1);
  g_assert_cmpuint (ev_tally_results (all, NULL).count, ==, 1);
  g_assert_cmpuint (unique (year), ==, 0);
  g_assert_cmpuint (ev_tally_results (year, NULL).count, ==, 0);
  g_assert_cmpuint (ev_tally_undated (year).sessions, ==, 1);
  g_assert_cmpuint (ev_tally_undated (year).results, ==, 1);
}

static void
test_active (void)
{
  static const struct {
    guint meetings, attended, active;
  } cases[] = { { 5, 3, 1 }, { 5, 2, 0 }, { 4, 2, 1 }, { 4, 1, 0 },
                { 1, 1, 1 }, { 3, 2, 1 }, { 3, 1, 0 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EvReportSource) source = ev_report_source_new (lists ());
    guint who = person (source, "a", 1990);
    for (guint m = 0; m < cases[i].meetings; m++)
      meet (source, event (source, "cfpi_meeting", "approved", FALSE), "2024-05-01", who,
            m < cases[i].attended ? "present" : "absent", NULL);
    g_autoptr (EvTally) selection = tally (source, NULL, NULL);
    g_autoptr (EvPeople) active = ev_people_new (source);
    ev_tally_add_active (selection, NULL, 50, active);
    g_assert_cmpuint (active->count, ==, cases[i].active);
  }
}

static void
test_results (void)
{
  static const char *const responses[] = { "government_response", NULL };
  static const char *const changes[] = { "policy_change", NULL };
  static const struct {
    const char *type, *status;
  } rows[] = { { "government_response", "done" }, { "policy_change", "answered" },
               { "concrete_action", NULL },       { "concrete_action", "raised" },
               { "policy_change", "refused" },    { "video_produced", "done" } };
  g_autoptr (EvReportSource) source = ev_report_source_new (lists ());
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    EvReportResult result = { .type = rows[i].type,
                              .status = rows[i].status,
                              .date = "2024-05-01" };
    ev_report_source_add_result (source, &result);
  }
  g_autoptr (EvTally) selection = tally (source, NULL, NULL);
  g_assert_cmpuint (ev_tally_results (selection, responses).count, ==, 3);
  g_assert_cmpuint (ev_tally_results (selection, changes).count, ==, 1);
}

static void
assert_group (gint birth_year, const char *band, const char *scheme, const char *group)
{
  g_autoptr (EvReportSource) source = ev_report_source_new (lists ());
  EvReportPerson row = { .birth_year = birth_year, .age_band = band };
  guint who = ev_report_source_add_person (source, &row);
  meet (source, event (source, "training", "approved", FALSE), "2024-05-01", who, "present", NULL);
  g_autoptr (EvTally) selection = tally (source, NULL, NULL);
  g_autoptr (EvCrowd) crowd = ev_people_crowd (selection, scheme, NULL);
  g_assert_cmpstr (crowd->codes[EV_DIMENSION_AGE][crowd->category[EV_DIMENSION_AGE][who]], ==,
                   group);
}

static void
test_age (void)
{
  assert_group (2006, NULL, NULL, "d_18_24");
  assert_group (2007, NULL, NULL, "d_15_17");
  assert_group (1959, NULL, NULL, "d_65_up");
  assert_group (2025, NULL, NULL, "not_stated"); /* not yet born */
  assert_group (0, NULL, NULL, "not_stated");
  assert_group (0, "a30_34", NULL, "d_30_44");
  assert_group (0, "a30_34", "under35", "w_u35");
  assert_group (0, "d_30_44", "under35", "other_ages"); /* not all of them under 35 */
  assert_group (1980, NULL, "yps", "other_ages");
}

static void
test_wrong_requests (void)
{
  static const EvReportFilter filters[] = { { .from = "2024-13-01" },
                                            { .to = "yesterday" },
                                            { .from = "2024-02-01", .to = "2024-01-31" } };
  g_autoptr (EvReportSource) source = ev_report_source_new (lists ());
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (ev_tally_new (source, &filters[i], &error));
    g_assert_error (error, EV_ERROR, EV_ERROR_INVALID);
  }
  g_autoptr (GError) error = NULL;
  EvReportRequest request = { .age_scheme = "no_such" };
  g_assert_null (ev_report_new (source, &request, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_NOT_FOUND);
}

/* A project's own indicators, and what it adds to the standard ones. */
static void
test_indicators (void)
{
  static const EvIndicator own[] = {
    { .code = "R05", .has_target = TRUE, .target = 180 },
    { .code = "X1", .title = "Everybody", .rule = "unique_people | nearest 100" },
    { .code = "X2", .title = "Wrong", .rule = "unique_people (" }
  };
  g_autoptr (EvReportSource) source = example_source (lists ());
  g_autoptr (GError) error = NULL;
  EvReportRequest request = { .indicators = own, .n_indicators = G_N_ELEMENTS (own) };
  g_autoptr (EvReport) report = ev_report_new (source, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (ev_report_indicator (report, "R05")->share.value, ==, 110);
  g_assert_cmpfloat (ev_report_indicator (report, "X1")->exact.value, ==, 332);
  g_assert_cmpstr (ev_report_indicator (report, "X1")->wording, ==, "about 300");
  g_assert_nonnull (ev_report_indicator (report, "X2")->problem);
  g_assert_false (ev_report_indicator (report, "X2")->exact.known);
}

/* Targets are measured against what was achieved since the beginning, recounted and not added. */
static void
test_cumulative (void)
{
  static const EvIndicator own[] = { { .code = "R09", .has_target = TRUE, .target = 150 } };
  g_autoptr (EvReportSource) source = example_source (lists ());
  EvReportRequest request = { .indicators = own,
                              .n_indicators = 1,
                              .filter = { .from = "2023-09-01", .to = "2023-12-31" } };
  g_autoptr (EvReport) report = ev_report_new (source, &request, NULL);
  const EvIndicatorValue *value = ev_report_indicator (report, "R09");
  g_assert_cmpfloat (value->exact.value, <, 150);
  g_assert_cmpfloat (value->cumulative.value, ==, 150);
  g_assert_cmpfloat (value->share.value, ==, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/count/held", test_held);
  g_test_add_func ("/report/count/who-counts", test_who_counts);
  g_test_add_func ("/report/count/merged", test_merged);
  g_test_add_func ("/report/count/period", test_period);
  g_test_add_func ("/report/count/undated", test_undated);
  g_test_add_func ("/report/count/active", test_active);
  g_test_add_func ("/report/count/results", test_results);
  g_test_add_func ("/report/count/age", test_age);
  g_test_add_func ("/report/count/wrong-requests", test_wrong_requests);
  g_test_add_func ("/report/count/indicators", test_indicators);
  g_test_add_func ("/report/count/cumulative", test_cumulative);
  return g_test_run ();
}
