/* What the server says about its own state. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/vitals.h"

#include <string.h>
#include <sys/statvfs.h>

#include "base/json.h"

/* Bytes. With less on its disk a store may fail any moment: its log alone takes as much. */
#define LEAST_FREE (64 * 1024 * 1024)
/* Milliseconds. */
#define DAY (24 * 60 * 60 * (gint64)1000)

/* Bytes left to ordinary users on the disk of the store; -1: not known, or no matter of ours. */
static gint64
disk_free (const EvService *service)
{
  const char *file = ev_service_file (service);
  struct statvfs disk;

  if (file == NULL || statvfs (file, &disk) != 0)
    return -1;
  return (gint64)disk.f_bavail * (gint64)disk.f_frsize;
}

static gboolean
is_readable (EvService *service)
{
  EvCentral *reader = ev_service_reader (service);
  g_autofree char *epoch = NULL;
  gboolean readable =
      reader->begin (reader, FALSE, NULL) && reader->fact (reader, "epoch", &epoch, NULL);

  reader->rollback (reader);
  ev_service_give_back (service, reader);
  return readable;
}

GBytes *
ev_vitals_health (EvService *service, gboolean *well)
{
  g_autoptr (EvJson) health = cJSON_CreateObject ();
  gboolean readable = is_readable (service);
  gboolean writable = ev_writer_is_well (ev_service_writer (service));
  gint64 left = disk_free (service);
  char *text;

  *well = readable && writable && (left < 0 || left >= LEAST_FREE);
  cJSON_AddBoolToObject (health, "ok", *well);
  cJSON_AddBoolToObject (health, "readable", readable);
  cJSON_AddBoolToObject (health, "writable", writable);
  if (left >= 0)
    ev_json_add_integer (health, "disk_free", left);
  text = ev_json_print (health);
  return g_bytes_new_take (text, strlen (text));
}

/* Laptops that may come, by how long ago they last did: within a day, a week, a month, or not.
 * Each age is counted by itself: an index tells. */
static gboolean
count_seen (EvCentral *central, gint64 now, gint64 counts[4], GError **error)
{
  const gint64 since[] = { now - DAY, now - 7 * DAY, now - 30 * DAY, G_MININT64 };
  gint64 before = 0;

  for (guint i = 0; i < G_N_ELEMENTS (since); i++) {
    gint64 count;
    if (!central->devices_seen (central, since[i], &count, error))
      return FALSE;
    counts[i] = count - before;
    before = count;
  }
  return TRUE;
}

static gboolean
write_laptops (EvService *service, GString *text, GError **error)
{
  static const char *const words[] = { "day", "week", "month", "older" };
  EvCentral *reader = ev_service_reader (service);
  gint64 counts[G_N_ELEMENTS (words)] = { 0 };
  gboolean read = reader->begin (reader, FALSE, error) &&
                  count_seen (reader, ev_service_now (service), counts, error);

  reader->rollback (reader);
  ev_service_give_back (service, reader);
  if (read)
    ev_metrics_write_gauge (text, "evidenca_laptops",
                            "Laptops, by how long ago they were last seen", "seen", words, counts,
                            G_N_ELEMENTS (words));
  return read;
}

static void
write_gauges (EvService *service, GString *text)
{
  const gint64 length = ev_writer_length (ev_service_writer (service));
  const gint64 bound = ev_service_queue_bound (service);
  const gint64 waiting = ev_waiting_count (ev_service_waiting (service));
  const gint64 writable = ev_writer_is_well (ev_service_writer (service));
  const gint64 left = disk_free (service);

  ev_metrics_write_gauge (text, "evidenca_queue_length", "Requests that wait for the writer", NULL,
                          NULL, &length, 1);
  ev_metrics_write_gauge (text, "evidenca_queue_bound", "As many may", NULL, NULL, &bound, 1);
  ev_metrics_write_gauge (text, "evidenca_waiting_laptops", "Laptops that wait for news", NULL,
                          NULL, &waiting, 1);
  ev_metrics_write_gauge (text, "evidenca_store_writable", "Whether the store could be written to",
                          NULL, NULL, &writable, 1);
  if (left >= 0)
    ev_metrics_write_gauge (text, "evidenca_disk_free_bytes", "Left on the disk of the store", NULL,
                            NULL, &left, 1);
}

GBytes *
ev_vitals_metrics (EvService *service, const char *token, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!ev_metrics_is_shown_to (ev_service_metrics (service), token)) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_ENROLLED, "metrics are not for everybody");
    return NULL;
  }
  ev_metrics_write (ev_service_metrics (service), text);
  write_gauges (service, text);
  if (!write_laptops (service, text, error))
    return NULL;
  return g_string_free_to_bytes (g_steal_pointer (&text));
}
