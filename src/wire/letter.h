/* Messages that are signed by whoever wrote them, for the way by file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"
#include "base/signing.h"

/* What a letter says. */
typedef enum {
  EV_LETTER_CHANGES = 'C', /* a laptop's sync request, one message */
  EV_LETTER_RECEIPT = 'R'  /* the server's answer to one: the request without its changes, then the
                              answer */
} EvLetterKind;

/* No letter has more messages, nor a longer one than wire/codec.h allows. */
#define EV_LETTER_MOST_MESSAGES 2

typedef struct {
  EvLetterKind kind;
  guint8 author[EV_SIGNING_PUBLIC_BYTES]; /* the key that signed it */
  GPtrArray *messages;                    /* of GBytes */
} EvLetter;

/* Signs `messages` (GBytes) with `seed` as a letter in bytes. Owned. */
GBytes *ev_letter_write (EvLetterKind kind, const GPtrArray *messages, const EvKey *seed);

/* Reads a letter that a stranger sent. Its signature is checked; who holds the key is the caller's
 * to know. EV_ERROR_MALFORMED, also for a signature that is not the author's. Owned. */
EvLetter *ev_letter_read (GBytes *bytes, GError **error);

/* Frees it; NULL does nothing. */
void ev_letter_free (EvLetter *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvLetter, ev_letter_free)
