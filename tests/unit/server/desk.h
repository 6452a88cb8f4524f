/* Real laptops, store and engine, at a server without a network. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fixture.h"
#include "store/custody.h"
#include "store/exchange-log.h"
#include "sync/engine.h"

/* A laptop with its register in a folder of its own. */
typedef struct {
  Hall *hall;
  char *folder; /* of the register */
  char *home;   /* where its machine's mark and key are */
  EvStoreOptions options;
  EvStore *store;
  EvTransport transport;
  EvSyncOutcome outcome; /* of the last sync */
  guint lose;            /* so many answers more are lost on the way */
  guint cut;             /* bytes after which the link breaks, both ways together; 0: never */
  const char *pin;       /* the server's key as the transport shows it */
} Desk;

/* One that has enrolled; `teams` as in laptop_new(). */
Desk *desk_new (Hall *hall, EvRole role, const char *teams);
void desk_free (Desk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Desk, desk_free)

/* Enrols the register there is at the server in `hall`. */
void desk_enrol (Desk *desk, Hall *hall, EvRole role, const char *teams);

/* A copy of its folder, on the same machine. */
Desk *desk_copy (Desk *desk);

/* Writes "field=value" words (NULL-terminated; an empty value clears) and returns the id, owned.
 * `id` NULL makes a new record. */
char *desk_write (Desk *desk, EvKind kind, const char *id, ...) G_GNUC_NULL_TERMINATED;

/* Syncs; the error's nick, "" for none. Static. */
const char *desk_sync (Desk *desk);

/* Syncs, and all must be well and verified. */
void desk_sync_well (Desk *desk);

/* A value as text, owned; NULL where empty; "(none)" where there is no record. */
char *desk_value (Desk *desk, EvKind kind, const char *id, const char *field);

/* Whether it has the record. */
gboolean desk_has (Desk *desk, EvKind kind, const char *id);

/* Runs SQL on the register's file, and returns the first number. */
gint64 desk_sql (Desk *desk, const char *sql);
