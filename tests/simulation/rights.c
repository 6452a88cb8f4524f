/* Teams that the admin gives to laptops and takes from them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rights.h"

static char *
token_of (const Laptop *laptop)
{
  return ev_store_setting (laptop->store, "server.token");
}

static void
change (World *world, Laptop *laptop, guint granted, guint denied)
{
  g_autofree char *token = token_of (laptop);

  if (laptop->role != EV_ROLE_FACILITATOR ||
      !hub_change_teams (world->hub, ev_store_device (laptop->store), granted, denied))
    return;
  for (guint i = 0; i < world->laptops->len; i++) {
    Laptop *other = world->laptops->pdata[i];
    g_autofree char *its = token_of (other);
    if (g_strcmp0 (its, token) == 0)
      other->teams = (other->teams | granted) & ~denied;
  }
}

void
rights_grant (World *world, Laptop *laptop, Dice *dice)
{
  change (world, laptop, 1u << dice_roll (dice, HUB_TEAMS), 0);
}

void
rights_deny (World *world, Laptop *laptop, Dice *dice)
{
  change (world, laptop, 0, 1u << dice_roll (dice, HUB_TEAMS));
}

void
rights_note (World *world)
{
  GHashTable *teams = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < world->laptops->len; i++) {
    const Laptop *laptop = world->laptops->pdata[i];
    char *token = token_of (laptop);
    if (token != NULL)
      g_hash_table_insert (teams, token, GUINT_TO_POINTER (laptop->teams));
  }
  g_ptr_array_add (world->rights, teams);
}

void
rights_set_back (World *world, guint backup)
{
  for (guint i = 0; i < world->laptops->len; i++) {
    Laptop *laptop = world->laptops->pdata[i];
    g_autofree char *token = token_of (laptop);
    gpointer teams;
    if (token != NULL &&
        g_hash_table_lookup_extended (world->rights->pdata[backup], token, NULL, &teams))
      laptop->teams = GPOINTER_TO_UINT (teams);
  }
}
