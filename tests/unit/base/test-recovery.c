/* Tests of base/key.h and base/recovery.h: what wraps a key opens it, and nothing else does. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/recovery.h"

#include <string.h>

static EvKey *
new_key (void)
{
  const EvRandom random = ev_random_system ();
  return ev_key_new (&random);
}

static gboolean
are_equal (const EvKey *a, const EvKey *b)
{
  return memcmp (ev_key_bytes (a), ev_key_bytes (b), EV_KEY_BYTES) == 0;
}

static void
test_wrap (void)
{
  g_autoptr (EvKey) key = new_key (), by = new_key (), other = new_key ();
  g_autofree char *wrapped = ev_key_wrap (key, by);
  g_autofree char *again = ev_key_wrap (key, by);
  g_autofree char *id = ev_key_id (key), *other_id = ev_key_id (other);
  g_autoptr (EvKey) opened = ev_key_unwrap (wrapped, by);

  g_assert_nonnull (opened);
  g_assert_true (are_equal (opened, key));
  g_assert_cmpstr (wrapped, !=, again);
  g_assert_null (ev_key_unwrap (wrapped, other));
  g_assert_null (ev_key_unwrap ("", by));
  g_assert_null (ev_key_unwrap ("bm9uc2Vuc2U=", by));
  g_assert_cmpuint (strlen (id), ==, 13);
  g_assert_cmpstr (id, !=, other_id);
  for (gsize i = 0; i < strcspn (wrapped, "="); i += 7) {
    g_autofree char *bent = g_strdup (wrapped);
    bent[i] = bent[i] == 'A' ? 'B' : 'A';
    g_assert_null (ev_key_unwrap (bent, by));
  }
}

/* However the letters were put in by a keyboard, the same passphrase makes the same key. */
static void
test_passphrase (void)
{
  const guint8 salt[EV_KEY_SALT_BYTES] = { 1 }, other_salt[EV_KEY_SALT_BYTES] = { 2 };
  g_autoptr (EvKey) key = ev_key_new_from_passphrase ("p\xc3\xabrhershme", salt);
  g_autoptr (EvKey) decomposed = ev_key_new_from_passphrase ("pe\xcc\x88rhershme", salt);
  g_autoptr (EvKey) salted = ev_key_new_from_passphrase ("p\xc3\xabrhershme", other_salt);

  g_assert_true (are_equal (key, decomposed));
  g_assert_false (are_equal (key, salted));
}

static void
test_sheet (void)
{
  const EvRandom random = ev_random_system ();
  char *letters = NULL;
  g_autofree char *half = ev_recovery_new (&random, &letters);
  g_auto (GStrv) lines = g_strsplit (letters, "\n", -1);
  g_autofree char *typed = g_ascii_strdown (letters, -1);
  g_autofree char *found = ev_recovery_public (typed, NULL, NULL);
  g_autoptr (EvKey) key = new_key ();
  g_autofree char *wrapped = ev_recovery_wrap (key, half);
  g_autoptr (EvKey) opened = ev_recovery_unwrap (wrapped, typed, NULL);

  g_assert_cmpuint (g_strv_length (lines), ==, EV_RECOVERY_LINES + 1);
  g_assert_cmpuint (strlen (lines[0]), ==, 19);
  g_assert_true (ev_recovery_is_public (half));
  g_assert_cmpstr (found, ==, half);
  g_assert_true (are_equal (opened, key));
  ev_key_free_text (letters);
}

/* Bytes that are the same in every run: three letters of check let one mistake in 32768 pass. */
static void
count_up (void *bytes, gsize length, gpointer data)
{
  guint8 *next = data;

  for (gsize i = 0; i < length; i++)
    ((guint8 *)bytes)[i] = *next += 37;
}

static void
test_strange_letters (void)
{
  guint8 state = 1;
  const EvRandom random = { count_up, &state };
  char *letters = NULL, *others = NULL;
  g_autofree char *half = ev_recovery_new (&random, &letters);
  g_autofree char *other_half = ev_recovery_new (&random, &others);
  g_autoptr (EvKey) key = new_key ();
  g_autofree char *wrapped = ev_recovery_wrap (key, half);
  g_autoptr (GError) error = NULL;
  guint line;

  g_assert_null (ev_recovery_unwrap (wrapped, others, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_KEY);
  g_clear_error (&error);
  g_assert_null (ev_recovery_public ("ABCD", &line, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_INVALID);
  g_assert_cmpuint (line, ==, 0);
  g_assert_null (ev_recovery_wrap (key, "nonsense"));
  /* A letter typed wrongly is told with its line. */
  for (guint i = 0; i < EV_RECOVERY_LINES * 20; i++) {
    g_autofree char *typed = g_strdup (letters);
    if (!g_ascii_isalnum (typed[i]))
      continue;
    typed[i] = typed[i] == '7' ? '8' : '7';
    g_assert_null (ev_recovery_public (typed, &line, NULL));
    g_assert_cmpuint (line, ==, 1 + i / 20);
  }
  ev_key_free_text (letters);
  ev_key_free_text (others);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recovery/wrap", test_wrap);
  g_test_add_func ("/recovery/passphrase", test_passphrase);
  g_test_add_func ("/recovery/sheet", test_sheet);
  g_test_add_func ("/recovery/strange-letters", test_strange_letters);
  return g_test_run ();
}
