/* The records of one project that a transaction has in hand: each is read once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"

/* Lives within one transaction, unless it is put by. */
typedef struct _EvShelf EvShelf;

/* An empty shelf over `central`, which must outlive it. */
EvShelf *ev_shelf_new (EvCentral *central, gint64 project);

/* The shelf that was put by last for this project, which is held, if nobody else has written to the
 * store since and nothing was undone; else an empty one. Owned. */
EvShelf *ev_shelf_take_up (EvCentral *central, gint64 project, GError **error);

/* Leaves it to whoever takes it up next, in this transaction or a later one: everything on it is
 * stored. Takes it over. */
void ev_shelf_put_by (EvShelf *shelf);

/* Frees it and every record on it; NULL does nothing. */
void ev_shelf_free (EvShelf *shelf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvShelf, ev_shelf_free)

/* The store and the project behind it. */
EvCentral *ev_shelf_central (const EvShelf *shelf);
gint64 ev_shelf_project (const EvShelf *shelf);

/* Reads at once what `count` changes are about, so that it need not be asked for one by one. */
gboolean ev_shelf_expect (EvShelf *shelf, const EvChange *const *changes, guint count,
                          GError **error);

/* Whether it is known that no record hangs on this id. */
gboolean ev_shelf_is_alone (const EvShelf *shelf, const char *id);

/* The record by kind and id, or by number; `record` is NULL where there is none. Borrowed until the
 * shelf is trimmed. */
gboolean ev_shelf_find (EvShelf *shelf, EvKind kind, const char *id, EvCentralRecord **record,
                        GError **error);
gboolean ev_shelf_get (EvShelf *shelf, gint64 number, EvCentralRecord **record, GError **error);

/* A new record, not yet stored. Borrowed likewise. */
EvCentralRecord *ev_shelf_make (EvShelf *shelf, EvKind kind, const char *id);

/* Stores a record of the shelf. */
gboolean ev_shelf_save (EvShelf *shelf, EvCentralRecord *record, const char *anchor,
                        GError **error);

/* Lets go of records that were not asked for lately if they have become many. */
void ev_shelf_trim (EvShelf *shelf);

/* The number of the team with the record `id`; made on the first mention if `make`, else 0 where
 * nobody ever spoke of it. */
gboolean ev_shelf_team (EvShelf *shelf, const char *id, gboolean make, gint64 *number,
                        GError **error);
