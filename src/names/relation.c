/* How two names stand to each other. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/relation-private.h"

#include <string.h>

#include "names/alias-private.h"
#include "names/lexicon-private.h"
#include "names/slip-private.h"

#define SHORT_FORM_MAX 5    /* letters of a short form nobody listed: Gazi of Gazmend */
#define SHORT_FORM_SHARED 3 /* and how many of them begin the full name */

typedef EvRelation (*RelateFunc) (const EvLikenessWord *a, const EvLikenessWord *b);

/* Whether @longer is @shorter and @ending. */
static gboolean
is_with_ending (const char *longer, const char *shorter, const char *ending)
{
  size_t length = strlen (shorter);

  return strncmp (longer, shorter, length) == 0 && strcmp (longer + length, ending) == 0;
}

static gboolean
differ_by_ending (const char *a, const char *b, const char *ending)
{
  return is_with_ending (a, b, ending) || is_with_ending (b, a, ending);
}

/* Sounds that one language writes as another does not: Turkish c is xh, final a is e, y is u or i.
 */
static gboolean
sounds_meet (char a, char b, gboolean at_end)
{
  static const char *const pairs[] = { "CX", "DT", "BP", "DG", "YU", "YI" };

  if (a == b)
    return TRUE;
  if (at_end)
    return (a == 'A' && b == 'E') || (a == 'E' && b == 'A');
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if ((a == pairs[i][0] && b == pairs[i][1]) || (a == pairs[i][1] && b == pairs[i][0]))
      return TRUE;
  return FALSE;
}

static gboolean
sound_alike (const EvLikenessWord *a, const EvLikenessWord *b)
{
  size_t length = strlen (a->sound);

  if (length < 4 || strlen (b->sound) != length)
    return FALSE;
  for (size_t i = 0; i < length; i++)
    if (!sounds_meet (a->sound[i], b->sound[i], i == length - 1))
      return FALSE;
  return TRUE;
}

/* Liridon and Liridona, Ramiz and Ramize: a man and a woman. Albaan is no man's name beside Albana.
 */
static gboolean
is_gender_pair (const EvLikenessWord *a, const EvLikenessWord *b)
{
  return (differ_by_ending (a->key, b->key, "A") || differ_by_ending (a->key, b->key, "E")) &&
         !ev_slip_is_exchange (a->plain, b->plain);
}

static gboolean
is_slip (const EvLikenessWord *a, const EvLikenessWord *b, gboolean one_known)
{
  EvSlipKnown known = one_known ? EV_SLIP_ONE_KNOWN : EV_SLIP_BOTH_UNKNOWN;

  return ev_slip_likely (a->plain, b->plain, known) || ev_slip_likely (a->key, b->key, known);
}

/* A short form that is not listed: the beginning of the full name, by itself or with a vowel. */
static gboolean
looks_short_for (const EvLikenessWord *brief, const EvLikenessWord *full)
{
  size_t length = strlen (brief->key), shared = 0;

  if (brief->given != NULL || length < SHORT_FORM_SHARED || length > SHORT_FORM_MAX ||
      strlen (full->key) < length + 2)
    return FALSE;
  while (shared < length && brief->key[shared] == full->key[shared])
    shared++;
  return shared == length ||
         (shared >= SHORT_FORM_SHARED && strchr ("AEIOU", brief->key[length - 1]) != NULL);
}

static EvRelation
relate_given (const EvLikenessWord *a, const EvLikenessWord *b)
{
  if (strcmp (a->key, b->key) == 0)
    return EV_RELATION_EQUAL;
  if (a->given != NULL && a->given == b->given)
    return EV_RELATION_SPELLING;
  if (ev_alias_is_short (a->key, b->key) || ev_alias_is_short (b->key, a->key))
    return EV_RELATION_SHORT;
  if ((a->given != NULL && b->given != NULL) || is_gender_pair (a, b))
    return EV_RELATION_DIFFERS;
  if (sound_alike (a, b) || differ_by_ending (a->key, b->key, "I"))
    return EV_RELATION_SPELLING;
  if (is_slip (a, b, a->given != NULL || b->given != NULL))
    return EV_RELATION_TYPO;
  if (looks_short_for (a, b) || looks_short_for (b, a))
    return EV_RELATION_SHORT;
  return EV_RELATION_DIFFERS;
}

/* The length of a surname without the ending that makes it one of a clan (-aj) or of a father (a
 * vowel); *@clan says which. */
static size_t
stem_length (const EvLikenessWord *word, gboolean *clan)
{
  size_t length = strlen (word->plain);

  *clan = g_str_has_suffix (word->plain, "aj");
  if (*clan)
    return length - 2;
  return length > 0 && strchr ("aeiou", word->plain[length - 1]) != NULL ? length - 1 : length;
}

/* Hasani and Hasanaj, Berisha and Berishaj, Rexha and Rexhepi: two surnames made from one name. */
static gboolean
share_a_stem (const EvLikenessWord *a, const EvLikenessWord *b)
{
  const EvLikenessWord *brief = strlen (a->key) < strlen (b->key) ? a : b;
  const EvLikenessWord *full = brief == a ? b : a;
  gboolean clan_a, clan_b;
  size_t stem_a = stem_length (a, &clan_a), stem_b = stem_length (b, &clan_b);

  if (clan_a != clan_b && stem_a == stem_b && strncmp (a->plain, b->plain, stem_a) == 0)
    return TRUE;
  return brief->given != NULL && g_str_has_prefix (full->key, brief->key);
}

static EvRelation
relate_family (const EvLikenessWord *a, const EvLikenessWord *b)
{
  if (strcmp (a->key, b->key) == 0)
    return EV_RELATION_EQUAL;
  if (a->family != NULL && a->family == b->family)
    return EV_RELATION_SPELLING;
  if ((a->family != NULL && b->family != NULL) || share_a_stem (a, b))
    return EV_RELATION_DIFFERS;
  if (sound_alike (a, b))
    return EV_RELATION_SPELLING;
  return is_slip (a, b, a->family != NULL || b->family != NULL) ? EV_RELATION_TYPO
                                                                : EV_RELATION_DIFFERS;
}

/* Words of unknown role, as when the fields were exchanged. The definite form is no bridge here:
 * Gjon Gjergji and Gjergj Gjoni are two men. */
static EvRelation
relate_any (const EvLikenessWord *a, const EvLikenessWord *b)
{
  gboolean known =
      (a->given != NULL || a->family != NULL) && (b->given != NULL || b->family != NULL);

  if (strcmp (a->key, b->key) == 0)
    return EV_RELATION_EQUAL;
  if (differ_by_ending (a->key, b->key, "I"))
    return EV_RELATION_DIFFERS;
  if ((a->given != NULL && a->given == b->given) || (a->family != NULL && a->family == b->family))
    return EV_RELATION_SPELLING;
  if (known || a->key[strlen (a->key) - 1] != b->key[strlen (b->key) - 1])
    return EV_RELATION_DIFFERS;
  return is_slip (a, b, FALSE) ? EV_RELATION_TYPO : EV_RELATION_DIFFERS;
}

/* The middle names and initials of @name, its first word (or @skip) apart. */
static guint
collect_middle (const EvLikenessName *name, guint skip, const char **middle)
{
  guint n = 0;

  for (guint i = 0; i < name->n_words; i++)
    if (i != skip)
      middle[n++] = name->words[i].key;
  for (guint i = 0; i < name->n_initials; i++)
    middle[n++] = name->initials[i];
  return n;
}

static gboolean
middles_meet (const char *const *a, guint n_a, const char *const *b, guint n_b)
{
  for (guint i = 0; i < n_a; i++)
    for (guint j = 0; j < n_b; j++)
      if (g_str_has_prefix (a[i], b[j]) || g_str_has_prefix (b[j], a[i]))
        return TRUE;
  return FALSE;
}

static void
compare_middle (EvRelationGiven *result, const EvLikenessName *a, guint at_a,
                const EvLikenessName *b, guint at_b)
{
  const char *middle_a[2 * EV_LIKENESS_MAX_WORDS], *middle_b[2 * EV_LIKENESS_MAX_WORDS];
  guint n_a = collect_middle (a, at_a, middle_a);
  guint n_b = collect_middle (b, at_b, middle_b);

  result->has_middle = (n_a > 0) != (n_b > 0);
  result->middle_differs = n_a > 0 && n_b > 0 && !middles_meet (middle_a, n_a, middle_b, n_b);
}

/* One side has no more than an initial. */
static EvRelation
relate_initial (const EvLikenessName *a, const EvLikenessName *b)
{
  const EvLikenessName *brief = a->n_words == 0 ? a : b, *full = brief == a ? b : a;
  const char *other = full->n_words > 0 ? full->words[0].key : NULL;

  if (brief->n_initials == 0 || (other == NULL && full->n_initials == 0))
    return EV_RELATION_MISSING;
  if (other == NULL)
    other = full->initials[0];
  return g_str_has_prefix (other, brief->initials[0]) ? EV_RELATION_INITIAL : EV_RELATION_DIFFERS;
}

/* All words of a field run together: Ana-Marija, Anamarija. */
static gboolean
joined_equal (const EvLikenessName *a, const EvLikenessName *b)
{
  g_autoptr (GString) joined_a = g_string_new (NULL);
  g_autoptr (GString) joined_b = g_string_new (NULL);

  if (a->n_words == b->n_words)
    return FALSE;
  for (guint i = 0; i < a->n_words; i++)
    g_string_append (joined_a, a->words[i].key);
  for (guint i = 0; i < b->n_words; i++)
    g_string_append (joined_b, b->words[i].key);
  return g_string_equal (joined_a, joined_b);
}

EvRelationGiven
ev_relation_given (const EvLikenessName *a, const EvLikenessName *b)
{
  EvRelationGiven best = { EV_RELATION_MISSING, FALSE, FALSE };
  guint at_a = 0, at_b = 0;

  if (a->n_words == 0 || b->n_words == 0) {
    best.relation = relate_initial (a, b);
    return best;
  }
  best.relation = relate_given (&a->words[0], &b->words[0]);
  for (guint i = 0; i < a->n_words && best.relation == EV_RELATION_DIFFERS; i++)
    for (guint j = 0; j < b->n_words; j++)
      if (relate_given (&a->words[i], &b->words[j]) >= EV_RELATION_SPELLING) {
        best.relation = EV_RELATION_SHORT;
        at_a = i;
        at_b = j;
        break;
      }
  if (best.relation < EV_RELATION_SPELLING && joined_equal (a, b)) {
    best.relation = EV_RELATION_EQUAL;
    return best;
  }
  compare_middle (&best, a, at_a, b, at_b);
  return best;
}

/* Pairs free words of @a and @b that @relate finds to stand at @level exactly. Returns how many. */
static guint
match_level (const EvLikenessWord *const *a, guint n_a, const EvLikenessWord *const *b, guint n_b,
             RelateFunc relate, EvRelation level, guint *taken_a, guint *taken_b)
{
  guint n_matched = 0;

  for (guint i = 0; i < n_a; i++)
    for (guint j = 0; j < n_b; j++) {
      if ((*taken_a & (1u << i)) != 0 || (*taken_b & (1u << j)) != 0 ||
          relate (a[i], b[j]) != level)
        continue;
      *taken_a |= 1u << i;
      *taken_b |= 1u << j;
      n_matched++;
    }
  return n_matched;
}

/* Pairs words of @a and @b, the closest first, down to the relation @enough. Returns how many pairs
 * there are and sets *@worst to the weakest relation among them. */
static guint
match_words (const EvLikenessWord *const *a, guint n_a, const EvLikenessWord *const *b, guint n_b,
             RelateFunc relate, EvRelation enough, EvRelation *worst)
{
  guint taken_a = 0, taken_b = 0, n_matched = 0;

  *worst = EV_RELATION_EQUAL;
  for (EvRelation level = EV_RELATION_EQUAL; level >= enough; level--) {
    guint n = match_level (a, n_a, b, n_b, relate, level, &taken_a, &taken_b);

    n_matched += n;
    if (n > 0)
      *worst = level;
  }
  return n_matched;
}

static guint
list_words (const EvLikenessName *name, const EvLikenessWord **words)
{
  for (guint i = 0; i < name->n_words; i++)
    words[i] = &name->words[i];
  return name->n_words;
}

EvRelation
ev_relation_family (const EvLikenessName *a, const EvLikenessName *b)
{
  const EvLikenessWord *words_a[EV_LIKENESS_MAX_WORDS], *words_b[EV_LIKENESS_MAX_WORDS];
  guint n_a = list_words (a, words_a), n_b = list_words (b, words_b), n_matched;
  EvRelation worst;

  if (n_a == 0 || n_b == 0)
    return EV_RELATION_MISSING;
  if (n_a == 1 && n_b == 1)
    return relate_family (words_a[0], words_b[0]);
  if (joined_equal (a, b))
    return EV_RELATION_EQUAL;
  n_matched = match_words (words_a, n_a, words_b, n_b, relate_family, EV_RELATION_TYPO, &worst);
  if (n_matched == 0)
    return EV_RELATION_DIFFERS;
  if (n_matched == n_a && n_matched == n_b)
    return worst;
  return MIN (worst, EV_RELATION_ADDED);
}

gboolean
ev_relation_is_swapped (const EvLikenessProfile *a, const EvLikenessProfile *b)
{
  const EvLikenessWord *words_a[2 * EV_LIKENESS_MAX_WORDS], *words_b[2 * EV_LIKENESS_MAX_WORDS];
  guint n_a = list_words (&a->given, words_a), n_b = list_words (&b->given, words_b), n_exact;
  EvRelation worst;

  n_a += list_words (&a->family, words_a + n_a);
  n_b += list_words (&b->family, words_b + n_b);
  if (n_a != n_b || n_a < 2)
    return FALSE;
  n_exact = match_words (words_a, n_a, words_b, n_b, relate_any, EV_RELATION_SPELLING, &worst);
  if (n_exact == n_a)
    return TRUE;
  return n_exact == n_a - 1 &&
         match_words (words_a, n_a, words_b, n_b, relate_any, EV_RELATION_TYPO, &worst) == n_a;
}
