/* The server of a simulated world: the real central store and its rules, on a disk that may fail.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dice.h"
#include "power-loss-vfs.h"
#include "server/centre.h"

#define HUB_TEAMS 3
#define HUB_MOST_SERVERS 4

/* One of the servers that share the store. */
typedef struct {
  EvCentral *central;
  EvCentre *centre;
} HubServer;

typedef struct {
  char *folder, *path;
  HubServer servers[HUB_MOST_SERVERS];
  guint count;        /* of them */
  EvCentral *central; /* that of the first, at which the admin and the oracle look too */
  PowerLoss *disk;
  Dice dice;
  Dice choice;        /* which server */
  const gint64 *time; /* of the world, ms UTC */
  gint64 skew;        /* of the server's clock */
  gint64 project;
  char *teams[HUB_TEAMS]; /* ids of their records */
  guint backups;          /* how many there are */
} Hub;

/* So many servers (1 to HUB_MOST_SERVERS) on one store in `folder`, with a project and its teams.
 */
Hub *hub_new (const char *folder, guint64 seed, guint servers, const gint64 *time);
void hub_free (Hub *hub);

/* Answers one request, by any of the servers; now and then one of several ends afterwards and
 * begins anew. FALSE: the power went while it was at work, and whoever asked hears nothing; it is
 * back now. */
gboolean hub_call (Hub *hub, const char *path, const char *token, GBytes *body,
                   EvResponse *response);

/* The power goes at the `operations`-th write from now. */
void hub_arm (Hub *hub, gint64 operations);

/* The code of a new invitation; `teams` has a bit for each. Owned. */
char *hub_invite (Hub *hub, EvRole role, guint teams);

/* Makes another backup; puts one back by the server's own command, or as a file that somebody
 * copied over the other. */
void hub_backup (Hub *hub);
void hub_restore (Hub *hub, guint backup);
void hub_copy_back (Hub *hub, guint backup);

/* Sets the state of the device; FALSE if the server does not know it. */
gboolean hub_set_state (Hub *hub, const char *device, EvDeviceState state);

/* Grants the device teams and denies it some, a bit each; FALSE if the server does not know it, or
 * shuts it out. */
gboolean hub_change_teams (Hub *hub, const char *device, guint granted, guint denied);

/* What the server's own check finds wrong: array of char *, owned. */
GPtrArray *hub_check (Hub *hub);
