/* Why two records may be one person, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "names/likeness.h"

/* How likely it is, what agrees, and what differs, in one line. Owned. */
char *ev_likeness_words (const EvLikeness *likeness);

/* How likely it is, in a word or two. Borrowed. */
const char *ev_likeness_words_verdict (const EvLikeness *likeness);

/* What agrees in one line, and what differs in another: "Agrees: same name · same telephone". Where
 * there is nothing there is no line. Owned. */
char *ev_likeness_words_compared (EvLikenessReason reasons);
