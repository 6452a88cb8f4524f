/* The access log: who opened, took out, printed, published, merged or erased what, when, and why.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

/* What was done. */
typedef enum {
  EV_ACCESS_EXPORT,
  EV_ACCESS_PRINT,
  EV_ACCESS_PUBLISH,
  EV_ACCESS_SUBJECT, /* one person's own data */
  EV_ACCESS_ERASE,
  EV_ACCESS_LOSS,   /* somebody took note that changes were lost: store/backup.h */
  EV_ACCESS_OPEN,   /* a person's record, with all that is known of her */
  EV_ACCESS_REVEAL, /* what is sensitive of hers */
  EV_ACCESS_MERGE, /* the record that is merged away; the reason is KIND/ID of the one that stays */
  EV_ACCESS_UNMERGE, /* likewise, taken back */
  EV_N_ACCESSES
} EvAccessKind;

/* One entry. It holds no value of any record. */
typedef struct {
  gint64 at; /* ms UTC */
  char *device, *operator_id;
  EvAccessKind kind;
  char *subject; /* KIND/ID, or the name of a table or paper */
  char *reason;  /* as it was stated; NULL for none */
} EvAccess;

/* Frees it; NULL does nothing. */
void ev_access_free (EvAccess *access);

/* The name of a kind: export, print, publish, subject, erase, loss, open, reveal, merge, unmerge.
 * Static. */
const char *ev_access_name (EvAccessKind kind);

/* Notes an access by this device and whoever sits at it; joins the transaction under way, else is
 * one by itself. What was noted is never changed, and taken away after a year only: the database
 * refuses anything else, and each entry is linked to the one before it, so that ev_backup_check()
 * names one that was changed or is missing all the same. */
gboolean ev_access_note (EvStore *store, EvAccessKind kind, const char *subject, const char *reason,
                         GError **error);

/* Whether each entry hangs on the one before it: `broken` is 0 if so, else the number of the first
 * that does not, -1 where entries are missing at the end. */
gboolean ev_access_check (EvStore *store, gint64 *broken, GError **error);

/* The entries, oldest first. Array of EvAccess, owned; NULL with error. */
GPtrArray *ev_access_list (EvStore *store, GError **error);
