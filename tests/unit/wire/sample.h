/* Random messages for tests, and whether two are the same. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/message.h"

/* Messages of up to `changes` changes: all kinds, all types of value, unknown fields, chains of
 * edits, references within and out of the batch. Owned. */
EvRequest *sample_request (GRand *random, guint changes);

/* The same from several devices, with whole groups and conflicts. Owned. */
EvAnswer *sample_answer (GRand *random, guint changes);

/* Fail the test where the two differ. */
void sample_assert_same_requests (const EvRequest *a, const EvRequest *b);
void sample_assert_same_answers (const EvAnswer *a, const EvAnswer *b);
