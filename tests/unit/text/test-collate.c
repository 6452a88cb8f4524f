/* Lists of names stand in the order of each alphabet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/collate.h"

#include <string.h>

#define MAX_NAMES 48

static void
test_alphabets (void)
{
  static const struct {
    EvLanguage language;
    const char *names[MAX_NAMES];
  } cases[] = {
    { EV_LANGUAGE_SQ,
      { "",         "Ana",    "Cani",  "Cuka",    "Çabej",   "Çuni",   "Daut", "Dukagjin",
        "Dhimitër", "Eduart", "Ezra",  "Ëngjëll", "Fatos",   "Gani",   "Gzim", "Gjergj",
        "Gjon",     "Hana",   "Luan",  "Lule",    "Llazar",  "Nora",   "Nuri", "Njomza",
        "Osman",    "Qamil",  "Ramiz", "Rudi",    "Rrahman", "Sali",   "Suta", "Shala",
        "Tahir",    "Tuna",   "Thaçi", "Vera",    "Xeni",    "Xhavit", "Ylli", "Zana",
        "Zunji",    "Zhubi",  NULL } },
    { EV_LANGUAGE_SR,
      { "Ана",   "Борис",    "Весна",  "Горан",    "Драган", "Ђорђе",  "Елена", "Жарко",
        "Зоран", "Иван",     "Јелена", "Катарина", "Лазар",  "Љиљана", "Марко", "Небојша",
        "Његош", "Олга",     "Петар",  "Рада",     "Саша",   "Тања",   "Ћирић", "Урош",
        "Филип", "Христина", "Цвета",  "Чедомир",  "Џемаил", "Шабан",  NULL } },
    { EV_LANGUAGE_SR_LATIN,
      { "Ana",   "Boris",   "Cveta",    "Cvetko", "Čedomir", "Ćirić",    "Dragan",
        "Dušan", "Džemail", "Đorđe",    "Elena",  "Filip",   "Goran",    "Hristina",
        "Ivan",  "Jelena",  "Katarina", "Lazar",  "Luka",    "Ljiljana", "Marko",
        "Nada",  "Nuša",    "Njegoš",   "Olga",   "Petar",   "Rada",     "Saša",
        "Šaban", "Tanja",   "Uroš",     "Vesna",  "Zoran",   "Žarko",    NULL } },
    { EV_LANGUAGE_EN,
      { "Adam", "Çelik", "Cvetko", "Dara", "Đon", "Goran", "Lazar", "Ljilja", "Lule", "Zoran",
        NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 1; cases[i].names[j] != NULL; j++) {
      g_autofree char *before = ev_collate_key (cases[i].names[j - 1], cases[i].language);
      g_autofree char *after = ev_collate_key (cases[i].names[j], cases[i].language);

      if (strcmp (before, after) >= 0)
        g_error ("%s: %s is not before %s", ev_language_code (cases[i].language),
                 cases[i].names[j - 1], cases[i].names[j]);
    }
}

/* Both scripts in one list: each name stands beside its other spelling. */
static void
test_scripts_mix (void)
{
  static const char *const names[] = { "Ana",    "Ана",    "Đorđe", "Ђорђе", "Ljiljana",
                                       "Љиљана", "Njegoš", "Његош", NULL };

  for (EvLanguage language = 0; language < EV_N_LANGUAGES; language++)
    for (guint i = 0; names[i] != NULL; i += 2) {
      g_autofree char *latin = ev_collate_key (names[i], language);
      g_autofree char *cyrillic = ev_collate_key (names[i + 1], language);
      size_t letters = strcspn (latin, "\1");

      if (language == EV_LANGUAGE_SR || language == EV_LANGUAGE_SR_LATIN)
        g_assert_true (strncmp (latin, cyrillic, letters + 1) == 0);
      g_assert_cmpint (latin[0], ==, cyrillic[0]);
    }
}

static void
test_ties (void)
{
  static const char *const names[] = { "10",         "2",      "Gashi", "Gashi Berisha",
                                       "Gashi-Hoti", "Gashiu", NULL };
  g_autofree char *none = ev_collate_key (NULL, EV_LANGUAGE_SQ);
  g_autofree char *first = ev_collate_key ("a", EV_LANGUAGE_SQ);
  g_autofree char *capital = ev_collate_key ("Ana", EV_LANGUAGE_EN);
  g_autofree char *small = ev_collate_key ("ana", EV_LANGUAGE_EN);
  g_autofree char *other = ev_collate_key ("Ωmega", EV_LANGUAGE_EN);
  g_autofree char *broken = ev_collate_key ("\xFFz", EV_LANGUAGE_EN);

  g_assert_cmpint (strcmp (none, first), <, 0);
  g_assert_cmpint (strcmp (capital, small), <, 0);
  g_assert_cmpint (strcmp (other, small), >, 0);
  g_assert_cmpint (strcmp (broken, other), <, 0);
  for (guint i = 1; names[i] != NULL; i++) {
    g_autofree char *before = ev_collate_key (names[i - 1], EV_LANGUAGE_SQ);
    g_autofree char *after = ev_collate_key (names[i], EV_LANGUAGE_SQ);

    g_assert_cmpint (strcmp (before, after), <, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/collate/alphabets", test_alphabets);
  g_test_add_func ("/text/collate/scripts-mix", test_scripts_mix);
  g_test_add_func ("/text/collate/ties", test_ties);
  return g_test_run ();
}
