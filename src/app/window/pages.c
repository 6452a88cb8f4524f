/* The pages of the window, by the first word of a place. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/pages.h"

#include <string.h>

#include "app/access/access-page.h"
#include "app/checkin/checkin-page.h"
#include "app/events/event-page.h"
#include "app/events/events-page.h"
#include "app/events/submit-page.h"
#include "app/people/compare-page.h"
#include "app/people/correct-page.h"
#include "app/people/duplicates-page.h"
#include "app/people/people-page.h"
#include "app/people/person-page.h"
#include "app/preferences/passphrase-page.h"
#include "app/preferences/preferences-page.h"
#include "app/printing/paper-page.h"
#include "app/printing/print-page.h"
#include "app/reports/published-page.h"
#include "app/reports/published-report-page.h"
#include "app/reports/reports-page.h"
#include "app/results/indicator-page.h"
#include "app/results/indicators-page.h"
#include "app/results/result-page.h"
#include "app/results/results-page.h"
#include "app/review/review-event-page.h"
#include "app/review/review-page.h"
#include "app/sync/sync-page.h"
#include "app/welcome/operator-page.h"

static GtkWidget *
new_events (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_events_page_new (reg);
}

static GtkWidget *
new_checkin (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_checkin_page_new (reg, argument);
}

static GtkWidget *
new_event (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_event_page_new (reg, *argument ? argument : NULL);
}

static GtkWidget *
new_people (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_people_page_new (reg);
}

static GtkWidget *
new_person (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_person_page_new (reg, argument);
}

static GtkWidget *
new_correct (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_correct_page_new (reg, argument);
}

static GtkWidget *
new_duplicates (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_duplicates_page_new (reg);
}

static GtkWidget *
new_compare (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_compare_page_new (reg, argument);
}

static GtkWidget *
new_review (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_review_page_new (reg);
}

static GtkWidget *
new_review_event (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_review_event_page_new (reg, argument);
}

static GtkWidget *
new_next (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_event_page_new_next (reg, argument);
}

static GtkWidget *
new_submit (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_submit_page_new (reg, argument);
}

static GtkWidget *
new_print (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_print_page_new (reg, argument);
}

static GtkWidget *
new_paper (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_paper_page_new (reg, argument);
}

static GtkWidget *
new_results (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_results_page_new (reg);
}

static GtkWidget *
new_result (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_result_page_new (reg, *argument ? argument : NULL);
}

static GtkWidget *
new_indicators (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_indicators_page_new (reg);
}

static GtkWidget *
new_indicator (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_indicator_page_new (reg, argument);
}

static GtkWidget *
new_reports (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_reports_page_new (reg, *argument ? argument : NULL);
}

static GtkWidget *
new_published (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_published_page_new (reg);
}

static GtkWidget *
new_published_report (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_published_report_page_new (reg, argument);
}

static GtkWidget *
new_sync (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_sync_page_new (reg, settings);
}

static GtkWidget *
new_preferences (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_preferences_page_new (reg, settings);
}

static GtkWidget *
new_passphrase (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_passphrase_page_new (reg);
}

static GtkWidget *
new_access (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_access_page_new (reg, *argument ? argument : NULL);
}

static GtkWidget *
new_operator (EvRegister *reg, GSettings *settings, const char *argument)
{
  return ev_operator_page_new (reg);
}

static const EvPage pages[] = {
  { "events", new_events },
  { "checkin", new_checkin },
  { "event", new_event },
  { "people", new_people },
  { "person", new_person },
  { "correct", new_correct },
  { "duplicates", new_duplicates },
  { "compare", new_compare },
  { "review", new_review },
  { "review-event", new_review_event },
  { "results", new_results },
  { "result", new_result },
  { "indicators", new_indicators },
  { "indicator", new_indicator },
  { "reports", new_reports },
  { "published", new_published },
  { "published-report", new_published_report },
  { "copy", new_next, .passing = TRUE },
  { "submit", new_submit },
  { "print", new_print },
  { "paper", new_paper },
  { "sync", new_sync },
  { "preferences", new_preferences },
  { "passphrase", new_passphrase },
  { "access", new_access },
  { "operator", new_operator, .passing = TRUE },
};

const EvPage *
ev_pages_find (const char *place)
{
  gsize length = strcspn (place, "/");

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    if (strlen (pages[i].name) == length && strncmp (pages[i].name, place, length) == 0)
      return &pages[i];
  }
  return NULL;
}
