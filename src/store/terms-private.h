/* What a person typed to find somebody, taken apart. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* One word of a query: a person is found if any of the forms begins a word of hers. At least one
 * form; the others NULL. */
typedef struct {
  char *forms[2];
} EvTerm;

/* The terms of `text`: names by the search fold, numbers as they are and as the beginning of a
 * telephone number; digits written apart or with signs are one number. Array of EvTerm, owned. */
GPtrArray *ev_terms_new (const char *text);
