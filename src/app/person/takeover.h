/* What a form adds to somebody who is known already, and where the two disagree. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/register/register.h"

/* One thing that is known otherwise. */
typedef struct {
  char *field;
  gboolean secret; /* not to be read aloud from the register: only that it differs */
  EvValue *known, *typed;
} EvDifference;

typedef struct {
  EvChange *fill;         /* what was blank and now is known; without an id yet to keep it empty */
  GPtrArray *differences; /* of EvDifference */
} EvTakeover;

/* Compares what the form would write with the record of `person`. Consent that stands is kept as it
 * was given, and what is asked with it unless it was blank. Owned; NULL with error. */
EvTakeover *ev_takeover_new (EvStore *store, const char *person, const EvChange *form,
                             GError **error);

/* Frees it; NULL does nothing. */
void ev_takeover_free (EvTakeover *takeover);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvTakeover, ev_takeover_free)
