/* Rules of indicators: read, written, and refused. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/rule.h"

#include "base/error.h"
#include "report/indicator.h"

#include <string.h>

static void
test_read (void)
{
  static const struct {
    const char *text, *back;
  } cases[] = {
    { "unique_people(training,vocational_training)",
      "unique_people (training, vocational_training)" },
    { "  count_events ( cfpi_meeting ) | nearest 10", "count_events (cfpi_meeting) | nearest 10" },
    { "active_people(cfpi_meeting)", "active_people (cfpi_meeting, at=50)" },
    { "completion(at=66.5, training)|exact", "completion (training, at=66.5)" },
    { "direct_beneficiaries", "direct_beneficiaries" },
    { "beneficiaries()|floor 5", "beneficiaries | floor 5" },
    { "women_share(training)|balanced", "women_share (training) | balanced" },
    { "sum_amount(startup_supported)|internal", "sum_amount (startup_supported) | internal" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EvRule) rule = ev_rule_parse (cases[i].text, &error);
    g_assert_no_error (error);
    g_autofree char *back = ev_rule_text (rule);
    g_assert_cmpstr (back, ==, cases[i].back);
  }
}

static void
test_refused (void)
{
  static const struct {
    const char *text, *says;
  } cases[] = {
    { "", "name of a rule" },
    { "unique_persons(training)", "unique_persons" },
    { "count_events(training", "“,” or “)”" },
    { "count_events(training,)", "a type" },
    { "count_events(training) + count_events(conference)", "“|” or nothing" },
    { "count_events(training, at=50)", "takes no “at”" },
    { "completion(training, at=0)", "percentage" },
    { "completion(training, at=101)", "percentage" },
    { "completion(training, at=nan)", "percentage" },
    { "count(video_produced) | about 10", "about 10" },
    { "count(video_produced) | nearest 0", "nearest 0" },
    { "count(video_produced) | exact 1", "exact 1" },
    { "count(video_produced) |", "wording" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (ev_rule_parse (cases[i].text, &error));
    g_assert_error (error, EV_ERROR, EV_ERROR_INVALID);
    if (strstr (error->message, cases[i].says) == NULL)
      g_error ("“%s”: %s", cases[i].text, error->message);
  }
}

static void
test_unknown_type (void)
{
  static const char *const events[] = { "training", "conference", NULL };
  static const char *const results[] = { "video_produced", NULL };
  static const struct {
    const char *text, *unknown;
  } cases[] = {
    { "unique_people(training)", NULL },
    { "unique_people(training, meeting)", "meeting" },
    { "unique_people(video_produced)", "video_produced" },
    { "count(video_produced)", NULL },
    { "count(training)", "training" },
    { "direct_beneficiaries(training, video_produced)", NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EvRule) rule = ev_rule_parse (cases[i].text, NULL);
    g_assert_cmpstr (ev_rule_unknown_type (rule, events, results), ==, cases[i].unknown);
  }
}

/* Every standard rule can be read, and reads back as itself. */
static void
test_standard (void)
{
  guint count;
  const EvStandardIndicator *standard = ev_indicator_standard (&count);
  for (guint i = 0; i < count; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EvRule) rule = ev_rule_parse (standard[i].rule, &error);
    g_assert_no_error (error);
    g_autofree char *text = ev_rule_text (rule);
    g_autoptr (EvRule) again = ev_rule_parse (text, &error);
    g_assert_no_error (error);
    g_assert_cmpint (again->measure, ==, rule->measure);
    g_assert_cmpint (again->wording.kind, ==, rule->wording.kind);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/rule/read", test_read);
  g_test_add_func ("/report/rule/refused", test_refused);
  g_test_add_func ("/report/rule/unknown-type", test_unknown_type);
  g_test_add_func ("/report/rule/standard", test_standard);
  return g_test_run ();
}
