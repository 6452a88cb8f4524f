/* The log of this laptop's own changes, and what became of each. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/validate.h"
#include "store/standing-private.h"

typedef enum {
  EV_LOG_UNSENT,  /* no receipt yet */
  EV_LOG_SENT,    /* the server has it */
  EV_LOG_PARKED,  /* refused: waits for a person */
  EV_LOG_GIVEN_UP /* refused and off the list */
} EvLogState;

/* Adds a change without receipt. */
gboolean ev_log_append (EvDatabase *database, const EvChange *change, GError **error);

/* The columns that ev_log_read() wants, first in a SELECT from `change`. */
#define EV_LOG_COLUMNS "device, seq, stamp, operator, kind, id, fields, bases"

/* The change of the row at hand. Owned; NULL with EV_ERROR_DAMAGED. */
EvChange *ev_log_read (EvQuery *query, GError **error);

/* All changes that a query (of EV_LOG_COLUMNS) gives; the query is taken over and may be NULL with
 * error set. Array of EvChange, owned. */
GPtrArray *ev_log_read_all (EvQuery *query, GError **error);

/* Gives changes, in their order, the identity `device` and new seqs and stamps in the log, in the
 * rows that hold their values, and in the bases of changes that were made upon them. `changes` is
 * an array of EvChange whose versions are the old ones. New seqs follow `standing->seq`; stamps
 * stay if `restamp` is FALSE, else they follow `standing->stamp` at `now` (milliseconds).
 * `standing` moves on, its digest included. */
gboolean ev_log_renumber (EvDatabase *database, EvStanding *standing, GPtrArray *changes,
                          const char *device, gboolean restamp, gint64 now, GError **error);

/* After `refused` was refused: changes without receipt that were made upon it are made upon what it
 * was made upon. */
gboolean ev_log_rebase (EvDatabase *database, const EvChange *refused, GError **error);

/* Gives the register a new identity, under which what is without receipt is offered from seq 1. */
gboolean ev_log_renew (EvDatabase *database, EvStanding *standing, const char *device,
                       GError **error);
