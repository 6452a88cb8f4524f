/* Each page and control can be made from its template. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "app/checkin/balance-bar.h"
#include "app/checkin/candidate-list.h"
#include "app/checkin/checkin-page.h"
#include "app/checkin/arrivals.h"
#include "app/checkin/newcomer-pane.h"
#include "app/checkin/roster-line.h"
#include "app/checkin/roster-list.h"
#include "app/checkin/session-heads.h"
#include "app/controls/choice-row.h"
#include "app/controls/code-row.h"
#include "app/controls/date-entry.h"
#include "app/controls/month-view.h"
#include "app/events/event-bar.h"
#include "app/events/event-line.h"
#include "app/events/event-menu.h"
#include "app/events/event-page.h"
#include "app/events/events-page.h"
#include "app/events/session-row.h"
#include "app/events/submit-page.h"
#include "app/help/help-window.h"
#include "app/kiosk/kiosk-form.h"
#include "app/kiosk/kiosk-setup.h"
#include "app/kiosk/kiosk-window.h"
#include "app/kiosk/signature-pad.h"
#include "app/people/compare-page.h"
#include "app/people/correct-page.h"
#include "app/people/duplicates-page.h"
#include "app/people/people-line.h"
#include "app/people/people-page.h"
#include "app/people/person-page.h"
#include "app/person/person-form.h"
#include "app/preferences/backups-group.h"
#include "app/preferences/preferences-page.h"
#include "app/printing/paper-page.h"
#include "app/printing/print-page.h"
#include "app/reports/published-page.h"
#include "app/reports/published-report-page.h"
#include "app/reports/report-view.h"
#include "app/reports/reports-page.h"
#include "app/results/indicator-page.h"
#include "app/results/indicators-page.h"
#include "app/results/result-page.h"
#include "app/results/result-people.h"
#include "app/results/results-page.h"
#include "app/review/review-event-page.h"
#include "app/review/review-page.h"
#include "app/sync/enrol-form.h"
#include "app/sync/mend-window.h"
#include "app/sync/sync-page.h"
#include "app/welcome/operator-page.h"
#include "app/welcome/trouble-page.h"
#include "app/welcome/unlock-page.h"
#include "app/welcome/welcome-page.h"
#include "app/window/clock-banner.h"
#include "app/window/header-end.h"
#include "app/window/say-bar.h"
#include "app/window/navigation.h"
#include "app/window/page-stack.h"
#include "app/window/shortcuts-window.h"
#include "app/window/window.h"
#include "text/language.h"

static void
test_template (gconstpointer data)
{
  GType type = GPOINTER_TO_SIZE (data);
  GObject *object = g_object_new (type, NULL);

  g_assert_true (GTK_IS_WIDGET (object));
  if (GTK_IS_WINDOW (object)) {
    gtk_window_destroy (GTK_WINDOW (object));
  } else {
    g_object_ref_sink (object);
    g_object_unref (object);
  }
}

static void
test_choice (void)
{
  EvChoiceRow *row = g_object_ref_sink (g_object_new (EV_TYPE_CHOICE_ROW, NULL));
  g_autofree char *codes = NULL;

  ev_choice_row_add (row, "female", "Female", FALSE);
  ev_choice_row_add (row, "male", "Male", FALSE);
  g_assert_null (ev_choice_row_code (row));
  ev_choice_row_set_codes (row, "male");
  g_assert_cmpstr (ev_choice_row_code (row), ==, "male");
  codes = ev_choice_row_codes (row);
  g_assert_cmpstr (codes, ==, "male");
  g_object_unref (row);
}

static void
test_code (void)
{
  g_autoptr (EvLists) lists = ev_lists_load (NULL, NULL);
  EvCodeRow *row = g_object_ref_sink (g_object_new (EV_TYPE_CODE_ROW, NULL));

  g_assert_nonnull (lists);
  ev_code_row_set_list (row, lists, "municipality", NULL);
  gtk_editable_set_text (GTK_EDITABLE (row), "Грачаница");
  g_assert_cmpstr (ev_code_row_code (row), ==, "gracanica");
  gtk_editable_set_text (GTK_EDITABLE (row), "Atlantis");
  g_assert_null (ev_code_row_code (row));
  g_assert_true (ev_code_row_is_wrong (row));
  ev_code_row_set_code (row, "gracanica");
  g_assert_false (ev_code_row_is_wrong (row));
  g_object_unref (row);
}

static void
test_date (void)
{
  EvDateEntry *entry = g_object_ref_sink (g_object_new (EV_TYPE_DATE_ENTRY, NULL));
  g_autofree char *date = NULL, *none = NULL;

  ev_date_entry_set_date (entry, "2026-11-24");
  date = ev_date_entry_date (entry);
  g_assert_cmpstr (date, ==, "2026-11-24");
  ev_date_entry_set_date (entry, NULL);
  none = ev_date_entry_date (entry);
  g_assert_null (none);
  g_assert_false (ev_date_entry_check (entry));
  g_object_unref (entry);
}

int
main (int argc, char **argv)
{
  const GType types[] = {
    EV_TYPE_EVENT_BAR,        EV_TYPE_EVENT_MENU,      EV_TYPE_SUBMIT_PAGE,
    EV_TYPE_HELP_WINDOW,      EV_TYPE_KIOSK_FORM,      EV_TYPE_KIOSK_SETUP,
    EV_TYPE_MEND_WINDOW,      EV_TYPE_PAGE_STACK,      EV_TYPE_NAVIGATION,
    EV_TYPE_KIOSK_WINDOW,     EV_TYPE_SIGNATURE_PAD,   EV_TYPE_BACKUPS_GROUP,
    EV_TYPE_PAPER_PAGE,       EV_TYPE_PRINT_PAGE,      EV_TYPE_WINDOW,
    EV_TYPE_SHORTCUTS_WINDOW, EV_TYPE_CLOCK_BANNER,    EV_TYPE_HEADER_END,
    EV_TYPE_WELCOME_PAGE,     EV_TYPE_OPERATOR_PAGE,   EV_TYPE_TROUBLE_PAGE,
    EV_TYPE_UNLOCK_PAGE,      EV_TYPE_EVENTS_PAGE,     EV_TYPE_EVENT_PAGE,
    EV_TYPE_EVENT_LINE,       EV_TYPE_SESSION_ROW,     EV_TYPE_CHECKIN_PAGE,
    EV_TYPE_ROSTER_LINE,      EV_TYPE_CANDIDATE_LIST,  EV_TYPE_SESSION_HEADS,
    EV_TYPE_BALANCE_BAR,      EV_TYPE_PERSON_FORM,     EV_TYPE_ARRIVALS,
    EV_TYPE_ROSTER_LIST,      EV_TYPE_NEWCOMER_PANE,   EV_TYPE_SYNC_PAGE,
    EV_TYPE_ENROL_FORM,       EV_TYPE_PEOPLE_PAGE,     EV_TYPE_PEOPLE_LINE,
    EV_TYPE_PERSON_PAGE,      EV_TYPE_DUPLICATES_PAGE, EV_TYPE_COMPARE_PAGE,
    EV_TYPE_CORRECT_PAGE,     EV_TYPE_REVIEW_PAGE,     EV_TYPE_REVIEW_EVENT_PAGE,
    EV_TYPE_RESULTS_PAGE,     EV_TYPE_RESULT_PAGE,     EV_TYPE_RESULT_PEOPLE,
    EV_TYPE_INDICATORS_PAGE,  EV_TYPE_INDICATOR_PAGE,  EV_TYPE_REPORTS_PAGE,
    EV_TYPE_REPORT_VIEW,      EV_TYPE_PUBLISHED_PAGE,  EV_TYPE_PUBLISHED_REPORT_PAGE,
    EV_TYPE_PREFERENCES_PAGE, EV_TYPE_MONTH_VIEW,      EV_TYPE_SAY_BAR,
  };

  ev_language_init ();
  gtk_disable_setlocale ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autofree char *path = g_strconcat ("/app/templates/", g_type_name (types[i]), NULL);
    g_test_add_data_func (path, GSIZE_TO_POINTER (types[i]), test_template);
  }
  g_test_add_func ("/app/controls/choice", test_choice);
  g_test_add_func ("/app/controls/code", test_code);
  g_test_add_func ("/app/controls/date", test_date);
  return g_test_run ();
}
