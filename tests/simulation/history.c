/* What the server wrote down of every change. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "history.h"

#include <string.h>

static void
taken_free (gpointer data)
{
  Taken *taken = data;

  g_clear_pointer (&taken->change, ev_change_free);
  g_free (taken);
}

/* The body of a receipt is a JSON object: kind, id, stamp, operator, fields, bases. */
static EvChange *
read_body (const EvCentralDevice *device, gint64 seq, const char *body)
{
  g_autoptr (EvJson) json = ev_json_parse (body, strlen (body), 32, 10000, NULL);
  EvChange *change;
  EvKind kind;

  if (json == NULL || !ev_kind_parse (ev_json_text (json, "kind"), &kind))
    g_error ("the history has a change without kind: %s", body);
  change = ev_change_new (kind, ev_json_text (json, "id"));
  g_strlcpy (change->version.device, device->id, sizeof change->version.device);
  change->version.seq = seq;
  ev_json_integer (json, "stamp", &change->version.stamp);
  change->operator_id = g_strdup (ev_json_text (json, "operator"));
  if (!ev_change_fields_from_json (change, cJSON_GetObjectItem (json, "fields"), NULL) ||
      !ev_change_bases_from_json (change, cJSON_GetObjectItem (json, "bases"), NULL))
    g_error ("the history has an ill-formed change: %s", body);
  return change;
}

static void
read_device (Hub *hub, const EvCentralDevice *device, GPtrArray *history)
{
  for (gint64 seq = 1; seq <= device->acked; seq++) {
    EvReceipt *receipt = NULL;
    Taken *taken;

    if (!hub->central->receipt_find (hub->central, device->number, seq, &receipt, NULL))
      g_error ("the history cannot be read");
    if (receipt == NULL)
      continue;
    taken = g_new0 (Taken, 1);
    taken->refused = receipt->refused;
    if (receipt->body != NULL)
      taken->change = read_body (device, seq, receipt->body);
    g_ptr_array_add (history, taken);
    ev_central_receipt_free (receipt);
  }
}

GPtrArray *
history_read (Hub *hub)
{
  GPtrArray *history = g_ptr_array_new_with_free_func (taken_free);
  g_autoptr (GPtrArray) devices = NULL;

  if (!hub->central->begin (hub->central, FALSE, NULL) ||
      !hub->central->devices (hub->central, &devices, NULL))
    g_error ("the devices cannot be read");
  for (guint i = 0; i < devices->len; i++)
    read_device (hub, devices->pdata[i], history);
  hub->central->rollback (hub->central);
  return history;
}
