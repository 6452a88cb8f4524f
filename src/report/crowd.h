/* People with what tables divide them by: the population sets they are in, and a category in each
 * dimension. Tables are counted from it and suppression is planned over it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef enum {
  EV_DIMENSION_GENDER,
  EV_DIMENSION_COMMUNITY,
  EV_DIMENSION_AGE,
  EV_DIMENSION_MUNICIPALITY, /* of residence */
  EV_DIMENSION_FORUM,        /* the municipality of the forum a person belongs to */
  EV_N_DIMENSIONS,           /* the ones above divide people, those below do not */
  EV_DIMENSION_EVENT_TYPE = EV_N_DIMENSIONS,
  EV_DIMENSION_MONTH,
  EV_DIMENSION_MEASURE /* columns that are each a count of another thing */
} EvDimension;

#define EV_MAX_POPULATIONS 32

typedef struct {
  guint people;
  guint32 *member;                    /* bit p: the person is in population p */
  guint16 *category[EV_N_DIMENSIONS]; /* 0 is not stated; NULL: nobody is divided by this */
  char **codes[EV_N_DIMENSIONS];      /* the code of each category, NULL-terminated */
} EvCrowd;

/* An empty crowd of so many people, in no population and without dimensions. */
EvCrowd *ev_crowd_new (guint people);
void ev_crowd_free (EvCrowd *crowd);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvCrowd, ev_crowd_free)

/* How many categories a dimension has; 0 if nobody is divided by it. */
guint ev_crowd_categories (const EvCrowd *crowd, EvDimension dimension);

/* How many people of the population are in each category. Free with g_free. */
guint *ev_crowd_count (const EvCrowd *crowd, guint population, EvDimension dimension);

/* How many are in each pair of categories, [row * columns + column]. Free with g_free. */
guint *ev_crowd_count_pairs (const EvCrowd *crowd, guint population, EvDimension rows,
                             EvDimension columns);
