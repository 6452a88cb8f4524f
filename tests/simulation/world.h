/* A simulated world: a server, laptops, the people who use them, and a few days. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "journal.h"
#include "network.h"
#include "plan.h"
#include "sync/engine.h"

/* No world has more laptops, copies included. */
#define WORLD_MAX_LAPTOPS 14
/* No day has more actions. */
#define WORLD_MAX_ACTIONS 64

typedef struct {
  const Plan *plan;
  char *folder;
  gint64 time; /* ms UTC */
  Hub *hub;
  GPtrArray *laptops; /* of Laptop */
  Network network;
  Journal *journal;
  GPtrArray *rights; /* of each backup of the server: token -> teams */
  Verdict verdict;
  guint words; /* given out */
} World;

/* What came of it. */
typedef struct {
  char *blame;         /* what went wrong; NULL: nothing */
  const char *promise; /* as in Verdict */
  guint days;          /* lived through */
  guint64 fingerprint; /* of all that happened: equal for equal plans */
} Outcome;

/* Lives through all days of the plan, each with its peace at the end. Free `blame`. */
Outcome world_live (const Plan *plan);

/* A text that was never used before and can be found again: "Zq" and letters. g_free. */
char *world_word (World *world);

/* Syncs once over a line with `dice` (NULL: a good one). */
gboolean world_sync (World *world, Laptop *laptop, Dice *dice, EvSyncOutcome *outcome,
                     GError **error);

/* Invites the laptop and lets it enrol; on a bad line again and again. */
void world_enrol (World *world, Laptop *laptop, Dice *dice);

/* An empty laptop with the next number. Owned by the world. */
Laptop *world_add_laptop (World *world);

/* Blames the laptop's program if it refused something for a reason that there was not. */
void world_expect (World *world, const Laptop *laptop, gboolean done, const GError *error);
