/* Why two records may be one person, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "names/likeness.h"

/* What agrees: "same name · same telephone"; "" for nothing. Owned. */
char *ev_likeness_words_agree (EvLikenessReason reasons);

/* What differs: "another year of birth"; "" for nothing. Owned. */
char *ev_likeness_words_differ (EvLikenessReason reasons);
