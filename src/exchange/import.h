/* People from a table into the register, row by row, nothing lost and nothing guessed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "exchange/table.h"
#include "store/store.h"
#include "text/list.h"

/* What is asked. */
typedef struct {
  const char *event; /* also register them in this event's sessions; NULL: people only */
  gboolean dry_run;  /* find out what would happen; write nothing */
  gboolean strict;   /* take nothing if any row is refused */
  void (*progress) (guint done, guint rows, gpointer data); /* may be NULL */
  gpointer data;
} EvImportOptions;

/* Why a row was not taken. */
typedef struct {
  guint row;   /* as a spreadsheet counts: the heading is row 1 */
  char *field; /* a field's name, or a heading; NULL: the row as a whole */
  EvReason reason;
  gint64 min, max;
} EvImportRefusal;

/* A row whose person may be one already known, as an equal name alone makes possible
 * (EV_CANDIDATE_LEAST in store/candidate.h); it was added as a new person, to be looked at. */
typedef struct {
  guint row;
  char *person, *known; /* ids: the one added and the one that may be the same */
  double score;
} EvImportDoubt;

/* A row whose person was found. */
typedef struct {
  guint row;
  char *person; /* her id */
} EvImportMatch;

typedef struct {
  guint rows; /* that hold anything */
  guint people_added, people_matched, attendance_added;
  GPtrArray *refused; /* of EvImportRefusal, by row */
  GPtrArray *doubts;  /* of EvImportDoubt, by row */
  GPtrArray *matches; /* of EvImportMatch, by row */
  GPtrArray *ignored; /* headings that mean no field (char *) */
} EvImportOutcome;

/* Whether the table is one of our own exports under pseudonyms, which name nobody. */
gboolean ev_import_is_pseudonymous (const EvTable *table, const EvLists *lists);

/* Releases what is inside. */
void ev_import_outcome_clear (EvImportOutcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvImportOutcome, ev_import_outcome_clear)

/* Imports `table`. Columns are known by field name or by the heading of an export in any language;
 * codes by code or by name in any language. `session` (number, date, or id; several joined by ';';
 * default all) and `status` (default registered) are read with an event. A row is taken whole or
 * refused with every field that is wrong; one transaction over all. A known person is matched by
 * names/likeness.h; what is known of her is not overwritten, only blanks are filled.
 * A column `id`, as our own exports have it, says who a row is: a person of that id is she,
 * whatever else the row says, and one who was erased is refused; unknown ids say nothing.
 * EV_ERROR_MALFORMED if the table has no column of names, EV_ERROR_INVALID for an export under
 * pseudonyms, EV_ERROR_NOT_FOUND for the event,
 * EV_ERROR_INVALID if it has no session, or `strict` and a row is refused; EV_ERROR_CANCELLED; on
 * any error nothing is written. */
gboolean ev_import_run (EvStore *store, const EvLists *lists, const EvTable *table,
                        const EvImportOptions *options, EvImportOutcome *outcome,
                        GCancellable *cancellable, GError **error);
