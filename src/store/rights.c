/* What whoever uses this laptop may read of what it holds. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/rights.h"

gboolean
ev_rights_whole (EvStore *store)
{
  g_autofree char *role = ev_store_setting (store, "role");
  return role == NULL || g_str_equal (role, "coordinator") || g_str_equal (role, "admin");
}

gboolean
ev_rights_shows (EvStore *store, EvKind kind, const char *field)
{
  return ev_field_guard (kind, field) != EV_CLASS_SENSITIVE || ev_rights_whole (store);
}

gboolean
ev_rights_guarded (const EvRecord *record)
{
  g_auto (GStrv) held = ev_record_fields (record);

  for (char **name = held; *name != NULL; name++)
    if (ev_field_guard (ev_record_kind (record), *name) == EV_CLASS_SENSITIVE &&
        ev_record_value (record, *name) != NULL)
      return TRUE;
  return FALSE;
}
