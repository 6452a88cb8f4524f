/* How likely two records are one person: a score, a verdict and the reasons, never from community.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What is compared. Unknown text is NULL or "", an unknown year is 0. */
typedef struct {
  const char *given_name;
  const char *family_name;
  int birth_year;
  const char *phone;
  const char *municipality; /* a code */
} EvLikenessPerson;

/* What spoke for or against, for the surface to put into words. */
typedef enum {
  EV_LIKENESS_NAME_EQUAL = 1 << 0, /* same letters, or the same key across scripts and spellings */
  EV_LIKENESS_NAME_SPELLING = 1 << 1,   /* two languages' spellings: Cemil, Xhemil */
  EV_LIKENESS_NAME_ORDER = 1 << 2,      /* given name and surname are exchanged */
  EV_LIKENESS_NAME_MIDDLE = 1 << 3,     /* a middle name, an initial or a father's name more */
  EV_LIKENESS_NAME_SHORT = 1 << 4,      /* a short form: Saša, Aleksandar */
  EV_LIKENESS_NAME_TYPO = 1 << 5,       /* a slip of the keyboard */
  EV_LIKENESS_SURNAME_ADDED = 1 << 6,   /* a second surname more */
  EV_LIKENESS_SURNAME_CHANGED = 1 << 7, /* another surname, as after a marriage */
  EV_LIKENESS_NAME_INCOMPLETE = 1 << 8, /* one of the two lacks given name or surname */
  EV_LIKENESS_GIVEN_DIFFERS = 1 << 9,   /* two given names: twins, siblings, spouses */
  EV_LIKENESS_NAME_DIFFERS = 1 << 10,   /* given name and surname differ */
  EV_LIKENESS_MIDDLE_DIFFERS = 1 << 11, /* two initials or fathers' names: namesakes told apart */
  EV_LIKENESS_NAME_COMMON = 1 << 12,    /* many bear this name */
  EV_LIKENESS_YEAR_EQUAL = 1 << 13,
  EV_LIKENESS_YEAR_SLIP = 1 << 14, /* one year apart, one digit wrong or two exchanged */
  EV_LIKENESS_YEAR_DIFFERS = 1 << 15,
  EV_LIKENESS_YEAR_GENERATION = 1 << 16, /* fifteen years or more apart: parent and child */
  EV_LIKENESS_PHONE_EQUAL = 1 << 17,
  EV_LIKENESS_PHONE_DIFFERS = 1 << 18,
  EV_LIKENESS_PLACE_EQUAL = 1 << 19,
  EV_LIKENESS_PLACE_DIFFERS = 1 << 20,
} EvLikenessReason;

/* From this score up @same is TRUE; from the lower one up a person should be asked. */
#define EV_LIKENESS_SAME 0.5
#define EV_LIKENESS_PROPOSE 0.3

typedef struct {
  double score; /* 0 to 1 */
  gboolean same;
  EvLikenessReason reasons; /* a set of bits */
} EvLikeness;

/* How common names are in a register: the share of its people, 0 to 1, that bear a name word with
 * this match key. Where none is passed, a built-in list of common names answers. */
typedef struct {
  double (*share) (const char *key, gpointer data);
  gpointer data;
} EvLikenessCommonness;

/* A person made ready to be compared with many. Immutable: several threads may read one. */
typedef struct EvLikenessProfile EvLikenessProfile;

/* ev_likeness_profile_new:
 * Copies what it needs of @person. The caller frees it with ev_likeness_profile_free(). */
EvLikenessProfile *ev_likeness_profile_new (const EvLikenessPerson *person);
void ev_likeness_profile_free (EvLikenessProfile *profile);

/* ev_likeness_compare:
 * Compares two profiles; @commonness may be NULL. Symmetric. An equal phone alone is no evidence,
 * families and offices share phones; two given names known to be different make two people whatever
 * else agrees. */
EvLikeness ev_likeness_compare (const EvLikenessProfile *a, const EvLikenessProfile *b,
                                const EvLikenessCommonness *commonness);

/* ev_likeness_people:
 * ev_likeness_compare() for two people met only once. */
EvLikeness ev_likeness_people (const EvLikenessPerson *a, const EvLikenessPerson *b,
                               const EvLikenessCommonness *commonness);

/* ev_likeness_reason_code:
 * The stable lower-case code of one reason, such as "phone_equal", for JSON. NULL if @reason is not
 * exactly one bit of the above. Static. */
const char *ev_likeness_reason_code (EvLikenessReason reason);

/* ev_likeness_keys:
 * The keys under which @profile meets its candidates: two people are worth comparing when they
 * share one. "n:" and the whole match key, the same with each word as all its spellings share it,
 * "p:" and the phone key, "y:", the birth year and one word of the name. A key may come twice. The
 * caller frees the vector with g_strfreev(). */
char **ev_likeness_keys (const EvLikenessProfile *profile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvLikenessProfile, ev_likeness_profile_free)
