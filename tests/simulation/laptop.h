/* A laptop of a simulated world: a real register on a disk that may fail, under a clock that lies.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dice.h"
#include "power-loss-vfs.h"
#include "server/central.h"
#include "store/store.h"

typedef struct {
  guint number;
  char *folder; /* the data */
  char *home;   /* where this machine's mark is */
  char *backup; /* a file, once there is a backup */
  gboolean has_backup;
  guint backup_mark; /* how many entries the journal had when it was made */
  char *vfs;
  PowerLoss *disk;
  Dice dice;
  const gint64 *time; /* of the world, ms UTC */
  gint64 skew;        /* of this laptop's clock, ms */
  EvStoreOptions options;
  EvStore *store;
  EvRole role;
  guint teams;   /* a bit each */
  gboolean full; /* its disk is */
} Laptop;

/* A laptop with nothing on it yet, in folders below `folder`. */
Laptop *laptop_new (const char *folder, guint number, guint64 seed, const gint64 *time);
void laptop_free (Laptop *laptop);

/* Opens and closes the register. */
void laptop_open (Laptop *laptop);
void laptop_close (Laptop *laptop);

/* If the power went: starts again from what the disk kept. Returns whether it had gone. */
gboolean laptop_restart (Laptop *laptop);

/* No trouble from now on: the disk has room and the power stays. */
void laptop_mend (Laptop *laptop);

/* Writes a backup, if the disk lets it; puts it back as the program does, or as somebody who copies
 * files does. */
gboolean laptop_make_backup (Laptop *laptop);
void laptop_restore (Laptop *laptop);
void laptop_roll_back (Laptop *laptop);

/* Makes `copy` (which has nothing on it) a copy of the folder, with the machine's key so that it
 * opens; `whole`: of the whole machine, its mark included. */
void laptop_copy (Laptop *laptop, Laptop *copy, gboolean whole);

/* The ids of the records of a kind that this laptop shows; array of char *, owned. */
GPtrArray *laptop_ids (Laptop *laptop, EvKind kind);

/* What it is called in reports. Borrowed. */
const char *laptop_name (const Laptop *laptop);
