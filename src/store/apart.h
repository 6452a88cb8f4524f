/* Pairs of people who were looked at and are two: not to be proposed again on this laptop. The word
 * does not travel: a field of a person would lose one of two decisions made at once, so it takes a
 * record of its own, which there is none. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

/* Whether it was said of `a` and `b`, in whichever order. */
gboolean ev_apart_is (EvStore *store, const char *a, const char *b);

/* Says it, or takes it back. */
gboolean ev_apart_set (EvStore *store, const char *a, const char *b, gboolean apart,
                       GError **error);
