/* What an indicator counts, in words that a coordinator can write. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/wording.h"

/*   RULE    = NAME [ "(" ARG { "," ARG } ")" ] [ "|" WORDING ]
 *   ARG     = CODE | "at" "=" PERCENT
 *   WORDING = "exact" | "nearest" N | "floor" N | "balanced" | "internal"
 *
 * for example  active_people (cfpi_meeting, at=50) | floor 5
 * There is no addition: people are united, never added. */

typedef enum {
  EV_MEASURE_COUNT_EVENTS,       /* events held */
  EV_MEASURE_PARTICIPATIONS,     /* unique people per event, summed over events */
  EV_MEASURE_ATTENDANCES,        /* people present per session, summed */
  EV_MEASURE_AVERAGE_ATTENDANCE, /* people present per event */
  EV_MEASURE_UNIQUE_PEOPLE,      /* everybody once over all the events */
  EV_MEASURE_ACTIVE_PEOPLE,      /* people at `at` percent or more of their forum's meetings */
  EV_MEASURE_WOMEN_SHARE,        /* women / (women + men) of the unique people, percent */
  EV_MEASURE_COMPLETION,         /* participations with `at` percent attended / all, percent */
  EV_MEASURE_MUNICIPALITIES,     /* distinct municipalities of the events */
  EV_MEASURE_COUNT,              /* results */
  EV_MEASURE_SUM,                /* quantity of results */
  EV_MEASURE_SUM_AMOUNT,         /* amount of results in euro, co-funding apart */
  EV_MEASURE_SUM_COFUNDING,      /* co-funding of results in euro */
  EV_MEASURE_DIRECT,             /* unique people of event types and result types: a union */
  EV_MEASURE_INDIRECT,           /* estimates, summed */
  EV_MEASURE_BENEFICIARIES,      /* direct and indirect */
  EV_N_MEASURES
} EvMeasure;

typedef struct {
  EvMeasure measure;
  char **types; /* NULL-terminated, never NULL; empty is all, or the measure's own default */
  double at;    /* percent */
  EvWording wording;
} EvRule;

/* Reads a rule. EV_ERROR_INVALID says what is wrong and where. Free with ev_rule_free(). */
EvRule *ev_rule_parse (const char *text, GError **error);
void ev_rule_free (EvRule *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvRule, ev_rule_free)

/* The rule as text, read back as the same. Free with g_free. */
char *ev_rule_text (const EvRule *rule);

/* What it is measured in: "events", "people", "%", "EUR" ... */
const char *ev_measure_unit (EvMeasure measure);

/* Whether it counts people one by one, so that small numbers must not be published. */
gboolean ev_measure_is_people (EvMeasure measure);

/* Which lists its types are of. */
gboolean ev_measure_takes_events (EvMeasure measure);
gboolean ev_measure_takes_results (EvMeasure measure);

/* The first type of the rule that is in neither of the lists that its measure takes; NULL if all
 * are known. Lists are NULL-terminated. */
const char *ev_rule_unknown_type (const EvRule *rule, const char *const *event_types,
                                  const char *const *result_types);
