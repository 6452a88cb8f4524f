/* What laptop and server say to each other about bundles. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/signing.h"
#include "wire/codec.h"

/* No project has more keys for bundles, nor laptops, than are told. */
#define EV_COURIER_MOST 10000

/* POST /v1/keys: this is the key that the laptop signs with. */
typedef struct {
  int version;
  char device[EV_ID_DEVICE_LENGTH + 1];
  guint8 key[EV_SIGNING_PUBLIC_BYTES];
} EvKeysRequest;

/* A key that bundles are sealed to. */
typedef struct {
  gint64 number; /* rising; the highest is in use */
  guint8 seal[EV_SEAL_PUBLIC_BYTES];
  EvKey *secret; /* NULL: this laptop only writes bundles */
} EvSealKey;

/* The key that a laptop of the project signs with. */
typedef struct {
  char device[EV_ID_DEVICE_LENGTH + 1];
  guint8 key[EV_SIGNING_PUBLIC_BYTES];
} EvSigner;

/* The answer to it. */
typedef struct {
  int version;
  guint8 server[EV_SIGNING_PUBLIC_BYTES]; /* the key that the server signs receipts with */
  GPtrArray *seals;                       /* of EvSealKey, the latest last */
  GPtrArray *signers;                     /* of EvSigner; for coordinators */
} EvKeysAnswer;

/* The answer to POST /v1/relay, whose body is a letter of another laptop as it wrote it. */
typedef struct {
  int version;
  char device[EV_ID_DEVICE_LENGTH + 1]; /* whose changes they are */
  gint64 acked;                         /* all of them up to here are stored or refused */
  GPtrArray *refusals;                  /* of EvRefusal */
  GBytes *parcel;                       /* the receipt, sealed to that laptop */
} EvRelayAnswer;

/* New ones to fill in, and their end; NULL does nothing. */
EvSealKey *ev_seal_key_new (gint64 number, const guint8 *seal, EvKey *secret);
void ev_seal_key_free (EvSealKey *key);
EvKeysAnswer *ev_keys_answer_new (void);
void ev_keys_answer_free (EvKeysAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvKeysAnswer, ev_keys_answer_free)
EvRelayAnswer *ev_relay_answer_new (void);
void ev_relay_answer_free (EvRelayAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvRelayAnswer, ev_relay_answer_free)

/* To bytes and back, as those of wire/codec.h. A request is read into `request`. */
GBytes *ev_courier_write_keys_request (const EvKeysRequest *request);
gboolean ev_courier_read_keys_request (GBytes *bytes, EvKeysRequest *request, GError **error);
GBytes *ev_courier_write_keys_answer (const EvKeysAnswer *answer);
EvKeysAnswer *ev_courier_read_keys_answer (GBytes *bytes, GError **error);
GBytes *ev_courier_write_relay_answer (const EvRelayAnswer *answer);
EvRelayAnswer *ev_courier_read_relay_answer (GBytes *bytes, GError **error);
