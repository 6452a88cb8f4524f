/* The people of a selection, divided for tables. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/count.h"
#include "report/crowd.h"
#include "report/grid.h"

/* The event types whose people are a population of their own; NULL (all) for the participants. */
const char *const *ev_population_types (EvPopulation population);

/* Everybody who took part, divided by gender, community, age group and municipality of residence,
 * and the people of forums by forum. Population p is bit p of EvCrowd.member. A person has one age
 * in a selection, that in the year of her first event; `age_scheme` NULL is the default scheme. A
 * person of several forums belongs to the one she is active in and went to most, so that forums add
 * up to their people. EV_ERROR_NOT_FOUND for an unknown scheme. Free with ev_crowd_free(). */
EvCrowd *ev_people_crowd (const EvTally *tally, const char *age_scheme, GError **error);

/* Adds a set of people as the next population; its number. At most EV_MAX_POPULATIONS in all. */
guint ev_people_add_population (EvCrowd *crowd, guint used, const EvPeople *people);
