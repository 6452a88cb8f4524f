/* The sentences of the narrative, in the order they are told. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/wording.h"

typedef struct {
  const char *code; /* of the indicator it tells */
  /* The sentence in the present language, for a number of that wording which is `n`, or nearly so;
   * one %s takes the number as the language writes it. */
  const char *(*say) (EvWordingKind kind, gulong n);
  gboolean always_exact; /* it has no rounded form and tells the exact figure */
} EvSentence;

/* All sentences. */
const EvSentence *ev_sentences (guint *count);
