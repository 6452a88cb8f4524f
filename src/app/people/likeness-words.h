/* Why two records may be one person, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "names/likeness.h"

/* What speaks for it and against it, joined by dots: "Same name · Same phone · Different year of
 * birth". Free with g_free. */
char *ev_likeness_words (EvLikenessReason reasons);

/* How likely it is, in a word or two. Borrowed. */
const char *ev_likeness_words_verdict (const EvLikeness *likeness);
