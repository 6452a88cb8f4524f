/* What would change if two people were merged, before anybody decides. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "names/likeness.h"
#include "store/store.h"

typedef struct {
  EvRecord *keep, *other;              /* as they are seen now: survivors, blanks filled */
  EvRecord *after;                     /* as the one person would be seen */
  guint keep_sessions, other_sessions; /* attended by each */
  guint both_sessions;                 /* of them, by both: they will count once */
  EvLikeness likeness;
} EvPeoplePreview;

/* Frees it. */
void ev_people_preview_free (EvPeoplePreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvPeoplePreview, ev_people_preview_free)

/* What ev_people_merge() would make of the two. Owned; NULL with EV_ERROR_NOT_FOUND if one is not
 * here or gone, EV_ERROR_INVALID if they are one already. */
EvPeoplePreview *ev_people_preview (EvStore *store, const char *keep, const char *other,
                                    GError **error);
