/* What whoever uses this laptop may see and do, by the role it was enrolled with. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/register/role.h"

#include "store/rights.h"

gboolean
ev_role_is_coordinator (EvRegister *reg)
{
  EvStore *store = ev_register_store (reg);

  return !store || ev_rights_whole (store);
}

gboolean
ev_role_is_viewer (EvRegister *reg)
{
  EvStore *store = ev_register_store (reg);
  g_autofree char *role = store ? ev_store_setting (store, "role") : NULL;

  return g_strcmp0 (role, "viewer") == 0;
}
