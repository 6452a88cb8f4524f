/* Putting a record down: its row and all that follows from it, kept in line. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/record.h"
#include "store/standing-private.h"

/* Writes `after` where `before` was (NULL: nothing), within a transaction of the caller: the row,
 * the digest in `standing`, the words and classes of people. When a person is erased here, what
 * else speaks of her goes too: the log's and the conflicts' values, and the signatures of her
 * attendance. An attendance of an erased person is put down without signature. `after` may lose
 * groups. */
gboolean ev_replica_put (EvDatabase *database, EvStanding *standing, const EvRecord *before,
                         EvRecord *after, GError **error);
