/* Indicators: what they are, and what was achieved. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/count.h"
#include "report/rule.h"

/* An indicator as a project states it. A NULL text is taken from the standard indicator of that
 * code, if there is one; so a project can give a target to R05 and say nothing else. */
typedef struct {
  const char *code;
  const char *title; /* in the language of the report */
  const char *rule;
  const char *unit;
  gboolean has_baseline, has_target;
  gint64 baseline, target;
} EvIndicator;

/* One of the standard indicators R01 to R26 of a donor report. `title` is an English msgid. */
typedef struct {
  const char *code, *title, *rule, *unit;
} EvStandardIndicator;

/* The standard indicators in their order. */
const EvStandardIndicator *ev_indicator_standard (guint *count);

/* A number, as a figure of a report. */
typedef struct {
  double value; /* rounded to `decimals` */
  guint decimals;
  gboolean known; /* FALSE: nothing to divide by, or not shown to this audience */
} EvFigure;

/* An indicator with what was achieved. Owned by its report. */
typedef struct {
  char *code, *title, *rule, *unit;
  EvWording how;
  gboolean is_people;  /* it counts people one by one */
  EvFigure exact;      /* in the period; unknown in public output where it must not be shown */
  EvFigure cumulative; /* from the beginning to the end of the period */
  EvFigure spoken;     /* the number that the wording speaks */
  gboolean rounded;    /* `spoken` is not the exact number */
  char *wording;       /* as published; NULL where it is not published */
  gboolean has_baseline, has_target;
  gint64 baseline, target;
  EvFigure share; /* cumulative of the target, in percent */
  char *problem;  /* what is wrong with its rule, in English; NULL if nothing */
} EvIndicatorValue;

/* Frees a value and what it owns; NULL does nothing. */
void ev_indicator_value_free (EvIndicatorValue *value);

/* Evaluates a rule over a selection. A share without a denominator is unknown. */
EvFigure ev_indicator_figure (const EvTally *tally, const EvRule *rule);

/* The people that a measure of people counts; NULL for every other measure. For a share of women,
 * the people whose share it is; participations and attendances have no set of their own either.
 * Free with ev_people_free(). */
EvPeople *ev_indicator_people (const EvTally *tally, const EvRule *rule);
