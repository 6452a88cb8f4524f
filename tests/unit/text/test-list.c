/* The code lists as programs and people use them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/list.h"

#include <glib/gstdio.h>

static EvLists *
load (void)
{
  g_autoptr (GError) error = NULL;
  EvLists *lists = ev_lists_load (NULL, &error);

  g_assert_no_error (error);
  return lists;
}

static void
test_codes (void)
{
  g_autoptr (EvLists) lists = load ();
  const char *const *genders = ev_lists_codes (lists, "gender");

  g_assert_cmpstr (genders[0], ==, "female");
  g_assert_cmpstr (genders[1], ==, "male");
  g_assert_cmpuint (g_strv_length ((char **)ev_lists_codes (lists, "municipality")), ==, 38);
  g_assert_cmpuint (g_strv_length ((char **)ev_lists_codes (lists, "region")), ==, 7);
  g_assert_null (ev_lists_codes (lists, "no such list")[0]);
  g_assert_true (ev_lists_has (lists, "community", "gorani"));
  g_assert_false (ev_lists_has (lists, "community", "Gorani"));
  g_assert_false (ev_lists_has (lists, "no such list", "gorani"));
}

static void
test_names_and_columns (void)
{
  g_autoptr (EvLists) lists = load ();

  g_assert_cmpstr (ev_lists_name (lists, "municipality", "gjakova", EV_LANGUAGE_SQ), ==, "Gjakovë");
  g_assert_cmpstr (ev_lists_name (lists, "municipality", "gjakova", EV_LANGUAGE_SR), ==,
                   "Ђаковица");
  g_assert_cmpstr (ev_lists_name (lists, "gender", "female", EV_LANGUAGE_SR_LATIN), ==, "Ženski");
  g_assert_cmpstr (ev_lists_name (lists, "gender", "female", EV_LANGUAGE_EN), ==, "Female");
  g_assert_cmpstr (ev_lists_name (lists, "gender", "x", EV_LANGUAGE_EN), ==, "x");
  g_assert_cmpstr (ev_lists_column (lists, "event_type", "workshop", "category"), ==, "training");
  g_assert_null (ev_lists_column (lists, "event_type", "workshop", "no such column"));
  g_assert_true (ev_lists_flag (lists, "attendance_status", "late", "counts_as_attended"));
  g_assert_false (ev_lists_flag (lists, "attendance_status", "absent", "counts_as_attended"));
  g_assert_true (ev_lists_flag (lists, "role", "chair", "counts_as_participant"));
}

static void
test_find (void)
{
  static const struct {
    const char *list, *text, *code;
  } cases[] = {
    { "municipality", "gjakova", "gjakova" },
    { "municipality", "GJAKOVË", "gjakova" },
    { "municipality", "Djakovica", "gjakova" },
    { "municipality", "Ђаковица", "gjakova" },
    { "municipality", " Đakovica ", "gjakova" },
    { "municipality", "Gllogoc", "drenas" },
    { "community", "Srpkinja", "serb" },
    { "community", "Shqiptare", "albanian" },
    { "community", "Goran", "gorani" },
    { "gender", "Femër", "female" },
    { "gender", "женски", "female" },
    { "attendance_status", "Mori pjesë", "present" },
    { "gender", "purple", NULL },
    { "gender", "", NULL },
    { "gender", NULL, NULL },
    { "gender", "\xFF", NULL },
    { "no such list", "female", NULL },
  };
  g_autoptr (EvLists) lists = load ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (ev_lists_find (lists, cases[i].list, cases[i].text), ==, cases[i].code);
}

/* Every code is found by each of its names, unless two codes share the name. */
static void
test_find_every_name (void)
{
  static const char *const names[] = { "community",    "gender", "attendance_status", "role",
                                       "municipality", "region", "result_type" };
  g_autoptr (EvLists) lists = load ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (const char *const *code = ev_lists_codes (lists, names[i]); *code != NULL; code++)
      for (EvLanguage language = 0; language < EV_N_LANGUAGES; language++) {
        const char *name = ev_lists_name (lists, names[i], *code, language);
        const char *found = ev_lists_find (lists, names[i], name);

        if (found == NULL || g_strcmp0 (found, *code) != 0)
          g_error ("%s: \"%s\" of %s finds %s", names[i], name, *code, found);
      }
}

static void
test_community_of_person (void)
{
  static const struct {
    const char *community, *gender;
    EvLanguage language;
    const char *form;
  } cases[] = {
    { "serb", "female", EV_LANGUAGE_SR, "Српкиња" },
    { "serb", "male", EV_LANGUAGE_SR_LATIN, "Srbin" },
    { "serb", "not_stated", EV_LANGUAGE_SR, "Српска" },
    { "serb", NULL, EV_LANGUAGE_SQ, "Serb" },
    { "roma", "female", EV_LANGUAGE_SQ, "Rome" },
    { "roma", "female", EV_LANGUAGE_EN, "Roma" },
    { "not_stated", "female", EV_LANGUAGE_EN, "Prefer not to say" },
  };
  g_autoptr (EvLists) lists = load ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (ev_lists_community_of_person (lists, cases[i].community, cases[i].gender,
                                                   cases[i].language),
                     ==, cases[i].form);
}

static void
test_bad_folder (void)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) malformed = NULL;
  g_autofree char *folder = g_dir_make_tmp ("evidenca-lists-XXXXXX", NULL);
  g_autofree char *lists = g_build_filename (folder, "lists", NULL);
  g_autofree char *file = g_build_filename (lists, "age_groups.csv", NULL);

  g_assert_null (ev_lists_load (folder, &missing));
  g_assert_error (missing, EV_ERROR, EV_ERROR_STORAGE);
  g_mkdir (lists, 0700);
  g_file_set_contents (file, "code,name_en\n\"a", -1, NULL);
  g_assert_null (ev_lists_load (folder, &malformed));
  g_assert_error (malformed, EV_ERROR, EV_ERROR_MALFORMED);
  g_unlink (file);
  g_rmdir (lists);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/list/codes", test_codes);
  g_test_add_func ("/text/list/names-and-columns", test_names_and_columns);
  g_test_add_func ("/text/list/find", test_find);
  g_test_add_func ("/text/list/find-every-name", test_find_every_name);
  g_test_add_func ("/text/list/community-of-person", test_community_of_person);
  g_test_add_func ("/text/list/bad-folder", test_bad_folder);
  return g_test_run ();
}
