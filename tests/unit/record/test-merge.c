/* Properties of record/merge.h: the same end whatever the order, erased is final, conflicts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/digest.h"
#include "record/merge.h"

#include <string.h>

#define ID "A000000000001-1"
#define ROUNDS 400
#define MAX_CHANGES 12

static const char *const devices[] = { "A000000000001", "B000000000002", "C000000000003" };

/* Whole groups, as every author writes them. */
static void
write_random_group (EvChange *change)
{
  switch (g_test_rand_int_range (0, 6)) {
  case 0:
    ev_change_set_text (change, "given_name", g_test_rand_bit () ? "Arta" : "Mira");
    break;
  case 1:
    ev_change_set_text (change, "family_name", g_test_rand_bit () ? "Hoxha" : NULL);
    break;
  case 2:
    ev_change_set_text (change, "consent", g_test_rand_bit () ? "paper" : "withdrawn");
    ev_change_take (change, "consent_at", NULL);
    ev_change_take (change, "consent_version", NULL);
    ev_change_take (change, "guardian", NULL);
    ev_change_set_text (change, "community", g_test_rand_bit () ? "roma" : NULL);
    ev_change_take (change, "disability", NULL);
    break;
  case 3:
    ev_change_set_integer (change, "deleted", g_test_rand_bit ());
    break;
  case 4:
    ev_change_set_text (change, "shoe_size", g_test_rand_bit () ? "41" : "42");
    break;
  default:
    ev_change_set_integer (change, "birth_year", g_test_rand_int_range (1950, 1954));
    break;
  }
}

/* Changes of one record; stamps often collide. One in `erasing` sets erases; 0: none. */
static GPtrArray *
random_changes (guint erasing)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);
  guint count = (guint)g_test_rand_int_range (1, MAX_CHANGES);

  for (guint i = 0; i < count; i++) {
    EvChange *change = ev_change_new (EV_KIND_PERSON, ID);
    g_strlcpy (change->version.device, devices[g_test_rand_int_range (0, 3)],
               sizeof change->version.device);
    change->version.seq = i + 1;
    change->version.stamp = g_test_rand_int_range (1, 6);
    write_random_group (change);
    write_random_group (change);
    if (erasing > 0 && g_test_rand_int_range (0, (gint32)erasing) == 0)
      ev_change_set_integer (change, "erased", 1);
    g_ptr_array_add (changes, change);
  }
  return changes;
}

static EvRecord *
merged (GPtrArray *changes)
{
  EvRecord *record = ev_record_new (EV_KIND_PERSON, ID);

  for (guint i = 0; i < changes->len; i++)
    ev_merge_apply (record, changes->pdata[i], NULL, NULL);
  return record;
}

static void
shuffle (GPtrArray *changes)
{
  for (guint i = changes->len; i > 1; i--) {
    guint other = (guint)g_test_rand_int_range (0, (gint32)i);
    gpointer kept = changes->pdata[i - 1];
    changes->pdata[i - 1] = changes->pdata[other];
    changes->pdata[other] = kept;
  }
}

static void
assert_same (const EvRecord *a, const EvRecord *b)
{
  g_autofree char *versions = ev_record_versions_format (a);
  g_autofree char *others = ev_record_versions_format (b);
  EvDigest one = { 0 }, two = { 0 };

  ev_digest_add (&one, a);
  ev_digest_add (&two, b);
  g_assert_cmpstr (versions, ==, others);
  g_assert_true (ev_digest_equal (&one, &two));
}

static void
test_commutative (void)
{
  for (guint round = 0; round < ROUNDS; round++) {
    g_autoptr (GPtrArray) changes = random_changes (round % 2 * 12);
    g_autoptr (EvRecord) first = merged (changes);
    g_autoptr (EvRecord) second = NULL;

    shuffle (changes);
    second = merged (changes);
    assert_same (first, second);
  }
}

static void
test_idempotent (void)
{
  for (guint round = 0; round < ROUNDS; round++) {
    g_autoptr (GPtrArray) changes = random_changes (round % 2 * 12);
    g_autoptr (EvRecord) first = merged (changes);
    g_autoptr (EvRecord) again = ev_record_copy (first);

    for (guint i = 0; i < changes->len; i++)
      g_assert_false (ev_merge_apply (again, changes->pdata[i], NULL, NULL));
    assert_same (first, again);
  }
}

/* Two replicas merge some changes each; either takes over the other's state. */
static void
test_associative (void)
{
  for (guint round = 0; round < ROUNDS; round++) {
    g_autoptr (GPtrArray) changes = random_changes (round % 2 * 12);
    g_autoptr (EvRecord) all = merged (changes);
    g_autoptr (EvRecord) left = ev_record_new (EV_KIND_PERSON, ID);
    g_autoptr (EvRecord) right = ev_record_new (EV_KIND_PERSON, ID);
    g_autoptr (GPtrArray) state = NULL;

    for (guint i = 0; i < changes->len; i++)
      ev_merge_apply (g_test_rand_bit () ? left : right, changes->pdata[i], NULL, NULL);
    state = ev_record_to_changes (right, NULL);
    for (guint i = 0; i < state->len; i++)
      ev_merge_apply (left, state->pdata[i], NULL, NULL);
    assert_same (all, left);
  }
}

static void
test_erased_is_final (void)
{
  for (guint round = 0; round < ROUNDS; round++) {
    g_autoptr (GPtrArray) changes = random_changes (0);
    g_autoptr (EvChange) erasure = ev_change_new (EV_KIND_PERSON, ID);
    g_autoptr (EvRecord) record = NULL;
    g_auto (GStrv) fields = NULL;
    g_auto (GStrv) groups = NULL;

    erasure->version = (EvVersion){ "D000000000004", 1, 1 };
    ev_change_set_integer (erasure, "erased", 1);
    g_ptr_array_add (changes, ev_change_copy (erasure));
    shuffle (changes);
    record = merged (changes);
    fields = ev_record_fields (record);
    groups = ev_record_groups (record);
    g_assert_cmpuint (g_strv_length (fields), ==, 1);
    g_assert_cmpstr (fields[0], ==, "erased");
    g_assert_cmpuint (g_strv_length (groups), ==, 1);
    g_assert_true (ev_record_is_gone (record));
  }
}

static EvChange *
naming (const char *device, gint64 seq, gint64 stamp, const char *name)
{
  EvChange *change = ev_change_new (EV_KIND_PERSON, ID);

  g_strlcpy (change->version.device, device, sizeof change->version.device);
  change->version.seq = seq;
  change->version.stamp = stamp;
  ev_change_set_text (change, "given_name", name);
  return change;
}

static void
test_unknown_survives (void)
{
  g_autoptr (EvRecord) record = ev_record_new (EV_KIND_PERSON, ID);
  g_autoptr (EvChange) unknown = naming (devices[0], 1, 5, "Arta");
  g_autoptr (EvChange) later = naming (devices[1], 1, 9, "Mira");

  ev_change_set_text (unknown, "shoe_size", "41");
  ev_merge_apply (record, unknown, NULL, NULL);
  ev_merge_apply (record, later, NULL, NULL);
  g_assert_cmpstr (ev_record_text (record, "shoe_size"), ==, "41");
  g_assert_cmpint (ev_record_version (record, "shoe_size")->stamp, ==, 5);
  g_assert_cmpstr (ev_record_text (record, "given_name"), ==, "Mira");
}

/* A conflict is where the value met is neither the base nor equal, whichever wins. */
static void
test_conflicts (void)
{
  static const struct {
    const char *name;
    gint64 stamp;
    const char *base; /* NULL: none given; "": nothing */
    gint64 base_seq;
    guint conflicts;
  } cases[] = {
    { "Mira", 9, "A000000000001", 1, 0 }, /* knew what it replaced */
    { "Mira", 9, "B000000000002", 1, 1 }, /* knew another value */
    { "Mira", 9, "A000000000001", 2, 1 }, /* the same device's other value */
    { "Mira", 9, "", 0, 1 },              /* knew nothing */
    { "Mira", 9, NULL, 0, 1 },            /* nobody knows what it knew */
    { "Arta", 9, "", 0, 0 },              /* says the same */
    { "Mira", 2, "", 0, 1 },              /* loses */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EvRecord) record = ev_record_new (EV_KIND_PERSON, ID);
    g_autoptr (EvChange) held = naming (devices[0], 1, 5, "Arta");
    g_autoptr (EvChange) change = naming (devices[2], 1, cases[i].stamp, cases[i].name);
    g_autoptr (GPtrArray) conflicts =
        g_ptr_array_new_with_free_func ((GDestroyNotify)ev_conflict_free);
    gboolean wins = cases[i].stamp > 5;

    ev_merge_apply (record, held, NULL, NULL);
    if (cases[i].base != NULL)
      ev_change_set_base (change, "given_name", cases[i].base, cases[i].base_seq);
    ev_merge_apply (record, change, NULL, conflicts);
    g_assert_cmpuint (conflicts->len, ==, cases[i].conflicts);
    g_assert_cmpstr (ev_record_text (record, "given_name"), ==, wins ? cases[i].name : "Arta");
    if (conflicts->len > 0) {
      const EvConflict *conflict = conflicts->pdata[0];
      g_assert_cmpstr (ev_value_text (ev_change_find (conflict->lost, "given_name")->value), ==,
                       wins ? "Arta" : cases[i].name);
      g_assert_cmpint (conflict->kept_version.stamp, ==, MAX (5, cases[i].stamp));
      g_assert_cmpint (conflict->lost_version.stamp, ==, MIN (5, cases[i].stamp));
    }
  }
}

static void
test_written (void)
{
  g_autoptr (EvRecord) record = ev_record_new (EV_KIND_PERSON, ID);
  g_autoptr (EvChange) first = naming (devices[0], 1, 5, "Arta");
  g_autoptr (EvChange) second = naming (devices[1], 1, 4, "Mira");
  g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (g_free);

  ev_change_set_text (second, "family_name", "Hoxha");
  ev_merge_apply (record, first, NULL, NULL);
  g_assert_true (ev_merge_apply (record, second, written, NULL));
  g_assert_cmpuint (written->len, ==, 1);
  g_assert_cmpstr (written->pdata[0], ==, "family_name");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/commutative", test_commutative);
  g_test_add_func ("/merge/idempotent", test_idempotent);
  g_test_add_func ("/merge/associative", test_associative);
  g_test_add_func ("/merge/erased-is-final", test_erased_is_final);
  g_test_add_func ("/merge/unknown-survives", test_unknown_survives);
  g_test_add_func ("/merge/conflicts", test_conflicts);
  g_test_add_func ("/merge/written", test_written);
  return g_test_run ();
}
