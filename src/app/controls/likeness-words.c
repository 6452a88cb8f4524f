/* Why two records may be one person, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/controls/likeness-words.h"

#include "text/i18n.h"

#define VERY_LIKELY 0.8

typedef struct {
  EvLikenessReason reason;
  const char *words;
} Word;

static const Word agree[] = {
  { EV_LIKENESS_NAME_EQUAL, NC_ ("likeness", "same name") },
  { EV_LIKENESS_NAME_SPELLING, NC_ ("likeness", "same name in another spelling") },
  { EV_LIKENESS_NAME_ORDER, NC_ ("likeness", "first name and surname exchanged") },
  { EV_LIKENESS_NAME_MIDDLE, NC_ ("likeness", "same name, with a middle name") },
  { EV_LIKENESS_NAME_SHORT, NC_ ("likeness", "short form of the name") },
  { EV_LIKENESS_NAME_TYPO, NC_ ("likeness", "almost the same name") },
  { EV_LIKENESS_SURNAME_ADDED, NC_ ("likeness", "a second surname") },
  { EV_LIKENESS_NAME_COMMON, NC_ ("likeness", "many bear this name") },
  { EV_LIKENESS_YEAR_EQUAL, NC_ ("likeness", "same year of birth") },
  { EV_LIKENESS_YEAR_SLIP, NC_ ("likeness", "almost the same year of birth") },
  { EV_LIKENESS_PHONE_EQUAL, NC_ ("likeness", "same telephone") },
  { EV_LIKENESS_PLACE_EQUAL, NC_ ("likeness", "same municipality") },
};

static const Word differ[] = {
  { EV_LIKENESS_SURNAME_CHANGED, NC_ ("likeness", "another surname") },
  { EV_LIKENESS_NAME_INCOMPLETE, NC_ ("likeness", "one name is missing") },
  { EV_LIKENESS_GIVEN_DIFFERS, NC_ ("likeness", "another first name") },
  { EV_LIKENESS_NAME_DIFFERS, NC_ ("likeness", "another name") },
  { EV_LIKENESS_MIDDLE_DIFFERS, NC_ ("likeness", "another middle name") },
  { EV_LIKENESS_YEAR_DIFFERS, NC_ ("likeness", "another year of birth") },
  { EV_LIKENESS_YEAR_GENERATION, NC_ ("likeness", "a generation apart") },
  { EV_LIKENESS_PHONE_DIFFERS, NC_ ("likeness", "another telephone") },
  { EV_LIKENESS_PLACE_DIFFERS, NC_ ("likeness", "another municipality") },
};

static void
add (GString *line, const Word *words, guint count, EvLikenessReason reasons)
{
  for (guint i = 0; i < count; i++) {
    if (!(reasons & words[i].reason))
      continue;
    if (line->len > 0)
      g_string_append (line, " · ");
    g_string_append (line, C_ ("likeness", words[i].words));
  }
}

char *
ev_likeness_words (const EvLikeness *likeness)
{
  GString *line = g_string_new (ev_likeness_words_verdict (likeness));

  add (line, agree, G_N_ELEMENTS (agree), likeness->reasons);
  add (line, differ, G_N_ELEMENTS (differ), likeness->reasons);
  return g_string_free (line, FALSE);
}

const char *
ev_likeness_words_verdict (const EvLikeness *likeness)
{
  if (likeness->score >= VERY_LIKELY)
    return C_ ("likeness", "Very likely one person");
  return likeness->same ? C_ ("likeness", "Likely one person")
                        : C_ ("likeness", "Perhaps one person");
}

char *
ev_likeness_words_compared (EvLikenessReason reasons)
{
  g_autoptr (GString) agreeing = g_string_new (NULL);
  g_autoptr (GString) differing = g_string_new (NULL);
  GString *lines = g_string_new (NULL);

  add (agreeing, agree, G_N_ELEMENTS (agree), reasons);
  add (differing, differ, G_N_ELEMENTS (differ), reasons);
  if (agreeing->len > 0)
    /* Translators: what two records of people have in common, as a list. */
    g_string_append_printf (lines, _ ("Agrees: %s"), agreeing->str);
  if (agreeing->len > 0 && differing->len > 0)
    g_string_append_c (lines, '\n');
  if (differing->len > 0)
    /* Translators: in what two records of people differ, as a list. */
    g_string_append_printf (lines, _ ("Differs: %s"), differing->str);
  return g_string_free (lines, FALSE);
}
