/* Erasure in the central store. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/filing-private.h"

#include <string.h>

gboolean
ev_filing_erases (const EvCentralRecord *record, const EvChange *change)
{
  const EvAssignment *erased = ev_change_find (change, "erased");

  return change->kind == EV_KIND_PERSON && erased != NULL &&
         ev_value_integer (erased->value) != 0 && ev_record_integer (record->record, "erased") == 0;
}

static void
add_member (GPtrArray *members, const char *id)
{
  if (id != NULL && !g_ptr_array_find_with_equal_func (members, id, g_str_equal, NULL))
    g_ptr_array_add (members, g_strdup (id));
}

/* Those whom one member was merged into, and who was merged into her. */
static gboolean
add_neighbours (EvFiling *filing, const char *id, GPtrArray *members, GError **error)
{
  EvCentralRecord *person;
  g_autoptr (GArray) numbers = NULL;

  if (!ev_shelf_find (filing->shelf, EV_KIND_PERSON, id, &person, error) ||
      !filing->central->records_at (filing->central, filing->project, EV_KIND_PERSON, id, &numbers,
                                    error))
    return FALSE;
  if (person != NULL)
    add_member (members, ev_record_text (person->record, "merged_into"));
  for (guint i = 0; i < numbers->len; i++) {
    if (!ev_shelf_get (filing->shelf, g_array_index (numbers, gint64, i), &person, error))
      return FALSE;
    if (person != NULL)
      add_member (members, ev_record_id (person->record));
  }
  return TRUE;
}

gboolean
ev_filing_class (EvFiling *filing, const EvCentralRecord *person, GPtrArray **others,
                 GError **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);

  add_member (members, ev_record_id (person->record));
  for (guint i = 0; i < members->len; i++)
    if (!add_neighbours (filing, members->pdata[i], members, error))
      return FALSE;
  g_ptr_array_remove_index (members, 0);
  *others = g_steal_pointer (&members);
  return TRUE;
}

gboolean
ev_filing_erase_all (EvFiling *filing, const GPtrArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (EvChange) change = ev_change_new (EV_KIND_PERSON, ids->pdata[i]);
    EvCentralRecord *person;

    if (!ev_shelf_find (filing->shelf, EV_KIND_PERSON, ids->pdata[i], &person, error))
      return FALSE;
    ev_change_set_integer (change, "erased", 1);
    if (person != NULL && ev_filing_erases (person, change) &&
        !ev_filing_author (filing, change, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
ev_filing_strip (EvFiling *filing, EvCentralRecord *attendance, GError **error)
{
  if (ev_record_version (attendance->record, "signature") == NULL)
    return TRUE;
  return ev_filing_drop_group (filing, attendance, "signature", error) &&
         filing->central->receipts_purge (filing->central, attendance->number, error) &&
         filing->central->conflicts_purge (filing->central, attendance->number, "signature",
                                           error) &&
         filing->central->held_purge (filing->central, filing->project, EV_KIND_ATTENDANCE,
                                      ev_record_id (attendance->record), error);
}

static gboolean
strip_all (EvFiling *filing, const EvCentralRecord *person, GError **error)
{
  g_autoptr (GArray) numbers = NULL;

  if (!filing->central->records_at (filing->central, filing->project, EV_KIND_ATTENDANCE,
                                    ev_record_id (person->record), &numbers, error))
    return FALSE;
  for (guint i = 0; i < numbers->len; i++) {
    EvCentralRecord *attendance;
    if (!ev_shelf_get (filing->shelf, g_array_index (numbers, gint64, i), &attendance, error))
      return FALSE;
    if (attendance != NULL && !ev_filing_strip (filing, attendance, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
ev_filing_erase (EvFiling *filing, EvCentralRecord *person, GError **error)
{
  EvCentral *central = filing->central;

  return central->erased_add (central, filing->project, ev_record_id (person->record), filing->now,
                              error) &&
         central->receipts_purge (central, person->number, error) &&
         central->conflicts_purge (central, person->number, NULL, error) &&
         central->held_purge (central, filing->project, EV_KIND_PERSON,
                              ev_record_id (person->record), error) &&
         strip_all (filing, person, error) && ev_filing_refresh (filing, person, error);
}
