/* Who may be registered twice: people like one who is being written down, and likely pairs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "names/likeness.h"
#include "store/search.h"

/* From this score up ev_candidate_for() answers. Lower than EV_LIKENESS_PROPOSE: while a form is
 * being filled in, a common name alone is worth showing beside it. */
#define EV_CANDIDATE_LEAST 0.2

/* A known person who may be the one asked about. */
typedef struct {
  EvPersonRow *person; /* as lists show her, the survivor; `in_event` is not filled in */
  EvLikeness likeness;
} EvCandidate;

/* Two known people who may be one; both survivors. */
typedef struct {
  char *a, *b; /* ids; `a` came into this register first */
  EvLikeness likeness;
} EvCandidatePair;

/* Free with all inside. */
void ev_candidate_free (EvCandidate *candidate);
void ev_candidate_pair_free (EvCandidatePair *pair);

/* The known people most like `person`, best first, at most `limit`, none below EV_CANDIDATE_LEAST.
 * Those are compared who share a key of names/likeness.h with her. People who were merged stand for
 * their survivor, who answers once, with the best of their scores. `exclude` (may be NULL) is the
 * id of a person who, with all who are one with her and all who were said not to be
 * (store/apart.h), is not meant. Array of EvCandidate, owned;
 * NULL with error. */
GPtrArray *ev_candidate_for (EvStore *store, const EvLikenessPerson *person, const char *exclude,
                             guint limit, GError **error);

/* The pairs of people who are likely one, over the whole register, best first, at most `limit`,
 * none below EV_LIKENESS_PROPOSE, nor any that was said to be two (store/apart.h). Compared are
 * those who share a key; where a key is shared by hundreds (an office's telephone, a very common
 * name), each of them only with those whose names or years stand next to hers. Takes seconds for
 * 100,000 people. Array of EvCandidatePair, owned; NULL with error. */
GPtrArray *ev_candidate_pairs (EvStore *store, guint limit, GError **error);

/* How many pairs that would be, at most `limit`. Remembered as long as nothing was written and
 * nothing came, so that it costs its seconds once. */
gboolean ev_candidate_count (EvStore *store, guint limit, guint *count, GError **error);
