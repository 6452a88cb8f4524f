/* How long a report over 100,000 people and 1,000,000 attendances takes, reading included. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <time.h>

#include "print/report-document.h"
#include "register.h"
#include "report/json.h"
#include "report/register.h"
#include "store/database-private.h"

/* What a person waits at most. */
static const double target = 1000, pages_target = 3000;

/* A register as a country's project has after years, made by SQLite itself: rows as ev_row_save()
 * writes them, without a change log. `hash` spreads numbers, always in the same way. */
static const char filling[] =
    "PRAGMA synchronous = OFF; BEGIN;"
    "CREATE TEMP TABLE n (i INTEGER PRIMARY KEY);"
    "WITH RECURSIVE c (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c WHERE i < 99999)"
    " INSERT INTO n SELECT i FROM c;"
    "CREATE TEMP TABLE place (i INTEGER PRIMARY KEY, code TEXT);"
    "INSERT INTO place VALUES (0, 'gracanica'), (1, 'kamenica'), (2, 'lipjan'), (3, 'strpce'),"
    " (4, 'viti'), (5, 'prizren'), (6, 'peja'), (7, 'gjilan'), (8, 'prishtina'), (9, NULL);"
    "INSERT INTO person (id, given_name, family_name, gender, consent, consent_version, community,"
    " birth_year, municipality, phone, versions)"
    " SELECT 'BENCHDEVICE00-' || i, 'Emër' || i, 'Mbiemër' || i,"
    " CASE WHEN i % 50 = 0 THEN NULL WHEN i % 2 THEN 'female' ELSE 'male' END, 'paper', '1',"
    " CASE i * 2654435761 % 9 WHEN 0 THEN NULL WHEN 1 THEN 'albanian' WHEN 2 THEN 'albanian'"
    "  WHEN 3 THEN 'serb' WHEN 4 THEN 'serb' WHEN 5 THEN 'roma' WHEN 6 THEN 'ashkali'"
    "  WHEN 7 THEN 'turkish' ELSE 'albanian' END,"
    " 1950 + i * 40503 % 60, (SELECT code FROM place p WHERE p.i = n.i * 31 % 10),"
    " '044 ' || (100000 + i),"
    " '{\"BENCHDEVICE00\":[[448000000000000,' || i || ',\"given_name\",\"family_name\",\"gender\",'"
    " || '\"consent\",\"birth_year\",\"municipality\",\"phone\"]]}' FROM n;"
    "INSERT INTO event (id, title, type, municipality, state, versions)"
    " SELECT 'BENCHDEVICE00-' || (100000 + i), 'Trajnim ' || i,"
    " CASE i % 5 WHEN 0 THEN 'training' WHEN 1 THEN 'vocational_training'"
    "  WHEN 2 THEN 'cfpi_meeting' WHEN 3 THEN 'conference' ELSE 'round_table' END,"
    " (SELECT code FROM place p WHERE p.i = n.i / 5 % 9), 'approved', '{}' FROM n WHERE i < 10000;"
    "INSERT INTO session (id, event, date, versions)"
    " SELECT 'BENCHDEVICE00-' || (200000 + i), 'BENCHDEVICE00-' || (100000 + i / 4),"
    " printf ('20%02d-%02d-%02d', 20 + i / 4 % 6, 1 + i * 7 % 12, 1 + i * 11 % 28), '{}'"
    " FROM n WHERE i < 40000;"
    "INSERT INTO attendance (id, session, person, status, role, method, versions)"
    " SELECT 'BENCHDEVICE00-' || (200000 + s.i) || '.BENCHDEVICE00-' || p, "
    " 'BENCHDEVICE00-' || (200000 + s.i), 'BENCHDEVICE00-' || p, 'present', 'participant', 'tick',"
    " '{\"BENCHDEVICE00\":[[448000000000000,' || p || ',\"status\",\"role\",\"method\"]]}'"
    " FROM (SELECT s.i AS i, (s.i / 4 * 7919 + k.i * 1361 + s.i % 4 * (k.i % 3)) % 100000 AS p"
    "  FROM n s, n k WHERE s.i < 40000 AND k.i < 25) s;"
    "COMMIT; ANALYZE;";

/* The processor's time, so that what else the machine does is not counted; alone on it, a person
 * waits as long. Milliseconds. */
static double
now (void)
{
  struct timespec time;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1000 + (double)time.tv_nsec / 1000000;
}

static Register *
fill_register (void)
{
  Register *reg = register_new ();
  g_autofree char *file = g_build_filename (reg->data, "register.db", NULL);
  g_autoptr (GError) error = NULL;
  double begin = now ();
  g_clear_pointer (&reg->store, ev_store_close);
  g_autoptr (EvSeal) seal = register_seal (reg);
  g_autoptr (EvDatabase) database = ev_database_open (file, ev_seal_vfs (seal), FALSE, &error);
  g_assert_no_error (error);
  ev_database_script (database, filling, &error);
  g_assert_no_error (error);
  g_clear_pointer (&database, ev_database_close);
  reg->store = ev_store_open (reg->data, &reg->options, &error);
  g_assert_no_error (error);
  g_print ("filling the register: %.0f ms\n", now () - begin);
  return reg;
}

/* The report, read by others. */
static EvRelease *
release_of (const EvReport *report, const EvLists *lists)
{
  g_autoptr (EvJson) json = ev_report_json (report, lists);
  return ev_release_parse (json, NULL);
}

static EvReport *
measure (EvStore *store, const EvLists *lists, const char *name, const EvReportRequest *request)
{
  g_autoptr (GError) error = NULL;
  double begin = now ();
  g_autoptr (EvReportSource) source = ev_register_rows (store, lists, &error);
  g_assert_no_error (error);
  double reading = now () - begin;
  g_autoptr (EvReport) report = ev_report_new (source, request, &error);
  double all = now () - begin;
  g_assert_no_error (error);
  g_print ("%s: %.0f ms of %.0f, reading %.0f ms; %.0f training participants\n", name, all, target,
           reading, ev_report_indicator (report, "R05")->exact.value);
  return g_steal_pointer (&report);
}

/* The report on paper. */
static void
measure_pages (const EvReport *report, const EvLists *lists, const Register *reg)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (reg->home, "report.pdf", NULL);
  double begin = now ();
  g_autoptr (EvJson) json = ev_report_json (report, lists);
  g_autoptr (EvDocument) document = ev_report_document_new (json, lists, &error);
  g_assert_no_error (error);
  g_assert_true (ev_document_write_pdf (document, file, 0, &error));
  double all = now () - begin;
  g_print ("pages: %.0f ms of %.0f; %u pages\n", all, pages_target, document->pages);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvLists) lists = ev_lists_load (NULL, &error);
  g_assert_no_error (error);
  g_autoptr (Register) reg = fill_register ();
  EvReportRequest request = { .filter = { .as_of = "2026-12-31" } };
  g_autoptr (EvReport) internal = measure (reg->store, lists, "internal", &request);
  measure_pages (internal, lists, reg);
  request.audience = EV_AUDIENCE_PUBLIC;
  g_autoptr (EvReport) public = measure (reg->store, lists, "public", &request);
  request.filter.from = "2023-01-01";
  request.filter.to = "2023-12-31";
  g_autoptr (EvReport) year = measure (reg->store, lists, "public, one year", &request);
  g_autoptr (EvRelease) release = release_of (year, lists);
  const EvRelease *releases[] = { release };
  request.releases = releases;
  request.n_releases = 1;
  request.filter.to = "2024-12-31";
  g_autoptr (EvReport) longer =
      measure (reg->store, lists, "public, two years after one", &request);
  return 0;
}
