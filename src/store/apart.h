/* Pairs of people who were looked at and are two. Each is a record of its own, so that two
 * decisions made at once on two laptops both stand, and none is proposed again on any. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

/* Who was said not to be `person`: a set of survivors' ids, owned. What is said of two holds for
 * all who are one with either. NULL with error. */
GHashTable *ev_apart_from (EvStore *store, const char *person, GError **error);

/* Says that `a` and `b`, in whichever order, are two, or takes back whatever said so of their
 * classes. EV_ERROR_NOT_FOUND if one of them is not there, EV_ERROR_INVALID if they are one person.
 * Returns the record's id, owned; NULL with error. */
char *ev_apart_set (EvStore *store, const char *a, const char *b, gboolean apart, GError **error);
