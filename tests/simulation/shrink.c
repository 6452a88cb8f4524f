/* From a plan that fails to the least that still does. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shrink.h"

#include "action.h"

typedef struct {
  Plan *best; /* the least so far */
  const char *promise;
} Shrinking;

/* Takes `candidate` over; keeps it as the best if it fails likewise. */
static gboolean
keep_if_failing (Shrinking *shrinking, Plan *candidate)
{
  Outcome outcome;

  candidate->trace = FALSE;
  outcome = world_live (candidate);
  g_free (outcome.blame);
  if (outcome.promise != shrinking->promise) {
    plan_free (candidate);
    return FALSE;
  }
  plan_free (shrinking->best);
  shrinking->best = candidate;
  return TRUE;
}

static void
fewer_days (Shrinking *shrinking)
{
  for (guint days = 1; days < shrinking->best->days; days++) {
    Plan *candidate = plan_copy (shrinking->best);
    candidate->days = days;
    if (keep_if_failing (shrinking, candidate))
      return;
  }
}

static void
fewer_laptops (Shrinking *shrinking)
{
  for (guint laptops = 2; laptops < WORLD_MAX_LAPTOPS; laptops++) {
    Plan *candidate = plan_copy (shrinking->best);
    candidate->laptops = laptops;
    if (keep_if_failing (shrinking, candidate))
      return;
  }
}

static void
fewer_kinds (Shrinking *shrinking)
{
  for (guint kind = 0; kind < action_kinds (); kind++) {
    Plan *candidate = plan_copy (shrinking->best);
    candidate->without |= G_GUINT64_CONSTANT (1) << kind;
    keep_if_failing (shrinking, candidate);
  }
}

/* Names what happens, so that single actions can go. */
static GArray *
all_moments (const Plan *plan)
{
  GArray *moments = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint day = 1; day <= MAX (plan->days, 1); day++)
    for (guint action = 1; action <= WORLD_MAX_ACTIONS; action++) {
      Dice dice = dice_new (plan->world, day, action);
      guint moment = plan_moment (day, action);
      if (plan_has (plan, day, action, action_draw (&dice)))
        g_array_append_val (moments, moment);
    }
  return moments;
}

/* Delta debugging: pieces go, large ones first. */
static void
fewer_actions (Shrinking *shrinking)
{
  GArray *moments = all_moments (shrinking->best);
  Plan *named = plan_copy (shrinking->best);

  g_clear_pointer (&named->only, g_array_unref);
  named->only = moments;
  named->without = 0;
  if (!keep_if_failing (shrinking, named))
    return;
  for (guint piece = MAX (moments->len / 2, 1); piece >= 1; piece /= 2) {
    for (guint start = 0; start < shrinking->best->only->len;) {
      Plan *candidate = plan_copy (shrinking->best);
      g_array_remove_range (candidate->only, start, MIN (piece, candidate->only->len - start));
      if (!keep_if_failing (shrinking, candidate))
        start += piece;
    }
  }
}

Plan *
shrink (const Plan *failing, const char *promise)
{
  Shrinking shrinking = { plan_copy (failing), promise };

  shrinking.best->trace = FALSE;
  fewer_days (&shrinking);
  fewer_laptops (&shrinking);
  fewer_kinds (&shrinking);
  fewer_actions (&shrinking);
  fewer_laptops (&shrinking);
  return shrinking.best;
}
