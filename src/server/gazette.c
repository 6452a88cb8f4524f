/* Published reports on the server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/gazette.h"

#include <string.h>

#include "report/fixed.h"
#include "server/visit.h"

/* Reports looked at for one answer, and the text after which it is full. */
#define MOST_AT_ONCE 20
#define MOST_TEXT (4 * 1024 * 1024)

static gboolean
unfit (GError **error, const char *what)
{
  g_set_error_literal (error, EV_ERROR, EV_ERROR_INVALID, what);
  return FALSE;
}

gboolean
ev_gazette_is_fit (const EvPosting *posting, guint threshold, GError **error)
{
  g_autoptr (EvJson) json = cJSON_Parse (posting->report);
  g_autoptr (EvReport) report = json != NULL ? ev_fixed_report (json, NULL) : NULL;
  g_autoptr (EvRelease) release = report != NULL ? ev_release_parse (json, NULL) : NULL;

  if (release == NULL)
    return unfit (error, "this is no report");
  if (report->audience != EV_AUDIENCE_PUBLIC)
    return unfit (error, "this report is not for the public");
  if (ev_release_tells_small (release, threshold))
    return unfit (error, "this report tells of fewer people than the project lets it");
  return TRUE;
}

static gboolean
threshold_of (EvCentral *central, gint64 project, guint *threshold, GError **error)
{
  g_autoptr (EvCentralRecord) record = NULL;
  gint64 stated = 0;

  if (!central->record_find (central, project, EV_KIND_PROJECT, EV_PROJECT_ID, &record, error))
    return FALSE;
  if (record != NULL)
    stated = ev_record_integer (record->record, "small_cell");
  *threshold = stated > 0 ? (guint)MIN (stated, G_MAXUINT16) : EV_SMALL_CELL_DEFAULT;
  return TRUE;
}

/* What was read of the device when the request came may be old by now. */
static gboolean
may_publish (EvCentral *central, const EvCentralDevice *device, GError **error)
{
  g_autoptr (EvCentralDevice) now = NULL;

  if (!central->device_by_id (central, device->id, &now, error))
    return FALSE;
  if (now == NULL || now->state == EV_DEVICE_REVOKED) {
    g_set_error (error, EV_ERROR, EV_ERROR_REVOKED, "device %s is revoked", device->id);
    return FALSE;
  }
  if (!ev_visit_is_heard (now, error))
    return FALSE;
  if (now->role != EV_ROLE_COORDINATOR) {
    g_set_error (error, EV_ERROR, EV_ERROR_DENIED, "device %s may not publish", device->id);
    return FALSE;
  }
  return TRUE;
}

static gboolean
was_there (const EvCentralRelease *there, const EvPosting *posting, gint64 *number, GError **error)
{
  *number = there->number;
  return strcmp (there->report, posting->report) == 0 ||
         unfit (error, "another report has this id");
}

static gboolean
check_order (EvCentral *central, gint64 project, const EvPosting *posting, GError **error)
{
  g_autofree char *newest = NULL;
  gint64 number;

  if (!central->release_last (central, project, &number, &newest, error))
    return FALSE;
  if (g_strcmp0 (newest, posting->after) == 0)
    return TRUE;
  g_set_error_literal (error, EV_ERROR, EV_ERROR_EXISTS, "others have published meanwhile");
  return FALSE;
}

static gboolean
add (EvCentral *central, const EvCentralDevice *device, const EvPosting *posting, gint64 cursor,
     gint64 *number, GError **error)
{
  const EvCentralRelease release = { .number = cursor + 1,
                                     .project = device->project,
                                     .device = device->number,
                                     .id = posting->id,
                                     .after = posting->after,
                                     .at = posting->at,
                                     .operator_id = posting->operator_id,
                                     .report = posting->report };

  *number = release.number;
  return central->set_cursor (central, device->project, release.number, error) &&
         central->release_add (central, &release, error);
}

gboolean
ev_gazette_take (EvCentral *central, const EvCentralDevice *device, const EvPosting *posting,
                 gint64 *number, GError **error)
{
  g_autoptr (EvCentralRelease) there = NULL;
  guint threshold;
  gint64 cursor;

  /* Held, so that nobody else publishes between the check and the word. */
  if (!central->hold (central, device->project, error) ||
      !central->cursor (central, device->project, &cursor, error) ||
      !may_publish (central, device, error) ||
      !central->release_find (central, device->project, posting->id, &there, error))
    return FALSE;
  if (there != NULL)
    return was_there (there, posting, number, error);
  return threshold_of (central, device->project, &threshold, error) &&
         ev_gazette_is_fit (posting, threshold, error) &&
         check_order (central, device->project, posting, error) &&
         add (central, device, posting, cursor, number, error);
}

static EvPosting *
posting_of (EvCentralRelease *release)
{
  EvPosting *posting = ev_posting_new (release->id);

  posting->after = g_steal_pointer (&release->after);
  posting->number = release->number;
  posting->at = release->at;
  posting->operator_id = g_steal_pointer (&release->operator_id);
  posting->report = g_steal_pointer (&release->report);
  return posting;
}

/* At least one, if there is any. */
static GBytes *
write_some (const GPtrArray *found)
{
  g_autoptr (GPtrArray) postings = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_posting_free);
  gsize text = 0;
  guint i;

  for (i = 0; i < found->len && (i == 0 || text < MOST_TEXT); i++) {
    EvCentralRelease *release = found->pdata[i];
    text += strlen (release->report);
    g_ptr_array_add (postings, posting_of (release));
  }
  return ev_posting_write_list (postings, i < found->len || found->len == MOST_AT_ONCE);
}

GBytes *
ev_gazette_tell (EvCentral *central, const EvCentralDevice *device, gint64 after, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;
  gboolean read;

  if (!ev_visit_is_heard (device, error) || !central->begin (central, FALSE, error))
    return NULL;
  read = central->releases (central, device->project, after, MOST_AT_ONCE, &found, error);
  central->rollback (central);
  return read ? write_some (found) : NULL;
}
