/* The first promise that was broken. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef struct {
  char *blame;         /* a sentence; NULL as long as all is well */
  const char *promise; /* which promise it is about: the form of the sentence. Static */
} Verdict;

/* Says what is wrong (`format` lasts), unless something was before. Always FALSE. */
gboolean verdict_blame (Verdict *verdict, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Whether all is well so far. */
gboolean verdict_is_good (const Verdict *verdict);
