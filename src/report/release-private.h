/* How a new report hangs together with published ones. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/release.h"

typedef struct {
  GArray *links;     /* EvPublishedLink, over `tables` */
  GPtrArray *tables; /* EvPublishedTable */
  GArray *known;     /* EvKnownRelease */
} EvReleaseLinks;

/* Compares a selection with each of the releases. A selection lies within another if its period
 * does, and its municipality, project and event types do; then one can be subtracted from the
 * other. Two periods side by side that make up a third give the people who are in both. */
EvReleaseLinks *ev_release_links_new (const EvReportFilter *filter,
                                      const EvRelease *const *releases, guint n_releases,
                                      const EvCrowd *crowd);
void ev_release_links_free (EvReleaseLinks *links);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvReleaseLinks, ev_release_links_free)
