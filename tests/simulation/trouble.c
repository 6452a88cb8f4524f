/* What happens to machines and lines. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trouble.h"

#include "rights.h"

#define MINUTE (G_GINT64_CONSTANT (60) * 1000)
#define YEAR (365 * 24 * 60 * MINUTE)

void
trouble_sync (World *world, Laptop *laptop, Dice *dice)
{
  g_auto (EvSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  if (dice_chance (dice, 10))
    power_loss_arm (laptop->disk, 1 + (gint64)dice_roll (dice, 60));
  if (dice_chance (dice, 10))
    hub_arm (world->hub, 1 + (gint64)dice_roll (dice, 80));
  world_sync (world, laptop, dice, &outcome, &error);
  hub_arm (world->hub, 0);
  if (g_error_matches (error, EV_ERROR, EV_ERROR_DAMAGED))
    verdict_blame (&world->verdict, "%s: %s", laptop_name (laptop), error->message);
}

void
trouble_late_messages (World *world, Laptop *laptop, Dice *dice)
{
  network_deliver_late (&world->network);
}

void
trouble_power_loss (World *world, Laptop *laptop, Dice *dice)
{
  power_loss_arm (laptop->disk, 1 + (gint64)dice_roll (dice, 40));
}

void
trouble_disk_full (World *world, Laptop *laptop, Dice *dice)
{
  laptop->full = !laptop->full;
  power_loss_set_room (laptop->disk, laptop->full ? (gint64)dice_roll (dice, 60000) : -1);
}

static gint64
wrong_by (Dice *dice, gint64 most)
{
  return (gint64)dice_roll (dice, (guint64)(2 * most)) - most;
}

void
trouble_clock (World *world, Laptop *laptop, Dice *dice)
{
  switch (dice_roll (dice, 4)) {
  case 0:
    laptop->skew = 0;
    break;
  case 1:
    laptop->skew = wrong_by (dice, 10 * MINUTE);
    break;
  case 2:
    laptop->skew = wrong_by (dice, 3000 * MINUTE);
    break;
  default:
    laptop->skew = wrong_by (dice, 5 * YEAR);
    break;
  }
}

void
trouble_server_clock (World *world, Laptop *laptop, Dice *dice)
{
  world->hub->skew = dice_chance (dice, 50) ? 0 : wrong_by (dice, 10 * MINUTE);
}

void
trouble_revoke (World *world, Laptop *laptop, Dice *dice)
{
  if (laptop->number > 0 &&
      hub_set_state (world->hub, ev_store_device (laptop->store), EV_DEVICE_REVOKED))
    network_set_revoked (&world->network, laptop, TRUE);
}

void
trouble_invite_again (World *world, Laptop *laptop, Dice *dice)
{
  laptop_mend (laptop);
  world_enrol (world, laptop, dice);
}

void
trouble_laptop_backup (World *world, Laptop *laptop, Dice *dice)
{
  if (laptop_make_backup (laptop))
    laptop->backup_mark = world->journal->entries->len;
}

static void
set_back (World *world, Laptop *laptop, void (*put_back) (Laptop *))
{
  if (!laptop->has_backup)
    return;
  laptop_mend (laptop);
  put_back (laptop);
  journal_set_back (world->journal, laptop, laptop->backup_mark);
}

void
trouble_laptop_restored (World *world, Laptop *laptop, Dice *dice)
{
  set_back (world, laptop, laptop_restore);
}

void
trouble_laptop_rolled_back (World *world, Laptop *laptop, Dice *dice)
{
  set_back (world, laptop, laptop_roll_back);
}

static void
copy (World *world, Laptop *laptop, gboolean whole)
{
  if (world->laptops->len == WORLD_MAX_LAPTOPS)
    return;
  laptop_mend (laptop);
  journal_doubled (world->journal, laptop);
  laptop_copy (laptop, world_add_laptop (world), whole);
}

void
trouble_laptop_copied (World *world, Laptop *laptop, Dice *dice)
{
  copy (world, laptop, FALSE);
}

void
trouble_laptop_cloned (World *world, Laptop *laptop, Dice *dice)
{
  copy (world, laptop, TRUE);
}

void
trouble_server_backup (World *world, Laptop *laptop, Dice *dice)
{
  hub_backup (world->hub);
  rights_note (world);
}

void
trouble_server_restored (World *world, Laptop *laptop, Dice *dice)
{
  if (world->hub->backups == 0)
    return;
  hub_restore (world->hub, (guint)dice_roll (dice, world->hub->backups));
  journal_server_set_back (world->journal);
}

/* Also who was shut out since is forgotten, and what teams were given and taken. */
void
trouble_server_copied_back (World *world, Laptop *laptop, Dice *dice)
{
  guint backup;

  if (world->hub->backups == 0)
    return;
  backup = (guint)dice_roll (dice, world->hub->backups);
  hub_copy_back (world->hub, backup);
  journal_server_set_back (world->journal);
  rights_set_back (world, backup);
  g_hash_table_remove_all (world->network.revoked);
}
