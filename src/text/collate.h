/* The order of names in a list, by the alphabet of the language. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/language.h"

/* ev_collate_key:
 * Returns a text such that strcmp() of two keys is the order of the two texts in @language:
 * Albanian with ç dh ë gj ll nj rr sh th xh zh as letters after c d e g l n r s t x z; Serbian by
 * azbuka or abeceda, lj nj dž being letters; English by a to z. A text in the other script stands
 * among those of the first, by its letters (Ђорђе beside Đorđe). Other letters stand by the letter
 * without its mark, other scripts after all. Blanks and hyphens come before letters; marks and
 * capitals decide only between texts equal otherwise. Any bytes are accepted; NULL sorts first. The
 * caller frees it. */
char *ev_collate_key (const char *text, EvLanguage language);
