/* Which days to live through: a seed, and what of it is left out. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fault.h"

/* What may happen in a day; action.c has a line for each. */
#define PLAN_MAX_KINDS 64

typedef struct {
  guint64 world;   /* the seed of one world, which lasts a few days */
  guint days;      /* at most; 0: as many as the seed says, as below */
  guint laptops;   /* at most */
  guint actions;   /* a day, at most */
  guint servers;   /* on one store; 0: one */
  guint64 without; /* kinds of actions left out, a bit each */
  GArray *only;    /* of guint (plan_moment()): no other actions happen; NULL: all do */
  Fault fault;     /* planted */
  gboolean trace;  /* tell what happens */
} Plan;

/* A name for one action. */
guint plan_moment (guint day, guint action);

/* Whether this action happens. */
gboolean plan_has (const Plan *plan, guint day, guint action, guint kind);

/* A copy that can be changed; free with plan_free(). */
Plan *plan_copy (const Plan *plan);
void plan_free (Plan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Plan, plan_free)

/* Reads "DAY.ACTION,..." ; NULL if it is not. Owned. */
GArray *plan_parse_only (const char *text);

/* The words that repeat this plan on the command line; free with g_free. */
char *plan_words (const Plan *plan);
