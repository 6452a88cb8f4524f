/* Every page of help is there in every language, short, and each place has one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/help/help-text.h"

#include <string.h>

#define LINES_MOST 6u

static GPtrArray *
load (EvLanguage language)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *topics = ev_help_text_load (language, &error);

  g_assert_no_error (error);
  return topics;
}

static void
test_languages (void)
{
  g_autoptr (GPtrArray) english = load (EV_LANGUAGE_EN);

  for (EvLanguage language = 0; language < EV_N_LANGUAGES; language++) {
    g_autoptr (GPtrArray) topics = load (language);
    g_assert_cmpuint (topics->len, ==, english->len);
    for (guint i = 0; i < topics->len; i++) {
      const EvHelpTopic *topic = topics->pdata[i], *model = english->pdata[i];
      g_assert_cmpstr (topic->name, ==, model->name);
      g_assert_cmpstr (topic->title, !=, "");
      g_assert_cmpuint (topic->paragraphs->len, ==, model->paragraphs->len);
      g_assert_cmpuint (topic->paragraphs->len, <=, LINES_MOST);
    }
  }
}

static void
test_latin (void)
{
  g_autoptr (GPtrArray) topics = load (EV_LANGUAGE_SR_LATIN);

  for (guint i = 0; i < topics->len; i++) {
    for (const char *p = ((EvHelpTopic *)topics->pdata[i])->title; *p; p = g_utf8_next_char (p))
      g_assert_cmpint (g_unichar_get_script (g_utf8_get_char (p)), !=, G_UNICODE_SCRIPT_CYRILLIC);
  }
}

static void
test_places (void)
{
  g_autoptr (GPtrArray) topics = load (EV_LANGUAGE_EN);
  const char *const places[] = { NULL,     "events", "event/X-1", "copy/X-1", "checkin/X-1", "sync",
                                 "people", "review", "results",   "reports",  "operator" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    const char *name = ev_help_text_topic (places[i]);
    gboolean found = FALSE;
    for (guint topic = 0; topic < topics->len; topic++)
      found |= strcmp (((EvHelpTopic *)topics->pdata[topic])->name, name) == 0;
    g_assert_true (found);
  }
  g_assert_cmpstr (ev_help_text_topic ("checkin/X-1"), ==, "checkin");
  g_assert_cmpstr (ev_help_text_topic (NULL), ==, "start");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/help/languages", test_languages);
  g_test_add_func ("/app/help/latin", test_latin);
  g_test_add_func ("/app/help/places", test_places);
  return g_test_run ();
}
