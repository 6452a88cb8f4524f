/* Who is at an event: people by sessions, and the balance. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/search.h"

typedef struct {
  char *id, *date, *start, *end, *topic; /* all but id may be NULL */
} EvRosterSession;

typedef struct {
  EvPersonRow person;
  char **statuses;   /* one a session, in their order; NULL entries where there is no attendance */
  gint64 *arrivals;  /* one a session: when she arrived, milliseconds UTC; 0 if not noted */
  gint64 arrived_at; /* the first arrival noted at the event, milliseconds UTC; 0 if none */
  gboolean consent;  /* consent is recorded and not withdrawn */
} EvRosterRow;

typedef struct {
  GPtrArray *sessions; /* of EvRosterSession, by date and start */
  GPtrArray *rows;     /* of EvRosterRow, in order of first registration; merged people once */
} EvRoster;

/* Loads an event's roster. Owned. */
EvRoster *ev_roster_load (EvStore *store, const char *event, GError **error);

/* Frees a roster with all in it. */
void ev_roster_free (EvRoster *roster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvRoster, ev_roster_free)

/* Where a person stands with regard to one session. */
typedef enum {
  EV_ROSTER_HERE,     /* attended */
  EV_ROSTER_EXPECTED, /* no word of her, or registered, invited, confirmed */
  EV_ROSTER_AWAY,     /* absent, excused, declined, cancelled */
} EvRosterStanding;

/* What a status (may be NULL) says of it. */
EvRosterStanding ev_roster_standing (const char *status);

/* A number of people under a code. */
typedef struct {
  char *code;
  guint count;
} EvRosterCount;

/* Who attended at least one session, by dimension. */
typedef struct {
  guint people;
  guint women, men, others; /* others: other, not stated, unknown and empty */
  guint youth, age_known;   /* 15 to 24 in the event's year; with a known birth year */
  GPtrArray *communities;   /* of EvRosterCount, most first; empty counts as not_stated */
} EvRosterBalance;

/* Counts an event's balance. Owned; free with ev_roster_balance_free(). */
EvRosterBalance *ev_roster_balance (EvStore *store, const char *event, GError **error);

/* Frees a balance. */
void ev_roster_balance_free (EvRosterBalance *balance);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvRosterBalance, ev_roster_balance_free)

/* The share, in percent, that the project aims at of those who attend: of "female" or "male", of
 * "youth", or of a community. -1 where it says nothing. */
int ev_roster_aim (EvStore *store, const char *code);

/* Writes one attendance (as by ev_store_write()). `status` NULL deletes it. `method` is a code of
 * attendance_method. A first status that counts as attended notes the clock's time as arrival
 * if it is given on the session's day; a correction made later, a row of a paper sheet and an
 * imported one say nothing of when she came.
 * Returns FALSE with error; nothing half-written. */
gboolean ev_roster_mark (EvStore *store, const char *session, const char *person,
                         const char *status, const char *method, GError **error);
