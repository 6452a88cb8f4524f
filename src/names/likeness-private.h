/* A person made ready for comparison, word by word. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "names/likeness.h"

#define EV_LIKENESS_MAX_WORDS 6

/* One word of a name. */
typedef struct {
  char *key;          /* match key */
  char *sound;        /* the same, with Y for y and ü, which are written I or U elsewhere */
  char *plain;        /* search fold, for slips of the keyboard */
  const char *given;  /* what the lexicon has for it as a given name, or NULL */
  const char *family; /* and as a surname */
} EvLikenessWord;

/* One field: its words, and apart from them its initials (as keys). */
typedef struct {
  guint n_words;
  guint n_initials;
  EvLikenessWord words[EV_LIKENESS_MAX_WORDS];
  char *initials[EV_LIKENESS_MAX_WORDS];
} EvLikenessName;

struct EvLikenessProfile {
  EvLikenessName given;
  EvLikenessName family;
  char *key;  /* of the whole name; "" if there is none */
  char *rank; /* two profiles with one rank have the same words in the same fields */
  int birth_year;
  char *phone;        /* key, or NULL */
  char *municipality; /* lower case, or NULL */
};
