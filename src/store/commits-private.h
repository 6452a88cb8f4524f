/* The sealed counter of commits beside a database: a log that lost some is noticed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"
#include "base/key.h"

/* Writes `count` to FOLDER/commits, durable, in place of what was there. */
gboolean ev_commits_set (const char *folder, const EvKey *key, gint64 count, GError **error);

/* The count that FOLDER/commits holds; -1 if it holds none that opens with `key`. */
gint64 ev_commits_get (const char *folder, const EvKey *key);

/* A descriptor of FOLDER/commits for ev_commits_note(), to be closed; -1 if it cannot be had. */
int ev_commits_open (const char *folder);

/* Writes `count` without waiting for the disk: called after a commit that is on the disk, so that
 * what the file holds is never ahead of the database. */
void ev_commits_note (int descriptor, const EvKey *key, gint64 count);
