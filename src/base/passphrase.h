/* How hard a passphrase is to guess. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The fewest characters of a passphrase. */
#define EV_PASSPHRASE_LEAST 8

typedef enum {
  EV_PASSPHRASE_SHORT, /* not taken */
  EV_PASSPHRASE_WEAK,  /* among the first that somebody would try, or little more */
  EV_PASSPHRASE_FAIR,  /* holds against somebody who tries by hand */
  EV_PASSPHRASE_STRONG /* holds against a machine that tries for years */
} EvPassphraseStrength;

/* A guess, on the careful side: the bits that NIST SP 800-63 (2006), appendix A, gives to what
 * people choose themselves, where runs like "aaaa" and "1234" count once and a word that everybody
 * tries counts for nothing. With ev_key_new_from_passphrase(), 33 bits take a machine some fifty
 * years. */
EvPassphraseStrength ev_passphrase_strength (const char *passphrase);
