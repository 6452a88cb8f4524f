/* What an indicator counts, in words that a coordinator can write. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/rule.h"

#include "base/error.h"

#include <string.h>

enum { TAKES_NOTHING = 0, TAKES_EVENTS = 1, TAKES_RESULTS = 2 };

static const struct {
  const char *name, *unit;
  gboolean people;
  guint takes;
  double at; /* the default; 0 where the measure has none */
} measures[EV_N_MEASURES] = {
  [EV_MEASURE_COUNT_EVENTS] = { "count_events", "events", FALSE, TAKES_EVENTS, 0 },
  [EV_MEASURE_PARTICIPATIONS] = { "participations", "participations", TRUE, TAKES_EVENTS, 0 },
  [EV_MEASURE_ATTENDANCES] = { "attendances", "attendances", TRUE, TAKES_EVENTS, 0 },
  [EV_MEASURE_AVERAGE_ATTENDANCE] = { "average_attendance", "people", FALSE, TAKES_EVENTS, 0 },
  [EV_MEASURE_UNIQUE_PEOPLE] = { "unique_people", "people", TRUE, TAKES_EVENTS, 0 },
  [EV_MEASURE_ACTIVE_PEOPLE] = { "active_people", "people", TRUE, TAKES_EVENTS, 50 },
  [EV_MEASURE_WOMEN_SHARE] = { "women_share", "%", TRUE, TAKES_EVENTS, 0 },
  [EV_MEASURE_COMPLETION] = { "completion", "%", TRUE, TAKES_EVENTS, 80 },
  [EV_MEASURE_MUNICIPALITIES] = { "municipalities", "municipalities", FALSE, TAKES_EVENTS, 0 },
  [EV_MEASURE_COUNT] = { "count", "results", FALSE, TAKES_RESULTS, 0 },
  [EV_MEASURE_SUM] = { "sum", "", FALSE, TAKES_RESULTS, 0 },
  [EV_MEASURE_SUM_AMOUNT] = { "sum_amount", "EUR", FALSE, TAKES_RESULTS, 0 },
  [EV_MEASURE_SUM_COFUNDING] = { "sum_cofunding", "EUR", FALSE, TAKES_RESULTS, 0 },
  [EV_MEASURE_DIRECT] = { "direct_beneficiaries", "people", TRUE, TAKES_EVENTS | TAKES_RESULTS, 0 },
  [EV_MEASURE_INDIRECT] = { "indirect_beneficiaries", "people", FALSE, TAKES_RESULTS, 0 },
  [EV_MEASURE_BENEFICIARIES] = { "beneficiaries", "people", TRUE, TAKES_EVENTS | TAKES_RESULTS, 0 },
};

/* Walks the text; `error` names the place by what is left of it. */
typedef struct {
  const char *at;
} Scanner;

static void
scan_blanks (Scanner *scanner)
{
  while (g_ascii_isspace (*scanner->at))
    scanner->at++;
}

static gboolean
scan_sign (Scanner *scanner, char sign)
{
  scan_blanks (scanner);
  if (*scanner->at != sign)
    return FALSE;
  scanner->at++;
  return TRUE;
}

/* A name of letters, digits and underscores; NULL if there is none. */
static char *
scan_name (Scanner *scanner)
{
  scan_blanks (scanner);
  const char *begin = scanner->at;
  while (g_ascii_isalnum (*scanner->at) || *scanner->at == '_')
    scanner->at++;
  return scanner->at == begin ? NULL : g_strndup (begin, (gsize)(scanner->at - begin));
}

static gboolean
fail_at (const Scanner *scanner, const char *expected, GError **error)
{
  g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "%s expected before “%.20s”", expected,
               *scanner->at == '\0' ? "the end" : scanner->at);
  return FALSE;
}

static gboolean
scan_measure (Scanner *scanner, EvMeasure *measure, GError **error)
{
  g_autofree char *name = scan_name (scanner);
  if (name == NULL)
    return fail_at (scanner, "the name of a rule", error);
  for (guint i = 0; i < EV_N_MEASURES; i++)
    if (g_str_equal (measures[i].name, name)) {
      *measure = (EvMeasure)i;
      return TRUE;
    }
  g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "there is no rule “%s”", name);
  return FALSE;
}

static gboolean
scan_percent (Scanner *scanner, EvRule *rule, GError **error)
{
  char *end;
  scan_blanks (scanner);
  double value = g_ascii_strtod (scanner->at, &end);
  if (end == scanner->at || !(value > 0 && value <= 100))
    return fail_at (scanner, "a percentage above 0 and up to 100", error);
  if (measures[rule->measure].at == 0) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "%s takes no “at”",
                 measures[rule->measure].name);
    return FALSE;
  }
  scanner->at = end;
  rule->at = value;
  return TRUE;
}

static gboolean
scan_arguments (Scanner *scanner, EvRule *rule, GPtrArray *types, GError **error)
{
  if (!scan_sign (scanner, '('))
    return TRUE;
  if (scan_sign (scanner, ')'))
    return TRUE;
  do {
    g_autofree char *name = scan_name (scanner);
    if (name == NULL)
      return fail_at (scanner, "a type", error);
    if (g_str_equal (name, "at") && scan_sign (scanner, '=')) {
      if (!scan_percent (scanner, rule, error))
        return FALSE;
    } else {
      g_ptr_array_add (types, g_steal_pointer (&name));
    }
  } while (scan_sign (scanner, ','));
  return scan_sign (scanner, ')') || fail_at (scanner, "“,” or “)”", error);
}

static gboolean
scan_rule (Scanner *scanner, EvRule *rule, GPtrArray *types, GError **error)
{
  if (!scan_measure (scanner, &rule->measure, error))
    return FALSE;
  rule->at = measures[rule->measure].at;
  if (!scan_arguments (scanner, rule, types, error))
    return FALSE;
  if (scan_sign (scanner, '|')) {
    scan_blanks (scanner);
    return ev_wording_parse (scanner->at, &rule->wording, error);
  }
  scan_blanks (scanner);
  return *scanner->at == '\0' || fail_at (scanner, "“|” or nothing", error);
}

EvRule *
ev_rule_parse (const char *text, GError **error)
{
  g_autoptr (EvRule) rule = g_new0 (EvRule, 1);
  g_autoptr (GPtrArray) types = g_ptr_array_new_with_free_func (g_free);
  Scanner scanner = { text };
  if (!scan_rule (&scanner, rule, types, error))
    return NULL;
  g_ptr_array_add (types, NULL);
  rule->types = (char **)g_ptr_array_steal (types, NULL);
  return g_steal_pointer (&rule);
}

void
ev_rule_free (EvRule *rule)
{
  if (rule == NULL)
    return;
  g_strfreev (rule->types);
  g_free (rule);
}

char *
ev_rule_text (const EvRule *rule)
{
  g_autofree char *types = g_strjoinv (", ", rule->types);
  g_autofree char *wording = ev_wording_text (rule->wording);
  GString *text = g_string_new (measures[rule->measure].name);
  char at[G_ASCII_DTOSTR_BUF_SIZE];
  if (measures[rule->measure].at != 0)
    g_string_append_printf (text, " (%s%sat=%s)", types, *types != '\0' ? ", " : "",
                            g_ascii_dtostr (at, sizeof at, rule->at));
  else if (*types != '\0')
    g_string_append_printf (text, " (%s)", types);
  if (rule->wording.kind != EV_WORDING_EXACT)
    g_string_append_printf (text, " | %s", wording);
  return g_string_free (text, FALSE);
}

const char *
ev_measure_unit (EvMeasure measure)
{
  return measures[measure].unit;
}

gboolean
ev_measure_is_people (EvMeasure measure)
{
  return measures[measure].people;
}

gboolean
ev_measure_takes_events (EvMeasure measure)
{
  return (measures[measure].takes & TAKES_EVENTS) != 0;
}

gboolean
ev_measure_takes_results (EvMeasure measure)
{
  return (measures[measure].takes & TAKES_RESULTS) != 0;
}

const char *
ev_rule_unknown_type (const EvRule *rule, const char *const *event_types,
                      const char *const *result_types)
{
  for (guint i = 0; rule->types[i] != NULL; i++) {
    gboolean known = (ev_measure_takes_events (rule->measure) &&
                      g_strv_contains (event_types, rule->types[i])) ||
                     (ev_measure_takes_results (rule->measure) &&
                      g_strv_contains (result_types, rule->types[i]));
    if (!known)
      return rule->types[i];
  }
  return NULL;
}
