/* Changes of the server's own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/filing-private.h"

#include <string.h>

#include "base/hlc.h"
#include "base/secret.h"

static gboolean
take_pen (EvFiling *filing, GError **error)
{
  g_autofree char *id = NULL;

  if (filing->pen != NULL)
    return TRUE;
  if (!filing->central->fact (filing->central, "device", &id, error) ||
      !filing->central->device_by_id (filing->central, id != NULL ? id : "", &filing->pen, error))
    return FALSE;
  if (filing->pen == NULL)
    g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "the central store has no device of its own");
  return filing->pen != NULL;
}

/* Not before anything that the record holds: the server's word counts when it is given. */
static gint64
stamp_after (const EvFiling *filing, const EvCentralRecord *record)
{
  gint64 last = 0;
  g_auto (GStrv) groups = record != NULL ? ev_record_groups (record->record) : NULL;

  for (char **group = groups; group != NULL && *group != NULL; group++)
    last = MAX (last, ev_record_version (record->record, *group)->stamp);
  return ev_hlc_next (last, filing->now);
}

/* The server knows what it replaces. */
static void
set_bases (EvChange *change, const EvCentralRecord *record)
{
  for (guint i = 0; record != NULL && i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    const char *group = ev_field_group (change->kind, assignment->name);
    const EvVersion *met = ev_record_version (record->record, group);
    if (met != NULL)
      ev_change_set_base (change, group, met->device, met->seq);
  }
}

gboolean
ev_filing_author (EvFiling *filing, EvChange *change, GError **error)
{
  EvReceipt receipt = { .taken_at = filing->now };
  g_autofree char *body = NULL;
  guint8 hash[EV_SECRET_HASH_BYTES];
  EvCentralRecord *record;

  if (!take_pen (filing, error) ||
      !ev_shelf_find (filing->shelf, change->kind, change->id, &record, error))
    return FALSE;
  g_strlcpy (change->version.device, filing->pen->id, sizeof change->version.device);
  change->version.seq = ++filing->pen->acked;
  change->version.stamp = stamp_after (filing, record);
  set_bases (change, record);
  body = ev_filing_body (change);
  ev_filing_mark (change, hash);
  memcpy (receipt.hash, hash, sizeof receipt.hash);
  receipt.device = filing->pen->number;
  receipt.seq = change->version.seq;
  receipt.body = body;
  if (!ev_filing_put (filing, change, NULL, 0, &receipt.record, error))
    return FALSE;
  receipt.cursor = filing->cursor;
  return filing->central->receipt_add (filing->central, &receipt, error);
}
