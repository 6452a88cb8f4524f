/* Whether one spelling is a slip of the keyboard for another. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How sure the spellings are. */
typedef enum {
  EV_SLIP_BOTH_UNKNOWN, /* neither is a name the lexicon has */
  EV_SLIP_ONE_KNOWN     /* exactly one is: the other may well be a slip for it */
} EvSlipKnown;

/* ev_slip_likely:
 * Whether @a and @b, two different lower-case words, are one word but for a slip: a letter left out
 * or doubled up, two exchanged, or one struck beside the right key. Short words, first letters and
 * replaced letters are judged strictly, for there two names are likelier (Rasim, Nazim). Symmetric.
 */
gboolean ev_slip_likely (const char *a, const char *b, EvSlipKnown known);

/* ev_slip_is_exchange:
 * Whether @a is @b with two neighbouring letters exchanged. */
gboolean ev_slip_is_exchange (const char *a, const char *b);
