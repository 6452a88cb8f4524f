/* Small numbers that could be worked out from all tables together: found, and prevented. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/suppress-private.h"

#include "report/bounds.h"
#include "report/grid.h"

#include <math.h>

/* Where the populations of a published report stand among the bits of a set. */
enum { OLD_BIT = 16, MAX_TOLD = 5 };

/* A number that must not be pinned down must have at least three possible values. */
static const double least_width = 2;
static const double rounding = 0.01;

/* How many people there are in truth, of each set of memberships, by row and column. */
typedef struct {
  GArray *sets; /* guint32 */
  guint *count; /* [set][row][column] */
} Truth;

/* What a reader can know. Unknown are the people of each possible set of memberships, by row and
 * column; categories that nobody is in are left out, which only helps the reader. */
typedef struct {
  const EvPlanner *planner;
  const Truth *truth;
  const EvKnownRelease *release; /* NULL: the new report alone */
  guint rows, columns;           /* categories */
  gboolean *used_rows, *used_columns;
  guint32 told; /* the new populations that tables tell of */
  GArray *sets; /* guint32 */
  EvBounds *bounds;
  double *factors; /* scratch, one an unknown */
} Audit;

/* People in all of `inside` and in none of `outside`; -1 is any row or column. */
typedef struct {
  guint32 inside, outside;
  gint row, column;
} Wanted;

static guint
audit_unknowns (const Audit *audit)
{
  return audit->sets->len * audit->rows * audit->columns;
}

/* The factors of a sum over the sets with `inside` and without `outside`. */
static const double *
audit_factors (const Audit *audit, guint32 inside, guint32 outside, const gboolean *rows,
               const gboolean *columns)
{
  guint i = 0;
  for (guint s = 0; s < audit->sets->len; s++) {
    guint32 set = g_array_index (audit->sets, guint32, s);
    gboolean chosen = (set & inside) == inside && (set & outside) == 0;
    for (guint r = 0; r < audit->rows; r++)
      for (guint c = 0; c < audit->columns; c++)
        audit->factors[i++] = chosen && (rows == NULL || rows[r]) &&
                              (columns == NULL || columns[c]) && audit->used_rows[r] &&
                              audit->used_columns[c];
  }
  return audit->factors;
}

/* Which populations hold which, in truth: bit q of holders[p] says that q holds p. */
static void
find_holders (const EvPlanner *planner, guint32 told, guint32 *holders)
{
  for (guint p = 0; p < planner->publication->populations; p++) {
    holders[p] = told;
    for (guint i = 0; i < planner->signatures->len; i++) {
      guint32 member = g_array_index (planner->signatures, EvSignature, i).member;
      if ((member >> p & 1) != 0)
        holders[p] &= member;
    }
  }
}

static gboolean
is_possible (guint32 set, guint32 told, const guint32 *holders)
{
  for (guint p = 0; p < EV_MAX_POPULATIONS; p++)
    if ((told >> p & 1) != 0 && (set >> p & 1) != 0 && (set & holders[p]) != holders[p])
      return FALSE;
  return TRUE;
}

static void
add_set (GArray *sets, guint32 set)
{
  for (guint i = 0; i < sets->len; i++)
    if (g_array_index (sets, guint32, i) == set)
      return;
  if (set != 0)
    g_array_append_val (sets, set);
}

/* The memberships in new populations that a reader takes for possible. */
static GArray *
possible_sets (const EvPlanner *planner, guint32 told)
{
  guint32 holders[EV_MAX_POPULATIONS] = { 0 };
  GArray *sets = g_array_new (FALSE, FALSE, sizeof (guint32));
  find_holders (planner, told, holders);
  if (__builtin_popcount (told) > MAX_TOLD) {
    for (guint i = 0; i < planner->signatures->len; i++)
      add_set (sets, g_array_index (planner->signatures, EvSignature, i).member & told);
    return sets;
  }
  for (guint32 set = told; set != 0; set = (set - 1) & told)
    if (is_possible (set, told, holders))
      add_set (sets, set);
  return sets;
}

/* Multiplies the sets by the memberships in the published report's populations. */
static GArray *
sets_with_release (const GArray *sets, gboolean holds)
{
  static const guint32 old_sets[] = { 0, 4, 4 | 1, 4 | 2, 4 | 1 | 2 };
  GArray *product = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint k = 0; k < G_N_ELEMENTS (old_sets); k++) {
    if (holds)
      add_set (product, old_sets[k] << OLD_BIT);
    for (guint i = 0; i < sets->len; i++) {
      guint32 set = g_array_index (sets, guint32, i), now = set & 7;
      guint32 inner = holds ? now : old_sets[k], outer = holds ? old_sets[k] : now;
      if ((inner & outer) == inner)
        add_set (product, set | old_sets[k] << OLD_BIT);
    }
  }
  return product;
}

static void
audit_learn_table (const Audit *audit, guint x, EvDimension dimension)
{
  const EvPlanner *planner = audit->planner;
  const EvPublishedTable *table = planner->planned[x][dimension];
  gboolean of_rows = dimension == planner->publication->cross_rows;
  guint n = of_rows ? audit->rows : audit->columns;
  if (table == NULL || planner->plan->withheld[x])
    return;
  g_autofree gboolean *one = g_new0 (gboolean, n + 1);
  for (guint c = 0; c < n; c++) {
    if (table->merged[c])
      continue;
    one[c] = TRUE;
    ev_bounds_learn (
        audit->bounds,
        audit_factors (audit, (guint32)1 << x, 0, of_rows ? one : NULL, of_rows ? NULL : one),
        (double)table->count[c]);
    one[c] = FALSE;
  }
  ev_bounds_learn (audit->bounds,
                   audit_factors (audit, (guint32)1 << x, 0, of_rows ? table->merged : NULL,
                                  of_rows ? NULL : table->merged),
                   (double)table->merged_sum);
}

/* The categories that stand in the same line as `category`: itself, or all that are merged. */
static gboolean *
line_of (const EvPublishedTable *table, guint n, guint category)
{
  gboolean *line = g_new0 (gboolean, n + 1);
  for (guint c = 0; c < n; c++)
    line[c] = c == category || (table->merged[c] && table->merged[category]);
  return line;
}

static void
audit_learn_cross (const Audit *audit)
{
  const EvPlanner *planner = audit->planner;
  const EvPublication *publication = planner->publication;
  guint x = publication->cross;
  if (planner->plan->cross_withheld)
    return;
  const EvPublishedTable *down = planner->planned[x][publication->cross_rows];
  const EvPublishedTable *across = planner->planned[x][publication->cross_columns];
  g_autofree guint *pairs =
      ev_crowd_count_pairs (planner->crowd, x, publication->cross_rows, publication->cross_columns);
  for (guint r = 0; r < audit->rows; r++) {
    g_autofree gboolean *rows = line_of (down, audit->rows, r);
    for (guint c = 0; !planner->plan->undivided[r] && c < audit->columns; c++) {
      g_autofree gboolean *columns = line_of (across, audit->columns, c);
      double sum = 0;
      for (guint i = 0; i < audit->rows; i++)
        for (guint k = 0; k < audit->columns; k++)
          sum += rows[i] && columns[k] ? pairs[i * audit->columns + k] : 0;
      ev_bounds_learn (audit->bounds, audit_factors (audit, (guint32)1 << x, 0, rows, columns),
                       sum);
    }
  }
}

static void
audit_learn_release (const Audit *audit)
{
  for (guint i = 0; audit->release != NULL && i < audit->release->sums->len; i++) {
    const EvKnownSum *known = &g_array_index (audit->release->sums, EvKnownSum, i);
    guint32 inside = (guint32)1 << (OLD_BIT + known->population);
    ev_bounds_learn (audit->bounds, audit_factors (audit, inside, 0, known->rows, known->columns),
                     (double)known->sum);
  }
}

/* Marks the categories that a published report shows somebody in. */
static void
audit_use_release (Audit *audit)
{
  for (guint i = 0; audit->release != NULL && i < audit->release->sums->len; i++) {
    const EvKnownSum *known = &g_array_index (audit->release->sums, EvKnownSum, i);
    for (guint r = 0; known->sum > 0 && r < audit->rows; r++)
      audit->used_rows[r] |= known->rows[r];
    for (guint c = 0; known->sum > 0 && c < audit->columns; c++)
      audit->used_columns[c] |= known->columns[c];
  }
}

static Truth
truth_count (const EvPlanner *planner)
{
  const EvCrowd *crowd = planner->crowd;
  EvDimension down = planner->publication->cross_rows;
  EvDimension across = planner->publication->cross_columns;
  guint rows = ev_crowd_categories (crowd, down), columns = ev_crowd_categories (crowd, across);
  guint32 told = ev_planner_tells (planner);
  Truth truth = { .sets = g_array_new (FALSE, FALSE, sizeof (guint32)) };
  for (guint i = 0; i < planner->signatures->len; i++)
    add_set (truth.sets, g_array_index (planner->signatures, EvSignature, i).member & told);
  truth.count = g_new0 (guint, (gsize)truth.sets->len * rows * columns + 1);
  for (guint i = 0; i < crowd->people; i++) {
    guint32 set = crowd->member[i] & told;
    for (guint s = 0; set != 0 && s < truth.sets->len; s++)
      if (g_array_index (truth.sets, guint32, s) == set)
        truth.count[(s * rows + crowd->category[down][i]) * columns + crowd->category[across][i]]++;
  }
  return truth;
}

static void
truth_clear (Truth *truth)
{
  g_array_unref (truth->sets);
  g_free (truth->count);
}

/* Marks the categories that somebody is in. */
static void
audit_use_truth (Audit *audit)
{
  guint i = 0;
  for (guint s = 0; s < audit->truth->sets->len; s++)
    for (guint r = 0; r < audit->rows; r++)
      for (guint c = 0; c < audit->columns; c++, i++)
        if (audit->truth->count[i] > 0)
          audit->used_rows[r] = audit->used_columns[c] = TRUE;
}

static void
audit_begin (Audit *audit, const EvPlanner *planner, const Truth *truth,
             const EvKnownRelease *release)
{
  const EvPublication *publication = planner->publication;
  *audit = (Audit){
    .planner = planner, .truth = truth, .release = release, .told = ev_planner_tells (planner)
  };
  audit->rows = ev_crowd_categories (planner->crowd, publication->cross_rows);
  audit->columns = ev_crowd_categories (planner->crowd, publication->cross_columns);
  audit->used_rows = g_new0 (gboolean, audit->rows + 1);
  audit->used_columns = g_new0 (gboolean, audit->columns + 1);
  audit_use_truth (audit);
  audit->sets = possible_sets (planner, audit->told);
  if (release != NULL) {
    GArray *sets = audit->sets;
    audit->sets = sets_with_release (sets, release->holds);
    g_array_unref (sets);
    audit_use_release (audit);
  }
  audit->factors = g_new0 (double, audit_unknowns (audit) + 1);
  audit->bounds = ev_bounds_new (audit_unknowns (audit));
  for (guint x = 0; x < publication->populations; x++)
    if ((audit->told >> x & 1) != 0) {
      audit_learn_table (audit, x, publication->cross_rows);
      audit_learn_table (audit, x, publication->cross_columns);
    }
  audit_learn_cross (audit);
  audit_learn_release (audit);
}

static void
audit_clear (Audit *audit)
{
  ev_bounds_free (audit->bounds);
  g_array_unref (audit->sets);
  g_free (audit->used_rows);
  g_free (audit->used_columns);
  g_free (audit->factors);
}

/* How many there are in truth; -1 where the truth is in a published report only. */
static gint64
audit_truth (const Audit *audit, const Wanted *wanted)
{
  const Truth *truth = audit->truth;
  gint64 count = 0;
  guint i = 0;
  if ((wanted->inside | wanted->outside) >> OLD_BIT != 0)
    return -1;
  for (guint s = 0; s < truth->sets->len; s++) {
    guint32 set = g_array_index (truth->sets, guint32, s);
    gboolean chosen = (set & wanted->inside) == wanted->inside && (set & wanted->outside) == 0;
    for (guint r = 0; r < audit->rows; r++)
      for (guint c = 0; c < audit->columns; c++, i++)
        if (chosen && (wanted->row < 0 || (guint)wanted->row == r) &&
            (wanted->column < 0 || (guint)wanted->column == c))
          count += truth->count[i];
  }
  return count;
}

/* Whether a small number can be worked out. */
static gboolean
audit_is_pinned (const Audit *audit, const Wanted *wanted)
{
  double least, greatest;
  gint64 truth = audit_truth (audit, wanted);
  if (truth >= 0 && !ev_planner_is_small (audit->planner, truth))
    return FALSE;
  g_autofree gboolean *rows = g_new0 (gboolean, audit->rows + 1);
  g_autofree gboolean *columns = g_new0 (gboolean, audit->columns + 1);
  for (guint r = 0; r < audit->rows; r++)
    rows[r] = wanted->row < 0 || (guint)wanted->row == r;
  for (guint c = 0; c < audit->columns; c++)
    columns[c] = wanted->column < 0 || (guint)wanted->column == c;
  if (!ev_bounds_range (audit->bounds,
                        audit_factors (audit, wanted->inside, wanted->outside, rows, columns),
                        &least, &greatest))
    return FALSE;
  double width = MIN (least_width, audit->planner->threshold - 1);
  gboolean small = greatest > 1 - rounding && least < audit->planner->threshold - rounding;
  return greatest - least < (truth >= 0 ? width : 1) - rounding && small;
}

static gboolean
audit_finds (const Audit *audit, guint32 inside, guint32 outside)
{
  for (gint r = -1; r < (gint)audit->rows; r++)
    for (gint c = -1; c < (gint)audit->columns; c++) {
      Wanted wanted = { inside, outside, r, c };
      gboolean used = (r < 0 || audit->used_rows[r]) && (c < 0 || audit->used_columns[c]);
      if (used && (r >= 0 || c >= 0) && audit_is_pinned (audit, &wanted))
        return TRUE;
    }
  return FALSE;
}

/* Each population, each but those in another, and what was published against what is new. */
static gboolean
audit_finds_any (const Audit *audit)
{
  for (guint p = 0; p < EV_MAX_POPULATIONS; p++) {
    guint32 one = (guint32)1 << p;
    if ((audit->told & one) == 0)
      continue;
    if (audit_finds (audit, one, 0))
      return TRUE;
    for (guint q = 0; q < EV_MAX_POPULATIONS; q++)
      if (q != p && (audit->told >> q & 1) != 0 && audit_finds (audit, one, (guint32)1 << q))
        return TRUE;
  }
  for (guint p = 0; audit->release != NULL && p < EV_N_POPULATIONS; p++) {
    guint32 now = (guint32)1 << p & audit->told, old = (guint32)1 << (OLD_BIT + p);
    if (audit_finds (audit, old, 0) || (now != 0 && audit_finds (audit, now, old)) ||
        (now != 0 && audit_finds (audit, old, now)))
      return TRUE;
  }
  return FALSE;
}

static gboolean
planner_is_sound (const EvPlanner *planner, const Truth *truth)
{
  gboolean sound = TRUE;
  for (guint i = 0; sound && i <= planner->publication->n_releases; i++) {
    Audit audit;
    audit_begin (&audit, planner, truth, i == 0 ? NULL : &planner->publication->releases[i - 1]);
    sound = !audit_finds_any (&audit);
    audit_clear (&audit);
  }
  return sound;
}

/* Shows of a table its total only. */
static void
planner_withhold (EvPlanner *planner, guint x, EvDimension dimension)
{
  EvPublishedTable *table = planner->planned[x][dimension];
  guint n = ev_crowd_categories (planner->crowd, dimension);
  if (table == NULL)
    return;
  planner->plan->table_withheld[x][dimension] = TRUE;
  for (guint c = 0; c < n; c++) {
    table->merged_sum += table->count[c];
    table->count[c] = 0;
    table->merged[c] = TRUE;
  }
}

/* Withholds, if anything is found, the two-way table, then one-way tables from the last population
 * on. */
static void
planner_mend (EvPlanner *planner, const Truth *truth)
{
  const EvPublication *publication = planner->publication;
  guint32 told = ev_planner_tells (planner);
  if (planner_is_sound (planner, truth))
    return;
  planner->plan->cross_withheld = TRUE;
  for (guint x = publication->populations; x > 0; x--)
    for (guint side = 0; (told >> (x - 1) & 1) != 0 && side < 2; side++) {
      if (planner_is_sound (planner, truth))
        return;
      planner_withhold (planner, x - 1,
                        side == 0 ? publication->cross_columns : publication->cross_rows);
    }
}

void
ev_planner_audit (EvPlanner *planner)
{
  if (planner->threshold < 2)
    return;
  Truth truth = truth_count (planner);
  planner_mend (planner, &truth);
  truth_clear (&truth);
}
