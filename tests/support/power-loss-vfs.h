/* A disk that fails: an SQLite VFS that loses power, runs full and counts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Writes go through to the system's files, but what was not synced is remembered. When the power
 * goes, every call fails from then on, as for a process that is gone. After the stores are closed,
 * power_loss_recover() puts the files into a state in which a real disk may be found: all that was
 * synced, and of the rest nothing, a beginning, or any of it, the last piece perhaps torn at 512
 * bytes. Names of files are taken as durable at once. */
typedef struct _PowerLoss PowerLoss;

/* Registers a VFS under `name`; `seed` decides what survives. Free with power_loss_free(). */
PowerLoss *power_loss_new (const char *name, guint64 seed);
void power_loss_free (PowerLoss *disk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PowerLoss, power_loss_free)

/* Lets the power go at the `operations`-th write, truncation, sync or deletion from now; below 1
 * never. */
void power_loss_arm (PowerLoss *disk, gint64 operations);

/* Whether the power has gone. */
gboolean power_loss_is_out (const PowerLoss *disk);

/* Brings the power back. No file may be open. */
void power_loss_recover (PowerLoss *disk);

/* Files may grow by so many bytes together, then the disk is full; below 0 there is no limit. */
void power_loss_set_room (PowerLoss *disk, gint64 bytes);

/* How many syncs, and how many bytes of writes, there were since the start. */
guint64 power_loss_syncs (const PowerLoss *disk);
guint64 power_loss_written (const PowerLoss *disk);

/* How many operations that power_loss_arm() counts there were since the start. */
gint64 power_loss_operations (const PowerLoss *disk);
