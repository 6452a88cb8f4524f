/* Cyrillic read as Latin. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/script.h"

static void
test_spellings (void)
{
  static const struct {
    const char *cyrillic, *latin;
  } cases[] = {
    { "абвгдђежзијклљмнњопрстћуфхцчџш", "abvgdđežzijklljmnnjoprstćufhcčdžš" },
    { "Љиљана", "Ljiljana" },
    { "ЉИЉАНА", "LJILJANA" },
    { "Његош ЊЕГОШ", "Njegoš NJEGOŠ" },
    { "Џемаили, Џ. А.", "Džemaili, Dž. A." },
    { "Ђорђе Đorđe", "Đorđe Đorđe" },
    { "Чува се до %s (%1$d)", "Čuva se do %s (%1$d)" },
    { "конјугација", "konjugacija" },
    { "Ѓорѓи Ќосе", "Đorđi Ćose" },
    { "", "" },
    { NULL, "" },
    { "\xffљ", "\xEF\xBF\xBDlj" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *latin = ev_script_to_latin (cases[i].cyrillic);

    g_assert_cmpstr (latin, ==, cases[i].latin);
  }
}

static void
test_letter (void)
{
  g_assert_cmpstr (ev_script_letter (0x0409), ==, "lj");
  g_assert_cmpstr (ev_script_letter (0x0459), ==, "lj");
  g_assert_cmpstr (ev_script_letter (0x044A), ==, "");
  g_assert_null (ev_script_letter ('a'));
  g_assert_null (ev_script_letter (0x0460));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/script/spellings", test_spellings);
  g_test_add_func ("/names/script/letter", test_letter);
  return g_test_run ();
}
