/* What may happen in a day: the table. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "action.h"

#include <string.h>

#include "rights.h"
#include "trouble.h"
#include "work.h"

static const struct {
  const char *name;
  guint weight;
  void (*run) (World *world, Laptop *laptop, Dice *dice);
} actions[] = {
  { "add-person", 10, work_add_person },
  { "edit-person", 14, work_edit_person },
  { "consent", 4, work_consent },
  { "add-event", 4, work_add_event },
  { "add-session", 4, work_add_session },
  { "edit-event", 6, work_edit_event },
  { "move-event", 3, work_move_event },
  { "tick", 14, work_tick },
  { "untick", 3, work_untick },
  { "result", 2, work_result },
  { "note", 2, work_note },
  { "delete", 3, work_delete },
  { "merge", 4, work_merge },
  { "unmerge", 3, work_unmerge },
  { "apart", 3, work_apart },
  { "erase", 2, work_erase },
  { "forbidden", 3, work_forbidden },
  { "unknown-code", 3, work_unknown_code },
  { "parked", 4, work_parked },
  { "sync", 40, trouble_sync },
  { "late-messages", 4, trouble_late_messages },
  { "power-loss", 4, trouble_power_loss },
  { "disk-full", 2, trouble_disk_full },
  { "clock", 4, trouble_clock },
  { "server-clock", 1, trouble_server_clock },
  { "revoke", 1, trouble_revoke },
  { "invite-again", 1, trouble_invite_again },
  { "grant", 1, rights_grant },
  { "deny", 1, rights_deny },
  { "laptop-backup", 2, trouble_laptop_backup },
  { "laptop-restored", 1, trouble_laptop_restored },
  { "laptop-rolled-back", 1, trouble_laptop_rolled_back },
  { "laptop-copied", 1, trouble_laptop_copied },
  { "laptop-cloned", 1, trouble_laptop_cloned },
  { "server-backup", 2, trouble_server_backup },
  { "server-restored", 1, trouble_server_restored },
  { "server-copied-back", 1, trouble_server_copied_back },
};

G_STATIC_ASSERT (G_N_ELEMENTS (actions) <= PLAN_MAX_KINDS);

guint
action_kinds (void)
{
  return G_N_ELEMENTS (actions);
}

const char *
action_name (guint kind)
{
  return actions[kind].name;
}

gboolean
action_parse (const char *name, guint *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++) {
    if (strcmp (actions[i].name, name) == 0) {
      *kind = i;
      return TRUE;
    }
  }
  return FALSE;
}

guint
action_draw (Dice *dice)
{
  guint total = 0, drawn, kind = 0;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    total += actions[i].weight;
  drawn = (guint)dice_roll (dice, total);
  while (drawn >= actions[kind].weight)
    drawn -= actions[kind++].weight;
  return kind;
}

void
action_run (guint kind, World *world, Laptop *laptop, Dice *dice)
{
  actions[kind].run (world, laptop, dice);
}
