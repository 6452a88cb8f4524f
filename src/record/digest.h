/* A sum over everything a replica holds, to prove that two hold the same. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/record.h"

/* A sum modulo 2^128, so that records can be added and taken away in any order. */
typedef struct {
  guint64 high, low;
} EvDigest;

/* Adds to `digest` one term for every (kind, id, field, device, seq, stamp, value) of the record;
 * an empty field of a written group counts as written and empty. A term is the first 128 bits of
 * the BLAKE2b-256 of its canonical form. */
void ev_digest_add (EvDigest *digest, const EvRecord *record);

/* Takes the record's terms away again. */
void ev_digest_subtract (EvDigest *digest, const EvRecord *record);

/* Adds or takes away another sum. */
void ev_digest_combine (EvDigest *digest, const EvDigest *other, gboolean add);

/* Records fall into this many buckets, so that two that differ can find out where. */
#define EV_DIGEST_BUCKETS 256

/* The bucket of a record: the first byte of the BLAKE2b-256 of "KIND/ID". */
guint ev_digest_bucket (EvKind kind, const char *id);

/* Whether both are the same. */
gboolean ev_digest_equal (const EvDigest *a, const EvDigest *b);

/* 32 hexadecimal digits; free with g_free. */
char *ev_digest_format (const EvDigest *digest);

/* Reads what ev_digest_format() wrote; FALSE, leaving `digest`, for anything else. */
gboolean ev_digest_parse (const char *text, EvDigest *digest);
