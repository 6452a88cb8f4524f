/* Where this laptop is: its identity, its clock, its place in the exchange with the server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/standing-private.h"

#include "base/error.h"

static void
read_row (EvQuery *query, EvStanding *standing)
{
  g_strlcpy (standing->device, ev_query_text (query, 0), sizeof standing->device);
  standing->machine = g_strdup (ev_query_text (query, 1));
  standing->seq = ev_query_integer (query, 2);
  standing->stamp = ev_query_integer (query, 3);
  standing->seen = ev_query_integer (query, 4);
  standing->epoch = g_strdup (ev_query_text (query, 6));
  standing->cursor = ev_query_integer (query, 7);
  standing->acked = ev_query_integer (query, 8);
  standing->difference = ev_query_integer (query, 9);
  standing->last_sync = ev_query_integer (query, 10);
  standing->last_verified = ev_query_integer (query, 11);
  standing->last_error = g_strdup (ev_query_text (query, 12));
  standing->commits = ev_query_integer (query, 13);
}

gboolean
ev_standing_load (EvDatabase *database, EvStanding *standing, GError **error)
{
  g_autoptr (EvQuery) query = ev_query_new (
      database, error,
      "SELECT device, machine, seq, stamp, seen, digest, epoch, cursor, acked, difference,"
      " last_sync, last_verified, last_error, commits FROM standing",
      "");

  ev_standing_clear (standing);
  if (query == NULL)
    return FALSE;
  if (!ev_query_next (query, error)) {
    if (ev_query_ended (query))
      g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "this register has no identity");
    return FALSE;
  }
  read_row (query, standing);
  if (!ev_id_is_device (standing->device) ||
      !ev_digest_parse (ev_query_text (query, 5), &standing->digest)) {
    g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "this register's identity is damaged");
    return FALSE;
  }
  return TRUE;
}

gboolean
ev_standing_save (EvDatabase *database, const EvStanding *standing, GError **error)
{
  g_autofree char *digest = ev_digest_format (&standing->digest);

  return ev_query_run (
      database, error,
      "INSERT INTO standing (only, device, machine, seq, stamp, seen, digest, epoch, cursor, acked,"
      " difference, last_sync, last_verified, last_error, commits)"
      " VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (only) DO UPDATE SET device = excluded.device, machine = excluded.machine,"
      " seq = excluded.seq, stamp = excluded.stamp, seen = excluded.seen,"
      " digest = excluded.digest, epoch = excluded.epoch, cursor = excluded.cursor,"
      " acked = excluded.acked, difference = excluded.difference,"
      " last_sync = excluded.last_sync, last_verified = excluded.last_verified,"
      " last_error = excluded.last_error, commits = excluded.commits",
      "ssiiissiiiiisi", standing->device, standing->machine, standing->seq, standing->stamp,
      standing->seen, digest, standing->epoch, standing->cursor, standing->acked,
      standing->difference, standing->last_sync, standing->last_verified, standing->last_error,
      standing->commits);
}

void
ev_standing_clear (EvStanding *standing)
{
  g_free (standing->machine);
  g_free (standing->epoch);
  g_free (standing->last_error);
  *standing = (EvStanding){ 0 };
}

void
ev_standing_copy (const EvStanding *standing, EvStanding *copy)
{
  *copy = *standing;
  copy->machine = g_strdup (standing->machine);
  copy->epoch = g_strdup (standing->epoch);
  copy->last_error = g_strdup (standing->last_error);
}
