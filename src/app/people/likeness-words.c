/* Why two records may be one person, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/people/likeness-words.h"

#include "text/i18n.h"

#define VERY_LIKELY 0.8

static const struct {
  EvLikenessReason reason;
  const char *words;
} reasons_in_words[] = {
  { EV_LIKENESS_NAME_EQUAL, NC_ ("likeness", "Same name") },
  { EV_LIKENESS_NAME_SPELLING, NC_ ("likeness", "Same name, spelt in two languages") },
  { EV_LIKENESS_NAME_ORDER, NC_ ("likeness", "First name and surname exchanged") },
  { EV_LIKENESS_NAME_MIDDLE, NC_ ("likeness", "A middle name or initial more") },
  { EV_LIKENESS_NAME_SHORT, NC_ ("likeness", "A short form of the name") },
  { EV_LIKENESS_NAME_TYPO, NC_ ("likeness", "A slip in the name") },
  { EV_LIKENESS_SURNAME_ADDED, NC_ ("likeness", "A second surname more") },
  { EV_LIKENESS_SURNAME_CHANGED, NC_ ("likeness", "Another surname, as after a marriage") },
  { EV_LIKENESS_NAME_INCOMPLETE, NC_ ("likeness", "One name is incomplete") },
  { EV_LIKENESS_GIVEN_DIFFERS, NC_ ("likeness", "Different first names") },
  { EV_LIKENESS_NAME_DIFFERS, NC_ ("likeness", "Different names") },
  { EV_LIKENESS_MIDDLE_DIFFERS, NC_ ("likeness", "Different initials or father’s names") },
  { EV_LIKENESS_NAME_COMMON, NC_ ("likeness", "Many bear this name") },
  { EV_LIKENESS_YEAR_EQUAL, NC_ ("likeness", "Same year of birth") },
  { EV_LIKENESS_YEAR_SLIP, NC_ ("likeness", "Almost the same year of birth") },
  { EV_LIKENESS_YEAR_DIFFERS, NC_ ("likeness", "Different year of birth") },
  { EV_LIKENESS_YEAR_GENERATION, NC_ ("likeness", "A generation apart") },
  { EV_LIKENESS_PHONE_EQUAL, NC_ ("likeness", "Same phone") },
  { EV_LIKENESS_PHONE_DIFFERS, NC_ ("likeness", "Different phone") },
  { EV_LIKENESS_PLACE_EQUAL, NC_ ("likeness", "Same municipality") },
  { EV_LIKENESS_PLACE_DIFFERS, NC_ ("likeness", "Different municipality") },
};

char *
ev_likeness_words (EvLikenessReason reasons)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (reasons_in_words); i++) {
    if (!(reasons & reasons_in_words[i].reason))
      continue;
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "",
                            C_ ("likeness", reasons_in_words[i].words));
  }
  return g_string_free (words, FALSE);
}

const char *
ev_likeness_words_verdict (const EvLikeness *likeness)
{
  if (likeness->score >= VERY_LIKELY)
    return C_ ("likeness", "Very likely one person");
  return likeness->same ? C_ ("likeness", "Likely one person")
                        : C_ ("likeness", "Perhaps one person");
}
