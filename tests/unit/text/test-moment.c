/* Times of day, and how long ago. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/moment.h"

#include "text/language.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define NOON G_GINT64_CONSTANT (1795518000000) /* 2026-11-24 11:00 UTC, noon in Prishtina */

static void
test_read_time (void)
{
  static const struct {
    const char *typed, *time;
  } cases[] = {
    { "9", "09:00" },       { "09:30", "09:30" }, { "9.30", "09:30" },  { "0930", "09:30" },
    { " 14:05 ", "14:05" }, { "9h", "09:00" },    { "9:30h", "09:30" }, { "23:59", "23:59" },
    { "24:00", NULL },      { "9:60", NULL },     { "9:", NULL },       { "930", NULL },
    { "12:3x", NULL },      { "", NULL },         { NULL, NULL },       { "\xFF", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *time = ev_moment_read_time (cases[i].typed);

    g_assert_cmpstr (time, ==, cases[i].time);
  }
}

static void
test_ago (void)
{
  static const struct {
    EvLanguage language;
    gint64 minutes;
    const char *text;
  } cases[] = {
    { EV_LANGUAGE_EN, 0, "just now" },
    { EV_LANGUAGE_EN, -1, "just now" },
    { EV_LANGUAGE_EN, 1, "1 minute ago" },
    { EV_LANGUAGE_EN, 59, "59 minutes ago" },
    { EV_LANGUAGE_EN, 60, "1 hour ago" },
    { EV_LANGUAGE_EN, 48 * 60, "2 days ago" },
    { EV_LANGUAGE_EN, 40 * 24 * 60, "15 Oct 2026 13:00" },
    { EV_LANGUAGE_EN, -10, "24 Nov 2026 12:10" },
    { EV_LANGUAGE_SQ, 5, "5 minuta më parë" },
    { EV_LANGUAGE_SR, 3 * 60, "пре 3 сата" },
    { EV_LANGUAGE_SR, 5 * 60, "пре 5 сати" },
    { EV_LANGUAGE_SR_LATIN, 21, "pre 21 minut" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = NULL;

    ev_language_set (cases[i].language);
    text = ev_moment_ago (NOON - cases[i].minutes * MINUTE, NOON);
    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

static void
test_text (void)
{
  g_autofree char *text = NULL;
  g_autofree char *beyond = ev_moment_text (G_MAXINT64);

  ev_language_set (EV_LANGUAGE_SQ);
  text = ev_moment_text (NOON);
  g_assert_cmpstr (text, ==, "24.11.2026 12:00");
  g_assert_cmpstr (beyond, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ev_language_init ();
  g_test_add_func ("/text/moment/read-time", test_read_time);
  g_test_add_func ("/text/moment/ago", test_ago);
  g_test_add_func ("/text/moment/text", test_text);
  return g_test_run ();
}
