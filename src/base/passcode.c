/* A short code that a person chooses, kept so that nobody can read it back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/passcode.h"

#include <sodium.h>
#include <string.h>

char *
ev_passcode_hash (const char *code)
{
  char hash[crypto_pwhash_STRBYTES];

  if (sodium_init () < 0 ||
      crypto_pwhash_str (hash, code, strlen (code), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                         crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    return NULL;
  return g_strdup (hash);
}

gboolean
ev_passcode_matches (const char *hash, const char *code)
{
  return hash && *hash && sodium_init () >= 0 &&
         crypto_pwhash_str_verify (hash, code, strlen (code)) == 0;
}
