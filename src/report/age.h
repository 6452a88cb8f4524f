/* Age groups: from a year of birth, or from what anonymising left of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/list.h"

/* The scheme that tables use unless another is asked for. */
#define EV_AGE_SCHEME_DEFAULT "default"

/* The upper end of a group such as "65 and over". */
#define EV_AGE_OPEN 999

/* The codes of a scheme of the age groups ("default", "atomic", "youth_law", "yps", "usaid_pyd",
 * "eu_youth", "under35"), NULL-terminated and youngest first; NULL if there is none of that name.
 * Free with g_strfreev. */
char **ev_age_scheme_codes (const EvLists *lists, const char *scheme);

/* The ages that a group of any scheme holds; FALSE, leaving both, if `code` is NULL or none. */
gboolean ev_age_group_range (const EvLists *lists, const char *code, gint16 *min, gint16 *max);
