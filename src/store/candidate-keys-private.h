/* The keys under which people who may be one meet, kept beside their rows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "names/likeness.h"
#include "record/record.h"
#include "store/database-private.h"

/* What of `person` is compared; borrowed from her. */
EvLikenessPerson ev_candidate_keys_person (const EvRecord *person);

/* Her keys by ev_likeness_keys(), sorted, each once. */
char **ev_candidate_keys_of (const EvLikenessPerson *person);

/* Brings the table in line with `person`, who stands at `place`; nobody meets one who is gone.
 * `is_new`: nobody stood there. */
gboolean ev_candidate_keys_save (EvDatabase *database, gint64 place, gboolean is_new,
                                 const EvRecord *person, GError **error);

/* Takes whoever stands at `place` out of the table. */
gboolean ev_candidate_keys_remove (EvDatabase *database, gint64 place, GError **error);

/* Whether the table holds just the keys of `person`. */
gboolean ev_candidate_keys_agree (EvDatabase *database, gint64 place, const EvRecord *person,
                                  gboolean *agree, GError **error);
