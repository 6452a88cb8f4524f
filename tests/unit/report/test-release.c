/* Readers hold several published reports against one another, and must not find a small number. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "example.h"
#include "readers.h"
#include "report/json.h"
#include "report/people.h"

#include <string.h>

enum { THRESHOLD = 5, PERIODS = 3, QUARTERS = 3 };

static const char *const genders[] = { "female", "male", NULL };
static const char *const communities[] = { "albanian", "serb",    "roma", "ashkali",
                                           "bosniak",  "turkish", NULL };
static const char *const types[] = { "training", "cfpi_meeting", "conference" };

static const EvLists *
lists (void)
{
  static EvLists *loaded;
  if (loaded == NULL)
    loaded = example_lists ();
  return loaded;
}

static guint
lean (guint categories, double how)
{
  guint category = 0;
  while (category + 1 < categories && g_test_rand_double () < how)
    category++;
  return category;
}

/* People who come, with some likelihood, to a training, a forum and a conference in each of three
 * quarters. */
static EvReportSource *
random_source (guint people)
{
  static const char *const dates[QUARTERS] = { "2024-02-01", "2024-05-01", "2024-08-01" };
  EvReportSource *source = ev_report_source_new (lists ());
  double how = g_test_rand_double_range (0.2, 0.7), often[QUARTERS], how_many[QUARTERS][3];
  for (guint i = 0; i < people; i++) {
    EvReportPerson person = { .gender = genders[lean (G_N_ELEMENTS (genders), 0.45)],
                              .community = communities[lean (G_N_ELEMENTS (communities), how)] };
    ev_report_source_add_person (source, &person);
  }
  for (guint quarter = 0; quarter < QUARTERS; quarter++) {
    /* Sometimes only a few come in a later quarter. */
    often[quarter] = quarter > 0 && g_test_rand_bit () ? 0.05 : 0.6;
    for (guint t = 0; t < G_N_ELEMENTS (types); t++) {
      EvReportEvent event = { .type = types[t], .municipality = "viti", .state = "approved" };
      guint row = ev_report_source_add_event (source, &event);
      guint session = ev_report_source_add_session (source, NULL, row, dates[quarter]);
      how_many[quarter][t] = often[quarter] * g_test_rand_double ();
      for (guint i = 0; i < people; i++)
        if (g_test_rand_double () < how_many[quarter][t])
          ev_report_source_add_attendance (source, session, i, "present", NULL);
    }
  }
  return source;
}

static EvReport *
publish (const EvReportSource *source, const EvReportFilter *filter,
         const EvRelease *const *releases, guint n_releases)
{
  g_autoptr (GError) error = NULL;
  EvReportRequest request = { .filter = *filter,
                              .audience = EV_AUDIENCE_PUBLIC,
                              .threshold = THRESHOLD,
                              .releases = releases,
                              .n_releases = n_releases };
  EvReport *report = ev_report_new (source, &request, &error);
  g_assert_no_error (error);
  return report;
}

/* What others get of it: the document, read again. */
static EvRelease *
release_of (const EvReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvJson) json = ev_report_json (report, lists ());
  g_autofree char *text = ev_json_print (json);
  g_autoptr (EvJson) again = ev_json_parse (text, strlen (text), 16, 100000, &error);
  g_assert_no_error (error);
  EvRelease *release = ev_release_parse (again, &error);
  g_assert_no_error (error);
  return release;
}

static void
read_report (Readers *readers, const EvReport *report, guint first_bit)
{
  static const char *const codes[] = { "gender",          "community",       "training_gender",
                                       "forum_gender",    "forum_community", "training_community",
                                       "community_gender" };
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    const EvGrid *grid = ev_report_table (report, codes[i]);
    readers_read (readers, grid, first_bit + grid->population);
  }
}

static void
assert_not_found_out (Readers *readers, guint32 inside, guint32 outside)
{
  for (gint g = -1; g < (gint)readers->genders; g++)
    for (gint c = -1; c < (gint)readers->communities; c++) {
      Wanted wanted = { inside, outside, g, c };
      double least, greatest;
      guint truth = readers_truth (readers, &wanted);
      if (truth == 0 || truth >= THRESHOLD)
        continue;
      readers_range (readers, &wanted, &least, &greatest);
      if (greatest - least < 0.99)
        g_error ("inside %x outside %x gender %d community %d: %u is known", inside, outside, g, c,
                 truth);
    }
}

/* Memberships in the populations of one selection: none, or those of a participant. */
static const guint32 memberships[] = { 0, 4, 4 | 1, 4 | 2, 4 | 1 | 2 };

/* A period, and a longer one that begins with it. */
static void
test_longer_period (void)
{
  static const EvReportFilter filters[] = { { .from = "2024-01-01", .to = "2024-06-30" },
                                            { .from = "2024-01-01", .to = "2024-03-31" } };
  guint32 sets[25];
  guint n_sets = 0, rounds = g_test_slow () ? 400 : 4;
  for (guint i = 1; i < G_N_ELEMENTS (memberships); i++)
    for (guint k = 0; k < G_N_ELEMENTS (memberships); k++)
      if ((memberships[i] & memberships[k]) == memberships[k])
        sets[n_sets++] = memberships[i] | memberships[k] << 3;
  for (guint round = 0; round < rounds; round++) {
    g_autoptr (EvReportSource) source =
        random_source ((guint)g_test_rand_int_range (30, round % 2 == 0 ? 100 : 400));
    g_autoptr (EvReport) first = publish (source, &filters[1], NULL, 0);
    g_autoptr (EvRelease) release = release_of (first);
    const EvRelease *releases[] = { release };
    g_autoptr (EvReport) second = publish (source, &filters[0], releases, 1);
    g_autoptr (EvCrowd) truth = readers_crowd (source, filters, 2);
    readers_forget_empty (truth, EV_DIMENSION_GENDER);
    readers_forget_empty (truth, EV_DIMENSION_COMMUNITY);
    g_autoptr (Readers) readers = readers_new (truth, sets, n_sets);
    read_report (readers, second, 0);
    read_report (readers, first, 3);
    for (guint p = 0; p < 3; p++) {
      assert_not_found_out (readers, (guint32)1 << p, 0);
      assert_not_found_out (readers, (guint32)8 << p, 0);
      assert_not_found_out (readers, (guint32)1 << p, (guint32)8 << p);
    }
  }
}

/* Three periods, the last of which the first two make up. */
static void
attack_three (const EvReportFilter *filters)
{
  guint32 sets[25];
  guint n_sets = 0, rounds = g_test_slow () ? 200 : 2;
  for (guint i = 0; i < G_N_ELEMENTS (memberships); i++)
    for (guint k = i == 0 ? 1 : 0; k < G_N_ELEMENTS (memberships); k++)
      sets[n_sets++] =
          memberships[i] | memberships[k] << 3 | (memberships[i] | memberships[k]) << 6;
  for (guint round = 0; round < rounds; round++) {
    g_autoptr (EvReportSource) source = random_source ((guint)g_test_rand_int_range (30, 300));
    EvReport *reports[PERIODS];
    EvRelease *releases[PERIODS];
    for (guint p = 0; p < PERIODS; p++) {
      reports[p] = publish (source, &filters[p], (const EvRelease *const *)releases, p);
      releases[p] = release_of (reports[p]);
    }
    g_autoptr (EvCrowd) truth = readers_crowd (source, filters, PERIODS);
    readers_forget_empty (truth, EV_DIMENSION_GENDER);
    readers_forget_empty (truth, EV_DIMENSION_COMMUNITY);
    g_autoptr (Readers) readers = readers_new (truth, sets, n_sets);
    for (guint p = 0; p < PERIODS; p++)
      read_report (readers, reports[p], 3 * p);
    for (guint bit = 0; bit < 3 * PERIODS; bit++)
      assert_not_found_out (readers, (guint32)1 << bit, 0);
    for (guint bit = 0; bit < 3; bit++) /* in both quarters */
      assert_not_found_out (readers, (guint32)9 << bit, 0);
    for (guint p = 0; p < PERIODS; p++) {
      ev_report_free (reports[p]);
      ev_release_free (releases[p]);
    }
  }
}

/* Two quarters, then the half year that they make up. */
static void
test_half_year (void)
{
  static const EvReportFilter filters[PERIODS] = { { .from = "2024-01-01", .to = "2024-03-31" },
                                                   { .from = "2024-04-01", .to = "2024-06-30" },
                                                   { .from = "2024-01-01", .to = "2024-06-30" } };
  attack_three (filters);
}

/* Two half years that share a quarter, then all three quarters. */
static void
test_overlap (void)
{
  static const EvReportFilter filters[PERIODS] = { { .from = "2024-01-01", .to = "2024-06-30" },
                                                   { .from = "2024-04-01", .to = "2024-09-30" },
                                                   { .from = "2024-01-01", .to = "2024-09-30" } };
  attack_three (filters);
}

/* What somebody can be in who went to trainings, forums and a conference, any of them or several:
 * bits of the three populations of each selection. */
static guint
kinds_sets (const EvReportFilter *filters, guint n_filters, guint32 *found)
{
  guint n = 0;
  for (guint went = 1; went < 1u << G_N_ELEMENTS (types); went++) {
    guint32 set = 0;
    for (guint f = 0; f < n_filters; f++)
      for (guint t = 0; t < G_N_ELEMENTS (types); t++)
        if ((went >> t & 1) != 0 &&
            (filters[f].event_types == NULL || g_strv_contains (filters[f].event_types, types[t])))
          set |= (guint32)(4 | (t == 0 ? 1 : 0) | (t == 1 ? 2 : 0)) << (3 * f);
    guint i = 0;
    while (i < n && found[i] != set)
      i++;
    if (i == n && set != 0)
      found[n++] = set;
  }
  return n;
}

/* People who go to one type of events each, and a few to several. */
static EvReportSource *
kinds_source (guint people)
{
  EvReportSource *source = ev_report_source_new (lists ());
  double how = g_test_rand_double_range (0.2, 0.6);
  double again = g_test_rand_double_range (0, 0.1);
  guint sessions[G_N_ELEMENTS (types)];
  for (guint t = 0; t < G_N_ELEMENTS (types); t++) {
    EvReportEvent event = { .type = types[t], .municipality = "viti", .state = "approved" };
    guint row = ev_report_source_add_event (source, &event);
    sessions[t] = ev_report_source_add_session (source, NULL, row, "2024-02-01");
  }
  for (guint i = 0; i < people; i++) {
    EvReportPerson person = { .gender = genders[lean (2, 0.45)],
                              .community = communities[lean (4, how)] };
    guint row = ev_report_source_add_person (source, &person);
    guint own = (guint)g_test_rand_int_range (0, G_N_ELEMENTS (types));
    for (guint t = 0; t < G_N_ELEMENTS (types); t++)
      if (t == own || g_test_rand_double () < again)
        ev_report_source_add_attendance (source, sessions[t], row, "present", NULL);
  }
  return source;
}

/* Publishes one after another, and holds all of them together; adds how many totals were shown. */
static void
attack_kinds (const EvReportFilter *filters, guint n_filters, guint *shown)
{
  guint32 sets[8];
  guint n_sets = kinds_sets (filters, n_filters, sets);
  g_autoptr (EvReportSource) source = kinds_source ((guint)g_test_rand_int_range (60, 300));
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_report_free);
  g_autoptr (GPtrArray) releases = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_release_free);
  for (guint f = 0; f < n_filters; f++) {
    EvReport *report = publish (source, &filters[f], (const EvRelease *const *)releases->pdata, f);
    const EvGrid *grid = ev_report_table (report, "gender");
    *shown += !ev_grid_cell (grid, grid->n_rows - 1, 0)->hidden;
    g_ptr_array_add (reports, report);
    g_ptr_array_add (releases, release_of (report));
  }
  g_autoptr (EvCrowd) truth = readers_crowd (source, filters, n_filters);
  readers_forget_empty (truth, EV_DIMENSION_GENDER);
  readers_forget_empty (truth, EV_DIMENSION_COMMUNITY);
  g_autoptr (Readers) readers = readers_new (truth, sets, n_sets);
  for (guint f = 0; f < n_filters; f++)
    read_report (readers, reports->pdata[f], 3 * f);
  for (guint bit = 0; bit < 3 * n_filters; bit++)
    for (guint other = 0; other < 3 * n_filters; other++) {
      assert_not_found_out (readers, (guint32)1 << bit | (guint32)1 << other, 0);
      if (other != bit)
        assert_not_found_out (readers, (guint32)1 << bit, (guint32)1 << other);
    }
}

/* Event types that make up a whole, or overlap, in one report each. */
static void
test_kinds (void)
{
  static const char *const training[] = { "training", NULL };
  static const char *const forum[] = { "cfpi_meeting", NULL };
  static const char *const conference[] = { "conference", NULL };
  static const char *const meetings[] = { "cfpi_meeting", "conference", NULL };
  static const char *const learning[] = { "training", "cfpi_meeting", NULL };
  static const EvReportFilter families[][4] = {
    { { .event_types = training }, { .event_types = meetings }, { 0 }, { .event_types = forum } },
    { { 0 }, { .event_types = training }, { .event_types = forum }, { .event_types = conference } },
    { { .event_types = learning }, { .event_types = meetings }, { 0 }, { .event_types = forum } },
    { { .event_types = training },
      { .event_types = forum },
      { .event_types = learning },
      { .event_types = conference } },
  };
  guint shown = 0, rounds = g_test_slow () ? 100 : 3;
  for (guint round = 0; round < rounds; round++)
    for (guint k = 0; k < G_N_ELEMENTS (families); k++)
      attack_kinds (families[k], G_N_ELEMENTS (families[k]), &shown);
  g_test_message ("%u of %u totals shown", shown, rounds * 16);
  g_assert_cmpuint (shown * 4, >, rounds * 16);
}

/* A training of so many new people on a day, and of those of `again`, who came before. */
static void
add_training_at (EvReportSource *source, const char *municipality, const char *date, guint people,
                 const guint *again, guint n_again)
{
  EvReportEvent event = { .type = "training", .municipality = municipality, .state = "approved" };
  guint row = ev_report_source_add_event (source, &event);
  guint session = ev_report_source_add_session (source, NULL, row, date);
  for (guint i = 0; i < people; i++) {
    EvReportPerson person = { .gender = i % 2 == 0 ? "female" : "male", .community = "serb" };
    ev_report_source_add_attendance (source, session, ev_report_source_add_person (source, &person),
                                     "present", NULL);
  }
  for (guint i = 0; i < n_again; i++)
    ev_report_source_add_attendance (source, session, again[i], "present", NULL);
}

static void
add_training (EvReportSource *source, const char *date, guint people, const guint *again,
              guint n_again)
{
  add_training_at (source, "viti", date, people, again, n_again);
}

/* The exact number of people in trainings, as a report for the public shows it; -1 if it hides it,
 * in the indicator or in a table. */
static double
trained (const EvReport *report)
{
  const EvGrid *grid = ev_report_table (report, "training_gender");
  const EvCell *cell = ev_grid_cell (grid, grid->n_rows - 1, 0);
  EvFigure exact = ev_report_indicator (report, "R05")->exact;
  g_assert_true (exact.known != cell->hidden);
  return exact.known ? exact.value : -1;
}

/* Four quarters and their year: who came twice must not be counted by adding up, in whatever order
 * the five are published. */
static void
test_quarters (void)
{
  static const EvReportFilter filters[] = { { .from = "2024-01-01", .to = "2024-03-31" },
                                            { .from = "2024-04-01", .to = "2024-06-30" },
                                            { .from = "2024-07-01", .to = "2024-09-30" },
                                            { .from = "2024-10-01", .to = "2024-12-31" },
                                            { .from = "2024-01-01", .to = "2024-12-31" } };
  static const guint first = 0;
  enum { N = G_N_ELEMENTS (filters) };
  for (guint last = 0; last < N; last++) {
    g_autoptr (EvReportSource) source = ev_report_source_new (lists ());
    EvRelease *releases[N];
    double told[N];
    guint n = 0;
    add_training (source, "2024-02-01", 20, NULL, 0);
    add_training (source, "2024-05-01", 20, &first, 1);
    add_training (source, "2024-08-01", 20, NULL, 0);
    add_training (source, "2024-11-01", 20, NULL, 0);
    for (guint k = 1; k <= N; k++) {
      g_autoptr (EvReport) report =
          publish (source, &filters[(last + k) % N], (const EvRelease *const *)releases, n);
      releases[n] = release_of (report);
      told[n++] = trained (report);
    }
    for (guint k = 0; k + 1 < N; k++)
      g_assert_cmpfloat (told[k], >=, 20);
    g_assert_cmpfloat (told[N - 1], ==, -1);
    for (guint k = 0; k < N; k++)
      ev_release_free (releases[k]);
  }
}

/* The same of twelve months and their year. */
static void
test_months (void)
{
  enum { MONTHS = 12, N = MONTHS + 1 };
  static const guint first = 0;
  char from[N][11], to[N][11];
  EvReportFilter filters[N];
  g_autoptr (EvReportSource) source = ev_report_source_new (lists ());
  EvRelease *releases[N];

  for (guint k = 0; k < N; k++) {
    guint month = k < MONTHS ? k + 1 : 1, last = k < MONTHS ? k + 1 : MONTHS;
    g_snprintf (from[k], sizeof from[k], "2023-%02u-01", month);
    g_snprintf (to[k], sizeof to[k], "2023-%02u-%02u", last,
                g_date_get_days_in_month ((GDateMonth)last, 2023));
    filters[k] = (EvReportFilter){ .from = from[k], .to = to[k] };
    if (k < MONTHS)
      add_training (source, from[k], 20, &first, k == 1 ? 1 : 0);
  }
  for (guint k = 0; k < N; k++) {
    g_autoptr (EvReport) report =
        publish (source, &filters[k], (const EvRelease *const *)releases, k);
    releases[k] = release_of (report);
    if (k + 1 < N)
      g_assert_cmpfloat (trained (report), >=, 20);
    else
      g_assert_cmpfloat (trained (report), ==, -1);
  }
  for (guint k = 0; k < N; k++)
    ev_release_free (releases[k]);
}

/* What can't be held against all that overlaps with it is not published at all. */
static void
test_too_many (void)
{
  static const char *const training[] = { "training", NULL };
  enum { N = 9 };
  g_autoptr (EvReportSource) source = ev_report_source_new (lists ());
  g_autoptr (EvReport) report = NULL, later = NULL;
  g_autoptr (GError) error = NULL;
  char to[N][11];
  EvRelease *releases[N];
  EvReportRequest request = { .audience = EV_AUDIENCE_PUBLIC,
                              .threshold = THRESHOLD,
                              .releases = (const EvRelease *const *)releases,
                              .n_releases = N };
  EvReportFilter after = { .from = "2024-02-01" };

  add_training (source, "2024-01-05", 20, NULL, 0);
  add_training (source, "2024-02-05", 20, NULL, 0);
  for (guint k = 0; k < N; k++) {
    EvReportFilter filter = { .to = to[k], .event_types = training };
    g_autoptr (EvReport) one = NULL;
    g_snprintf (to[k], sizeof to[k], "2024-01-%02u", 10 + k);
    one = publish (source, &filter, NULL, 0);
    releases[k] = release_of (one);
  }
  report = ev_report_new (source, &request, &error);
  g_assert_null (report);
  g_assert_error (error, EV_ERROR, EV_ERROR_UNCHECKED);
  later = publish (source, &after, (const EvRelease *const *)releases, N);
  g_assert_cmpfloat (trained (later), ==, 20);
  for (guint k = 0; k < N; k++)
    ev_release_free (releases[k]);
}

/* Two municipalities and the whole country: the few of the third are not what is left, in whatever
 * order the three are published. */
static void
test_places (void)
{
  static const EvReportFilter filters[] = { { .to = "2024-12-31", .municipality = "viti" },
                                            { .to = "2024-12-31", .municipality = "lipjan" },
                                            { .to = "2024-12-31" } };
  static const struct {
    const char *municipality;
    guint people;
  } places[] = { { "viti", 20 }, { "lipjan", 20 }, { "peja", 3 } };
  enum { N = G_N_ELEMENTS (filters) };
  for (guint last = 0; last < N; last++) {
    g_autoptr (EvReportSource) source = ev_report_source_new (lists ());
    EvRelease *releases[N];
    double told = 0;
    for (guint i = 0; i < G_N_ELEMENTS (places); i++)
      add_training_at (source, places[i].municipality, "2024-02-01", places[i].people, NULL, 0);
    for (guint k = 0; k < N; k++) {
      g_autoptr (EvReport) report =
          publish (source, &filters[(last + k + 1) % N], (const EvRelease *const *)releases, k);
      releases[k] = release_of (report);
      told = trained (report);
      if (k + 1 < N)
        g_assert_cmpfloat (told, >=, 20);
    }
    g_assert_cmpfloat (told, ==, -1);
    for (guint k = 0; k < N; k++)
      ev_release_free (releases[k]);
  }
}

/* A number of people that stands in no table is not told again when it has grown by one or two. */
static void
test_indicators (void)
{
  static const EvReportFilter filters[] = { { .to = "2024-12-31", .as_of = "2024-01-01" },
                                            { .to = "2024-12-31", .as_of = "2024-01-02" } };
  static const char *const rules[] = { "unique_people (conference)", "participations (conference)",
                                       "women_share (conference) | balanced",
                                       "direct_beneficiaries (conference)" };
  for (guint r = 0; r < G_N_ELEMENTS (rules); r++)
    for (guint more = 0; more < 8; more += 2) {
      g_autoptr (EvReportSource) source = ev_report_source_new (lists ());
      EvIndicator own = { .code = "X1", .title = "Own", .rule = rules[r] };
      EvReportRequest request = { .filter = filters[0],
                                  .audience = EV_AUDIENCE_PUBLIC,
                                  .threshold = THRESHOLD,
                                  .indicators = &own,
                                  .n_indicators = 1 };
      EvReportEvent event = { .type = "conference", .municipality = "viti", .state = "approved" };
      guint row = ev_report_source_add_event (source, &event);
      add_training (source, "2024-01-01", 50, NULL, 0);
      guint session = ev_report_source_add_session (source, NULL, row, "2024-01-01");
      for (guint i = 0; i < 30; i++)
        ev_report_source_add_attendance (source, session, i, "present", NULL);
      g_autoptr (EvReport) before = ev_report_new (source, &request, NULL);
      g_autoptr (EvRelease) release = release_of (before);
      const EvRelease *releases[] = { release };
      /* Women who were at the training already: no table tells of them. */
      guint second = ev_report_source_add_session (source, NULL, row, "2024-01-02");
      for (guint i = 0; i < more; i++)
        ev_report_source_add_attendance (source, second, 30 + 2 * i, "present", NULL);
      request.filter = filters[1];
      request.releases = releases;
      request.n_releases = 1;
      g_autoptr (EvReport) after = ev_report_new (source, &request, NULL);
      gboolean shown = ev_report_indicator (after, "X1")->exact.known;
      g_assert_true (ev_report_indicator (before, "X1")->exact.known);
      if (more > 0 && more < THRESHOLD)
        g_assert_false (shown);
      else if (r != 2)
        g_assert_true (shown);
    }
}

/* The same report again after two people more: their number must not be subtracted. */
static void
test_day_apart (void)
{
  static const EvReportFilter filters[] = { { .to = "2024-12-31", .as_of = "2024-01-01" },
                                            { .to = "2024-12-31", .as_of = "2024-01-02" } };
  g_autoptr (EvReportSource) source = example_source (lists ());
  g_autoptr (EvReport) first = publish (source, &filters[0], NULL, 0);
  g_autoptr (EvRelease) release = release_of (first);
  const EvRelease *releases[] = { release };
  EvReportEvent event = { .type = "training", .municipality = "viti", .state = "approved" };
  guint training = ev_report_source_add_event (source, &event);
  guint session = ev_report_source_add_session (source, NULL, training, "2024-01-02");
  for (guint i = 0; i < 2; i++) {
    EvReportPerson person = { .gender = "female", .community = "gorani" };
    guint row = ev_report_source_add_person (source, &person);
    ev_report_source_add_attendance (source, session, row, "present", NULL);
  }
  g_autoptr (EvReport) alone = publish (source, &filters[1], NULL, 0);
  g_autoptr (EvReport) second = publish (source, &filters[1], releases, 1);
  const EvGrid *grid = ev_report_table (alone, "training_community");
  g_assert_cmpfloat (ev_grid_cell (grid, grid->n_rows - 1, 0)->value, ==, 200);
  g_assert_true (ev_report_indicator (alone, "R05")->exact.known);
  grid = ev_report_table (second, "training_community");
  g_assert_true (ev_grid_cell (grid, grid->n_rows - 1, 0)->hidden);
  g_assert_false (ev_report_indicator (second, "R05")->exact.known);
  g_assert_cmpstr (ev_report_indicator (second, "R05")->wording, ==, "about 200");
  /* The forums have not changed, and are shown again. */
  grid = ev_report_table (second, "forum_gender");
  g_assert_false (ev_grid_cell (grid, grid->n_rows - 1, 0)->hidden);
}

static void
test_refused (void)
{
  static const char *const texts[] = { "{}", "[]", "{\"tables\":1}",
                                       "{\"tables\":[],\"from\":\"x\"}",
                                       "{\"tables\":[],\"as_of\":\"2024-00-01\"}" };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EvJson) json = cJSON_Parse (texts[i]);
    g_assert_null (ev_release_parse (json, &error));
    g_assert_error (error, EV_ERROR, EV_ERROR_MALFORMED);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/release/longer-period", test_longer_period);
  g_test_add_func ("/report/release/half-year", test_half_year);
  g_test_add_func ("/report/release/overlap", test_overlap);
  g_test_add_func ("/report/release/kinds", test_kinds);
  g_test_add_func ("/report/release/quarters", test_quarters);
  g_test_add_func ("/report/release/months", test_months);
  g_test_add_func ("/report/release/too-many", test_too_many);
  g_test_add_func ("/report/release/places", test_places);
  g_test_add_func ("/report/release/indicators", test_indicators);
  g_test_add_func ("/report/release/day-apart", test_day_apart);
  g_test_add_func ("/report/release/refused", test_refused);
  return g_test_run ();
}
