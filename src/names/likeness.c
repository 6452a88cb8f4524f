/* How likely two records are one person: the evidence weighed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/likeness.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "names/lexicon-private.h"
#include "names/likeness-private.h"
#include "names/relation-private.h"

/* Weights are logarithms of odds, added up; above zero the two are one person. They follow what an
 * informed colleague concludes, case by case in tests/unit/names/test-likeness.c, and not the rows
 * of one file: equal names alone decide nothing, equal names and year do unless place and telephone
 * both speak against, and what is doubtful in the name must be made good by the telephone or the
 * place. */
#define GIVEN_TYPO (-1.4)
#define GIVEN_SHORT (-1.4)
#define GIVEN_INITIAL (-3.2)
#define FAMILY_TYPO (-1.4)
#define FAMILY_ADDED (-0.5)
#define NAME_SPELLING (-0.2)
#define NAME_INCOMPLETE (-3.2)
#define NAME_COMMON (-0.6)
#define NAME_RARE 3.0
#define TWO_DOUBTS (-0.6) /* both names doubtful, or the given name and the year */
#define MIDDLE_DIFFERS (-3.2)
#define SURNAME_CHANGED (-3.8)
#define YEAR_EQUAL 2.0
#define YEAR_NEAR (-0.5)
#define YEAR_DIGIT (-1.2)
#define YEAR_DIFFERS (-3.5)
#define PHONE_EQUAL 3.0
#define PHONE_DIFFERS (-2.2)
#define PLACE_EQUAL 1.0
#define PLACE_DIFFERS (-2.6)
#define PLACE_MOVED (-1.0) /* moved, and kept the telephone */
#define PLACE_UNKNOWN (-0.3)

/* Verdicts that no other evidence can lift. */
#define TWO_PEOPLE (-3.0)
#define NOT_ENOUGH (-0.9)

#define GENERATION_YEARS 15
#define COMMON_SHARE 2.5e-5 /* of a register's people bear this given name and this surname */
#define RARE_SHARE 5e-7

typedef struct {
  const EvLikenessProfile *a, *b;
  EvRelationGiven given;
  EvRelation family;
  double weight;
  double ceiling;
  EvLikenessReason reasons;
} Case;

static void
add (Case *c, EvLikenessReason reason, double weight)
{
  c->reasons |= reason;
  c->weight += weight;
}

static void
limit (Case *c, double ceiling)
{
  c->ceiling = MIN (c->ceiling, ceiling);
}

static gboolean
has (const Case *c, EvLikenessReason reason)
{
  return (c->reasons & reason) != 0;
}

/* Two digits exchanged (1978, 1987), for years of four digits. */
static gboolean
digits_exchanged (int a, int b)
{
  return a / 100 == b / 100 && a % 10 == b / 10 % 10 && a / 10 % 10 == b % 10;
}

static gboolean
one_digit_differs (int a, int b)
{
  int differing = 0;

  for (; a > 0 || b > 0; a /= 10, b /= 10)
    differing += a % 10 != b % 10;
  return differing == 1;
}

static void
weigh_year (Case *c)
{
  int a = c->a->birth_year, b = c->b->birth_year, apart = abs (a - b);

  if (a == 0 || b == 0)
    return;
  if (apart == 0) {
    add (c, EV_LIKENESS_YEAR_EQUAL, YEAR_EQUAL);
  } else if (apart >= GENERATION_YEARS) {
    add (c, EV_LIKENESS_YEAR_GENERATION, YEAR_DIFFERS);
    limit (c, TWO_PEOPLE);
  } else if (apart == 1 || digits_exchanged (a, b)) {
    add (c, EV_LIKENESS_YEAR_SLIP, YEAR_NEAR);
  } else if (one_digit_differs (a, b)) {
    add (c, EV_LIKENESS_YEAR_SLIP, YEAR_DIGIT);
  } else {
    add (c, EV_LIKENESS_YEAR_DIFFERS, YEAR_DIFFERS);
  }
}

static void
weigh_phone (Case *c)
{
  if (c->a->phone == NULL || c->b->phone == NULL)
    return;
  if (strcmp (c->a->phone, c->b->phone) == 0)
    add (c, EV_LIKENESS_PHONE_EQUAL, PHONE_EQUAL);
  else
    add (c, EV_LIKENESS_PHONE_DIFFERS, PHONE_DIFFERS);
}

static void
weigh_place (Case *c)
{
  if (c->a->municipality == NULL || c->b->municipality == NULL)
    add (c, 0, PLACE_UNKNOWN);
  else if (strcmp (c->a->municipality, c->b->municipality) == 0)
    add (c, EV_LIKENESS_PLACE_EQUAL, PLACE_EQUAL);
  else
    add (c, EV_LIKENESS_PLACE_DIFFERS,
         has (c, EV_LIKENESS_PHONE_EQUAL) ? PLACE_MOVED : PLACE_DIFFERS);
}

static void
weigh_given (Case *c)
{
  switch (c->given.relation) {
  case EV_RELATION_EQUAL:
    break;
  case EV_RELATION_SPELLING:
    add (c, EV_LIKENESS_NAME_SPELLING, NAME_SPELLING);
    break;
  case EV_RELATION_SHORT:
    add (c, EV_LIKENESS_NAME_SHORT, GIVEN_SHORT);
    break;
  case EV_RELATION_TYPO:
    add (c, EV_LIKENESS_NAME_TYPO, GIVEN_TYPO);
    break;
  case EV_RELATION_INITIAL:
    add (c, EV_LIKENESS_NAME_INCOMPLETE, GIVEN_INITIAL);
    break;
  case EV_RELATION_MISSING:
    add (c, EV_LIKENESS_NAME_INCOMPLETE, NAME_INCOMPLETE);
    break;
  case EV_RELATION_DIFFERS:
  case EV_RELATION_ADDED:
    add (c, EV_LIKENESS_GIVEN_DIFFERS, 0);
    limit (c, TWO_PEOPLE);
    break;
  }
  if (c->given.middle_differs)
    add (c, EV_LIKENESS_MIDDLE_DIFFERS, MIDDLE_DIFFERS);
  else if (c->given.has_middle)
    add (c, EV_LIKENESS_NAME_MIDDLE, 0);
}

static void
weigh_family (Case *c)
{
  switch (c->family) {
  case EV_RELATION_SPELLING:
    add (c, EV_LIKENESS_NAME_SPELLING, NAME_SPELLING);
    break;
  case EV_RELATION_ADDED:
    add (c, EV_LIKENESS_SURNAME_ADDED, FAMILY_ADDED);
    break;
  case EV_RELATION_TYPO:
    add (c, EV_LIKENESS_NAME_TYPO, FAMILY_TYPO);
    break;
  case EV_RELATION_MISSING:
    add (c, EV_LIKENESS_NAME_INCOMPLETE, NAME_INCOMPLETE);
    break;
  case EV_RELATION_DIFFERS:
    if (has (c, EV_LIKENESS_GIVEN_DIFFERS))
      add (c, EV_LIKENESS_NAME_DIFFERS, SURNAME_CHANGED);
    else
      add (c, EV_LIKENESS_SURNAME_CHANGED, SURNAME_CHANGED);
    break;
  case EV_RELATION_EQUAL:
  case EV_RELATION_SHORT:
  case EV_RELATION_INITIAL:
    break;
  }
}

static void
weigh_names (Case *c)
{
  gboolean fields_say_so;

  c->given = ev_relation_given (&c->a->given, &c->b->given);
  c->family = ev_relation_family (&c->a->family, &c->b->family);
  fields_say_so = c->given.relation >= EV_RELATION_SPELLING && c->family >= EV_RELATION_ADDED;
  if (!fields_say_so && ev_relation_is_swapped (c->a, c->b)) {
    c->given = (EvRelationGiven){ EV_RELATION_EQUAL, FALSE, FALSE };
    c->family = EV_RELATION_EQUAL;
    add (c, EV_LIKENESS_NAME_ORDER, 0);
  }
  weigh_given (c);
  weigh_family (c);
  if (c->given.relation == EV_RELATION_EQUAL && c->family == EV_RELATION_EQUAL)
    add (c, EV_LIKENESS_NAME_EQUAL, 0);
}

static gboolean
is_doubtful (EvRelation relation)
{
  return relation == EV_RELATION_TYPO || relation == EV_RELATION_SHORT ||
         relation == EV_RELATION_INITIAL;
}

/* Where two doubts meet, each needs the other to be sure. */
static void
weigh_doubts (Case *c)
{
  gboolean given = is_doubtful (c->given.relation);
  gboolean year = has (c, EV_LIKENESS_YEAR_SLIP) || has (c, EV_LIKENESS_YEAR_DIFFERS);

  if (given && c->family == EV_RELATION_TYPO)
    add (c, 0, TWO_DOUBTS);
  if (given && year)
    limit (c, NOT_ENOUGH);
  if (!has (c, EV_LIKENESS_SURNAME_CHANGED))
    return;
  if (c->given.relation < EV_RELATION_SPELLING || !has (c, EV_LIKENESS_YEAR_EQUAL) ||
      !has (c, EV_LIKENESS_PHONE_EQUAL))
    limit (c, NOT_ENOUGH);
}

static double
share_listed (const char *key, gpointer unused)
{
  if (ev_lexicon_is_common (key))
    return 0.01;
  return ev_lexicon_given (key) != NULL || ev_lexicon_family (key) != NULL ? 0.003 : 0.001;
}

/* The share of people who bear the first given name and the surname of @profile. */
static double
name_share (const EvLikenessProfile *profile, const EvLikenessCommonness *commonness)
{
  double share = 1.0;

  if (profile->given.n_words > 0)
    share *= commonness->share (profile->given.words[0].key, commonness->data);
  for (guint i = 0; i < profile->family.n_words; i++)
    share *= commonness->share (profile->family.words[i].key, commonness->data);
  return share;
}

/* Only a register that counts its names can call one rare. */
static void
weigh_commonness (Case *c, const EvLikenessCommonness *commonness)
{
  static const EvLikenessCommonness listed = { share_listed, NULL };
  const EvLikenessCommonness *source = commonness != NULL ? commonness : &listed;
  double share_a, share_b;

  if (has (c, EV_LIKENESS_GIVEN_DIFFERS | EV_LIKENESS_NAME_DIFFERS | EV_LIKENESS_SURNAME_CHANGED |
                  EV_LIKENESS_NAME_INCOMPLETE))
    return;
  share_a = name_share (c->a, source);
  share_b = name_share (c->b, source);
  if (MIN (share_a, share_b) >= COMMON_SHARE)
    add (c, EV_LIKENESS_NAME_COMMON, NAME_COMMON);
  else if (commonness != NULL && MAX (share_a, share_b) < RARE_SHARE &&
           has (c, EV_LIKENESS_NAME_EQUAL) && has (c, EV_LIKENESS_YEAR_EQUAL))
    add (c, 0, NAME_RARE);
}

static double
score_of (const Case *c)
{
  return 1.0 / (1.0 + exp (-MIN (c->weight, c->ceiling)));
}

EvLikeness
ev_likeness_compare (const EvLikenessProfile *a, const EvLikenessProfile *b,
                     const EvLikenessCommonness *commonness)
{
  gboolean in_order = strcmp (a->rank, b->rank) <= 0;
  Case c = { .a = in_order ? a : b, .b = in_order ? b : a, .ceiling = G_MAXDOUBLE };
  EvLikeness likeness;

  weigh_names (&c);
  weigh_year (&c);
  weigh_phone (&c);
  weigh_place (&c);
  weigh_doubts (&c);
  weigh_commonness (&c, commonness);
  likeness.score = score_of (&c);
  likeness.same = likeness.score >= EV_LIKENESS_SAME;
  likeness.reasons = c.reasons;
  return likeness;
}

EvLikeness
ev_likeness_people (const EvLikenessPerson *a, const EvLikenessPerson *b,
                    const EvLikenessCommonness *commonness)
{
  g_autoptr (EvLikenessProfile) profile_a = ev_likeness_profile_new (a);
  g_autoptr (EvLikenessProfile) profile_b = ev_likeness_profile_new (b);

  return ev_likeness_compare (profile_a, profile_b, commonness);
}

const char *
ev_likeness_reason_code (EvLikenessReason reason)
{
  static const char *const codes[] = {
    "name_equal",    "name_spelling",   "name_order",      "name_middle",     "name_short",
    "name_typo",     "surname_added",   "surname_changed", "name_incomplete", "given_differs",
    "name_differs",  "middle_differs",  "name_common",     "year_equal",      "year_slip",
    "year_differs",  "year_generation", "phone_equal",     "phone_differs",   "place_equal",
    "place_differs",
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (reason == (EvLikenessReason)(1u << i))
      return codes[i];
  return NULL;
}

/* The word as all its spellings share it. */
static const char *
shared_key (const EvLikenessWord *word)
{
  if (word->family != NULL)
    return word->family;
  return word->given != NULL ? word->given : word->key;
}

static void
add_year_keys (GPtrArray *keys, int year, const EvLikenessName *name)
{
  for (guint i = 0; i < name->n_words; i++)
    g_ptr_array_add (keys, g_strdup_printf ("y:%d:%s", year, shared_key (&name->words[i])));
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The whole key with each word as all its spellings share it: so Cemil and Xhemil meet even where
 * neither year nor telephone is known. */
static void
add_spelling_key (GPtrArray *keys, const EvLikenessProfile *profile)
{
  const char *words[2 * EV_LIKENESS_MAX_WORDS + 1] = { NULL };
  g_autofree char *joined = NULL;
  guint n = 0;

  for (guint i = 0; i < profile->given.n_words; i++)
    words[n++] = shared_key (&profile->given.words[i]);
  for (guint i = 0; i < profile->family.n_words; i++)
    words[n++] = shared_key (&profile->family.words[i]);
  qsort (words, n, sizeof words[0], compare_texts);
  joined = g_strjoinv (" ", (char **)words);
  if (strcmp (joined, profile->key) != 0)
    g_ptr_array_add (keys, g_strconcat ("n:", joined, NULL));
}

char **
ev_likeness_keys (const EvLikenessProfile *profile)
{
  GPtrArray *keys = g_ptr_array_new ();

  if (profile->key[0] != '\0')
    g_ptr_array_add (keys, g_strconcat ("n:", profile->key, NULL));
  if (profile->phone != NULL)
    g_ptr_array_add (keys, g_strconcat ("p:", profile->phone, NULL));
  if (profile->birth_year != 0) {
    add_year_keys (keys, profile->birth_year, &profile->given);
    add_year_keys (keys, profile->birth_year, &profile->family);
  }
  add_spelling_key (keys, profile);
  g_ptr_array_add (keys, NULL);
  return (char **)g_ptr_array_free (keys, FALSE);
}
