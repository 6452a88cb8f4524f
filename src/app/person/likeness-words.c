/* Why two records may be one person, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/person/likeness-words.h"

#include "text/i18n.h"

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

static char *
join (const Word *words, guint count, EvLikenessReason reasons)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < count; i++) {
    if (!(reasons & words[i].reason))
      continue;
    if (joined->len > 0)
      g_string_append (joined, " · ");
    g_string_append (joined, C_ ("likeness", words[i].words));
  }
  return g_string_free (joined, FALSE);
}

char *
ev_likeness_words_agree (EvLikenessReason reasons)
{
  return join (agree, G_N_ELEMENTS (agree), reasons);
}

char *
ev_likeness_words_differ (EvLikenessReason reasons)
{
  return join (differ, G_N_ELEMENTS (differ), reasons);
}
