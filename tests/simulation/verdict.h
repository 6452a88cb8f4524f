/* The first promise that was broken. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef struct {
  char *blame; /* a sentence; NULL as long as all is well */
} Verdict;

/* Says what is wrong, unless something was before. Always FALSE. */
gboolean verdict_blame (Verdict *verdict, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Whether all is well so far. */
gboolean verdict_is_good (const Verdict *verdict);
