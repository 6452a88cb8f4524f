/* What the audit keeps of a change, and what tells it from another. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/secret.h"
#include "server/filing.h"

void
ev_filing_mark (const EvChange *change, guint8 *hash)
{
  g_autofree char *form = g_strdup_printf ("%s/%s/%" G_GINT64_FORMAT, ev_kind_name (change->kind),
                                           change->id, change->version.stamp);
  ev_secret_hash (form, strlen (form), hash);
}

char *
ev_filing_body (const EvChange *change)
{
  g_autoptr (EvJson) body = cJSON_CreateObject ();

  ev_json_add_text (body, "kind", ev_kind_name (change->kind));
  ev_json_add_text (body, "id", change->id);
  ev_json_add_integer (body, "stamp", change->version.stamp);
  if (change->operator_id != NULL)
    ev_json_add_text (body, "operator", change->operator_id);
  cJSON_AddItemToObject (body, "fields", ev_change_fields_to_json (change));
  cJSON_AddItemToObject (body, "bases", ev_change_bases_to_json (change));
  return ev_json_print (body);
}

/* All that the one says, the other says too. An erasure takes signatures out of a laptop's log. */
static gboolean
includes (const cJSON *fields, const cJSON *part)
{
  const cJSON *member;

  cJSON_ArrayForEach (member, part) {
    const cJSON *other = cJSON_GetObjectItemCaseSensitive (fields, member->string);
    gboolean blanked = cJSON_IsNull (other) && strcmp (member->string, "signature") == 0;
    if (other == NULL || (!blanked && !cJSON_Compare (other, member, TRUE)))
      return FALSE;
  }
  return TRUE;
}

gboolean
ev_filing_is_same (const char *body, const EvReceipt *receipt)
{
  g_autoptr (EvJson) ours = NULL;
  g_autoptr (EvJson) theirs = NULL;

  if (receipt->body == NULL)
    return TRUE;
  ours = cJSON_Parse (body);
  theirs = cJSON_Parse (receipt->body);
  return g_strcmp0 (ev_json_text (ours, "operator"), ev_json_text (theirs, "operator")) == 0 &&
         includes (cJSON_GetObjectItemCaseSensitive (ours, "fields"),
                   cJSON_GetObjectItemCaseSensitive (theirs, "fields"));
}
