/* The laptop's register: one data folder, one SQLite database, one writing program. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "base/key.h"
#include "base/random.h"
#include "record/validate.h"

/* An open register. One thread uses one EvStore; another thread opens its own with
 * ev_store_open_beside(). Every write is one transaction, on the disk before the call returns
 * (WAL, synchronous FULL). */
typedef struct _EvStore EvStore;

/* What a store is given from outside; copied. */
typedef struct {
  EvClock clock;
  EvRandom random;
  EvRules rules;           /* `this_year` is filled in by the store from its clock */
  const char *mark_folder; /* outside the data folder: where this machine's mark is kept, so that a
                              folder carried to another machine is noticed, and its key; NULL: no
                              mark, and nothing opens by itself */
  const char *vfs;         /* the SQLite VFS below the vault; NULL: the system's */
  gboolean keyring;        /* whether the desktop's keyring may keep this machine's key */
  const EvKey *key;        /* the register's own key, from ev_store_key(), for opening it again */
  const char *passphrase;  /* what somebody typed; NULL: nothing */
  const char *recovery;    /* the letters of the recovery sheet, likewise */
} EvStoreOptions;

/* The id of the one project record that every register has; the same everywhere, so that a
 * register begun alone joins a server's project by merging. */
#define EV_STORE_PROJECT_ID EV_PROJECT_ID

/* Makes a register with a project record in `folder`, which is created (mode 0700) if absent.
 * EV_ERROR_EXISTS if there is one already; EV_ERROR_INVALID for a bad code or name. */
EvStore *ev_store_create (const char *folder, const EvStoreOptions *options, const char *code,
                          const char *name, GError **error);

/* Opens the register in `folder`. Takes the folder's lock: EV_ERROR_BUSY while another program has
 * it. An older schema is migrated in one transaction after a backup; a newer one is refused with
 * EV_ERROR_TOO_NEW. EV_ERROR_NOT_FOUND, _DAMAGED, _READ_ONLY, _DISK_FULL, _STORAGE as they are.
 * On another machine than the one that wrote last, it takes a new device id before anything else,
 * and so where the log turns out to have lost commits. The database is sealed (docs/SECURITY.md): a
 * plain one of an older version is sealed now. EV_ERROR_LOCKED if it opens only with a passphrase
 * or the recovery key; EV_ERROR_KEY if what was given, or the file of keys, is not this register's.
 */
EvStore *ev_store_open (const char *folder, const EvStoreOptions *options, GError **error);

/* A second connection to the same register for another thread, under the same lock. Close it
 * before the first. */
EvStore *ev_store_open_beside (EvStore *store, GError **error);

/* Closes; NULL does nothing. */
void ev_store_close (EvStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvStore, ev_store_close)

/* A copy of the key that the register is sealed with, to open it once more without asking (free
 * with ev_key_free). The three secrets of EvStoreOptions are for opening only and not kept. */
EvKey *ev_store_key (const EvStore *store);

/* The data folder and this register's device id, both borrowed. */
const char *ev_store_folder (const EvStore *store);
const char *ev_store_device (const EvStore *store);

/* Who sits at the laptop: an operator's id, or NULL for nobody. Later changes carry it. */
void ev_store_set_operator (EvStore *store, const char *operator_id);
const char *ev_store_operator (const EvStore *store);

/* Joins several writes into one transaction; calls may not nest. Without begin, each write is a
 * transaction by itself. Rollback also forgets ids and seqs handed out since begin. */
gboolean ev_store_begin (EvStore *store, GError **error);
gboolean ev_store_commit (EvStore *store, GError **error);
void ev_store_rollback (EvStore *store);

/* Writes what a person did: row, search index and change log in one transaction. `wish` names kind,
 * id (NULL: a new record; derived kinds always have one) and fields; the store completes groups
 * from the row, drops assignments that change nothing, and adds id, operator, bases, stamp and seq.
 * Where a person's `consent` is emptied, what may be recorded only with it is emptied too.
 * An event without team gets this device's first team. On success returns the id (g_free). A new
 * record must be whole, and an edit may not empty a required field. EV_ERROR_INVALID with
 * `problems` (may be NULL; array of EvProblem, owned) if the field table forbids it;
 * EV_ERROR_NOT_FOUND if `id` is given, not derived, and there is no such record. Nothing is
 * half-written. */
char *ev_store_write (EvStore *store, const EvChange *wish, GPtrArray **problems, GError **error);

/* The record as it is now, owned; NULL with EV_ERROR_NOT_FOUND if there is none. Deleted and erased
 * records are returned too. */
EvRecord *ev_store_read (EvStore *store, EvKind kind, const char *id, GError **error);

/* Called for each record; FALSE stops. `record` is borrowed. */
typedef gboolean (*EvStoreVisit) (const EvRecord *record, gpointer data);

/* All living records of `kind` in the order in which this laptop got them. `event`, if given, keeps
 * those of one event: itself, its sessions, its people (with any attendance), its attendances, its
 * results and their beneficiaries. People are visited merged: survivors only, their blanks filled
 * from those who were merged into them. `visit` may read and write the store. */
gboolean ev_store_each (EvStore *store, EvKind kind, const char *event, EvStoreVisit visit,
                        gpointer data, GError **error);

/* The number of living records of `kind`, merged people once; -1 with error. */
gint64 ev_store_count (EvStore *store, EvKind kind, GError **error);

/* Who a person is after merging: the id of her survivor, which is her own where she was merged into
 * nobody or is not known. Owned; NULL with error. */
char *ev_store_survivor (EvStore *store, const char *person, GError **error);

/* The ids of all who are one with `person`, herself included, sorted; just hers where nobody was
 * merged. Free with g_strfreev; NULL with error. */
char **ev_store_merged (EvStore *store, const char *person, GError **error);

/* Small facts that belong to this laptop and never travel: key and text, kept in the database.
 * Get returns NULL if unset (g_free); set with NULL removes. */
char *ev_store_setting (EvStore *store, const char *key);
gboolean ev_store_set_setting (EvStore *store, const char *key, const char *text, GError **error);
