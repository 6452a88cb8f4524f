/* The parts of the sample project. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/table.h"
#include "store/store.h"

/* 198 took a training, 150 came to a forum, 45 of them both; 92 were at the conference, 29 of them
 * nowhere else; two trainers count nowhere. */
#define EV_SAMPLE_TRAINED 198
#define EV_SAMPLE_FORUM 150
#define EV_SAMPLE_CONFERENCE_ONLY 29
#define EV_SAMPLE_TRAINERS 2
#define EV_SAMPLE_FORUMS 6
#define EV_SAMPLE_MEETINGS 5

typedef struct {
  EvStore *store;
  EvTable *names;
  char *trained[EV_SAMPLE_TRAINED]; /* ids */
  char *forum[EV_SAMPLE_FORUM];     /* ids, forum by forum; 45 stand in `trained` too */
  char *guests[EV_SAMPLE_CONFERENCE_ONLY];
  char *trainers[EV_SAMPLE_TRAINERS];
  char *meetings[EV_SAMPLE_FORUMS][EV_SAMPLE_MEETINGS]; /* event ids */
} EvSample;

/* The municipalities of the six forums, and how many people came to each. */
extern const char *const ev_sample_forum_places[EV_SAMPLE_FORUMS];
extern const guint ev_sample_forum_sizes[EV_SAMPLE_FORUMS];

/* Loads the invented names. */
gboolean ev_sample_names_load (EvSample *sample, GError **error);

/* Frees what the sample holds; the register keeps its records. */
void ev_sample_clear (EvSample *sample);

/* Adds a record from field and text in turn, NULL-terminated; a NULL text is left out. Returns its
 * id (g_free). */
char *ev_sample_add (EvSample *sample, EvKind kind, const char *id, const char *const *pairs,
                     GError **error);

/* A number from 0 to `below` - 1 that spreads with `index` and is always the same. */
guint ev_sample_spread (guint index, guint salt, guint below);

/* The parts, each in the open transaction, in this order. */
gboolean ev_sample_people (EvSample *sample, GError **error);
gboolean ev_sample_trainings (EvSample *sample, GError **error);
gboolean ev_sample_forums (EvSample *sample, GError **error);
gboolean ev_sample_conference (EvSample *sample, GError **error);
gboolean ev_sample_results (EvSample *sample, GError **error);
