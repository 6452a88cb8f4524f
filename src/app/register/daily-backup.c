/* A copy of the register each day, by itself. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/register/daily-backup.h"

#include "store/backup.h"

#define KEPT 14
#define INTERVAL 1800u /* seconds; a copy is made at the first look of a day */
#define DELAY 3u       /* seconds from opening, while the window comes up */

struct _EvDailyBackup {
  EvWriter *writer; /* borrowed */
  guint timer;
};

static void
backup_job (GTask *task, EvStore *store, gpointer task_data)
{
  ev_backup_daily (store, KEPT, NULL);
  g_task_return_boolean (task, TRUE);
}

static gboolean
look (gpointer data)
{
  ev_writer_run_quietly (((EvDailyBackup *)data)->writer, backup_job, NULL, NULL, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

static gboolean
first_look (gpointer data)
{
  EvDailyBackup *backup = data;

  look (backup);
  backup->timer = g_timeout_add_seconds (INTERVAL, look, backup);
  return G_SOURCE_REMOVE;
}

EvDailyBackup *
ev_daily_backup_start (EvWriter *writer)
{
  EvDailyBackup *backup = g_new0 (EvDailyBackup, 1);

  backup->writer = writer;
  backup->timer = g_timeout_add_seconds (DELAY, first_look, backup);
  return backup;
}

void
ev_daily_backup_stop (EvDailyBackup *backup)
{
  if (!backup)
    return;
  g_source_remove (backup->timer);
  g_free (backup);
}
