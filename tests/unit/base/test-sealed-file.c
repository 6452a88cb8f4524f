/* Sealed files: opened whole by the sheet's letters, and by nothing else; damage is named. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sealed-file.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/recovery.h"

#define PART (64 * 1024)
#define SEALED_PART (PART + 17)
#define SECRET "Zymbyle Hoxha"

typedef struct {
  char *folder, *plain, *sealed, *opened;
  char *public_half, *letters;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  EvRandom random = ev_random_system ();

  fixture->folder = g_dir_make_tmp ("evidenca-sealed-XXXXXX", NULL);
  fixture->plain = g_build_filename (fixture->folder, "plain", NULL);
  fixture->sealed = g_build_filename (fixture->folder, "sealed", NULL);
  fixture->opened = g_build_filename (fixture->folder, "opened", NULL);
  fixture->public_half = ev_recovery_new (&random, &fixture->letters);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->plain);
  g_unlink (fixture->sealed);
  g_unlink (fixture->opened);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->plain);
  g_free (fixture->sealed);
  g_free (fixture->opened);
  g_free (fixture->public_half);
  ev_key_free_text (fixture->letters);
}

/* A file of `length` bytes that says its secret again and again, sealed. */
static char *
seal (Fixture *fixture, gsize length)
{
  char *bytes = g_malloc (length + 1);
  EvRandom random = ev_random_system ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < length; i++)
    bytes[i] = (char)(SECRET[i % strlen (SECRET)] + (char)(i / PART));
  g_assert_true (g_file_set_contents (fixture->plain, bytes, (gssize)length, NULL));
  ev_sealed_file_write (fixture->plain, fixture->sealed, fixture->public_half, &random, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  static const gsize lengths[] = { 0, 1, PART - 1, PART, PART + 1, 3 * PART, 5 * PART + 77 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autofree char *bytes = seal (fixture, lengths[i]), *sealed = NULL, *opened = NULL;
    g_autoptr (GError) error = NULL;
    gsize length;
    GStatBuf status;

    g_assert_true (ev_sealed_file_is (fixture->sealed));
    g_assert_false (ev_sealed_file_is (fixture->plain));
    g_assert_true (g_file_get_contents (fixture->sealed, &sealed, &length, NULL));
    g_assert_null (g_strstr_len (sealed, (gssize)length, SECRET));
    g_stat (fixture->sealed, &status);
    g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    ev_sealed_file_open (fixture->sealed, fixture->opened, fixture->letters, &error);
    g_assert_no_error (error);
    g_assert_true (g_file_get_contents (fixture->opened, &opened, &length, NULL));
    g_assert_cmpmem (opened, length, bytes, lengths[i]);
  }
}

static void
expect (Fixture *fixture, const char *letters, EvErrorCode code, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (ev_sealed_file_open (fixture->sealed, fixture->opened, letters, &error));
  g_assert_error (error, EV_ERROR, (int)code);
  if (says != NULL)
    g_assert_nonnull (strstr (error->message, says));
  g_assert_false (g_file_test (fixture->opened, G_FILE_TEST_EXISTS));
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = seal (fixture, 100), *other_public = NULL;
  char *other = NULL;
  EvRandom random = ev_random_system ();
  g_autoptr (GError) error = NULL;

  other_public = ev_recovery_new (&random, &other);
  expect (fixture, other, EV_ERROR_KEY, NULL);
  expect (fixture, "nonsense", EV_ERROR_INVALID, NULL);
  g_assert_false (
      ev_sealed_file_write (fixture->plain, fixture->sealed, "nonsense", &random, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_INVALID);
  g_assert_false (g_file_test (fixture->sealed, G_FILE_TEST_EXISTS));
  ev_key_free_text (other);
}

/* Each flipped bit, cut, swap and addition is found where it is. */
static void
test_damage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = seal (fixture, 3 * PART + 9), *good = NULL;
  gsize length, head;

  g_assert_true (g_file_get_contents (fixture->sealed, &good, &length, NULL));
  head = length - 3 * SEALED_PART - 9 - 17;
  for (guint part = 1; part <= 4; part++) {
    g_autofree char *bad = g_memdup2 (good, length);
    g_autofree char *says = g_strdup_printf ("part %u ", part);
    bad[head + (part - 1) * SEALED_PART + 5] ^= 1;
    g_assert_true (g_file_set_contents (fixture->sealed, bad, (gssize)length, NULL));
    expect (fixture, fixture->letters, EV_ERROR_DAMAGED, says);
    g_assert_true (g_file_set_contents (fixture->sealed, good,
                                        (gssize)(head + (part - 1) * SEALED_PART), NULL));
    expect (fixture, fixture->letters, EV_ERROR_DAMAGED, part == 1 ? says : "part");
  }
  for (gsize i = 0; i < head; i++) {
    g_autofree char *bad = g_memdup2 (good, length);
    g_autoptr (GError) error = NULL;
    bad[i] ^= 1;
    g_assert_true (g_file_set_contents (fixture->sealed, bad, (gssize)length, NULL));
    g_assert_false (
        ev_sealed_file_open (fixture->sealed, fixture->opened, fixture->letters, &error));
  }
  {
    g_autofree char *swapped = g_memdup2 (good, length);
    g_autofree char *longer = g_malloc0 (length + 1);
    memcpy (swapped + head, good + head + SEALED_PART, SEALED_PART);
    memcpy (swapped + head + SEALED_PART, good + head, SEALED_PART);
    g_assert_true (g_file_set_contents (fixture->sealed, swapped, (gssize)length, NULL));
    expect (fixture, fixture->letters, EV_ERROR_DAMAGED, "part 1 ");
    memcpy (longer, good, length);
    g_assert_true (g_file_set_contents (fixture->sealed, longer, (gssize)length + 1, NULL));
    expect (fixture, fixture->letters, EV_ERROR_DAMAGED, "part 4 ");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sealed-file/whole", Fixture, NULL, set_up, test_whole, tear_down);
  g_test_add ("/sealed-file/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/sealed-file/damage", Fixture, NULL, set_up, test_damage, tear_down);
  return g_test_run ();
}
