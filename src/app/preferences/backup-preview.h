/* What is in a backup, before it takes the register's place. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"
#include "text/list.h"

typedef struct {
  gint64 people, events, attendances;
  char *last_event; /* name of the event with the latest session; NULL without any */
  char *last_date;  /* its day */
} EvBackupPreview;

/* Opens a copy of `file` in a folder of its own within `folder` (the register's, so that nothing
 * personal leaves it) with the register's `key` or what else opens it here, counts, and removes the
 * copy. Release with ev_backup_preview_clear(). Errors as ev_backup_restore(). It takes as long as
 * opening the register. */
gboolean ev_backup_preview_look (const char *file, const char *folder, EvLists *lists,
                                 const EvKey *key, EvBackupPreview *preview, GError **error);

/* Frees what is inside. */
void ev_backup_preview_clear (EvBackupPreview *preview);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvBackupPreview, ev_backup_preview_clear)
