/* A register in a folder of its own, for tests: its clock and its chance are the test's. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/seal-private.h"
#include "store/store.h"

typedef struct {
  char *folder; /* holds `data` and `home`; removed at the end */
  char *data, *home;
  gint64 now;     /* what the clock says, milliseconds; each reading adds a second */
  guint64 chance; /* the state of the random source */
  EvStoreOptions options;
  EvStore *store; /* open; may be NULL */
} Register;

/* Makes one, with a store in `data` whose machine is marked in `home`. */
Register *register_new (void);

/* The same on the SQLite VFS of that name; NULL is the system's. */
Register *register_new_on (const char *vfs);

/* Closes and removes all. */
void register_free (Register *reg);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Register, register_free)

/* Closes and opens again. */
void register_reopen (Register *reg);

/* Writes fields given as name, text pairs ended by NULL (a number where all digits); answers the
 * id. Fails the test if it is refused. */
char *register_write (Register *reg, EvKind kind, const char *id, ...) G_GNUC_NULL_TERMINATED;

/* Makes a person; answers the id. `family` may be NULL. */
char *register_person (Register *reg, const char *given, const char *family);

/* The text of a field of a record as it is now; "" where empty. Owned. */
char *register_text (Register *reg, EvKind kind, const char *id, const char *field);

/* Its key and vault, unlocked once more; to be freed after what was opened with it. */
EvSeal *register_seal (Register *reg);

/* Runs `sql` on the store's file through a connection of its own; answers the first column. */
char *register_sql (Register *reg, const char *sql);
