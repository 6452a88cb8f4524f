/* Codes of one list as small numbers. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The code that stands for "prefers not to say", "unknown" and nothing at all. */
#define EV_NOT_STATED "not_stated"

/* Number 0 is always EV_NOT_STATED. */
typedef struct _EvCodes EvCodes;

/* A list that begins with the codes of `first` (NULL-terminated, or NULL) in that order. */
EvCodes *ev_codes_new (const char *const *first);
void ev_codes_free (EvCodes *codes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvCodes, ev_codes_free)

/* The number of `code`, adding it if it is new. NULL, "", "not_stated" and "unknown" are 0. */
guint ev_codes_intern (EvCodes *codes, const char *code);

/* The number of `code`; G_MAXUINT if the list does not have it. */
guint ev_codes_find (const EvCodes *codes, const char *code);

/* The code of a number below ev_codes_count(), borrowed. */
const char *ev_codes_text (const EvCodes *codes, guint number);

/* How many codes the list has. */
guint ev_codes_count (const EvCodes *codes);

/* Which numbers `wanted` names, as ev_codes_count() booleans; NULL or empty names all. Codes that
 * the list lacks are passed over, for nothing in the data has them. Free with g_free. */
gboolean *ev_codes_choose (const EvCodes *codes, const char *const *wanted);
