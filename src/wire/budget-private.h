/* How much a message may unfold to. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/value.h"

/* What is left to spend: a small message can name one long value ten thousand times. */
typedef struct {
  guint values;
  gsize bytes; /* of text */
} EvBudget;

/* A new one, for one message. */
EvBudget ev_budget_new (void);

/* Spends a value (NULL: an empty one) or `count` values of no length; FALSE if too little is left.
 */
gboolean ev_budget_spend (EvBudget *budget, const EvValue *value);
gboolean ev_budget_spend_many (EvBudget *budget, guint count);
