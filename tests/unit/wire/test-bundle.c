/* Tests of bundles: letters that prove who wrote them, parcels that one reader opens, whole files.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "wire/bundle.h"
#include "wire/courier.h"
#include "wire/letter.h"
#include "wire/parcel.h"

static EvKey *
key_of (guint8 fill)
{
  guint8 bytes[EV_KEY_BYTES];

  memset (bytes, fill, sizeof bytes);
  return ev_key_new_from (bytes);
}

static GPtrArray *
bytes_array (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
}

static GBytes *
make_letter (EvLetterKind kind, const char *first, const char *second)
{
  g_autoptr (GPtrArray) messages = bytes_array ();
  g_autoptr (EvKey) seed = key_of (1);

  g_ptr_array_add (messages, g_bytes_new (first, strlen (first)));
  if (second != NULL)
    g_ptr_array_add (messages, g_bytes_new (second, strlen (second)));
  return ev_letter_write (kind, messages, seed);
}

/* The bytes with one of them changed. */
static GBytes *
bent (GBytes *bytes, gsize at)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint8 *copy = g_memdup2 (data, length);

  copy[at] ^= 1;
  return g_bytes_new_take (copy, length);
}

static void
test_letters_are_signed (void)
{
  g_autoptr (GBytes) bytes = make_letter (EV_LETTER_RECEIPT, "asked", "answered");
  g_autoptr (EvLetter) letter = ev_letter_read (bytes, NULL);
  g_autoptr (EvKey) seed = key_of (1);
  guint8 author[EV_SIGNING_PUBLIC_BYTES];

  ev_signing_public (seed, author);
  g_assert_nonnull (letter);
  g_assert_cmpmem (letter->author, sizeof letter->author, author, sizeof author);
  g_assert_cmpint (letter->kind, ==, EV_LETTER_RECEIPT);
  g_assert_cmpuint (letter->messages->len, ==, 2);
  g_assert_cmpmem (g_bytes_get_data (letter->messages->pdata[1], NULL), 8, "answered", 8);
  for (gsize i = 0; i < g_bytes_get_size (bytes); i++) {
    g_autoptr (GBytes) other = bent (bytes, i);
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, i);
    g_autoptr (GError) error = NULL;
    g_assert_null (ev_letter_read (other, &error));
    g_assert_error (error, EV_ERROR, EV_ERROR_MALFORMED);
    g_assert_null (ev_letter_read (cut, NULL));
  }
}

static GBytes *
make_parcel (const EvKey *reader)
{
  g_autoptr (GPtrArray) letters = bytes_array ();
  guint8 seal[EV_SEAL_PUBLIC_BYTES];

  ev_seal_public (reader, seal);
  g_ptr_array_add (letters, make_letter (EV_LETTER_CHANGES, "one", NULL));
  g_ptr_array_add (letters, make_letter (EV_LETTER_CHANGES, "two", NULL));
  return ev_parcel_seal (letters, seal);
}

static void
test_parcels_open_for_one (void)
{
  g_autoptr (EvKey) reader = key_of (1);
  g_autoptr (EvKey) stranger = key_of (2);
  g_autoptr (GBytes) parcel = make_parcel (reader);
  g_autoptr (GPtrArray) letters = ev_parcel_open (parcel, reader, NULL);
  g_autoptr (EvLetter) second = NULL;
  guint8 seal[EV_SEAL_PUBLIC_BYTES];

  g_assert_nonnull (letters);
  g_assert_cmpuint (letters->len, ==, 2);
  second = ev_letter_read (letters->pdata[1], NULL);
  g_assert_cmpmem (g_bytes_get_data (second->messages->pdata[0], NULL), 3, "two", 3);
  g_assert_null (ev_parcel_open (parcel, stranger, NULL));
  ev_seal_public (stranger, seal);
  g_assert_false (ev_parcel_is_for (parcel, seal));
  ev_seal_public (reader, seal);
  g_assert_true (ev_parcel_is_for (parcel, seal));
}

static void
test_parcels_are_whole (void)
{
  g_autoptr (EvKey) reader = key_of (1);
  g_autoptr (GBytes) parcel = make_parcel (reader);

  /* The address in front is not secret, and only says whose it is. */
  for (gsize i = 8; i < g_bytes_get_size (parcel); i++) {
    g_autoptr (GBytes) other = bent (parcel, i);
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (parcel, 0, i);
    g_autoptr (GError) error = NULL;
    g_assert_null (ev_parcel_open (other, reader, &error));
    g_assert_error (error, EV_ERROR, EV_ERROR_FILE_DAMAGED);
    g_assert_null (ev_parcel_open (cut, reader, NULL));
  }
}

static void
test_a_signing_key_is_an_address (void)
{
  g_autoptr (EvKey) seed = key_of (7);
  g_autoptr (EvKey) reader = ev_signing_seal_private (seed);
  guint8 author[EV_SIGNING_PUBLIC_BYTES], seal[EV_SEAL_PUBLIC_BYTES], own[EV_SEAL_PUBLIC_BYTES];

  ev_signing_public (seed, author);
  g_assert_true (ev_signing_seal_public (author, seal));
  ev_seal_public (reader, own);
  g_assert_cmpmem (seal, sizeof seal, own, sizeof own);
}

static void
test_files_are_whole (void)
{
  g_autoptr (EvKey) reader = key_of (1);
  g_autoptr (GPtrArray) parcels = bytes_array ();
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GBytes) file = NULL;

  g_ptr_array_add (parcels, make_parcel (reader));
  file = ev_bundle_write (parcels, NULL);
  read = ev_bundle_read (file, NULL);
  g_assert_cmpuint (read->len, ==, 1);
  g_assert_true (g_bytes_equal (read->pdata[0], parcels->pdata[0]));
  for (gsize i = 0; i < g_bytes_get_size (file); i++) {
    g_autoptr (GBytes) other = bent (file, i);
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (file, 0, i);
    g_autoptr (GError) error = NULL;
    int code = i < 8 ? EV_ERROR_MALFORMED : i == 8 ? EV_ERROR_FILE_NEWER : EV_ERROR_FILE_DAMAGED;
    g_assert_null (ev_bundle_read (other, &error));
    g_assert_error (error, EV_ERROR, code);
    g_assert_null (ev_bundle_read (cut, NULL));
  }
}

static void
test_limits (void)
{
  g_autoptr (GPtrArray) parcels = bytes_array ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= EV_BUNDLE_MOST_PARCELS; i++)
    g_ptr_array_add (parcels, g_bytes_new_static ("x", 1));
  g_assert_null (ev_bundle_write (parcels, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_TOO_LARGE);
}

static void
test_keys_travel (void)
{
  g_autoptr (EvKeysAnswer) told = ev_keys_answer_new ();
  g_autoptr (EvKeysAnswer) read = NULL;
  g_autoptr (GBytes) bytes = NULL;
  EvKey *secret = key_of (3);
  guint8 seal[EV_SEAL_PUBLIC_BYTES];
  EvSigner signer = { .device = "7K2M9PQRSTVWX", .key = { 4 } };

  ev_seal_public (secret, seal);
  g_ptr_array_add (told->seals, ev_seal_key_new (1, seal, secret));
  g_ptr_array_add (told->signers, g_memdup2 (&signer, sizeof signer));
  bytes = ev_courier_write_keys_answer (told);
  read = ev_courier_read_keys_answer (bytes, NULL);
  g_assert_nonnull (read);
  g_assert_nonnull (((EvSealKey *)read->seals->pdata[0])->secret);
  g_assert_cmpmem (read->signers->pdata[0], sizeof signer, &signer, sizeof signer);
  /* A secret that is not that of the key beside it is no key. */
  ((EvSealKey *)told->seals->pdata[0])->seal[0] ^= 1;
  g_bytes_unref (bytes);
  bytes = ev_courier_write_keys_answer (told);
  g_assert_null (ev_courier_read_keys_answer (bytes, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bundle/letters", test_letters_are_signed);
  g_test_add_func ("/bundle/parcels", test_parcels_open_for_one);
  g_test_add_func ("/bundle/whole-parcels", test_parcels_are_whole);
  g_test_add_func ("/bundle/address", test_a_signing_key_is_an_address);
  g_test_add_func ("/bundle/files", test_files_are_whole);
  g_test_add_func ("/bundle/limits", test_limits);
  g_test_add_func ("/bundle/keys", test_keys_travel);
  return g_test_run ();
}
