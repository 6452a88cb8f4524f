/* How long a report over 100,000 people and 1,000,000 attendances takes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/json.h"

enum { PEOPLE = 100000, EVENTS = 10000, SESSIONS = 4, PRESENT = 25 };

static const char *const types[] = { "training", "vocational_training", "cfpi_meeting",
                                     "conference", "round_table" };
static const char *const municipalities[] = { "gracanica", "kamenica", "lipjan", "strpce",
                                              "viti",      "prizren",  "peja",   "gjilan",
                                              "prishtina", NULL };
static const char *const communities[] = { "albanian", "albanian", "albanian", "serb", "serb",
                                           "roma",     "ashkali",  "turkish",  NULL };

static guint32 state = 2463534242;

/* The same numbers in every run (Marsaglia's xorshift). */
static guint
draw (guint below)
{
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state % below;
}

#define DRAW(array) array[draw (G_N_ELEMENTS (array))]

static void
add_people (EvReportSource *source)
{
  for (guint i = 0; i < PEOPLE; i++) {
    g_autofree char *id = g_strdup_printf ("P-%u", i);
    EvReportPerson person = { .id = id,
                              .gender = draw (50) == 0  ? NULL
                                        : draw (2) == 0 ? "female"
                                                        : "male",
                              .community = DRAW (communities),
                              .municipality = DRAW (municipalities),
                              .birth_year = (gint)(1950 + draw (60)) };
    ev_report_source_add_person (source, &person);
  }
}

static void
add_events (EvReportSource *source)
{
  for (guint e = 0; e < EVENTS; e++) {
    EvReportEvent row = { .type = DRAW (types), .municipality = DRAW (municipalities) };
    guint event = ev_report_source_add_event (source, &row);
    guint first = draw (PEOPLE - 2 * PRESENT);
    for (guint s = 0; s < SESSIONS; s++) {
      g_autofree char *date =
          g_strdup_printf ("20%02u-%02u-%02u", 20 + draw (6), 1 + draw (12), 1 + draw (28));
      guint session = ev_report_source_add_session (source, NULL, event, date);
      for (guint i = 0; i < PRESENT; i++)
        ev_report_source_add_attendance (source, session, first + i + draw (PRESENT), "present",
                                         "participant");
    }
  }
}

/* The report, read by others. */
static EvRelease *
release_of (const EvReport *report, const EvLists *lists)
{
  g_autoptr (EvJson) json = ev_report_json (report, lists);
  return ev_release_parse (json, NULL);
}

static EvReport *
measure (const EvReportSource *source, const char *name, const EvReportRequest *request)
{
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (EvReport) report = ev_report_new (source, request, &error);
  gint64 took = g_get_monotonic_time () - begin;
  g_assert_no_error (error);
  g_print ("%s: %.0f ms, %.0f participants\n", name, (double)took / 1000,
           ev_report_indicator (report, "R05")->exact.value);
  g_assert_cmpint (took, <, G_USEC_PER_SEC);
  return g_steal_pointer (&report);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvLists) lists = ev_lists_load (NULL, &error);
  g_assert_no_error (error);
  g_autoptr (EvReportSource) source = ev_report_source_new (lists);
  gint64 begin = g_get_monotonic_time ();
  add_people (source);
  add_events (source);
  g_print ("filling: %.0f ms\n", (double)(g_get_monotonic_time () - begin) / 1000);
  EvReportRequest request = { .filter = { .as_of = "2026-12-31" } };
  g_autoptr (EvReport) internal = measure (source, "internal", &request);
  request.audience = EV_AUDIENCE_PUBLIC;
  g_autoptr (EvReport) public = measure (source, "public", &request);
  request.filter.from = "2023-01-01";
  request.filter.to = "2023-12-31";
  g_autoptr (EvReport) year = measure (source, "public, one year", &request);
  g_autoptr (EvRelease) release = release_of (year, lists);
  const EvRelease *releases[] = { release };
  request.releases = releases;
  request.n_releases = 1;
  request.filter.to = "2024-12-31";
  g_autoptr (EvReport) longer = measure (source, "public, two years after one", &request);
  return 0;
}
