/* How two names stand to each other. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "names/likeness-private.h"

/* From two names to one. */
typedef enum {
  EV_RELATION_MISSING,  /* one side has no such name */
  EV_RELATION_DIFFERS,  /* two names */
  EV_RELATION_INITIAL,  /* one side has only a fitting initial */
  EV_RELATION_TYPO,     /* a slip of the keyboard */
  EV_RELATION_SHORT,    /* a short form */
  EV_RELATION_ADDED,    /* one more surname, or one shared of several */
  EV_RELATION_SPELLING, /* spellings of two languages */
  EV_RELATION_EQUAL     /* one match key */
} EvRelation;

/* What comparing given names found besides the relation itself. */
typedef struct {
  EvRelation relation;
  gboolean has_middle;     /* one side has a middle name or initial more */
  gboolean middle_differs; /* both have one, and they contradict each other */
} EvRelationGiven;

/* ev_relation_given:
 * Compares given names. A name beside the first, or in brackets, is a middle or a father's name. */
EvRelationGiven ev_relation_given (const EvLikenessName *a, const EvLikenessName *b);

/* ev_relation_family:
 * Compares surnames, double ones in any order. */
EvRelation ev_relation_family (const EvLikenessName *a, const EvLikenessName *b);

/* ev_relation_is_swapped:
 * Whether the given name of each is the surname of the other, or all words of both are the same in
 * another distribution over the fields. Never by stems: Hasan Osmani is not Osman Hasani. */
gboolean ev_relation_is_swapped (const EvLikenessProfile *a, const EvLikenessProfile *b);
