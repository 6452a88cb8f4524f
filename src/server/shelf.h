/* The records of one project that a transaction has in hand: each is read once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"

/* Lives within one transaction. */
typedef struct _EvShelf EvShelf;

/* An empty shelf over `central`, which must outlive it. */
EvShelf *ev_shelf_new (EvCentral *central, gint64 project);

/* Frees it and every record on it; NULL does nothing. */
void ev_shelf_free (EvShelf *shelf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvShelf, ev_shelf_free)

/* The store and the project behind it. */
EvCentral *ev_shelf_central (const EvShelf *shelf);
gint64 ev_shelf_project (const EvShelf *shelf);

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

/* Lets go of the records if they have become many. */
void ev_shelf_trim (EvShelf *shelf);

/* The number of the team with the record `id`; made on the first mention if `make`, else 0 where
 * nobody ever spoke of it. */
gboolean ev_shelf_team (EvShelf *shelf, const char *id, gboolean make, gint64 *number,
                        GError **error);
