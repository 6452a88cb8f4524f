/* How a figure is worded when it is published. The report keeps exact value and wording together.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef enum {
  EV_WORDING_EXACT,    /* "137" */
  EV_WORDING_NEAREST,  /* to the nearest `step`: "about 140" */
  EV_WORDING_FLOOR,    /* the last multiple of `step` below the exact value: "more than 135" */
  EV_WORDING_BALANCED, /* a share of women: from 40 to 60 % it is called balanced */
  EV_WORDING_INTERNAL  /* never published */
} EvWordingKind;

typedef struct {
  EvWordingKind kind;
  guint step; /* of NEAREST and FLOOR */
} EvWording;

/* Reads "exact", "nearest 10", "floor 5", "balanced" or "internal". EV_ERROR_INVALID otherwise. */
gboolean ev_wording_parse (const char *text, EvWording *wording, GError **error);

/* The inverse of ev_wording_parse(). Free with g_free. */
char *ev_wording_text (EvWording wording);

/* The number that the wording speaks: 140 for 137 to the nearest 10, 135 by floors of 5. A number
 * that rounding would make nothing of (3 to the nearest 10), or change by more than a fifth (5), is
 * spoken exactly; then, and for the
 * other kinds, `exact` (may be NULL) is TRUE. */
double ev_wording_round (EvWording wording, double value, gboolean *exact);

/* Whether a share of women, in percent, is called balanced. */
gboolean ev_wording_is_balanced (double percent);

/* The number as the present language writes it, with so many decimals; in percent or euros where
 * `unit` is "%" or "EUR": "10,000", "51.0%", "€9,000". Free with g_free. */
char *ev_wording_number (double value, guint decimals, const char *unit);

/* The same from the number that is spoken and whether it is not the exact one, for figures whose
 * exact number is not known any more. */
char *ev_wording_say (EvWording wording, double spoken, gboolean rounded, guint decimals,
                      const char *unit);

/* The published wording in the language that gettext has now: "about 200", "more than 135",
 * "51.0%, balanced". NULL for EV_WORDING_INTERNAL. Free with g_free. */
char *ev_wording_phrase (EvWording wording, double value, guint decimals, const char *unit);
