/* Which central store is meant, and the first words in a new one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "server/central.h"

/* The store where none is named: $EVIDENCA_STORE, else sqlite: in the user's data folder. Free with
 * g_free. */
char *ev_opening_default (void);

/* Opens `url`, which is sqlite:PATH or postgresql://..., as libpq has it; with `create`, makes what
 * is absent (file and folder; tables in a database that is there) and gives the store an epoch and
 * a device of its own. EV_ERROR_INVALID for another kind of store; the errors of
 * ev_standing_check(). Owned. */
EvCentral *ev_opening_store (const char *url, const EvRandom *random, gboolean create,
                             GError **error);

/* The same without those first words and whatever became of the store. Owned. */
EvCentral *ev_opening_bare (const char *url, gboolean create, GError **error);

/* Whether `url` means a database of PostgreSQL. */
gboolean ev_opening_is_postgres (const char *url);

/* The file of a store in SQLite, borrowed; NULL with EV_ERROR_INVALID for another kind of store. */
const char *ev_opening_path (const char *url, GError **error);

/* A random epoch, unlike any before; free with g_free. */
char *ev_opening_new_epoch (const EvRandom *random);
