/* A copy of the register each day, by itself. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/register/writer.h"

typedef struct _EvDailyBackup EvDailyBackup;

/* Looks soon and then every half hour whether today's copy is there, and lets `writer` (borrowed)
 * make it; the last fourteen are kept. Stop with ev_daily_backup_stop(). */
EvDailyBackup *ev_daily_backup_start (EvWriter *writer);

/* No further looks; frees. NULL does nothing. */
void ev_daily_backup_stop (EvDailyBackup *backup);
