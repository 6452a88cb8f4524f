/* An open register from the inside. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/seal-private.h"
#include "store/standing-private.h"
#include "store/store.h"

#define EV_STORE_FILE "register.db"

struct _EvStore {
  EvDatabase *database;
  char *folder;
  char *mark_folder; /* as in `options`, which borrows it */
  EvStoreOptions options;
  EvSeal *seal;
  int commits; /* descriptor of the sealed counter; -1: none */
  int lock;    /* descriptor; -1 where another connection of this process has it */
  char *operator_id;
  EvStanding standing; /* exact within a transaction */
  gboolean in_batch;   /* between ev_store_begin() and commit or rollback */
  gint64 changes;      /* rows written on this connection before the transaction */
  gint64 saves;        /* how often `standing` was saved within it */
  gpointer nearby;     /* store/nearby-private.h; NULL before the first search */
  GDestroyNotify nearby_free;
};

/* A write within the batch that is under way, or a transaction by itself. After a failure between
 * the two, `end` undoes all since `start`. */
gboolean ev_store_start (EvStore *store, GError **error);
gboolean ev_store_end (EvStore *store, gboolean done, GError **error);

/* ev_store_write(), but where there is no record of the wish's id, `anew` makes one under that id:
 * for what was refused and so left its row. */
char *ev_store_write_again (EvStore *store, const EvChange *wish, gboolean anew,
                            GPtrArray **problems, GError **error);

/* The time of this laptop and what it holds for the server's time, milliseconds UTC. */
gint64 ev_store_now (const EvStore *store);
gint64 ev_store_server_now (const EvStore *store);
