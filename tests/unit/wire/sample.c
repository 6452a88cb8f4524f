/* Random messages for tests, and whether two are the same. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"

#include <string.h>

#define DEVICES 4

static const char *const devices[DEVICES] = { "ABCDEFGHJKMNP", "0123456789ABC", "ZZZZZZZZZZZZZ",
                                              "7K2M9PQRSTVWX" };

static const char *const texts[] = { "Arta",
                                     "Đorđević",
                                     "Ђорђевић",
                                     "+383 44 123 456",
                                     "+383 49 654 321",
                                     "2026-03-14",
                                     "09:30",
                                     "",
                                     "a \"quoted\" \\ text\nwith lines\t\x01",
                                     "#",
                                     "0",
                                     "#1#",
                                     "ABCDEFGHJKMNP-7",
                                     "0000000000000-1",
                                     "XK-01" };

static const char *const opaques[] = { "[1,2,3]", "{\"a\":{\"b\":null}}", "0.5", "[]", "-1e+300" };

static const char *
pick (GRand *random, const char *const *from, guint count)
{
  return from[g_rand_int_range (random, 0, (gint32)count)];
}

static gboolean
one_in (GRand *random, gint32 n)
{
  return g_rand_int_range (random, 0, n) == 0;
}

static gint64
random_integer (GRand *random)
{
  static const gint64 edges[] = { 0, 1, -1, EV_JSON_MAX_INTEGER, -EV_JSON_MAX_INTEGER, 1984 };
  if (one_in (random, 4))
    return edges[g_rand_int_range (random, 0, G_N_ELEMENTS (edges))];
  return g_rand_int_range (random, -1000, 100000);
}

static EvValue *
random_value (GRand *random, const EvField *field, gint64 stamp)
{
  g_autoptr (EvJson) opaque = NULL;

  if (one_in (random, 6))
    return NULL;
  if (one_in (random, 20)) {
    opaque = cJSON_Parse (pick (random, opaques, G_N_ELEMENTS (opaques)));
    return ev_value_from_json (opaque);
  }
  if (field != NULL && field->type == EV_TYPE_MOMENT && !one_in (random, 5))
    return ev_value_new_integer (stamp / 256 + g_rand_int_range (random, -50, 5));
  if (field != NULL && field->type == EV_TYPE_REFERENCE && !one_in (random, 5)) {
    g_autofree char *id = g_strdup_printf ("%s-%d", pick (random, devices, DEVICES),
                                           g_rand_int_range (random, 1, 200));
    return ev_value_new_text (id);
  }
  if (one_in (random, 3))
    return ev_value_new_integer (random_integer (random));
  return ev_value_new_text (pick (random, texts, G_N_ELEMENTS (texts)));
}

static char *
random_id (GRand *random, EvKind kind, const EvVersion *version)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  const char *device = version->device;

  if (!ev_kind_is_derived (kind) && one_in (random, 2))
    return ev_id_new (device, version->seq);
  left = ev_id_new (pick (random, devices, DEVICES), g_rand_int_range (random, 1, 50));
  if (!ev_kind_is_derived (kind))
    return g_steal_pointer (&left);
  right = ev_id_new (one_in (random, 3) ? pick (random, devices, DEVICES) : device,
                     g_rand_int_range (random, 1, 5000));
  return ev_id_derive (left, right);
}

static void
add_base (GRand *random, EvChange *change, const char *group)
{
  if (one_in (random, 2))
    ev_change_set_base (change, group, NULL, 0);
  else
    ev_change_set_base (change, group, pick (random, devices, DEVICES),
                        g_rand_int_range (random, 1, 1000));
}

static void
add_fields (GRand *random, EvChange *change, gboolean bases)
{
  guint count;
  const EvField *table = ev_field_table (change->kind, &count);
  guint start = one_in (random, 4) ? (guint)g_rand_int_range (random, 0, (gint32)count) : 0;

  for (guint i = 0; i < count; i++) {
    const EvField *field = &table[(start + i) % count];
    if (field->derived || one_in (random, 3))
      continue;
    ev_change_take (change, field->name, random_value (random, field, change->version.stamp));
    if (bases && !one_in (random, 10))
      add_base (random, change, ev_field_group (change->kind, field->name));
  }
  if (one_in (random, 5))
    ev_change_take (change, "shoe_size", random_value (random, NULL, change->version.stamp));
  if (bases && one_in (random, 10))
    add_base (random, change, "elsewhere");
  if (change->fields->len == 0)
    ev_change_set_integer (change, "deleted", 1);
}

static EvChange *
random_change (GRand *random, const EvVersion *version, gboolean bases)
{
  static const EvKind usual[] = { EV_KIND_PERSON, EV_KIND_ATTENDANCE };
  EvKind kind = one_in (random, 3) ? (EvKind)g_rand_int_range (random, 0, EV_N_KINDS)
                                   : usual[g_rand_int_range (random, 0, 2)];
  g_autofree char *id = random_id (random, kind, version);
  EvChange *change = ev_change_new (kind, id);

  change->version = *version;
  if (!one_in (random, 3))
    change->operator_id = g_strdup (one_in (random, 3) ? "ABCDEFGHJKMNP-2" : "0123456789ABC-9");
  add_fields (random, change, bases);
  return change;
}

static void
advance (GRand *random, EvVersion *version)
{
  version->seq += one_in (random, 10) ? g_rand_int_range (random, 1, 500) : 1;
  if (one_in (random, 5))
    version->stamp += 1;
  else if (one_in (random, 10))
    version->stamp -= g_rand_int_range (random, 0, 100000);
  else
    version->stamp += (gint64)g_rand_int_range (random, 3000, 20000) * 256;
}

EvRequest *
sample_request (GRand *random, guint changes)
{
  EvRequest *request = ev_request_new ();
  EvVersion version = { "ABCDEFGHJKMNP", g_rand_int_range (random, 0, 1000),
                        (gint64)1763000000000 * 256 };

  request->dictionary = one_in (random, 2) ? EV_WIRE_DICTIONARY : 0;
  g_strlcpy (request->device, version.device, sizeof request->device);
  request->epoch = one_in (random, 2) ? g_strdup ("6WT3Q") : NULL;
  request->cursor = g_rand_int_range (random, 0, 100000);
  request->held = g_rand_int_range (random, 0, 100000);
  request->after = one_in (random, 3) ? request->held : g_rand_int_range (random, 0, 100);
  request->after = g_rand_int_range (random, 0, 100000);
  for (guint i = 0; i < changes; i++) {
    advance (random, &version);
    g_ptr_array_add (request->changes, random_change (random, &version, !one_in (random, 20)));
  }
  request->limit = one_in (random, 2) ? 0 : g_rand_int_range (random, 1, 100000);
  g_strlcpy (version.device, devices[1], sizeof version.device);
  for (gint32 i = g_rand_int_range (random, 0, 3); i > 0; i--) {
    advance (random, &version);
    g_ptr_array_add (request->rescued, random_change (random, &version, FALSE));
  }
  request->from = one_in (random, 2) ? 0 : (guint)g_rand_int_range (random, 0, 256);
  for (guint i = request->from; i < 256 && one_in (random, 1); i++) {
    guint64 sum = (guint64)g_rand_int (random) << 32 | g_rand_int (random);
    g_array_append_val (request->sums, sum);
  }
  return request;
}

static EvConflict *
random_conflict (GRand *random, gboolean lost)
{
  EvConflict *conflict = g_new0 (EvConflict, 1);
  EvVersion a = { "ABCDEFGHJKMNP", 12, (gint64)1763000000000 * 256 };
  EvVersion b = { "7K2M9PQRSTVWX", g_rand_int_range (random, 1, 99), a.stamp + 77 };

  conflict->lost = random_change (random, &a, FALSE);
  conflict->kind = conflict->lost->kind;
  conflict->id = g_strdup (conflict->lost->id);
  conflict->group = g_strdup ("consent");
  conflict->lost_version = a;
  conflict->kept_version = b;
  if (!lost)
    g_clear_pointer (&conflict->lost, ev_change_free);
  return conflict;
}

static void
add_refusals (GRand *random, EvAnswer *answer)
{
  for (gint32 i = g_rand_int_range (random, 0, 4); i > 0; i--)
    g_ptr_array_add (answer->refusals,
                     ev_refusal_new (g_rand_int_range (random, 1, 1000),
                                     (EvReason)g_rand_int_range (random, 0, EV_N_REASONS),
                                     one_in (random, 2) ? "phone" : NULL));
}

EvAnswer *
sample_answer (GRand *random, guint changes)
{
  EvAnswer *answer = ev_answer_new ();
  EvVersion versions[DEVICES] = { 0 };
  guint turn = 0;

  for (guint i = 0; i < DEVICES; i++) {
    g_strlcpy (versions[i].device, devices[i], sizeof versions[i].device);
    versions[i].stamp = ((gint64)1763000000000 + (gint64)i * 86400000) * 256;
  }
  answer->epoch = one_in (random, 2) ? g_strdup ("6WT3Q") : NULL;
  answer->acked = g_rand_int_range (random, 0, 5000);
  answer->cursor = g_rand_int_range (random, 0, 5000);
  answer->server_time = 1763000000000;
  answer->more = one_in (random, 2);
  answer->has_digest = one_in (random, 2);
  if (answer->has_digest)
    answer->digest = (EvDigest){ g_rand_int (random), g_rand_int (random) };
  answer->next_pin =
      one_in (random, 3) ? g_strdup ("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=") : NULL;
  add_refusals (random, answer);
  for (guint i = 0; i < changes; i++) {
    turn = one_in (random, 5) ? (guint)g_rand_int_range (random, 0, DEVICES) : turn;
    advance (random, &versions[turn]);
    g_ptr_array_add (answer->changes, random_change (random, &versions[turn], FALSE));
  }
  for (gint32 i = g_rand_int_range (random, 0, 3); i > 0; i--) {
    g_ptr_array_add (answer->conflicts, random_conflict (random, TRUE));
    g_ptr_array_add (answer->settled, random_conflict (random, FALSE));
  }
  if (one_in (random, 2)) {
    g_ptr_array_add (answer->left, g_strdup ("person/ABCDEFGHJKMNP-3"));
    g_ptr_array_add (answer->left, g_strdup ("attendance/ABCDEFGHJKMNP-3.7K2M9PQRSTVWX-4"));
    answer->role = g_strdup ("facilitator");
    answer->teams = g_strsplit ("ABCDEFGHJKMNP-1 ABCDEFGHJKMNP-2", " ", -1);
    answer->until = (guint)g_rand_int_range (random, 1, 257);
  }
  for (guint i = 0; i < answer->until; i += 50)
    g_array_append_val (answer->buckets, i);
  return answer;
}

static void
assert_same_changes (const EvChange *a, const EvChange *b)
{
  g_assert_cmpint (ev_version_compare (&a->version, &b->version), ==, 0);
  g_assert_cmpstr (a->operator_id, ==, b->operator_id);
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpuint (a->fields->len, ==, b->fields->len);
  for (guint i = 0; i < a->fields->len; i++) {
    const EvAssignment *left = a->fields->pdata[i], *right = b->fields->pdata[i];
    g_assert_cmpstr (left->name, ==, right->name);
    g_assert_true (ev_value_equal (left->value, right->value));
  }
  g_assert_cmpuint (a->bases->len, ==, b->bases->len);
  for (guint i = 0; i < a->bases->len; i++) {
    const EvBase *left = a->bases->pdata[i], *right = b->bases->pdata[i];
    g_assert_cmpstr (left->group, ==, right->group);
    g_assert_cmpstr (left->device, ==, right->device);
    g_assert_cmpint (left->seq, ==, right->seq);
  }
}

static void
assert_same_batches (const GPtrArray *a, const GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    assert_same_changes (a->pdata[i], b->pdata[i]);
}

static void
assert_same_conflicts (const GPtrArray *a, const GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++) {
    const EvConflict *left = a->pdata[i], *right = b->pdata[i];
    g_assert_cmpint (left->kind, ==, right->kind);
    g_assert_cmpstr (left->id, ==, right->id);
    g_assert_cmpstr (left->group, ==, right->group);
    g_assert_cmpint (ev_version_compare (&left->lost_version, &right->lost_version), ==, 0);
    g_assert_cmpint (ev_version_compare (&left->kept_version, &right->kept_version), ==, 0);
    g_assert_cmpint (left->lost != NULL, ==, right->lost != NULL);
    if (left->lost != NULL)
      assert_same_changes (left->lost, right->lost);
  }
}

void
sample_assert_same_requests (const EvRequest *a, const EvRequest *b)
{
  g_assert_cmpint (a->version, ==, b->version);
  g_assert_cmpuint (a->dictionary, ==, b->dictionary);
  g_assert_cmpstr (a->device, ==, b->device);
  g_assert_cmpstr (a->epoch, ==, b->epoch);
  g_assert_cmpint (a->cursor, ==, b->cursor);
  g_assert_cmpint (a->held, ==, b->held);
  g_assert_cmpint (a->after, ==, b->after);
  g_assert_cmpint (a->after, ==, b->after);
  assert_same_batches (a->changes, b->changes);
}

void
sample_assert_same_answers (const EvAnswer *a, const EvAnswer *b)
{
  g_assert_cmpstr (a->epoch, ==, b->epoch);
  g_assert_cmpint (a->acked, ==, b->acked);
  g_assert_cmpint (a->cursor, ==, b->cursor);
  g_assert_cmpint (a->server_time, ==, b->server_time);
  g_assert_cmpint (a->more, ==, b->more);
  g_assert_cmpint (a->has_digest, ==, b->has_digest);
  g_assert_true (ev_digest_equal (&a->digest, &b->digest));
  g_assert_cmpstr (a->next_pin, ==, b->next_pin);
  g_assert_cmpuint (a->refusals->len, ==, b->refusals->len);
  for (guint i = 0; i < a->refusals->len; i++) {
    const EvRefusal *left = a->refusals->pdata[i], *right = b->refusals->pdata[i];
    g_assert_cmpint (left->seq, ==, right->seq);
    g_assert_cmpint (left->reason, ==, right->reason);
    g_assert_cmpstr (left->field, ==, right->field);
  }
  assert_same_batches (a->changes, b->changes);
  assert_same_conflicts (a->conflicts, b->conflicts);
  assert_same_conflicts (a->settled, b->settled);
}
