/* The match key: names that sound alike across spellings (name-folding, level 2). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A key says "ask a person whether these are one", never "these are one", and never which community
 * a name belongs to. Input limits are those of names/fold.h. Keys are capitals A to Z for Latin and
 * Cyrillic names; letters of other scripts stay themselves. */

/* ev_key_text:
 * Returns the keys of the words of @name, sorted by bytes and joined by single spaces:
 * "Gjon D. Gjoni" and "Đoni Đon" both give "DON DONI". Words of one letter, initials, are left out.
 * The caller frees it; "" if nothing is left. An empty key is equal to nothing. */
char *ev_key_text (const char *name);

/* ev_key_person:
 * ev_key_text() of both names together; either may be NULL. Order does not matter. */
char *ev_key_person (const char *given_name, const char *family_name);

/* ev_key_words:
 * The keys of the words of @name in the order of @name, initials left out. The caller frees the
 * vector with g_strfreev(); it is empty, never NULL. */
char **ev_key_words (const char *name);
