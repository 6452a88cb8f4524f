/* What is where: on this laptop only, on the server, or parked. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/merge.h"
#include "store/store.h"

typedef enum { EV_CUSTODY_LAPTOP, EV_CUSTODY_SERVER, EV_CUSTODY_PARKED } EvCustody;

typedef struct {
  gint64 on_laptop;     /* changes without a receipt */
  gint64 on_server;     /* changes with one */
  gint64 handed;        /* of those without a receipt: written to a bundle ... */
  gint64 handed_at;     /* ... the last time then, ms UTC; 0 if never */
  gint64 carried;       /* bundles of other laptops that wait to be passed on */
  gint64 parked;        /* changes that were refused and not yet mended or given up */
  gint64 oldest;        /* when the oldest change without receipt was made, ms UTC; 0 if none */
  gint64 last_sync;     /* last complete exchange, ms UTC; 0 if never */
  gint64 last_verified; /* last time both digests agreed, ms UTC; 0 if never */
  gint64 difference;    /* the server's clock minus this laptop's at the last answer, ms */
  char *last_error;     /* the name of the EvErrorCode of the last attempt, as nick; NULL if well */
} EvCustodyCounts;

/* Counts. Owned by the caller: release with ev_custody_clear(). */
gboolean ev_custody_count (EvStore *store, EvCustodyCounts *counts, GError **error);

/* Notes that own changes up to `seq` were written to a bundle just now. They stay on this laptop
 * only, until the server says otherwise. */
gboolean ev_custody_hand_over (EvStore *store, gint64 seq, GError **error);

/* Frees what is inside. */
void ev_custody_clear (EvCustodyCounts *counts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvCustodyCounts, ev_custody_clear)

/* How far this laptop's clock, which shows `now` (ms UTC), is ahead of the server's, ms; negative:
 * how far it is behind, at least; 0: right as far as `counts` tell. Nothing has to be asked of the
 * server after the clock was set: one that shows a moment before the last sync is behind, and one
 * that was ahead then is right once it shows an earlier moment than it showed then. */
gint64 ev_custody_clock_ahead (const EvCustodyCounts *counts, gint64 now);

/* Where a record is: parked if any change of it is parked, laptop if any has no receipt. */
EvCustody ev_custody_of (EvStore *store, EvKind kind, const char *id);

/* "laptop", "server" or "parked". Static. */
const char *ev_custody_name (EvCustody custody);

/* A refused change, waiting for a person. */
typedef struct {
  EvChange *change;
  EvReason reason;
  char *field;      /* NULL: the whole change */
  gint64 parked_at; /* ms UTC */
} EvParked;

/* Parked changes, oldest first. Array of EvParked, owned, with free function. */
GPtrArray *ev_custody_parked (EvStore *store, GError **error);

/* Gives the parked change of this version up (it stays in the history, not in the list).
 * EV_ERROR_NOT_FOUND if it is not parked. */
gboolean ev_custody_give_up (EvStore *store, const EvVersion *version, GError **error);

/* Writes a parked change's values once more as a new change, corrected by `correction` (may be
 * NULL; its fields replace), and takes it off the list. Errors as ev_store_write(). */
gboolean ev_custody_offer_again (EvStore *store, const EvVersion *version,
                                 const EvChange *correction, GPtrArray **problems, GError **error);

/* Conflicts that are open, as the server or this laptop found them. Array of EvConflict, owned. A
 * conflict is over when the group is written again by somebody to whom it was listed. */
GPtrArray *ev_custody_conflicts (EvStore *store, GError **error);
