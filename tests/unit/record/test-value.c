/* Tests of record/value.h: what people write, what JSON brings, and back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/value.h"

#include <string.h>

typedef struct {
  EvKind kind;
  const char *field, *typed;
  const char *formatted; /* NULL: not understood */
} Case;

static const Case cases[] = {
  { EV_KIND_PERSON, "given_name", "  Arta   Mira ", "Arta Mira" },
  { EV_KIND_PERSON, "given_name", "Zoe\xcc\x88", "Zo\xc3\xab" }, /* NFC */
  { EV_KIND_PERSON, "given_name", "a\nb", "a b" },
  { EV_KIND_PERSON, "given_name", "  ", "" },
  { EV_KIND_PERSON, "given_name", "\xff", NULL },
  { EV_KIND_PERSON, "note", "a\nb", "a\nb" },
  { EV_KIND_PERSON, "birth_year", " 1980 ", "1980" },
  { EV_KIND_PERSON, "birth_year", "1980.", NULL },
  { EV_KIND_PERSON, "birth_year", "99999999999999999999", NULL },
  { EV_KIND_PERSON, "deleted", "yes", "1" },
  { EV_KIND_PERSON, "deleted", "false", "0" },
  { EV_KIND_PERSON, "deleted", "perhaps", NULL },
  { EV_KIND_PERSON, "consent_at", "2025-06-15T10:00Z", "2025-06-15T10:00:00Z" },
  { EV_KIND_PERSON, "consent_at", "1750000000000", "2025-06-15T15:06:40Z" },
  { EV_KIND_PERSON, "consent_at", "yesterday", NULL },
  { EV_KIND_RESULT, "amount", "1500", "1500" },
  { EV_KIND_RESULT, "amount", "1500.5", "1500.50" },
  { EV_KIND_RESULT, "amount", "1500.05", "1500.05" },
  { EV_KIND_RESULT, "amount", "1500.005", NULL },
  { EV_KIND_RESULT, "amount", "1,500", NULL },
  { EV_KIND_RESULT, "amount", "1500.", NULL },
};

static void
test_typed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const EvField *field = ev_field_find (cases[i].kind, cases[i].field);
    g_autoptr (EvValue) value = NULL;
    g_autoptr (EvValue) again = NULL;
    g_autofree char *text = NULL;
    g_autofree char *typed = g_strescape (cases[i].typed, NULL);

    g_test_message ("%s: %s", cases[i].field, typed);
    g_assert_cmpint (ev_value_parse (field, cases[i].typed, &value), ==,
                     cases[i].formatted != NULL);
    if (cases[i].formatted == NULL) {
      g_assert_null (value);
      continue;
    }
    text = ev_value_format (field, value);
    g_assert_cmpstr (text, ==, cases[i].formatted);
    g_assert_true (ev_value_parse (field, text, &again));
    g_assert_true (ev_value_equal (value, again));
  }
}

static void
test_json (void)
{
  static const struct {
    const char *json;
    int type; /* EvValueType; -1: no value */
    const char *back;
  } forms[] = {
    { "null", -1, "null" },
    { "0", EV_VALUE_INTEGER, "0" },
    { "-12", EV_VALUE_INTEGER, "-12" },
    { "9007199254740992", EV_VALUE_INTEGER, "9007199254740992" },
    { "true", EV_VALUE_INTEGER, "1" },
    { "\"\"", EV_VALUE_TEXT, "\"\"" },
    { "\"Ђ\"", EV_VALUE_TEXT, "\"Ђ\"" },
    { "1.5", EV_VALUE_OPAQUE, "1.5" },
    { "[1,{\"a\":2}]", EV_VALUE_OPAQUE, "[1,{\"a\":2}]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autoptr (EvJson) json = cJSON_Parse (forms[i].json);
    g_autoptr (EvValue) value = ev_value_from_json (json);
    g_autoptr (EvJson) back = ev_value_to_json (value);
    g_autofree char *text = ev_json_print (back);

    g_assert_cmpint (value != NULL ? (int)ev_value_type (value) : -1, ==, forms[i].type);
    g_assert_cmpstr (text, ==, forms[i].back);
  }
}

static void
test_equal (void)
{
  g_autoptr (EvValue) number = ev_value_new_integer (1);
  g_autoptr (EvValue) text = ev_value_new_text ("1");
  g_autoptr (EvValue) same = ev_value_new_text ("1");

  g_assert_true (ev_value_equal (NULL, NULL));
  g_assert_false (ev_value_equal (NULL, text));
  g_assert_false (ev_value_equal (number, text));
  g_assert_true (ev_value_equal (text, same));
  g_assert_null (ev_value_new_text (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value/typed", test_typed);
  g_test_add_func ("/value/json", test_json);
  g_test_add_func ("/value/equal", test_equal);
  return g_test_run ();
}
