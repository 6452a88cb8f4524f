/* Arbitrary bytes as a bundle, as a parcel, and as a letter: refused, or as they were written. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <string.h>

#include "wire/bundle.h"
#include "wire/courier.h"
#include "wire/letter.h"
#include "wire/parcel.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* The key that the corpus was sealed and signed with: 32 bytes of 1. */
static EvKey *
own_key (void)
{
  guint8 bytes[EV_KEY_BYTES];

  memset (bytes, 1, sizeof bytes);
  return ev_key_new_from (bytes);
}

static void
try_letter (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvLetter) letter = ev_letter_read (bytes, &error);
  g_autoptr (EvRequest) request = NULL;

  g_assert_true ((letter != NULL) == (error == NULL));
  if (letter == NULL)
    return;
  g_assert_cmpuint (letter->messages->len, >=, 1);
  g_assert_cmpuint (letter->messages->len, <=, EV_LETTER_MOST_MESSAGES);
  request = ev_codec_read_request (letter->messages->pdata[0], NULL);
}

static void
try_parcel (GBytes *parcel)
{
  g_autoptr (EvKey) key = own_key ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) letters = ev_parcel_open (parcel, key, &error);

  g_assert_true ((letters != NULL) == (error == NULL));
  for (guint i = 0; letters != NULL && i < letters->len; i++)
    try_letter (letters->pdata[i]);
}

static void
try_bundle (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parcels = ev_bundle_read (bytes, &error);
  g_autoptr (GBytes) again = NULL;

  g_assert_true ((parcels != NULL) == (error == NULL));
  if (parcels == NULL)
    return;
  again = ev_bundle_write (parcels, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, again));
  for (guint i = 0; i < parcels->len; i++)
    try_parcel (parcels->pdata[i]);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  EvKeysRequest request;
  EvKeysAnswer *told;
  EvRelayAnswer *relay;

  try_bundle (bytes);
  try_parcel (bytes);
  try_letter (bytes);
  ev_courier_read_keys_request (bytes, &request, NULL);
  told = ev_courier_read_keys_answer (bytes, NULL);
  relay = ev_courier_read_relay_answer (bytes, NULL);
  ev_keys_answer_free (told);
  ev_relay_answer_free (relay);
  return 0;
}
