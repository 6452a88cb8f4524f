/* Readers attack random public tables, and must not find out a small number. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "readers.h"
#include "report/breakdown.h"

enum { TRAINING = 1, FORUM = 2, PARTICIPANTS = 4 };
enum { THRESHOLD = 5, GENDERS = 3, COMMUNITIES = 7 };

static const guint32 sets[] = { PARTICIPANTS, PARTICIPANTS | TRAINING, PARTICIPANTS | FORUM,
                                PARTICIPANTS | TRAINING | FORUM };

static void
divide (EvCrowd *crowd, EvDimension dimension, guint categories)
{
  crowd->codes[dimension] = g_new0 (char *, categories + 1);
  crowd->codes[dimension][0] = g_strdup ("not_stated");
  for (guint c = 1; c < categories; c++)
    crowd->codes[dimension][c] = g_strdup_printf ("%c", 'a' + (char)c);
  crowd->category[dimension] = g_new0 (guint16, crowd->people + 1);
}

/* Mostly the first categories; how much so is drawn once for each crowd. */
static guint16
draw (guint categories, double lean)
{
  guint category = 1;
  while (category < categories && g_test_rand_double () < lean)
    category++;
  return (guint16)(category % categories);
}

static EvCrowd *
random_crowd (guint people)
{
  EvCrowd *crowd = ev_crowd_new (people);
  double lean = g_test_rand_double_range (0.1, 0.7);
  double even = g_test_rand_double_range (0.2, 0.8);
  guint32 favoured = sets[g_test_rand_int_range (0, 4)];
  double favour = g_test_rand_double ();
  divide (crowd, EV_DIMENSION_GENDER, GENDERS);
  divide (crowd, EV_DIMENSION_COMMUNITY, COMMUNITIES);
  for (guint i = 0; i < people; i++) {
    crowd->member[i] =
        g_test_rand_double () < favour ? favoured : sets[g_test_rand_int_range (0, 4)];
    crowd->category[EV_DIMENSION_GENDER][i] = draw (GENDERS, even);
    crowd->category[EV_DIMENSION_COMMUNITY][i] = draw (COMMUNITIES, lean);
  }
  return crowd;
}

static EvSuppression *
plan_for (const EvCrowd *crowd, guint threshold)
{
  guint32 both = (guint32)1 << EV_DIMENSION_GENDER | (guint32)1 << EV_DIMENSION_COMMUNITY;
  EvPublication publication = { .threshold = threshold,
                                .populations = 3,
                                .dimensions = { both, both, both },
                                .companion = -1,
                                .cross = EV_POPULATION_PARTICIPANTS,
                                .cross_rows = EV_DIMENSION_COMMUNITY,
                                .cross_columns = EV_DIMENSION_GENDER };
  return ev_suppression_plan (crowd, &publication);
}

/* All tables of the publication. */
static GPtrArray *
tables_of (const EvCrowd *crowd, const EvSuppression *plan)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_grid_free);
  for (guint p = 0; p < EV_N_POPULATIONS; p++) {
    EvPopulation population = (EvPopulation)p;
    g_ptr_array_add (tables, ev_breakdown_people (crowd, population, EV_DIMENSION_GENDER, plan));
    g_ptr_array_add (tables, ev_breakdown_people (crowd, population, EV_DIMENSION_COMMUNITY, plan));
  }
  g_ptr_array_add (tables, ev_breakdown_cross (crowd, EV_POPULATION_PARTICIPANTS,
                                               EV_DIMENSION_COMMUNITY, EV_DIMENSION_GENDER, plan));
  return tables;
}

static gboolean
is_small (double value, guint threshold)
{
  return value > 0 && value < threshold;
}

static void
assert_nothing_small (const EvGrid *table)
{
  for (guint r = 0; r < table->n_rows; r++)
    for (guint c = 0; c < table->n_columns; c++)
      if (!ev_grid_cell (table, r, c)->hidden)
        g_assert_false (is_small (ev_grid_cell (table, r, c)->value, THRESHOLD));
}

/* Rows, the merged one included, add up to the total in every column that shows all of them. */
static void
assert_adds_up (const EvGrid *table)
{
  for (guint c = 0; !table->withheld && c < table->n_columns; c++) {
    double sum = 0;
    gboolean whole = !ev_grid_cell (table, table->n_rows - 1, c)->hidden;
    for (guint r = 0; r + 1 < table->n_rows; r++) {
      sum += ev_grid_cell (table, r, c)->value;
      whole &= !ev_grid_cell (table, r, c)->hidden;
    }
    if (whole)
      g_assert_cmpfloat (sum, ==, ev_grid_cell (table, table->n_rows - 1, c)->value);
  }
}

static guint attacks;

static void
assert_not_found_out (Readers *readers, const Wanted *wanted, double width)
{
  double least, greatest;
  guint truth = readers_truth (readers, wanted);
  if (!is_small (truth, THRESHOLD))
    return;
  attacks++;
  readers_range (readers, wanted, &least, &greatest);
  if (greatest - least < width - 0.01)
    g_error ("inside %x outside %x gender %d community %d: %u is known to be %g to %g",
             wanted->inside, wanted->outside, wanted->gender, wanted->community, truth, least,
             greatest);
}

/* Every small number: of one population, of one less another, in both dimensions and in one. */
static void
attack_small_numbers (Readers *readers)
{
  /* A number of a table must stay wide open; one that can only be guessed at, by holding tables
   * against one another, must not be pinned down. */
  static const struct {
    guint32 inside, outside;
    double width;
  } people[] = {
    { PARTICIPANTS, 0, THRESHOLD - 1 }, { TRAINING, 0, THRESHOLD - 1 }, { FORUM, 0, THRESHOLD - 1 },
    { PARTICIPANTS, TRAINING, 1 },      { PARTICIPANTS, FORUM, 1 },     { TRAINING, FORUM, 1 },
  };
  for (guint k = 0; k < G_N_ELEMENTS (people); k++)
    for (gint g = -1; g < GENDERS; g++)
      for (gint c = -1; c < COMMUNITIES; c++) {
        Wanted wanted = { people[k].inside, people[k].outside, g, c };
        /* Of a two-way number the audit promises three possible values. */
        gboolean two_way = g >= 0 && c >= 0;
        assert_not_found_out (readers, &wanted,
                              two_way ? MIN (people[k].width, 2) : people[k].width);
      }
}

static gint
category_of (const EvCrowd *crowd, EvDimension dimension, const char *code)
{
  for (gint c = 0; crowd->codes[dimension][c] != NULL; c++)
    if (g_str_equal (crowd->codes[dimension][c], code))
      return c;
  return -1;
}

/* Every cell that is marked as hidden, small or not. */
static void
attack_hidden_cells (Readers *readers, const EvGrid *cross)
{
  for (guint r = 0; r < cross->n_rows; r++)
    for (guint k = 0; k < cross->n_columns; k++) {
      Wanted wanted = {
        .inside = PARTICIPANTS,
        .gender = category_of (readers->crowd, EV_DIMENSION_GENDER, cross->column_codes[k]),
        .community = category_of (readers->crowd, EV_DIMENSION_COMMUNITY, cross->row_codes[r])
      };
      double least, greatest;
      if (!ev_grid_cell (cross, r, k)->hidden || wanted.gender < 0 || wanted.community < 0)
        continue;
      readers_range (readers, &wanted, &least, &greatest);
      g_assert_cmpfloat (greatest - least, >, 0.99);
    }
}

static void
test_random_tables (void)
{
  guint shown = 0, all = 0, rounds = g_test_slow () ? 2000 : 60;
  for (guint round = 0; round < rounds; round++) {
    guint people = (guint)g_test_rand_int_range (10, round % 2 == 0 ? 80 : 500);
    g_autoptr (EvCrowd) crowd = random_crowd (people);
    g_autoptr (EvSuppression) plan = plan_for (crowd, THRESHOLD);
    g_autoptr (GPtrArray) tables = tables_of (crowd, plan);
    g_autoptr (Readers) readers = readers_new (crowd, sets, G_N_ELEMENTS (sets));
    for (guint i = 0; i < tables->len; i++) {
      const EvGrid *table = g_ptr_array_index (tables, i);
      assert_nothing_small (table);
      assert_adds_up (table);
      readers_read (readers, table, table->population);
      shown += people > 100 && !table->withheld;
      all += people > 100;
    }
    attack_small_numbers (readers);
    attack_hidden_cells (readers, g_ptr_array_index (tables, tables->len - 1));
  }
  g_test_message ("%u attacks; %u of %u tables shown", attacks, shown, all);
  g_assert_cmpuint (attacks, >, rounds);
  /* Withholding everything would be safe, and of no use. */
  g_assert_cmpuint (shown * 10, >, all * 5);
}

/* The attack itself finds out what a careless publication tells. */
static void
test_careless_tables (void)
{
  guint found = 0;
  for (guint round = 0; round < 20; round++) {
    g_autoptr (EvCrowd) crowd = random_crowd (60);
    g_autoptr (EvSuppression) plan = plan_for (crowd, 0);
    g_autoptr (GPtrArray) tables = tables_of (crowd, plan);
    g_autoptr (Readers) readers = readers_new (crowd, sets, G_N_ELEMENTS (sets));
    for (guint i = 0; i < tables->len; i++)
      readers_read (readers, g_ptr_array_index (tables, i),
                    ((EvGrid *)g_ptr_array_index (tables, i))->population);
    for (gint c = 0; c < COMMUNITIES; c++) {
      double least, greatest;
      Wanted wanted = { PARTICIPANTS, TRAINING, -1, c };
      readers_range (readers, &wanted, &least, &greatest);
      g_assert_cmpfloat (least, <=, readers_truth (readers, &wanted) + 1e-6);
      g_assert_cmpfloat (greatest, >=, readers_truth (readers, &wanted) - 1e-6);
      found += is_small (readers_truth (readers, &wanted), THRESHOLD) && greatest - least < 0.01;
    }
  }
  g_assert_cmpuint (found, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/suppress/random-tables", test_random_tables);
  g_test_add_func ("/report/suppress/careless-tables", test_careless_tables);
  return g_test_run ();
}
