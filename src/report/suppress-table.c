/* Small numbers in a one-way table: which categories are merged. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/suppress-private.h"

/* The table being planned. */
typedef struct {
  const EvPlanner *planner;
  EvDimension dimension;
  guint n;            /* categories */
  guint *count;       /* by category */
  guint *companion;   /* counts that stand beside it; NULL */
  gboolean *merged;   /* by category */
  GArray *links;      /* EvPublishedLink: what can be worked out from it */
  gboolean exhausted; /* nothing is left to merge */
} Draft;

/* A partition of the categories: of two tables only sums over blocks can be compared. */
static void
block_join (guint *block, guint n, const gboolean *merged)
{
  guint first = G_MAXUINT;
  for (guint c = 0; c < n; c++) {
    if (!merged[c])
      continue;
    if (first == G_MAXUINT)
      first = block[c];
    guint other = block[c];
    for (guint k = 0; k < n; k++)
      if (block[k] == other)
        block[k] = first;
  }
}

static guint *
block_new (guint n)
{
  guint *block = g_new (guint, n + 1);
  for (guint c = 0; c < n; c++)
    block[c] = c;
  return block;
}

static void
block_add_table (gint64 *value, const guint *block, guint n, const EvPublishedTable *table,
                 gint factor)
{
  gboolean merged = FALSE;
  for (guint c = 0; c < n; c++) {
    if (!table->merged[c]) {
      value[block[c]] += (gint64)factor * table->count[c];
    } else if (!merged) {
      value[block[c]] += (gint64)factor * table->merged_sum;
      merged = TRUE;
    }
  }
}

static void
draft_merge_block (Draft *draft, const guint *block, guint wanted)
{
  for (guint c = 0; c < draft->n; c++)
    if (block[c] == wanted)
      draft->merged[c] = TRUE;
}

/* Merges one more: the smallest. Who states nothing is merged last, but for gender, where the rest
 * is what remains beside women and men. */
static void
draft_merge_next (Draft *draft)
{
  guint best = G_MAXUINT;
  guint64 least = G_MAXUINT64;
  for (guint c = 0; c < draft->n; c++) {
    gboolean last = c == 0 && draft->dimension != EV_DIMENSION_GENDER;
    guint64 size = (guint64)draft->count[c] + (last ? G_MAXUINT32 : 0);
    if (draft->merged[c] || draft->count[c] == 0 || size >= least)
      continue;
    best = c;
    least = size;
  }
  if (best == G_MAXUINT)
    draft->exhausted = TRUE;
  else
    draft->merged[best] = TRUE;
}

static gboolean
draft_block_is_merged (const Draft *draft, const guint *block, guint wanted)
{
  for (guint c = 0; c < draft->n; c++)
    if (block[c] == wanted && !draft->merged[c])
      return FALSE;
  return TRUE;
}

/* The only one of the linked tables that merges the category: -1 for the draft, G_MAXINT if it is
 * not only one. */
static gint
draft_only_merger (const Draft *draft, const EvPublishedLink *link, guint category)
{
  gint only = draft->merged[category] ? -1 : G_MAXINT;
  for (guint k = 0; k < EV_MOST_LINKED; k++) {
    if (link->table[k] == NULL || link->factor[k] == 0 || !link->table[k]->merged[category])
      continue;
    if (only != G_MAXINT)
      return G_MAXINT;
    only = (gint)k;
  }
  return only;
}

/* Where nobody is in the difference, what only one of the tables merges is known from the others.
 * Mends the first such category; FALSE if there is none. */
static gboolean
draft_mend_revealed (Draft *draft, const EvPublishedLink *link, const guint *block,
                     const gint64 *value)
{
  for (guint c = 0; link->sign != 0 && c < draft->n; c++) {
    gint only = value[block[c]] != 0 ? G_MAXINT : draft_only_merger (draft, link, c);
    if (only == G_MAXINT || draft->count[c] == 0)
      continue;
    if (only < 0)
      draft_merge_next (draft);
    else
      draft->merged[c] = TRUE;
    return TRUE;
  }
  return FALSE;
}

/* Mends the first small value of the blocks; FALSE if there is none. */
static gboolean
draft_mend_blocks (Draft *draft, const guint *block, const gint64 *value)
{
  for (guint b = 0; b < draft->n; b++) {
    if (!ev_planner_is_small (draft->planner, value[b]))
      continue;
    if (draft_block_is_merged (draft, block, b))
      draft_merge_next (draft);
    else
      draft_merge_block (draft, block, b);
    return TRUE;
  }
  return FALSE;
}

static gboolean
draft_mend_counts (Draft *draft, const guint *count)
{
  g_autofree guint *block = block_new (draft->n);
  g_autofree gint64 *value = g_new0 (gint64, draft->n + 1);
  block_join (block, draft->n, draft->merged);
  for (guint c = 0; c < draft->n; c++)
    value[block[c]] += count[c];
  return draft_mend_blocks (draft, block, value);
}

static gboolean
draft_mend_link (Draft *draft, const EvPublishedLink *link)
{
  g_autofree guint *block = block_new (draft->n);
  g_autofree gint64 *value = g_new0 (gint64, draft->n + 1);
  block_join (block, draft->n, draft->merged);
  for (guint k = 0; k < EV_MOST_LINKED; k++)
    if (link->table[k] != NULL)
      block_join (block, draft->n, link->table[k]->merged);
  for (guint c = 0; c < draft->n; c++)
    value[block[c]] += (gint64)link->sign * draft->count[c];
  for (guint k = 0; k < EV_MOST_LINKED; k++)
    if (link->table[k] != NULL)
      block_add_table (value, block, draft->n, link->table[k], link->factor[k]);
  return draft_mend_blocks (draft, block, value) || draft_mend_revealed (draft, link, block, value);
}

/* Lets the merged groups of linked tables hold one another, or share nothing. */
static gboolean
draft_mend_nesting (Draft *draft, const EvPublishedTable *table)
{
  gboolean share = FALSE, more = FALSE, less = FALSE;
  for (guint c = 0; c < draft->n; c++) {
    share |= draft->merged[c] && table->merged[c];
    more |= draft->merged[c] && !table->merged[c];
    less |= !draft->merged[c] && table->merged[c];
  }
  if (!share || !more || !less)
    return FALSE;
  for (guint c = 0; c < draft->n; c++)
    draft->merged[c] |= table->merged[c];
  return TRUE;
}

static gboolean
draft_mend (Draft *draft)
{
  if (draft_mend_counts (draft, draft->count))
    return TRUE;
  if (draft->companion != NULL && draft_mend_counts (draft, draft->companion))
    return TRUE;
  for (guint i = 0; i < draft->links->len; i++) {
    const EvPublishedLink *link = &g_array_index (draft->links, EvPublishedLink, i);
    if (draft_mend_link (draft, link))
      return TRUE;
    for (guint k = 0; k < EV_MOST_LINKED; k++)
      if (link->table[k] != NULL && draft_mend_nesting (draft, link->table[k]))
        return TRUE;
  }
  return FALSE;
}

static gboolean
share_people (const EvPlanner *planner, guint x, guint y)
{
  guint32 both = (guint32)1 << x | (guint32)1 << y;
  for (guint i = 0; i < planner->signatures->len; i++)
    if ((g_array_index (planner->signatures, EvSignature, i).member & both) == both)
      return TRUE;
  return FALSE;
}

/* Everything the table can be compared with: what was derived from populations planned before, the
 * tables of others who share people (a link whose factors are 0), and what was published. */
static GArray *
draft_links (const EvPlanner *planner, guint x, EvDimension dimension)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (EvPublishedLink));
  g_autoptr (GArray) derived = ev_planner_derive (planner, x);
  for (guint i = 0; i < derived->len; i++) {
    const EvDerived *one = &g_array_index (derived, EvDerived, i);
    EvPublishedLink link = { .population = x, .sign = one->sign };
    gboolean known = TRUE;
    for (guint k = 0; k < 2; k++) {
      if (one->population[k] < 0)
        continue;
      link.factor[k] = one->factor[k];
      link.table[k] = planner->planned[one->population[k]][dimension];
      known &= link.table[k] != NULL;
    }
    if (known)
      g_array_append_val (links, link);
  }
  for (guint y = 0; y < x; y++) {
    EvPublishedLink link = { .population = x, .table = { planner->planned[y][dimension] } };
    if (link.table[0] != NULL && share_people (planner, x, y))
      g_array_append_val (links, link);
  }
  for (guint i = 0; i < planner->publication->n_links; i++) {
    const EvPublishedLink *link = &planner->publication->links[i];
    const EvPublishedTable *table = link->table[0] == NULL ? link->table[1] : link->table[0];
    if (link->population == x && table->dimension == dimension)
      g_array_append_val (links, *link);
  }
  return links;
}

/* Takes the draft into the plan, and lets later tables be compared with it. */
static void
draft_accept (Draft *draft, EvPlanner *planner, guint x)
{
  EvPublishedTable *table = g_new0 (EvPublishedTable, 1);
  gboolean any = FALSE, all = TRUE;
  for (guint c = 0; c < draft->n; c++) {
    any |= draft->merged[c];
    all &= draft->merged[c] || draft->count[c] == 0;
  }
  gboolean withheld = any && (all || draft->exhausted);
  guint8 *merged = g_new0 (guint8, draft->n + 1);
  table->dimension = draft->dimension;
  table->count = g_new0 (gint64, draft->n + 1);
  for (guint c = 0; c < draft->n; c++) {
    draft->merged[c] |= withheld;
    merged[c] = draft->merged[c] != 0;
    if (draft->merged[c])
      table->merged_sum += draft->count[c];
    else
      table->count[c] = draft->count[c];
  }
  planner->plan->table_withheld[x][draft->dimension] = withheld;
  if (any)
    planner->plan->merged[x][draft->dimension] = g_steal_pointer (&merged);
  g_free (merged);
  table->merged = g_steal_pointer (&draft->merged);
  planner->planned[x][draft->dimension] = table;
}

void
ev_planner_plan_table (EvPlanner *planner, guint x, EvDimension dimension)
{
  const EvPublication *publication = planner->publication;
  Draft draft = { .planner = planner, .dimension = dimension };
  if (planner->plan->withheld[x]) {
    planner->plan->table_withheld[x][dimension] = TRUE;
    return;
  }
  draft.n = ev_crowd_categories (planner->crowd, dimension);
  draft.count = ev_crowd_count (planner->crowd, x, dimension);
  draft.merged = g_new0 (gboolean, draft.n + 1);
  if (publication->companion >= 0 && publication->companion_of == (gint)x &&
      !ev_planner_is_small (planner, planner->total[publication->companion]))
    draft.companion = ev_crowd_count (planner->crowd, (guint)publication->companion, dimension);
  draft.links = draft_links (planner, x, dimension);
  while (!draft.exhausted && draft_mend (&draft))
    continue;
  draft_accept (&draft, planner, x);
  g_array_unref (draft.links);
  g_free (draft.count);
  g_free (draft.companion);
}
