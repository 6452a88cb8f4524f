/* Names of backups. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/backup.h"

/* A free name FOLDER/backups/before-WHAT-DATE-N.db, owned; the folder is made if absent. */
char *ev_backup_free_name (const char *folder, const char *what, const EvClock *clock,
                           GError **error);
