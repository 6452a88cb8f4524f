/* How much a message may unfold to. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/budget-private.h"

#include <string.h>

#include "wire/codec.h"

/* Records have at most some 25 fields, and most changes write a few of them. */
#define VALUES_PER_CHANGE 32

EvBudget
ev_budget_new (void)
{
  return (EvBudget){ EV_WIRE_MAX_CHANGES * VALUES_PER_CHANGE, EV_WIRE_MAX_PLAIN };
}

gboolean
ev_budget_spend (EvBudget *budget, const EvValue *value)
{
  const char *text = ev_value_text (value);
  gsize length = text != NULL ? strlen (text) : 0;

  if (length > budget->bytes || !ev_budget_spend_many (budget, 1))
    return FALSE;
  budget->bytes -= length;
  return TRUE;
}

gboolean
ev_budget_spend_many (EvBudget *budget, guint count)
{
  if (count > budget->values)
    return FALSE;
  budget->values -= count;
  return TRUE;
}
