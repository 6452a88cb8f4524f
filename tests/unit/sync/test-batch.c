/* Tests of the size of batches. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/batch-private.h"

static GPtrArray *
make_changes (guint count)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);

  for (guint i = 0; i < count; i++) {
    EvChange *change = ev_change_new (EV_KIND_NOTE, "0THERDEV1CE00-1");
    ev_change_set_text (change, "text", "A sentence of some forty characters, say.");
    g_ptr_array_add (changes, change);
  }
  return changes;
}

static void
test_cut (void)
{
  g_autoptr (GPtrArray) changes = make_changes (100);
  gsize one = ev_batch_weight (g_ptr_array_index (changes, 0));
  gboolean cut;

  g_assert_cmpuint (ev_batch_cut (changes, one * 200, &cut), ==, one * 100);
  g_assert_false (cut);
  g_assert_cmpuint (ev_batch_cut (changes, one * 10 + 1, &cut), ==, one * 10);
  g_assert_true (cut);
  g_assert_cmpuint (changes->len, ==, 10);
  g_assert_cmpuint (ev_batch_cut (changes, 1, &cut), ==, one);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpuint (ev_batch_cut (changes, 1, &cut), ==, one);
  g_assert_false (cut);
  g_assert_cmpuint (ev_batch_limit (one * 10), >=, 10);
}

static void
test_adapt (void)
{
  gsize budget = EV_BATCH_FIRST;

  /* 1 kB/s of plain form: three seconds carry 3 kB. */
  for (int i = 0; i < 10; i++)
    budget = ev_batch_adapt (budget, budget, (gint64)budget);
  g_assert_cmpuint (budget, ==, EV_BATCH_TIME);
  /* 1 MB/s: grows fourfold a batch. */
  g_assert_cmpuint (ev_batch_adapt (budget, budget, (gint64)budget / 1000), ==, budget * 4);
  for (int i = 0; i < 10; i++)
    budget = ev_batch_adapt (budget, budget, (gint64)budget / 1000);
  g_assert_cmpuint (budget, ==, 1000 * EV_BATCH_TIME);
  g_assert_cmpuint (ev_batch_adapt (budget, budget, 0), ==, EV_BATCH_MOST);
}

static void
test_shrink (void)
{
  gsize budget = EV_BATCH_FIRST;

  for (int i = 0; i < 20; i++)
    budget = ev_batch_shrink (budget);
  g_assert_cmpuint (budget, ==, EV_BATCH_LEAST);
}

/* A link of 1 kB/s that breaks every 20 seconds gets batches through after two failures. */
static void
test_bad_link (void)
{
  gsize budget = EV_BATCH_FIRST, through = 0;

  for (int attempt = 0; attempt < 10; attempt++) {
    if (budget / 1000 >= 20) {
      budget = ev_batch_shrink (budget);
    } else {
      through += budget;
      budget = ev_batch_adapt (budget, budget, (gint64)budget);
    }
  }
  g_assert_cmpuint (through, >, 30 * 1024);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/batch/cut", test_cut);
  g_test_add_func ("/sync/batch/adapt", test_adapt);
  g_test_add_func ("/sync/batch/shrink", test_shrink);
  g_test_add_func ("/sync/batch/bad-link", test_bad_link);
  return g_test_run ();
}
