/* Putting a record down: its row and all that follows from it, kept in line. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/replica-private.h"

#include "store/candidate-keys-private.h"
#include "store/erasure-private.h"
#include "store/row-private.h"
#include "store/survivor-private.h"
#include "store/words-private.h"

static gboolean
is_erased (const EvRecord *record)
{
  return record != NULL && ev_record_kind (record) == EV_KIND_PERSON &&
         ev_record_integer (record, "erased") != 0;
}

static void
move_digest (EvStanding *standing, const EvRecord *before, const EvRecord *after)
{
  if (before != NULL)
    ev_digest_subtract (&standing->digest, before);
  ev_digest_add (&standing->digest, after);
}

static gboolean
put_classes (EvDatabase *database, const EvRecord *before, const EvRecord *after, GError **error)
{
  const char *old = before != NULL ? ev_record_text (before, "merged_into") : NULL;

  if (before != NULL && !ev_record_is_blank (after) &&
      g_strcmp0 (old, ev_record_text (after, "merged_into")) == 0)
    return TRUE;
  return ev_survivor_update (database, ev_record_id (after), error);
}

static gboolean
put_person (EvDatabase *database, EvStanding *standing, gint64 place, const EvRecord *before,
            const EvRecord *after, GError **error)
{
  gboolean is_new = before == NULL;

  if (!ev_words_save (database, place, is_new, after, error) ||
      !ev_candidate_keys_save (database, place, is_new, after, error) ||
      !put_classes (database, before, after, error))
    return FALSE;
  return !is_erased (after) || is_erased (before) ||
         ev_erasure_purge (database, standing, ev_record_id (after), error);
}

static gboolean
remove_row (EvDatabase *database, const EvRecord *before, const EvRecord *after, GError **error)
{
  gint64 place;

  if (before == NULL)
    return TRUE;
  if (ev_record_kind (after) != EV_KIND_PERSON)
    return ev_row_save (database, after, error);
  return ev_row_place (database, EV_KIND_PERSON, ev_record_id (after), &place, error) &&
         ev_words_remove (database, place, error) &&
         ev_candidate_keys_remove (database, place, error) &&
         ev_row_save (database, after, error) && put_classes (database, before, after, error);
}

gboolean
ev_replica_put (EvDatabase *database, EvStanding *standing, const EvRecord *before, EvRecord *after,
                GError **error)
{
  gint64 place;

  if (ev_record_kind (after) == EV_KIND_ATTENDANCE && !ev_erasure_strip (database, after, error))
    return FALSE;
  move_digest (standing, before, after);
  if (ev_record_is_blank (after))
    return remove_row (database, before, after, error);
  if (ev_record_kind (after) != EV_KIND_PERSON)
    return ev_row_save (database, after, error);
  return ev_row_put (database, after, &place, error) &&
         put_person (database, standing, place, before, after, error);
}
