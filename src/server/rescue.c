/* Values that a laptop still has and this server has lost. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/rescue.h"

#include <string.h>

#include "base/hlc.h"
#include "base/secret.h"
#include "record/merge.h"
#include "server/access.h"

typedef struct {
  EvFiling *filing;
  EvCentral *central;
  const EvCentralDevice *device;
  const EvRules *rules;
  gint64 now;
} Rescue;

/* Whether the author may have written so: a change that the server once judged must have been taken
 * by it, and not been `refused`. Of what the author has not brought yet nothing is known. */
static gboolean
is_credible (const Rescue *rescue, const EvChange *part, gboolean *credible, gboolean *refused,
             GError **error)
{
  g_autoptr (EvCentralDevice) author = NULL;
  g_autoptr (EvReceipt) receipt = NULL;
  guint8 hash[EV_SECRET_HASH_BYTES];

  *credible = *refused = FALSE;
  if (!rescue->central->device_by_id (rescue->central, part->version.device, &author, error))
    return FALSE;
  if (author == NULL || part->version.seq > author->acked) {
    *credible = author == NULL || author->role == EV_ROLE_SERVER ||
                author->project == rescue->device->project;
    return TRUE;
  }
  if (!rescue->central->receipt_find (rescue->central, author->number, part->version.seq, &receipt,
                                      error))
    return FALSE;
  ev_filing_mark (part, hash);
  if (receipt != NULL && memcmp (receipt->hash, hash, sizeof receipt->hash) == 0) {
    *credible = !receipt->refused;
    *refused = receipt->refused;
  }
  return TRUE;
}

static gboolean
is_valid (const Rescue *rescue, const EvChange *part)
{
  g_autoptr (GPtrArray) problems = ev_validate_change (part, rescue->rules);

  return problems->len == 0 &&
         part->version.stamp <= ev_hlc_from_milliseconds (rescue->now + EV_FILING_AHEAD);
}

/* Whether the value is missed: the record is this device's business, and has nothing newer. That
 * somebody is erased is `known` already if another erasure of hers stands here: then only its
 * version is at stake, whoever brings it. */
static gboolean
is_missed (const Rescue *rescue, const EvChange *part, gboolean *missed, gboolean *known,
           GError **error)
{
  const EvAssignment *first = part->fields->pdata[0];
  const EvVersion *met;
  EvCentralRecord *record;
  gboolean erased;

  if (!ev_shelf_find (ev_filing_shelf (rescue->filing), part->kind, part->id, &record, error))
    return FALSE;
  *missed = TRUE;
  *known = FALSE;
  if (record == NULL)
    return TRUE;
  met = ev_record_version (record->record, ev_field_group (part->kind, first->name));
  erased = ev_record_integer (record->record, "erased") != 0;
  *known = erased && strcmp (first->name, "erased") == 0;
  *missed = ev_access_reads (rescue->device, record) && (!erased || *known) &&
            (met == NULL || ev_version_compare (&part->version, met) > 0);
  return TRUE;
}

static gboolean
hold (EvCentral *central, const EvCentralDevice *device, const EvChange *change, gint64 now,
      GError **error)
{
  EvHeld held = {
    .project = device->project, .device = device->number, .at = now, .change = (EvChange *)change
  };
  return central->held_add (central, &held, error);
}

/* What is not to be taken is for the admin to look at: who brought it gives it up. Nothing of the
 * erased is kept. */
static gboolean
hold_part (const Rescue *rescue, const EvChange *part, GError **error)
{
  gboolean may_keep;

  return ev_filing_may_keep (rescue->filing, part, &may_keep, error) &&
         (!may_keep || hold (rescue->central, rescue->device, part, rescue->now, error));
}

static gboolean
take_part (const Rescue *rescue, const EvChange *part, GError **error)
{
  const char *field = NULL;
  gboolean missed, known, credible, refused, may;
  gint64 number, home;

  if (!is_missed (rescue, part, &missed, &known, error) ||
      !is_credible (rescue, part, &credible, &refused, error) ||
      !ev_access_writes (ev_filing_shelf (rescue->filing), rescue->device, part, &may, &field,
                         error))
    return FALSE;
  if (!missed || refused)
    return TRUE;
  if (!known && !(credible && may && is_valid (rescue, part)))
    return hold_part (rescue, part, error);
  return ev_access_home (ev_filing_shelf (rescue->filing), rescue->device, part->id, &home,
                         error) &&
         ev_filing_put (rescue->filing, part, NULL, home, &number, error);
}

/* Each group by itself: one that may not be written holds up no other. */
static gboolean
take_one (const Rescue *rescue, const EvChange *change, GError **error)
{
  g_autoptr (EvRecord) record = ev_record_new (change->kind, change->id);
  g_auto (GStrv) groups = NULL;

  ev_merge_apply (record, change, NULL, NULL);
  groups = ev_record_groups (record);
  for (char **group = groups; *group != NULL; group++) {
    g_autoptr (GPtrArray) parts =
        ev_record_to_changes (record, (const char *const[]){ *group, NULL });
    if (!take_part (rescue, parts->pdata[0], error))
      return FALSE;
  }
  return TRUE;
}

gboolean
ev_rescue_take (EvFiling *filing, const EvCentralDevice *device, const GPtrArray *rescued,
                const EvRules *rules, gint64 now, GError **error)
{
  const Rescue rescue = { filing, ev_shelf_central (ev_filing_shelf (filing)), device, rules, now };

  for (guint i = 0; i < rescued->len; i++) {
    ev_shelf_trim (ev_filing_shelf (filing));
    if (!take_one (&rescue, rescued->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}

gboolean
ev_rescue_hold (EvCentral *central, const EvCentralDevice *device, const GPtrArray *changes,
                gint64 now, GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    if (!hold (central, device, changes->pdata[i], now, error))
      return FALSE;
  return TRUE;
}

gboolean
ev_rescue_release (EvFiling *filing, const EvHeld *held, GError **error)
{
  EvCentral *central = ev_shelf_central (ev_filing_shelf (filing));
  gint64 number;

  return ev_filing_put (filing, held->change, NULL, 0, &number, error) &&
         central->held_remove (central, held->number, error);
}
