/* Tests of record/validate.h: each type, each reason. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/validate.h"

#include <string.h>

#define DEVICE "A000000000001"
#define WELL EV_N_REASONS

/* Each list has the codes "good" and "fine". */
static gboolean
has_code (const char *list, const char *code, gpointer data)
{
  return strcmp (code, "good") == 0 || strcmp (code, "fine") == 0;
}

static const EvRules rules = { has_code, NULL, 2025 };

static EvChange *
change_new (EvKind kind)
{
  EvChange *change =
      ev_change_new (kind, ev_kind_is_derived (kind) ? DEVICE "-1." DEVICE "-2" : DEVICE "-1");
  change->version = (EvVersion){ DEVICE, 3, 1000 };
  return change;
}

static void
assert_reason (const EvChange *change, EvReason reason, const char *what)
{
  g_autoptr (GPtrArray) problems = ev_validate_change (change, &rules);

  g_test_message ("%s", what);
  if (reason == WELL) {
    g_assert_cmpuint (problems->len, ==, 0);
    return;
  }
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpint (((EvProblem *)problems->pdata[0])->reason, ==, reason);
}

static void
test_texts (void)
{
  static const struct {
    EvKind kind;
    const char *field, *text;
    EvReason reason;
  } cases[] = {
    { EV_KIND_PERSON, "given_name", "Арта", WELL },
    { EV_KIND_PERSON, "given_name", "a\nb", EV_REASON_BAD_CHARACTERS },
    { EV_KIND_PERSON, "given_name", "a\x01", EV_REASON_BAD_CHARACTERS },
    { EV_KIND_PERSON, "given_name",
      "a\xe2\x80\xae"
      "b",
      EV_REASON_BAD_CHARACTERS },
    { EV_KIND_PERSON, "note", "a\n\tb", WELL },
    { EV_KIND_PERSON, "note", "a\x7f", EV_REASON_BAD_CHARACTERS },
    { EV_KIND_PERSON, "gender", "good", WELL },
    { EV_KIND_PERSON, "gender", "bad", EV_REASON_NOT_IN_LIST },
    { EV_KIND_PERSON, "language", "sr@latin", WELL },
    { EV_KIND_PERSON, "language", "good", EV_REASON_NOT_IN_LIST },
    { EV_KIND_PERSON, "merged_into", DEVICE "-9", WELL },
    { EV_KIND_PERSON, "merged_into", DEVICE "-0", EV_REASON_BAD_REFERENCE },
    { EV_KIND_PERSON, "merged_into", DEVICE "-01", EV_REASON_BAD_REFERENCE },
    { EV_KIND_PERSON, "shoe_size", "anything\n", WELL },
    { EV_KIND_PERSON, "birth_year", "1980", EV_REASON_NOT_NUMBER },
    { EV_KIND_PERSON, "community", "good", EV_REASON_NEEDS_CONSENT },
    { EV_KIND_PERSON, "community", "not_stated", EV_REASON_NOT_IN_LIST },
    { EV_KIND_PROJECT, "languages", "sq;sr", WELL },
    { EV_KIND_PROJECT, "languages", "sq;de", EV_REASON_NOT_IN_LIST },
    { EV_KIND_PROJECT, "languages", "sq;", EV_REASON_NOT_IN_LIST },
    { EV_KIND_PROJECT, "consent_texts", "{\"1\":{\"sq\":\"Po\"}}", WELL },
    { EV_KIND_PROJECT, "consent_texts", "[1]", EV_REASON_BAD_FORM },
    { EV_KIND_PROJECT, "consent_texts", "{\"1\":", EV_REASON_BAD_FORM },
    { EV_KIND_SESSION, "date", "2024-02-29", WELL },
    { EV_KIND_SESSION, "date", "2023-02-29", EV_REASON_NOT_A_DATE },
    { EV_KIND_SESSION, "date", "2024-2-9", EV_REASON_NOT_A_DATE },
    { EV_KIND_SESSION, "date", "2024-13-01", EV_REASON_NOT_A_DATE },
    { EV_KIND_SESSION, "date", "1824-01-01", EV_REASON_NOT_A_DATE },
    { EV_KIND_SESSION, "start", "23:59", WELL },
    { EV_KIND_SESSION, "start", "24:00", EV_REASON_NOT_A_TIME },
    { EV_KIND_SESSION, "start", "9:00", EV_REASON_NOT_A_TIME },
    { EV_KIND_SESSION, "start", "12:60", EV_REASON_NOT_A_TIME },
    { EV_KIND_NOTE, "about", "person/" DEVICE "-1", WELL },
    { EV_KIND_NOTE, "about", "attendance/" DEVICE "-1." DEVICE "-2", WELL },
    { EV_KIND_NOTE, "about", "attendance/" DEVICE "-1", EV_REASON_BAD_REFERENCE },
    { EV_KIND_NOTE, "about", "planet/" DEVICE "-1", EV_REASON_BAD_REFERENCE },
    { EV_KIND_ATTENDANCE, "signature", "AAAA", WELL },
    { EV_KIND_ATTENDANCE, "signature", "AAA", EV_REASON_BAD_FORM },
    { EV_KIND_ATTENDANCE, "signature", "AA!A", EV_REASON_BAD_FORM },
    { EV_KIND_ATTENDANCE, "person", DEVICE "-2", EV_REASON_FIXED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EvChange) change = change_new (cases[i].kind);
    ev_change_set_text (change, cases[i].field, cases[i].text);
    assert_reason (change, cases[i].reason, cases[i].text);
  }
}

static void
test_numbers (void)
{
  static const struct {
    EvKind kind;
    const char *field;
    gint64 number;
    EvReason reason;
  } cases[] = {
    { EV_KIND_PERSON, "birth_year", 1900, WELL },
    { EV_KIND_PERSON, "birth_year", 1899, EV_REASON_OUT_OF_RANGE },
    { EV_KIND_PERSON, "birth_year", 2025, WELL },
    { EV_KIND_PERSON, "birth_year", 2026, EV_REASON_OUT_OF_RANGE },
    { EV_KIND_PERSON, "deleted", 1, WELL },
    { EV_KIND_PERSON, "deleted", 2, EV_REASON_OUT_OF_RANGE },
    { EV_KIND_PERSON, "erased", 1, WELL },
    { EV_KIND_PERSON, "erased", 0, EV_REASON_FINAL },
    { EV_KIND_PERSON, "given_name", 5, EV_REASON_NOT_TEXT },
    { EV_KIND_PERSON, "consent_at", 1750000000000, WELL },
    { EV_KIND_PERSON, "consent_at", -1, EV_REASON_OUT_OF_RANGE },
    { EV_KIND_PERSON, "disability", 1, EV_REASON_NEEDS_CONSENT },
    { EV_KIND_RESULT, "amount", 100000000000, WELL },
    { EV_KIND_RESULT, "amount", -1, EV_REASON_OUT_OF_RANGE },
    { EV_KIND_RESULT, "quantity", 1000000001, EV_REASON_OUT_OF_RANGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EvChange) change = change_new (cases[i].kind);
    ev_change_set_integer (change, cases[i].field, cases[i].number);
    assert_reason (change, cases[i].reason, cases[i].field);
  }
}

/* Characters are counted, not bytes; every field with a limit obeys it. */
static void
test_lengths (void)
{
  for (int kind = 0; kind < EV_N_KINDS; kind++) {
    guint count;
    const EvField *table = ev_field_table ((EvKind)kind, &count);
    for (guint i = 0; i < count; i++) {
      g_autoptr (EvChange) change = change_new ((EvKind)kind);
      g_autoptr (GString) text = g_string_new (NULL);
      gboolean counted = table[i].type == EV_TYPE_TEXT || table[i].type == EV_TYPE_LONG_TEXT;
      for (gint64 k = 0; counted && k < table[i].max; k++)
        g_string_append (text, "ђ");
      if (!counted)
        continue;
      ev_change_set_text (change, table[i].name, text->str);
      assert_reason (change, WELL, table[i].name);
      g_string_append (text, "x");
      ev_change_set_text (change, table[i].name, text->str);
      assert_reason (change, EV_REASON_TOO_LONG, table[i].name);
    }
  }
}

static void
test_consent (void)
{
  static const struct {
    const char *consent, *community;
    EvReason reason;
  } cases[] = {
    { "paper", "good", WELL },
    { "withdrawn", "good", EV_REASON_NEEDS_CONSENT },
    { NULL, "good", EV_REASON_NEEDS_CONSENT },
    { "withdrawn", NULL, WELL },
    { NULL, NULL, WELL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EvChange) change = change_new (EV_KIND_PERSON);
    ev_change_set_text (change, "consent", cases[i].consent);
    ev_change_set_text (change, "community", cases[i].community);
    assert_reason (change, cases[i].reason, "consent");
  }
}

static void
test_order (void)
{
  g_autoptr (EvChange) session = change_new (EV_KIND_SESSION);
  g_autoptr (EvChange) project = change_new (EV_KIND_PROJECT);

  ev_change_set_text (session, "start", "10:00");
  ev_change_set_text (session, "end", "09:59");
  assert_reason (session, EV_REASON_END_BEFORE_START, "session");
  ev_change_set_text (session, "end", "10:00");
  assert_reason (session, WELL, "session");
  ev_change_set_text (project, "starts", "2025-01-02");
  ev_change_set_text (project, "ends", "2025-01-01");
  assert_reason (project, EV_REASON_END_BEFORE_START, "project");
}

static void
test_head (void)
{
  static const struct {
    EvKind kind;
    const char *id, *device;
    gint64 seq, stamp;
    EvReason reason;
  } cases[] = {
    { EV_KIND_PERSON, DEVICE "-1", DEVICE, 1, 1, WELL },
    { EV_KIND_PERSON, NULL, DEVICE, 1, 1, EV_REASON_BAD_ID },
    { EV_KIND_PERSON, DEVICE "-1." DEVICE "-2", DEVICE, 1, 1, EV_REASON_BAD_ID },
    { EV_KIND_ATTENDANCE, DEVICE "-1", DEVICE, 1, 1, EV_REASON_BAD_ID },
    { EV_KIND_APART, DEVICE "-1." DEVICE "-2", DEVICE, 1, 1, WELL },
    { EV_KIND_APART, DEVICE "-2." DEVICE "-1", DEVICE, 1, 1, EV_REASON_BAD_ID },
    { EV_KIND_APART, DEVICE "-1." DEVICE "-1", DEVICE, 1, 1, EV_REASON_BAD_ID },
    { EV_KIND_APART, DEVICE "-1", DEVICE, 1, 1, EV_REASON_BAD_ID },
    { EV_KIND_PERSON, DEVICE "-1", "short", 1, 1, EV_REASON_BAD_STAMP },
    { EV_KIND_PERSON, DEVICE "-1", DEVICE, 0, 1, EV_REASON_BAD_STAMP },
    { EV_KIND_PERSON, DEVICE "-1", DEVICE, 1, 0, EV_REASON_BAD_STAMP },
    { EV_KIND_PERSON, DEVICE "-1", DEVICE, 1, G_MAXINT64, EV_REASON_BAD_STAMP },
  };
  g_autoptr (EvChange) empty = change_new (EV_KIND_PERSON);

  assert_reason (empty, EV_REASON_REQUIRED, "no fields");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EvChange) change = ev_change_new (cases[i].kind, cases[i].id);
    g_strlcpy (change->version.device, cases[i].device, sizeof change->version.device);
    change->version.seq = cases[i].seq;
    change->version.stamp = cases[i].stamp;
    ev_change_take (change, "deleted", NULL);
    assert_reason (change, cases[i].reason, "head");
  }
}

static void
test_whole (void)
{
  g_autoptr (EvRecord) record = ev_record_new (EV_KIND_EVENT, DEVICE "-1");
  g_autoptr (GPtrArray) missing = ev_validate_record (record);

  g_assert_cmpuint (missing->len, ==, 2);
  ev_record_take (record, "title", ev_value_new_text ("Debate"));
  ev_record_take (record, "type", ev_value_new_text ("good"));
  g_ptr_array_unref (missing);
  missing = ev_validate_record (record);
  g_assert_cmpuint (missing->len, ==, 0);
}

static void
test_reason_names (void)
{
  for (int i = 0; i < EV_N_REASONS; i++) {
    EvReason reason = EV_N_REASONS;
    g_assert_true (ev_reason_parse (ev_reason_name ((EvReason)i), &reason));
    g_assert_cmpint (reason, ==, i);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/validate/texts", test_texts);
  g_test_add_func ("/validate/numbers", test_numbers);
  g_test_add_func ("/validate/lengths", test_lengths);
  g_test_add_func ("/validate/consent", test_consent);
  g_test_add_func ("/validate/order", test_order);
  g_test_add_func ("/validate/head", test_head);
  g_test_add_func ("/validate/whole", test_whole);
  g_test_add_func ("/validate/reason-names", test_reason_names);
  return g_test_run ();
}
