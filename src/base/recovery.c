/* The recovery key: its public half wraps keys, its private half is a sheet of paper. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/recovery.h"

#include <sodium.h>
#include <string.h>

#include "base/id.h"

/* A line holds 8 bytes of the key in 13 letters, and 3 letters of a hash over them and its number.
 */
#define LINE_BYTES 8
#define DATA_LETTERS 13
#define CHECK_LETTERS 3
#define LINE_LETTERS (DATA_LETTERS + CHECK_LETTERS)
#define GROUP 4

G_STATIC_ASSERT (EV_RECOVERY_LINES *LINE_BYTES == crypto_box_SECRETKEYBYTES);
G_STATIC_ASSERT (EV_KEY_BYTES == crypto_box_SECRETKEYBYTES);

static const char ALPHABET[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* The letters of a line; free with ev_key_free_text(). */
static char *
line_letters (guint line, const guint8 *bytes)
{
  guint8 input[1 + LINE_BYTES] = { (guint8)line };
  guint8 hash[crypto_generichash_BYTES];
  char *data = ev_id_base32 (bytes, LINE_BYTES);
  g_autofree char *check = NULL;
  char *letters;

  memcpy (input + 1, bytes, LINE_BYTES);
  crypto_generichash (hash, sizeof hash, input, sizeof input, NULL, 0);
  check = ev_id_base32 (hash, sizeof hash);
  letters = g_strdup_printf ("%s%.*s", data, CHECK_LETTERS, check);
  sodium_memzero (input, sizeof input);
  ev_key_free_text (data);
  return letters;
}

/* The bytes of a line's letters, whatever its check says; FALSE at a strange letter. */
static gboolean
line_bytes (const char *letters, guint8 *bytes)
{
  guint64 number = 0;

  for (guint i = 0; i < DATA_LETTERS; i++) {
    const char *at = strchr (ALPHABET, letters[i]);
    guint value = at != NULL ? (guint)(at - ALPHABET) : 0;
    if (at == NULL)
      return FALSE;
    /* The last letter has one bit of padding: 13 * 5 = 64 + 1. */
    number = i + 1 < DATA_LETTERS ? number << 5 | value : number << 4 | value >> 1;
  }
  number = GUINT64_TO_BE (number);
  memcpy (bytes, &number, LINE_BYTES);
  return TRUE;
}

/* As ev_id_normalise(), and without dashes; free with ev_key_free_text(). */
static char *
clean (const char *typed)
{
  char *text = ev_id_normalise (typed);
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (*from != '-')
      *to++ = *from;
  *to = '\0';
  return text;
}

/* The private half of what was typed, or NULL with error. */
static EvKey *
parse (const char *typed, guint *line, GError **error)
{
  g_autoptr (EvKey) key = NULL;
  guint8 bytes[crypto_box_SECRETKEYBYTES];
  char *text = clean (typed);
  guint wrong = 0;

  if (strlen (text) != EV_RECOVERY_LINES * LINE_LETTERS) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "a recovery key has %d letters",
                 EV_RECOVERY_LINES * LINE_LETTERS);
  } else {
    for (guint i = 0; i < EV_RECOVERY_LINES && wrong == 0; i++) {
      const char *letters = text + i * LINE_LETTERS;
      char *right = line_bytes (letters, bytes + i * LINE_BYTES)
                        ? line_letters (i + 1, bytes + i * LINE_BYTES)
                        : NULL;
      if (right == NULL || strncmp (letters, right, LINE_LETTERS) != 0)
        wrong = i + 1;
      ev_key_free_text (right);
    }
    if (wrong == 0)
      key = ev_key_new_from (bytes);
    else
      g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "line %u of the recovery key is wrong",
                   wrong);
  }
  if (line != NULL)
    *line = wrong;
  sodium_memzero (bytes, sizeof bytes);
  ev_key_free_text (text);
  return g_steal_pointer (&key);
}

static char *
public_of (const EvKey *private_half, guint8 *bytes)
{
  crypto_scalarmult_base (bytes, ev_key_bytes (private_half));
  return g_base64_encode (bytes, crypto_box_PUBLICKEYBYTES);
}

char *
ev_recovery_new (const EvRandom *random, char **letters)
{
  g_autoptr (EvKey) key = ev_key_new (random);
  GString *text = g_string_sized_new (EV_RECOVERY_LINES * (LINE_LETTERS + GROUP));
  guint8 bytes[crypto_box_PUBLICKEYBYTES];

  for (guint i = 0; i < EV_RECOVERY_LINES; i++) {
    char *line = line_letters (i + 1, ev_key_bytes (key) + i * LINE_BYTES);
    for (guint k = 0; k < LINE_LETTERS; k += GROUP)
      g_string_append_printf (text, "%s%.*s", k > 0 ? "-" : "", GROUP, line + k);
    g_string_append_c (text, '\n');
    ev_key_free_text (line);
  }
  *letters = g_string_free (text, FALSE);
  return public_of (key, bytes);
}

char *
ev_recovery_public (const char *letters, guint *line, GError **error)
{
  g_autoptr (EvKey) key = parse (letters, line, error);
  guint8 bytes[crypto_box_PUBLICKEYBYTES];

  return key != NULL ? public_of (key, bytes) : NULL;
}

static gboolean
parse_public (const char *text, guint8 *bytes)
{
  gsize length = 0;
  g_autofree guint8 *decoded = g_base64_decode (text, &length);

  if (length != crypto_box_PUBLICKEYBYTES)
    return FALSE;
  memcpy (bytes, decoded, length);
  return TRUE;
}

gboolean
ev_recovery_is_public (const char *text)
{
  guint8 bytes[crypto_box_PUBLICKEYBYTES];

  return parse_public (text, bytes);
}

char *
ev_recovery_wrap (const EvKey *key, const char *public_half)
{
  guint8 bytes[crypto_box_PUBLICKEYBYTES];
  guint8 sealed[crypto_box_SEALBYTES + EV_KEY_BYTES];

  if (!parse_public (public_half, bytes) ||
      crypto_box_seal (sealed, ev_key_bytes (key), EV_KEY_BYTES, bytes) != 0)
    return NULL;
  return g_base64_encode (sealed, sizeof sealed);
}

EvKey *
ev_recovery_unwrap (const char *wrapped, const char *letters, GError **error)
{
  g_autoptr (EvKey) key = parse (letters, NULL, error);
  guint8 half[crypto_box_PUBLICKEYBYTES], bytes[EV_KEY_BYTES];
  g_autofree guint8 *sealed = NULL;
  g_autofree char *text = NULL;
  EvKey *opened = NULL;
  gsize length;

  if (key == NULL)
    return NULL;
  text = public_of (key, half);
  sealed = g_base64_decode (wrapped, &length);
  if (length == crypto_box_SEALBYTES + EV_KEY_BYTES &&
      crypto_box_seal_open (bytes, sealed, length, half, ev_key_bytes (key)) == 0)
    opened = ev_key_new_from (bytes);
  else
    g_set_error (error, EV_ERROR, EV_ERROR_KEY, "this recovery key is of another project");
  sodium_memzero (bytes, sizeof bytes);
  return opened;
}
