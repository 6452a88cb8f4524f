/* Tests of record/change.h, record/record.h and record/digest.h: forms and round trips. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/digest.h"
#include "record/merge.h"

#include <string.h>

#include "base/error.h"

#define ONE "A000000000001"
#define TWO "B000000000002"

static EvChange *
sample (void)
{
  EvChange *change = ev_change_new (EV_KIND_PERSON, ONE "-1");

  change->version = (EvVersion){ ONE, 1, 1000 };
  change->operator_id = g_strdup (ONE "-9");
  ev_change_set_text (change, "given_name", "Арта \"A\"");
  ev_change_set_text (change, "family_name", "");
  ev_change_set_integer (change, "birth_year", 1980);
  ev_change_set_base (change, "given_name", TWO, 4);
  ev_change_set_base (change, "family_name", NULL, 0);
  return change;
}

static void
test_change (void)
{
  g_autoptr (EvChange) change = sample ();
  g_autoptr (EvChange) read = ev_change_new (EV_KIND_PERSON, ONE "-1");
  g_autoptr (EvJson) fields = ev_change_fields_to_json (change);
  g_autoptr (EvJson) bases = ev_change_bases_to_json (change);
  g_autofree char *text = ev_json_print (fields);
  g_autofree char *bases_text = ev_json_print (bases);

  g_assert_cmpstr (text, ==,
                   "{\"given_name\":\"Арта \\\"A\\\"\",\"family_name\":null,\"birth_year\":1980}");
  g_assert_cmpstr (bases_text, ==, "{\"given_name\":[\"" TWO "\",4],\"family_name\":[]}");
  g_assert_true (ev_change_fields_from_json (read, fields, NULL));
  g_assert_true (ev_change_bases_from_json (read, bases, NULL));
  g_assert_cmpuint (read->fields->len, ==, 3);
  g_assert_null (ev_change_find (read, "family_name")->value);
  g_assert_cmpint (ev_value_integer (ev_change_find (read, "birth_year")->value), ==, 1980);
  g_assert_cmpint (ev_change_base (read, "given_name")->seq, ==, 4);
  g_assert_cmpstr (ev_change_base (read, "family_name")->device, ==, "");
  g_assert_null (ev_change_base (read, "birth_year"));
}

static void
test_ill_formed (void)
{
  static const char *const fields[] = {
    "{}", "[]", "1", "{\"Name\":1}", "{\"a b\":1}", "{\"\":1}"
  };
  static const char *const bases[] = { "{\"a\":1}", "{\"a\":[\"x\",1]}", "{\"a\":[\"" ONE "\"]}",
                                       "{\"a\":[\"" ONE "\",0]}", "{\"A\":[]}" };
  static const char *const versions[] = {
    "{}",      "[[]]", "[[\"x\",1,1,\"a\"]]", "[[\"" ONE "\",1]]", "[[\"" ONE "\",1,1,\"A\"]]",
    "nonsense"
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    g_autoptr (EvChange) change = ev_change_new (EV_KIND_PERSON, ONE "-1");
    g_autoptr (EvJson) json = cJSON_Parse (fields[i]);
    g_autoptr (GError) error = NULL;
    g_assert_false (ev_change_fields_from_json (change, json, &error));
    g_assert_error (error, EV_ERROR, EV_ERROR_MALFORMED);
    g_assert_cmpuint (change->fields->len, ==, 0);
  }
  for (guint i = 0; i < G_N_ELEMENTS (bases); i++) {
    g_autoptr (EvChange) change = ev_change_new (EV_KIND_PERSON, ONE "-1");
    g_autoptr (EvJson) json = cJSON_Parse (bases[i]);
    g_autoptr (GError) error = NULL;
    g_assert_false (ev_change_bases_from_json (change, json, &error));
    g_assert_error (error, EV_ERROR, EV_ERROR_MALFORMED);
  }
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++) {
    g_autoptr (EvRecord) record = ev_record_new (EV_KIND_PERSON, ONE "-1");
    g_autoptr (GError) error = NULL;
    g_assert_false (ev_record_versions_parse (record, versions[i], &error));
    g_assert_error (error, EV_ERROR, EV_ERROR_MALFORMED);
  }
}

static EvRecord *
record_of (EvChange *const *changes, guint count)
{
  EvRecord *record = ev_record_new (EV_KIND_PERSON, ONE "-1");

  for (guint i = 0; i < count; i++)
    ev_merge_apply (record, changes[i], NULL, NULL);
  return record;
}

/* Versions and values survive the row's form; another replica can be brought to the same state. */
static void
test_record (void)
{
  g_autoptr (EvChange) first = sample ();
  g_autoptr (EvChange) second = ev_change_new (EV_KIND_PERSON, ONE "-1");
  g_autoptr (EvRecord) record = NULL;
  g_autoptr (EvRecord) read = ev_record_new (EV_KIND_PERSON, ONE "-1");
  g_autoptr (EvRecord) replica = ev_record_new (EV_KIND_PERSON, ONE "-1");
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *text = NULL, *again = NULL, *copied = NULL;

  second->version = (EvVersion){ TWO, 7, 2000 };
  ev_change_set_text (second, "consent", "paper");
  ev_change_set_text (second, "community", "roma");
  record = record_of ((EvChange *const[]){ first, second }, 2);
  text = ev_record_versions_format (record);
  g_assert_cmpstr (text, ==,
                   "[[\"" ONE "\",1,1000,\"@" ONE
                   "-9\",\"birth_year\",\"family_name\",\"given_name\"],"
                   "[\"" TWO "\",7,2000,\"consent\"]]");
  g_assert_true (ev_record_versions_parse (read, text, NULL));
  again = ev_record_versions_format (read);
  g_assert_cmpstr (again, ==, text);
  changes = ev_record_to_changes (record, NULL);
  g_assert_cmpuint (changes->len, ==, 2);
  g_assert_cmpuint (((EvChange *)changes->pdata[1])->fields->len, ==, 6); /* the whole group */
  for (guint i = 0; i < changes->len; i++)
    ev_merge_apply (replica, changes->pdata[i], NULL, NULL);
  copied = ev_record_versions_format (replica);
  g_assert_cmpstr (copied, ==, text);
  g_assert_cmpstr (ev_record_text (replica, "community"), ==, "roma");
}

static void
test_derived (void)
{
  g_autoptr (EvRecord) attendance = ev_record_new (EV_KIND_ATTENDANCE, ONE "-1." TWO "-2");
  g_auto (GStrv) fields = ev_record_fields (attendance);

  g_assert_cmpstr (ev_record_text (attendance, "session"), ==, ONE "-1");
  g_assert_cmpstr (ev_record_text (attendance, "person"), ==, TWO "-2");
  g_assert_cmpuint (g_strv_length (fields), ==, 0);
}

/* The sum does not depend on the order, every part of a value counts, and it can be taken back. */
static void
test_digest (void)
{
  g_autoptr (EvChange) change = sample ();
  g_autoptr (EvRecord) one = record_of (&change, 1);
  g_autoptr (EvRecord) two = ev_record_new (EV_KIND_EVENT, ONE "-1");
  g_autoptr (EvRecord) other = NULL;
  EvDigest forth = { 0 }, back = { 0 }, nothing = { 0 }, read = { 0 };
  g_autofree char *text = NULL;

  ev_record_take (two, "title", ev_value_new_text ("Debate"));
  ev_record_set_version (two, "title", &change->version);
  ev_digest_add (&forth, one);
  ev_digest_add (&forth, two);
  ev_digest_add (&back, two);
  ev_digest_add (&back, one);
  g_assert_true (ev_digest_equal (&forth, &back));
  text = ev_digest_format (&forth);
  g_assert_true (ev_digest_parse (text, &read));
  g_assert_true (ev_digest_equal (&forth, &read));
  g_assert_false (ev_digest_parse ("xyz", &read));
  ev_digest_subtract (&back, one);
  ev_digest_subtract (&back, two);
  g_assert_true (ev_digest_equal (&back, &nothing));
  change->version.stamp++;
  other = record_of (&change, 1);
  ev_digest_subtract (&forth, two);
  ev_digest_subtract (&forth, other);
  g_assert_false (ev_digest_equal (&forth, &nothing));
}

static void
test_versions (void)
{
  const EvVersion ordered[] = { { ONE, 1, 5 }, { ONE, 2, 5 }, { TWO, 1, 5 }, { ONE, 1, 6 } };

  for (guint i = 0; i < G_N_ELEMENTS (ordered); i++)
    for (guint k = 0; k < G_N_ELEMENTS (ordered); k++) {
      int order = ev_version_compare (&ordered[i], &ordered[k]);
      g_assert_cmpint ((order > 0) - (order < 0), ==, (i > k) - (i < k));
    }
}

/* What lost beside the value that a change replaces is named beside its base. */
static void
test_rivals (void)
{
  g_autoptr (EvChange) change = ev_change_new (EV_KIND_PERSON, ONE "-1");
  g_autoptr (EvChange) read = ev_change_new (EV_KIND_PERSON, ONE "-1");
  g_autoptr (EvJson) json = NULL;
  const EvVersion base = { ONE, 1, 5 }, first = { TWO, 1, 5 }, second = { TWO, 2, 5 };

  ev_change_set_base (change, "note", ONE, 1);
  ev_change_add_rival (change, "note", TWO, 1);
  ev_change_add_rival (change, "note", TWO, 1);
  ev_change_add_rival (change, "note", ONE, 1);
  ev_change_add_rival (change, "note", TWO, 2);
  g_assert_cmpuint (change->bases->len, ==, 3);
  json = ev_change_bases_to_json (change);
  g_assert_true (ev_change_bases_from_json (read, json, NULL));
  g_assert_true (ev_change_knows (read, "note", &base) && ev_change_knows (read, "note", &first) &&
                 ev_change_knows (read, "note", &second));
  g_assert_false (ev_change_knows (read, "not", &base) || ev_change_knows (read, "phone", &first));
  /* More than a change may carry are left out, so that it can be read again. */
  for (gint64 seq = 3; seq < 200; seq++)
    ev_change_add_rival (change, "note", TWO, seq);
  g_clear_pointer (&json, cJSON_Delete);
  json = ev_change_bases_to_json (change);
  g_assert_true (ev_change_bases_from_json (read, json, NULL));
}

static void
test_table (void)
{
  for (int kind = 0; kind < EV_N_KINDS; kind++) {
    guint count;
    const EvField *table = ev_field_table ((EvKind)kind, &count);
    EvKind parsed = EV_N_KINDS;

    g_assert_true (ev_kind_parse (ev_kind_name ((EvKind)kind), &parsed));
    g_assert_cmpint (parsed, ==, kind);
    g_assert_nonnull (ev_field_find ((EvKind)kind, "deleted"));
    for (guint i = 0; i < count; i++) {
      g_assert_true (ev_field_is_name (table[i].name));
      g_assert_null (strstr (table[i].name, "__"));
      g_assert_true (ev_field_find ((EvKind)kind, table[i].name) == &table[i]);
      g_assert_true (table[i].group == NULL || ev_field_is_name (table[i].group));
    }
  }
  g_assert_cmpstr (ev_field_group (EV_KIND_PERSON, "community"), ==, "consent");
  g_assert_cmpstr (ev_field_group (EV_KIND_PERSON, "shoe_size"), ==, "shoe_size");
  g_assert_cmpint (ev_field_guard (EV_KIND_PERSON, "shoe_size"), ==, EV_CLASS_SENSITIVE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/change/round-trip", test_change);
  g_test_add_func ("/change/ill-formed", test_ill_formed);
  g_test_add_func ("/record/round-trip", test_record);
  g_test_add_func ("/record/derived", test_derived);
  g_test_add_func ("/digest/sum", test_digest);
  g_test_add_func ("/version/order", test_versions);
  g_test_add_func ("/change/rivals", test_rivals);
  g_test_add_func ("/field/table", test_table);
  return g_test_run ();
}
