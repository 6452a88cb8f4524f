/* How a new report hangs together with published ones over other event types. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/release-private.h"

#include "report/people.h"

/* So many reports, of more nothing is published; and so many of their numbers in one sum. */
enum { MOST_RELEASES = 8, MOST_SUMMED = 4, MOST_PATTERNS = 1 << (MOST_SUMMED + 1) };

/* The people of one population of one report. */
typedef struct {
  const EvRelease *release;
  EvPopulation population;
} Group;

/* A kind of occasion: what any number of events have in common for all reports. */
typedef struct {
  EvCivilNumber date;
  const char *type, *municipality, *project; /* NULL: none that a report names */
} Occasion;

/* The search for sums of groups that are never negative, whatever somebody goes to. */
typedef struct {
  EvReleaseLinks *links;
  const EvCrowd *crowd;
  GArray *groups;    /* Group; the new report's is the first */
  GArray *occasions; /* guint32: the groups that an occasion puts somebody in, as bits */
  guint chosen[MOST_SUMMED + 1]; /* of `groups`; the first is the new report's */
  guint n_chosen;
  gboolean pattern[MOST_PATTERNS]; /* which of the chosen groups somebody can be in together */
} Search;

static gboolean
same_types (const EvRelease *one, const EvRelease *other)
{
  if (one->types == NULL || other->types == NULL)
    return one->types == other->types;
  for (guint i = 0; one->types[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *)other->types, one->types[i]))
      return FALSE;
  for (guint i = 0; other->types[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *)one->types, other->types[i]))
      return FALSE;
  return TRUE;
}

/* Whether one event could count in both, if its type did. */
static gboolean
meets (const EvRelease *one, const EvRelease *other)
{
  return one->from <= other->to && other->from <= one->to &&
         (one->municipality == NULL || other->municipality == NULL ||
          g_str_equal (one->municipality, other->municipality));
}

static void
add_groups (GArray *groups, const EvRelease *release)
{
  for (guint p = 0; p < EV_N_POPULATIONS; p++) {
    Group group = { release, (EvPopulation)p };
    g_array_append_val (groups, group);
  }
}

/* The groups of the published reports that meet the new one; nothing if all are of its types. FALSE
 * if there are more than can be looked at. */
static gboolean
add_published (GArray *groups, const EvRelease *fresh, const EvRelease *const *releases, guint n)
{
  guint taken = 0;
  for (guint others = 0; others < 2; others++)
    for (guint i = n; i > 0; i--) {
      gboolean same = same_types (releases[i - 1], fresh);
      if (same != (others == 1) || !meets (releases[i - 1], fresh) || (same && taken == 0))
        continue;
      if (taken == MOST_RELEASES)
        return FALSE;
      add_groups (groups, releases[i - 1]);
      taken++;
    }
  return TRUE;
}

static gboolean
counts_type (char **types, const char *type)
{
  return types == NULL || (type != NULL && g_strv_contains ((const char *const *)types, type));
}

static gboolean
group_counts (const Group *group, const Occasion *occasion)
{
  const EvRelease *release = group->release;
  return release->from <= occasion->date && occasion->date <= release->to &&
         counts_type (release->types, occasion->type) &&
         counts_type ((char **)(gpointer)ev_population_types (group->population), occasion->type) &&
         (release->municipality == NULL ||
          g_strcmp0 (release->municipality, occasion->municipality) == 0) &&
         (release->project == NULL || occasion->project == NULL ||
          g_str_equal (release->project, occasion->project));
}

static void
occasion_take (const Search *search, const Occasion *occasion)
{
  guint32 in = 0;
  for (guint g = 0; g < search->groups->len; g++)
    if (group_counts (&g_array_index (search->groups, Group, g), occasion))
      in |= (guint32)1 << g;
  for (guint i = 0; i < search->occasions->len; i++)
    if (g_array_index (search->occasions, guint32, i) == in)
      return;
  g_array_append_val (search->occasions, in);
}

static void
add_text (GPtrArray *texts, const char *text)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_strcmp0 (g_ptr_array_index (texts, i), text) == 0)
      return;
  g_ptr_array_add (texts, (gpointer)text);
}

static void
add_texts (GPtrArray *texts, const char *const *all)
{
  for (guint i = 0; all != NULL && all[i] != NULL; i++)
    add_text (texts, all[i]);
}

/* Every kind of occasion that some report tells from others: a period begins or is over, each
 * municipality and project and one that nobody names, and each type of which a report counts
 * events; that there are no others, readers see in the tables of events. */
static void
find_occasions (const Search *search)
{
  g_autoptr (GArray) dates = g_array_new (FALSE, FALSE, sizeof (EvCivilNumber));
  g_autoptr (GPtrArray) types = g_ptr_array_new (), places = g_ptr_array_new ();
  g_autoptr (GPtrArray) projects = g_ptr_array_new ();
  add_text (places, NULL);
  add_text (projects, NULL);
  for (guint g = 0; g < search->groups->len; g++) {
    const EvRelease *release = g_array_index (search->groups, Group, g).release;
    EvCivilNumber over = ev_release_day_after (release->to);
    g_array_append_val (dates, release->from);
    g_array_append_val (dates, over);
    add_texts (types, (const char *const *)release->held);
    add_text (places, release->municipality);
    add_text (projects, release->project);
  }
  for (guint d = 0; d < dates->len; d++)
    for (guint t = 0; t < types->len; t++)
      for (guint m = 0; m < places->len; m++)
        for (guint p = 0; p < projects->len; p++) {
          Occasion occasion = { g_array_index (dates, EvCivilNumber, d), types->pdata[t],
                                places->pdata[m], projects->pdata[p] };
          occasion_take (search, &occasion);
        }
}

/* Going to several occasions puts somebody in all their groups. */
static void
find_patterns (Search *search)
{
  guint all = 1u << search->n_chosen;
  for (guint k = 0; k < all; k++)
    search->pattern[k] = FALSE;
  for (guint i = 0; i < search->occasions->len; i++) {
    guint32 in = g_array_index (search->occasions, guint32, i);
    guint pattern = 0;
    for (guint k = 0; k < search->n_chosen; k++)
      pattern |= (guint)(in >> search->chosen[k] & 1) << k;
    search->pattern[pattern] = TRUE;
  }
  for (guint k = 0; k < all; k++)
    for (guint l = 0; search->pattern[k] && l < all; l++)
      if (search->pattern[l])
        search->pattern[k | l] = TRUE;
}

/* The sum over the groups in `part`, of which those in `less` are subtracted. */
static gboolean
never_negative (const Search *search, guint part, guint less, gboolean *ever_positive)
{
  *ever_positive = FALSE;
  for (guint k = 0; k < 1u << search->n_chosen; k++) {
    gint more = __builtin_popcount (k & part & ~less), fewer = __builtin_popcount (k & part & less);
    if (search->pattern[k] && more < fewer)
      return FALSE;
    *ever_positive |= search->pattern[k] && more > fewer;
  }
  return TRUE;
}

/* Whether the sum says more than two shorter ones do. */
static gboolean
tells_something (const Search *search, guint less)
{
  guint all = (1u << search->n_chosen) - 1;
  gboolean positive, ignored;
  if (!never_negative (search, all, less, &positive))
    return FALSE;
  for (guint part = 1; part < all; part++)
    if (never_negative (search, part, less, &ignored) &&
        never_negative (search, all & ~part, less, &ignored))
      return FALSE;
  return positive || search->n_chosen == 2;
}

static const Group *
chosen_group (const Search *search, guint k)
{
  return &g_array_index (search->groups, Group, search->chosen[k]);
}

/* One link for each dimension by which all of the groups are shown. */
static void
search_take (const Search *search, guint less)
{
  EvReleaseCombination one = { .sign = (less & 1) != 0 ? -1 : 1 };
  gboolean alike = TRUE;
  for (guint k = 1; k < search->n_chosen; k++) {
    one.factor[one.n] = (less >> k & 1) != 0 ? -1 : 1;
    one.population[one.n] = chosen_group (search, k)->population;
    alike &= one.population[one.n] == EV_POPULATION_PARTICIPANTS;
    one.release[one.n++] = chosen_group (search, k)->release;
  }
  ev_release_links_combine (search->links, &one, chosen_group (search, 0)->population,
                            search->crowd);
  if (alike && chosen_group (search, 0)->population == EV_POPULATION_PARTICIPANTS)
    ev_release_links_combine_figures (search->links, &one);
  search->links->entangled |= one.n > 1;
}

/* Whether a report over other event types is among the chosen ones. */
static gboolean
has_other_types (const Search *search)
{
  for (guint k = 1; k < search->n_chosen; k++)
    if (!same_types (chosen_group (search, 0)->release, chosen_group (search, k)->release))
      return TRUE;
  return FALSE;
}

static void
search_extend (Search *search, guint first)
{
  for (guint g = first; g < search->groups->len; g++) {
    search->chosen[search->n_chosen++] = g;
    if (has_other_types (search)) {
      find_patterns (search);
      for (guint less = 1; less < 1u << search->n_chosen; less++)
        if (search->links->links->len > EV_MOST_COMBINED)
          search->links->unchecked = TRUE;
        else if (tells_something (search, less))
          search_take (search, less);
    }
    if (search->n_chosen <= MOST_SUMMED)
      search_extend (search, g + 1);
    search->n_chosen--;
  }
}

void
ev_release_links_add_kinds (EvReleaseLinks *links, const EvRelease *fresh,
                            const EvRelease *const *releases, guint n_releases,
                            const EvCrowd *crowd)
{
  g_autoptr (GArray) published = g_array_new (FALSE, FALSE, sizeof (Group));
  if (!add_published (published, fresh, releases, n_releases))
    links->unchecked = TRUE;
  for (guint p = 0; published->len > 0 && p < EV_N_POPULATIONS; p++) {
    g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));
    g_autoptr (GArray) occasions = g_array_new (FALSE, FALSE, sizeof (guint32));
    Group own = { fresh, (EvPopulation)p };
    Search search = { .links = links, .crowd = crowd, .groups = groups, .occasions = occasions };
    g_array_append_val (groups, own);
    g_array_append_vals (groups, published->data, published->len);
    find_occasions (&search);
    search.n_chosen = 1;
    search_extend (&search, 1);
  }
}
