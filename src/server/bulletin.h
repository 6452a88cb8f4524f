/* Tells those who read a record what is new about it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"

/* What a transaction has to tell of one project, and to whom it told something. */
typedef struct {
  EvCentral *central;
  gint64 project;
  GArray *scopes; /* of gint64: where something is new */
} EvBulletin;

/* An empty bulletin; release with ev_bulletin_clear(). */
void ev_bulletin_init (EvBulletin *bulletin, EvCentral *central, gint64 project);
void ev_bulletin_clear (EvBulletin *bulletin);

/* Tells one scope that something happened to the record at `cursor`. */
gboolean ev_bulletin_tell (EvBulletin *bulletin, gint64 scope, gint64 cursor,
                           const EvCentralRecord *record, EvNewsKind kind, GError **error);

/* Tells every scope that reads the record now. */
gboolean ev_bulletin_tell_readers (EvBulletin *bulletin, gint64 cursor,
                                   const EvCentralRecord *record, EvNewsKind kind, GError **error);

/* Marks the groups in `written` (char *) with `cursor`, lets go of the marks of groups that the
 * record has no more, and withdraws the news that are left with nothing to say. */
gboolean ev_bulletin_remark (EvBulletin *bulletin, EvCentralRecord *record,
                             const GPtrArray *written, gint64 cursor, GError **error);
