/* From a plan that fails to the least that still does. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shrink.h"

#include "action.h"

/* Takes `candidate` over; keeps it as `best` if it fails. */
static gboolean
keep_if_failing (Plan **best, Plan *candidate)
{
  Outcome outcome;

  candidate->trace = FALSE;
  outcome = world_live (candidate);
  if (outcome.blame == NULL) {
    plan_free (candidate);
    return FALSE;
  }
  g_free (outcome.blame);
  plan_free (*best);
  *best = candidate;
  return TRUE;
}

static void
fewer_days (Plan **best)
{
  for (guint days = 1; days < (*best)->days; days++) {
    Plan *candidate = plan_copy (*best);
    candidate->days = days;
    if (keep_if_failing (best, candidate))
      return;
  }
}

static void
fewer_laptops (Plan **best)
{
  for (guint laptops = 2; laptops < WORLD_MAX_LAPTOPS; laptops++) {
    Plan *candidate = plan_copy (*best);
    candidate->laptops = laptops;
    if (keep_if_failing (best, candidate))
      return;
  }
}

static void
fewer_kinds (Plan **best)
{
  for (guint kind = 0; kind < action_kinds (); kind++) {
    Plan *candidate = plan_copy (*best);
    candidate->without |= G_GUINT64_CONSTANT (1) << kind;
    keep_if_failing (best, candidate);
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
fewer_actions (Plan **best)
{
  GArray *moments = all_moments (*best);
  Plan *named = plan_copy (*best);

  g_clear_pointer (&named->only, g_array_unref);
  named->only = moments;
  named->without = 0;
  if (!keep_if_failing (best, named))
    return;
  for (guint piece = MAX (moments->len / 2, 1); piece >= 1; piece /= 2) {
    for (guint start = 0; start < (*best)->only->len;) {
      Plan *candidate = plan_copy (*best);
      g_array_remove_range (candidate->only, start, MIN (piece, candidate->only->len - start));
      if (!keep_if_failing (best, candidate))
        start += piece;
    }
  }
}

Plan *
shrink (const Plan *failing)
{
  Plan *best = plan_copy (failing);

  best->trace = FALSE;
  fewer_days (&best);
  fewer_laptops (&best);
  fewer_kinds (&best);
  fewer_actions (&best);
  fewer_laptops (&best);
  return best;
}
