/* Small numbers in what leaves the house: which populations can be shown at all. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/suppress-private.h"

gboolean
ev_planner_is_small (const EvPlanner *planner, gint64 count)
{
  gint64 size = ABS (count);
  return size > 0 && size < planner->threshold;
}

static GArray *
signatures_new (const EvCrowd *crowd, guint populations)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  GArray *signatures = g_array_new (FALSE, FALSE, sizeof (EvSignature));
  guint32 used = populations >= 32 ? G_MAXUINT32 : ((guint32)1 << populations) - 1;
  for (guint i = 0; i < crowd->people; i++) {
    guint32 member = crowd->member[i] & used;
    if (member == 0)
      continue;
    guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, GUINT_TO_POINTER (member)));
    if (place == 0) {
      EvSignature fresh = { member, 0 };
      g_array_append_val (signatures, fresh);
      place = signatures->len;
      g_hash_table_insert (places, GUINT_TO_POINTER (member), GUINT_TO_POINTER (place));
    }
    g_array_index (signatures, EvSignature, place - 1).count++;
  }
  return signatures;
}

static gint
membership (guint32 member, gint population)
{
  return population < 0 ? 0 : (gint)(member >> population & 1);
}

/* Whether the sum is 0 or 1 for everybody, and 1 for somebody. */
static gboolean
is_set (const EvPlanner *planner, guint x, const EvDerived *derived)
{
  gboolean any = FALSE;
  for (guint i = 0; i < planner->signatures->len; i++) {
    guint32 member = g_array_index (planner->signatures, EvSignature, i).member;
    gint sum = derived->sign * membership (member, (gint)x) +
               derived->factor[0] * membership (member, derived->population[0]) +
               derived->factor[1] * membership (member, derived->population[1]);
    if (sum != 0 && sum != 1)
      return FALSE;
    any |= sum == 1;
  }
  return any;
}

static gboolean
is_comparable (const EvPlanner *planner, guint population)
{
  return !planner->plan->withheld[population] &&
         (planner->publication->apart >> population & 1) == 0;
}

GArray *
ev_planner_derive (const EvPlanner *planner, guint x)
{
  /* Sums of disjoint sets alone are left out: what is not small does not become so by adding. */
  static const gint factors[][3] = { { 1, -1, 0 }, { -1, 1, 0 },  { 1, 1, -1 },  { 1, -1, 1 },
                                     { -1, 1, 1 }, { 1, -1, -1 }, { -1, 1, -1 }, { -1, -1, 1 } };
  GArray *found = g_array_new (FALSE, FALSE, sizeof (EvDerived));
  if ((planner->publication->apart >> x & 1) != 0)
    return found;
  for (guint y = 0; y < x; y++)
    for (guint z = y; is_comparable (planner, y) && z < x; z++)
      for (guint f = 0; is_comparable (planner, z) && f < G_N_ELEMENTS (factors); f++) {
        gboolean alone = factors[f][2] == 0;
        EvDerived derived = { factors[f][0],
                              { factors[f][1], factors[f][2] },
                              { (gint)y, alone ? -1 : (gint)z } };
        if (alone == (z == y) && is_set (planner, x, &derived))
          g_array_append_val (found, derived);
      }
  return found;
}

static guint
population_total (const EvPlanner *planner, gint population)
{
  guint total = 0;
  for (guint i = 0; i < planner->signatures->len; i++) {
    const EvSignature *signature = &g_array_index (planner->signatures, EvSignature, i);
    total += (guint)membership (signature->member, population) * signature->count;
  }
  return total;
}

static gint64
published_total (const EvPlanner *planner, const EvPublishedTable *table)
{
  gint64 total = table->merged_sum;
  for (guint c = 0; c < ev_crowd_categories (planner->crowd, table->dimension); c++)
    total += table->merged[c] ? 0 : table->count[c];
  return total;
}

/* Whether the total alone, or its difference from totals shown elsewhere, is small. */
static gboolean
total_betrays (const EvPlanner *planner, guint x)
{
  g_autoptr (GArray) derived = ev_planner_derive (planner, x);
  if (ev_planner_is_small (planner, planner->total[x]))
    return TRUE;
  for (guint i = 0; i < derived->len; i++) {
    const EvDerived *one = &g_array_index (derived, EvDerived, i);
    gint64 total = (gint64)one->sign * planner->total[x];
    for (guint k = 0; k < 2; k++)
      if (one->population[k] >= 0)
        total += (gint64)one->factor[k] * planner->total[one->population[k]];
    if (ev_planner_is_small (planner, total))
      return TRUE;
  }
  for (guint i = 0; i < planner->publication->n_links; i++) {
    const EvPublishedLink *link = &planner->publication->links[i];
    if (link->population != x)
      continue;
    gint64 total = (gint64)link->sign * planner->total[x];
    for (guint k = 0; k < EV_MOST_LINKED; k++)
      if (link->table[k] != NULL)
        total += link->factor[k] * published_total (planner, link->table[k]);
    if (ev_planner_is_small (planner, total))
      return TRUE;
  }
  return FALSE;
}

static void
planner_clear (EvPlanner *planner)
{
  for (guint p = 0; p < EV_MAX_POPULATIONS; p++)
    for (guint d = 0; d < EV_N_DIMENSIONS; d++) {
      if (planner->planned[p][d] == NULL)
        continue;
      g_free (planner->planned[p][d]->merged);
      g_free (planner->planned[p][d]->count);
      g_free (planner->planned[p][d]);
    }
  g_array_unref (planner->signatures);
}

EvSuppression *
ev_suppression_plan (const EvCrowd *crowd, const EvPublication *publication)
{
  EvSuppression *plan = g_new0 (EvSuppression, 1);
  EvPlanner planner = {
    .crowd = crowd, .publication = publication, .plan = plan, .threshold = publication->threshold
  };
  planner.signatures = signatures_new (crowd, publication->populations);
  for (guint x = 0; x < publication->populations; x++)
    planner.total[x] = population_total (&planner, (gint)x);
  for (guint x = 0; x < publication->populations; x++) {
    plan->withheld[x] = total_betrays (&planner, x);
    for (guint d = 0; d < EV_N_DIMENSIONS; d++)
      if ((publication->dimensions[x] >> d & 1) != 0)
        ev_planner_plan_table (&planner, x, (EvDimension)d);
  }
  ev_planner_plan_cross (&planner);
  ev_planner_audit (&planner);
  planner_clear (&planner);
  return plan;
}

void
ev_suppression_free (EvSuppression *plan)
{
  if (plan == NULL)
    return;
  for (guint p = 0; p < EV_MAX_POPULATIONS; p++)
    for (guint d = 0; d < EV_N_DIMENSIONS; d++)
      g_free (plan->merged[p][d]);
  g_free (plan->undivided);
  g_free (plan);
}

gboolean
ev_suppression_shows (const EvSuppression *plan, guint population, EvDimension dimension,
                      guint category)
{
  const guint8 *merged = plan->merged[population][dimension];
  return !plan->withheld[population] && !plan->table_withheld[population][dimension] &&
         (merged == NULL || !merged[category]);
}
