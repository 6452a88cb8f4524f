/* Filing from the inside. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/bulletin.h"
#include "server/filing.h"

struct _EvFiling {
  EvCentral *central;
  gint64 project, now, cursor;
  EvShelf *shelf;
  EvBulletin bulletin;
  GHashTable *sums;     /* places key -> EvCentralSum */
  EvCentralDevice *pen; /* the server's own device, once it wrote */
};

/* Brings a record to where it belongs now. */
gboolean ev_filing_refresh (EvFiling *filing, EvCentralRecord *record, GError **error);

/* Forgets a group of a record; its readers forget it by themselves. */
gboolean ev_filing_drop_group (EvFiling *filing, EvCentralRecord *record, const char *group,
                               GError **error);

/* Whether a change erases a person who is not erased yet. */
gboolean ev_filing_erases (const EvCentralRecord *record, const EvChange *change);

/* The ids (char *) of all who are merged with a person, by whatever way, herself left out. Owned.
 */
gboolean ev_filing_class (EvFiling *filing, const EvCentralRecord *person, GPtrArray **others,
                          GError **error);

/* Erases people by their ids, on the server's own word. */
gboolean ev_filing_erase_all (EvFiling *filing, const GPtrArray *ids, GError **error);

/* After the merge has emptied a person's record: what was said of her elsewhere goes too. */
gboolean ev_filing_erase (EvFiling *filing, EvCentralRecord *person, GError **error);

/* Takes the signature out of an attendance of an erased person, and out of its history. */
gboolean ev_filing_strip (EvFiling *filing, EvCentralRecord *attendance, GError **error);
