/* The admin's first page: all projects, and the backups. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/page-projects.h"

#include "base/json.h"

typedef struct {
  gint64 laptops, seen;
} Tally;

static Tally
tally (const GPtrArray *devices, gint64 project)
{
  Tally sum = { 0 };

  for (guint i = 0; i < devices->len; i++) {
    const EvCentralDevice *device = devices->pdata[i];
    if (device->project != project || device->role == EV_ROLE_SERVER)
      continue;
    sum.laptops += device->state == EV_DEVICE_ACTIVE;
    sum.seen = MAX (sum.seen, device->seen);
  }
  return sum;
}

static void
write_project (EvPageFrame *frame, const EvCentralProject *project, Tally sum)
{
  ev_page_open (frame->page, "tr", NULL);
  ev_page_open (frame->page, "th", "scope", "row", NULL);
  ev_page_frame_link (frame, EV_PAGE_PATH_PROJECT, "code", project->code, project->name);
  ev_page_close (frame->page);
  ev_page_put (frame->page, "td", project->code);
  ev_page_frame_number_cell (frame, sum.laptops);
  ev_page_frame_moment_cell (frame, sum.seen);
  ev_page_close (frame->page);
}

static void
write_projects (EvPageFrame *frame, const GPtrArray *projects, const GPtrArray *devices)
{
  static const EvPageWord columns[] = { EV_PAGE_NAME, EV_PAGE_CODE, EV_PAGE_LAPTOPS,
                                        EV_PAGE_LAST_SEEN };

  if (projects->len == 0) {
    ev_page_frame_put (frame, "p", EV_PAGE_NO_PROJECTS);
    ev_page_frame_command (frame, "evidenca-server project add CODE \"Name\"");
    return;
  }
  ev_page_frame_table (frame, EV_PAGE_PROJECTS, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < projects->len; i++) {
    const EvCentralProject *project = projects->pdata[i];
    write_project (frame, project, tally (devices, project->number));
  }
  ev_page_frame_table_end (frame);
}

static void
write_advice (EvPageFrame *frame)
{
  ev_page_frame_put (frame, "p", EV_PAGE_BACKUP_PLAIN);
  ev_page_frame_command (frame, "evidenca-server backup-key new");
}

/* `last` is what the command noted: when, and how large. */
static void
write_backups (EvPageFrame *frame, const char *last)
{
  g_autoptr (EvJson) note = last != NULL ? cJSON_Parse (last) : NULL;
  gint64 at = 0, size = 0;
  g_autofree char *megabytes = NULL;

  ev_page_open (frame->page, "section", NULL);
  ev_page_frame_put (frame, "h2", EV_PAGE_BACKUPS);
  if (note != NULL && ev_json_integer (note, "at", &at) && ev_json_integer (note, "size", &size)) {
    megabytes = g_strdup_printf ("%.1f", (double)size / 1e6);
    ev_page_open (frame->page, "dl", NULL);
    ev_page_frame_put (frame, "dt", EV_PAGE_BACKUP_LAST);
    ev_page_open (frame->page, "dd", NULL);
    ev_page_frame_moment (frame, at, EV_PAGE_NEVER);
    ev_page_close (frame->page);
    ev_page_frame_put (frame, "dt", EV_PAGE_BACKUP_SIZE);
    ev_page_put (frame->page, "dd", megabytes);
    ev_page_close (frame->page);
    if (!cJSON_IsTrue (cJSON_GetObjectItem (note, "sealed")))
      write_advice (frame);
  } else {
    ev_page_frame_put (frame, "p", EV_PAGE_NO_BACKUP);
  }
  ev_page_frame_put (frame, "p", EV_PAGE_BACKUP_HOW);
  ev_page_frame_command (frame, "evidenca-server backup FILE");
  ev_page_close (frame->page);
}

GBytes *
ev_page_projects_write (EvPageFrame *frame, EvCentral *central, GError **error)
{
  g_autoptr (GPtrArray) projects = NULL, devices = NULL;
  g_autofree char *last = NULL;

  if (!central->projects (central, &projects, error) ||
      !central->devices (central, &devices, error) ||
      !central->fact (central, EV_PAGE_PROJECTS_BACKUP, &last, error))
    return NULL;
  ev_page_frame_begin (frame, EV_PAGE_PROJECTS, NULL);
  write_projects (frame, projects, devices);
  write_backups (frame, last);
  return ev_page_frame_end (frame);
}
