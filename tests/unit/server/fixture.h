/* A server without a network, and laptops just clever enough to talk to it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/hlc.h"
#include "server/centre.h"
#include "server/enrolment.h"
#include "server/registrar.h"

/* Its clock stands still until a test moves it. */
typedef struct {
  char *folder, *path, *url;
  gboolean file; /* the store is SQLite's, at `path` */
  EvCentral *central;
  EvCentre *centre;
  EvRandom random;
  GRand *dice;
  gint64 now;
  gint64 project;
  char *team_a, *team_b; /* ids */
} Hall;

/* A replica with its log. Values are merged as a real laptop merges them. */
typedef struct {
  Hall *hall;
  char id[EV_ID_DEVICE_LENGTH + 1];
  char *token, *epoch, *complaint; /* the last complaint's code, or NULL */
  gint64 cursor, acked, seq, stamp, server_time;
  GPtrArray *log;      /* of EvChange: all it ever wrote */
  GHashTable *records; /* "KIND/ID" -> EvRecord */
  gboolean verified;   /* the last answer's digest was ours */
} Laptop;

/* A store with the project "P" and the teams "A" and "B": in a new folder or, where
 * $EVIDENCA_TEST_POSTGRES is a URI of a database, in PostgreSQL. */
Hall *hall_new (void);
void hall_free (Hall *hall);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Hall, hall_free)

/* Closes and opens the store, as a restarted server does. */
void hall_reopen (Hall *hall);

/* Puts a copy of the store's file in its place, as an admin may who knows no better. */
void hall_copy_back (Hall *hall, const char *file);

/* Runs a statement of SQL from outside and returns its one number. */
gint64 hall_number (Hall *hall, const char *sql);

/* Runs statements from outside. */
void hall_run (Hall *hall, const char *sql);

/* Enrols `device` with `token` by a new invitation; `teams` are codes such as "A B", empty for the
 * whole project. Owned. */
EvEnrolAnswer *hall_enrol (Hall *hall, EvRole role, const char *teams, const char *device,
                           const char *token);

/* Gives a device teams by their codes and takes others from it; either may be empty. */
void hall_grant (Hall *hall, const char *device, const char *granted, const char *denied);

/* Takes a word "field=value" into a change; numbers are told by their form. */
void fixture_assign (EvChange *change, const char *word);

/* A laptop that has enrolled; `teams` are codes such as "A B", empty for the whole project. */
Laptop *laptop_new (Hall *hall, EvRole role, const char *teams);
void laptop_free (Laptop *laptop);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Laptop, laptop_free)

/* Writes "field=value" words (NULL-terminated; numbers are told by their form) and returns the id.
 * `id` NULL makes a new one. Borrowed from the log. */
const char *laptop_write (Laptop *laptop, EvKind kind, const char *id, ...) G_GNUC_NULL_TERMINATED;

/* What it would send now. */
EvRequest *laptop_request (Laptop *laptop);

/* Sends a request; NULL with `complaint` set unless the status is 200. */
EvAnswer *laptop_ask (Laptop *laptop, const EvRequest *request);

/* Takes an answer in. */
void laptop_apply (Laptop *laptop, const EvRequest *request, const EvAnswer *answer);

/* Request, answer, apply, until there is no more. Returns the refusals as text such as
 * "3 denied title, 4 ahead". Free with g_free. */
char *laptop_sync (Laptop *laptop);

/* The record; NULL if it has none. */
EvRecord *laptop_record (Laptop *laptop, EvKind kind, const char *id);
