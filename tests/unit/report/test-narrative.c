/* The donor's paragraph. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "example.h"
#include "report/report.h"
#include "text/language.h"

#include <string.h>

static EvReport *
build (const EvReportRequest *request)
{
  static EvLists *lists;
  g_autoptr (GError) error = NULL;
  if (lists == NULL)
    lists = example_lists ();
  g_autoptr (EvReportSource) source = example_source (lists);
  EvReport *report = ev_report_new (source, request, &error);
  g_assert_no_error (error);
  return report;
}

static void
test_example (void)
{
  static const EvIndicator videos = { .code = "R17", .has_target = TRUE, .target = 15 };
  EvReportRequest request = { .audience = EV_AUDIENCE_PUBLIC,
                              .indicators = &videos,
                              .n_indicators = 1 };
  g_autoptr (EvReport) report = build (&request);
  g_assert_cmpstr (
      report->narrative, ==,
      "1,200 citizens answered the survey. 4 specialised trainings were held. 2 vocational "
      "trainings were held. About 200 people took part in the trainings. Women made up 51.0% of "
      "the training participants, a balanced share. The trainings were completed in 92.6% of all "
      "participations. About 30 meetings of the Community Forums for Public Interest were held. 6 "
      "municipalities had a forum. About 150 people took part in the forum meetings. More than "
      "135 people were active, coming to at least half of a forum’s meetings. 11 responses were "
      "obtained from the institutions. 6 startups were supported. 9,000 euros went to startups. "
      "10 community projects were backed. 5,000 euros went to community projects. 17 videos were "
      "produced. 15 videos were published. About 10,000 views were reached by the videos. 400,000 "
      "contacts were made through social media, counted cumulatively. 2 reports were published. "
      "4,000 accesses to the reports were counted. About 3,000 people benefited in all, directly "
      "or indirectly. 1 indicator out of 1 has reached its target.");
}

/* What is nothing, or hidden, is not spoken of. */
static void
test_silent (void)
{
  EvReportRequest request = { .audience = EV_AUDIENCE_PUBLIC,
                              .filter = { .to = "2023-01-31" },
                              .threshold = 300 };
  g_autoptr (EvReport) report = build (&request);
  g_assert_null (strstr (report->narrative, "took part"));
  g_assert_null (strstr (report->narrative, "Women"));
  g_assert_null (strstr (report->narrative, "survey"));
  g_assert_nonnull (strstr (report->narrative, "1 specialised training was held."));
}

/* In every language: no place for a number left open. */
static void
test_languages (void)
{
  EvReportRequest request = { .audience = EV_AUDIENCE_INTERNAL };
  for (guint language = 0; language < EV_N_LANGUAGES; language++) {
    ev_language_set ((EvLanguage)language);
    g_autoptr (EvReport) report = build (&request);
    g_assert_cmpuint (strlen (report->narrative), >, 100);
    g_assert_null (strstr (report->narrative, "%s"));
    g_assert_null (strstr (report->narrative, "$s"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/narrative/example", test_example);
  g_test_add_func ("/report/narrative/silent", test_silent);
  g_test_add_func ("/report/narrative/languages", test_languages);
  return g_test_run ();
}
