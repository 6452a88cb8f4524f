/* The store's side of a sync: what to send, what came, and the receipts. Used by sync/ only. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/digest.h"
#include "record/merge.h"
#include "store/store.h"

/* Where this laptop stands with its server. */
typedef struct {
  char *epoch;   /* the server's epoch; NULL before the first answer */
  gint64 cursor; /* all of the server's changes up to here are merged */
  gint64 acked;  /* all own changes up to this seq have a receipt or are parked */
  gint64 held;   /* the highest own seq in the log */
} EvExchangeState;

/* Reads the state. Release with ev_exchange_state_clear(). */
gboolean ev_exchange_state_load (EvStore *store, EvExchangeState *state, GError **error);
void ev_exchange_state_clear (EvExchangeState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvExchangeState, ev_exchange_state_clear)

/* Own changes with seq above `after`, in order of seq, at most `limit`. Array of EvChange, owned.
 * Seqs rise but may have gaps: what was parked or got a new seq is not offered again. So a server
 * knows by the `after` that a batch builds on, not by the first seq in it, whether one is missing.
 */
GPtrArray *ev_exchange_pending (EvStore *store, gint64 after, guint limit, GError **error);

/* What one answer brings; all of it is applied in one transaction or not at all. */
typedef struct {
  const char *epoch;
  gint64 cursor;
  gint64 acked;         /* receipts for own changes up to here */
  gint64 server_time;   /* ms UTC; 0: of an answer that was long under way: the clock stays */
  GPtrArray *refusals;  /* of EvRefusal, for seqs up to `acked` */
  GPtrArray *changes;   /* of EvChange: values of others, and the server's values of records
                           that a refused change touched */
  GPtrArray *conflicts; /* of EvConflict now open in this scope */
  GPtrArray *settled;   /* of EvConflict (lost may be NULL) that are over */
  GPtrArray *left;      /* of char *, "KIND/ID": what is not this laptop's any more; may be NULL */
  const char *role;     /* what this laptop may do from now on; NULL: no news ... */
  char **teams;         /* ... and the ids of its teams */
  GArray *buckets;      /* of guint: buckets (record/digest.h) of which `changes` has all that the
                           server has in this scope; may be NULL */
  gboolean yields;      /* of these, what the server was offered and has not taken is given up */
  gboolean *doubted;    /* is set if an own value of these has a receipt, but not there: then all
                           own changes are unsent again; NULL: it is lacking as others' are */
  GPtrArray *lacking;   /* receives, for these, EvChange without bases: values of anybody that are
                           here and not there, though they ought to be; may be NULL */
} EvExchangeReceipt;

/* Applies an answer: notes receipts; parks refused changes and takes their values out of the rows;
 * changes refused as EV_REASON_AHEAD are not parked but written again in their order under new seqs
 * with stamps that suit `server_time`; merges what came by record/merge.h; keeps conflicts;
 * makes the records of
 * `buckets` what the server says, as far as it has them at all; removes what left, once no unsent
 * or parked change touches it; keeps new rights as the settings "role" and "teams"; moves epoch and
 * cursor; keeps the clock's difference. `touched` (may be NULL) receives "KIND/ID" of every row
 * that changed (char *, owned). On failure nothing is changed. */
gboolean ev_exchange_apply (EvStore *store, const EvExchangeReceipt *receipt, GPtrArray *touched,
                            GError **error);

/* This register shares its identity with another, by a folder that was copied: own changes from seq
 * `from` on are not those that the server knows under these numbers. It takes a new identity, under
 * which they are offered from seq 1; the records that they made, which the other register's may
 * share their ids with, get new ids, and all that refers to them here follows. What is before
 * `from` the server has. `touched` as in ev_exchange_apply(), old names and new. */
gboolean ev_exchange_renew (EvStore *store, gint64 from, GPtrArray *touched, GError **error);

/* All changes that the server does not have, parked ones too, under whatever identity they were
 * made, oldest first; without bases. Array of EvChange, owned. */
GPtrArray *ev_exchange_unfinished (EvStore *store, GError **error);

/* Forgets the register, by the server's order: every record but the project's name, the history,
 * the settings, and the backups beside it. What else was made of it, exported files and copies, is
 * out of reach. */
gboolean ev_exchange_forget (EvStore *store, GError **error);

/* The digest over every value that has a receipt or came from the server, of records in this
 * laptop's scope; exact only when nothing is unsent. Kept up to date with each write, so this costs
 * next to nothing. */
gboolean ev_exchange_digest (EvStore *store, EvDigest *digest, GError **error);

/* Adds up every record in this laptop's scope by bucket (record/digest.h): `sums` becomes an array
 * of EV_DIGEST_BUCKETS guint64, the low halves of the digests. What ev_exchange_digest() tells is
 * counted anew on the way, so that damage to a row shows. Takes time in proportion to all there is.
 */
gboolean ev_exchange_sums (EvStore *store, GArray *sums, GError **error);

/* Does so by itself if the last time is more than `interval` ms ago; a first time is only noted. */
gboolean ev_exchange_count (EvStore *store, gint64 interval, GError **error);

/* Notes that an exchange ended: with `error_nick` NULL well, and `verified` if digests agreed. */
gboolean ev_exchange_note (EvStore *store, const char *error_nick, gboolean verified,
                           GError **error);

/* Makes this register part of a server's project: keeps connection facts (the settings "project",
 * "role" and "teams", ids joined by ';') and pulls everything anew. Where it synced with that
 * server before, by its epoch or, with `epoch` NULL, by what else is known of it, receipts hold. At
 * any other, the local project record and its unsent
 * changes give way to the server's and all else is offered, what was written under an earlier
 * device id too, under the present one. */
gboolean ev_exchange_join (EvStore *store, const char *project_code, const char *role,
                           const char *const *teams, const char *epoch, GError **error);
