/* Civil dates, written in four languages and read as typed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/date.h"

#include "text/language.h"

static void
test_split (void)
{
  static const char *const bad[] = { NULL,         "",           "2026-11-31",  "2026-02-29",
                                     "2026-00-10", "2026-1-1",   "20261124",    "1899-12-31",
                                     "2200-01-01", "2026-11-2x", "2026-11-24T", " 026-11-24" };
  int year = 0, month = 0, day = 0;

  g_assert_true (ev_date_split ("2024-02-29", &year, &month, &day));
  g_assert_cmpint (year * 10000 + month * 100 + day, ==, 20240229);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (ev_date_split (bad[i], &year, &month, &day));
  g_assert_cmpint (year, ==, 2024);
  g_assert_null (ev_date_iso (2026, 4, 31));
}

static void
test_written (void)
{
  static const struct {
    EvLanguage language;
    const char *brief, *written, *full, *heading, *month, *weekday;
  } cases[] = {
    { EV_LANGUAGE_SQ, "03.11.2026", "3 nëntor 2026", "E martë, 3 nëntor 2026", "Nëntor 2026",
      "Nëntor", "Mar" },
    { EV_LANGUAGE_SR, "03.11.2026", "3. новембра 2026.", "Уторак, 3. новембра 2026.",
      "Новембар 2026.", "Новембар", "Уто" },
    { EV_LANGUAGE_SR_LATIN, "03.11.2026", "3. novembra 2026.", "Utorak, 3. novembra 2026.",
      "Novembar 2026.", "Novembar", "Uto" },
    { EV_LANGUAGE_EN, "3 Nov 2026", "3 November 2026", "Tuesday, 3 November 2026", "November 2026",
      "November", "Tue" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *brief = NULL, *written = NULL, *full = NULL, *heading = NULL;

    ev_language_set (cases[i].language);
    brief = ev_date_short ("2026-11-03");
    written = ev_date_long ("2026-11-03");
    full = ev_date_full ("2026-11-03");
    heading = ev_date_month_year (2026, 11);
    g_assert_cmpstr (brief, ==, cases[i].brief);
    g_assert_cmpstr (written, ==, cases[i].written);
    g_assert_cmpstr (full, ==, cases[i].full);
    g_assert_cmpstr (heading, ==, cases[i].heading);
    g_assert_cmpstr (ev_date_month (11), ==, cases[i].month);
    g_assert_cmpstr (ev_date_weekday_short (2), ==, cases[i].weekday);
  }
}

static void
test_no_date_comes_back (void)
{
  g_autofree char *brief = ev_date_short ("soon");
  g_autofree char *full = ev_date_full ("2026-13-01");
  g_autofree char *none = ev_date_long (NULL);

  g_assert_cmpstr (brief, ==, "soon");
  g_assert_cmpstr (full, ==, "2026-13-01");
  g_assert_cmpstr (none, ==, "");
}

static void
test_range (void)
{
  g_autofree char *one = NULL, *two = NULL;

  ev_language_set (EV_LANGUAGE_SQ);
  one = ev_date_range ("2026-11-24", "2026-11-24");
  two = ev_date_range ("2026-11-24", "2026-11-26");
  g_assert_cmpstr (one, ==, "24.11.2026");
  g_assert_cmpstr (two, ==, "24.11.2026 – 26.11.2026");
}

static void
test_reckoned (void)
{
  g_autofree char *next = ev_date_add ("2024-02-28", 1);
  g_autofree char *back = ev_date_add ("2026-01-01", -1);

  g_assert_cmpstr (next, ==, "2024-02-29");
  g_assert_cmpstr (back, ==, "2025-12-31");
  g_assert_null (ev_date_add ("2199-12-31", 1));
  g_assert_null (ev_date_add ("1900-01-01", G_MININT));
  g_assert_null (ev_date_add ("never", 1));
  g_assert_cmpint (ev_date_weekday_of ("2026-11-24"), ==, 2);
  g_assert_cmpint (ev_date_weekday_of ("2026-11-31"), ==, 0);
}

static void
test_read (void)
{
  static const struct {
    const char *typed, *iso;
  } cases[] = {
    { "24.11.2026", "2026-11-24" },
    { " 24. 11. 2026. ", "2026-11-24" },
    { "24/11/2026", "2026-11-24" },
    { "24-11-2026", "2026-11-24" },
    { "4 5 2026", "2026-05-04" },
    { "2026-11-24", "2026-11-24" },
    { "2026/1/2", "2026-01-02" },
    { "24.11.26", "2026-11-24" },
    { "1.1.90", "1990-01-01" },
    { "24.11", "2026-11-24" },
    { "3.1.", "2027-01-03" },
    { "30.12", "2026-12-30" },
    { "29.2.", NULL },
    { "24 nëntor 2026", "2026-11-24" },
    { "24 NENTOR", "2026-11-24" },
    { "24. новембра 2026.", "2026-11-24" },
    { "5 dhjetor", "2026-12-05" },
    { "November 24, 2026", "2026-11-24" },
    { "24 Nov", "2026-11-24" },
    { "1 shkurt 2027", "2027-02-01" },
    { "1. јун 2026", "2026-06-01" },
    { "sot", "2026-11-24" },
    { "Данас", "2026-11-24" },
    { "juče", "2026-11-23" },
    { "Nesër", "2026-11-25" },
    { "tomorrow", "2026-11-25" },
    { "31.11.2026", NULL },
    { "24", NULL },
    { "24.11.226", NULL },
    { "24.11.2026.1", NULL },
    { "24 foo 2026", NULL },
    { "nov", NULL },
    { "-", NULL },
    { "99999999999.1.1", NULL },
    { "\xFF\xFE", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *iso = ev_date_read (cases[i].typed, "2026-11-24");

    g_assert_cmpstr (iso, ==, cases[i].iso);
  }
  g_assert_null (ev_date_read ("24.11", "no date"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ev_language_init ();
  g_test_add_func ("/text/date/split", test_split);
  g_test_add_func ("/text/date/written", test_written);
  g_test_add_func ("/text/date/no-date-comes-back", test_no_date_comes_back);
  g_test_add_func ("/text/date/range", test_range);
  g_test_add_func ("/text/date/reckoned", test_reckoned);
  g_test_add_func ("/text/date/read", test_read);
  return g_test_run ();
}
