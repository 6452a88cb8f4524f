/* Messages that are signed by whoever wrote them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/letter.h"

#include <string.h>

#include "wire/codec.h"

/* Kind, author, signature; then the messages, each after its length. What is signed begins with
 * what it is for, so that no signature means anything elsewhere. */
#define HEAD (1 + EV_SIGNING_PUBLIC_BYTES + EV_SIGNATURE_BYTES)
#define LENGTH 4

static const char PURPOSE[] = "evidenca letter 1";

static GByteArray *
to_sign (EvLetterKind kind, const guint8 *body, gsize length)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 letter = (guint8)kind;

  g_byte_array_append (bytes, (const guint8 *)PURPOSE, sizeof PURPOSE);
  g_byte_array_append (bytes, &letter, 1);
  g_byte_array_append (bytes, body, (guint)length);
  return bytes;
}

static GByteArray *
join (const GPtrArray *messages)
{
  GByteArray *body = g_byte_array_new ();

  for (guint i = 0; i < messages->len; i++) {
    gsize length;
    const guint8 *data = g_bytes_get_data (messages->pdata[i], &length);
    guint32 size = GUINT32_TO_BE ((guint32)length);
    g_byte_array_append (body, (const guint8 *)&size, LENGTH);
    g_byte_array_append (body, data, (guint)length);
  }
  return body;
}

GBytes *
ev_letter_write (EvLetterKind kind, const GPtrArray *messages, const EvKey *seed)
{
  g_autoptr (GByteArray) body = join (messages);
  g_autoptr (GByteArray) signed_bytes = to_sign (kind, body->data, body->len);
  GByteArray *letter = g_byte_array_new ();
  guint8 head[HEAD] = { (guint8)kind };

  ev_signing_public (seed, head + 1);
  ev_signing_sign (seed, signed_bytes->data, signed_bytes->len, head + 1 + EV_SIGNING_PUBLIC_BYTES);
  g_byte_array_append (letter, head, sizeof head);
  g_byte_array_append (letter, body->data, body->len);
  return g_byte_array_free_to_bytes (letter);
}

/* The messages, as parts of `bytes` from `at` on; FALSE if lengths do not fit. */
static gboolean
split (GBytes *bytes, gsize at, GPtrArray *messages)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  while (at < size) {
    guint32 length;
    if (size - at < LENGTH || messages->len == EV_LETTER_MOST_MESSAGES)
      return FALSE;
    memcpy (&length, data + at, LENGTH);
    length = GUINT32_FROM_BE (length);
    at += LENGTH;
    if (length > EV_WIRE_MAX_BODY || length > size - at)
      return FALSE;
    g_ptr_array_add (messages, g_bytes_new_from_bytes (bytes, at, length));
    at += length;
  }
  return messages->len > 0;
}

static gboolean
is_signed (const guint8 *data, gsize size)
{
  g_autoptr (GByteArray) bytes = to_sign ((EvLetterKind)data[0], data + HEAD, size - HEAD);

  return ev_signing_verify (data + 1, bytes->data, bytes->len, data + 1 + EV_SIGNING_PUBLIC_BYTES);
}

EvLetter *
ev_letter_read (GBytes *bytes, GError **error)
{
  g_autoptr (EvLetter) letter = g_new0 (EvLetter, 1);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  letter->messages = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  if (size < HEAD || (data[0] != EV_LETTER_CHANGES && data[0] != EV_LETTER_RECEIPT) ||
      !split (bytes, HEAD, letter->messages)) {
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "this is no letter");
    return NULL;
  }
  if (!is_signed (data, size)) {
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "the signature is not its author's");
    return NULL;
  }
  letter->kind = (EvLetterKind)data[0];
  memcpy (letter->author, data + 1, sizeof letter->author);
  return g_steal_pointer (&letter);
}

void
ev_letter_free (EvLetter *letter)
{
  if (letter == NULL)
    return;
  g_ptr_array_unref (letter->messages);
  g_free (letter);
}
