/* A simulated world. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "world.h"

#include <glib/gstdio.h>

#include "action.h"
#include "peace.h"
#include "sync/enrol.h"

#define START G_GINT64_CONSTANT (1795000000000)
#define SECOND G_GINT64_CONSTANT (1000)
#define HOUR (3600 * SECOND)
#define ENOUGH_TRIES 40

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *inner = g_build_filename (path, name, NULL);
    remove_tree (inner);
  }
  g_remove (path);
}

char *
world_word (World *world)
{
  char word[] = "Zqaaaaa";

  world->words++;
  for (guint i = 6, rest = world->words; i >= 2; i--, rest /= 26)
    word[i] = (char)('a' + rest % 26);
  return g_strdup (word);
}

gboolean
world_sync (World *world, Laptop *laptop, Dice *dice, EvSyncOutcome *outcome, GError **error)
{
  Line line = { &world->network, laptop, dice };
  EvTransport transport = network_transport (&line);
  gboolean done;

  done = ev_sync_run (laptop->store, &transport, outcome, NULL, error);
  journal_follow (world->journal, laptop);
  return done;
}

static gboolean
try_to_enrol (World *world, Laptop *laptop, const char *code, Dice *dice, GError **error)
{
  Line line = { &world->network, laptop, dice };
  EvTransport transport = network_transport (&line);
  EvInvitation invitation = { .url = (char *)"https://forums.example.org", .code = (char *)code };
  g_autoptr (EvEnrolment) enrolment = NULL;

  laptop_close (laptop);
  enrolment = ev_enrol_run (laptop->folder, &laptop->options, &invitation, laptop_name (laptop),
                            &transport, NULL, error);
  return enrolment != NULL;
}

void
world_enrol (World *world, Laptop *laptop, Dice *dice)
{
  g_autofree char *code = hub_invite (world->hub, laptop->role, laptop->teams);
  g_autoptr (GError) error = NULL;
  gboolean enrolled = FALSE;

  for (guint i = 0; i < ENOUGH_TRIES && !enrolled; i++) {
    g_clear_error (&error);
    enrolled = try_to_enrol (world, laptop, code, i < ENOUGH_TRIES / 2 ? dice : NULL, &error);
  }
  if (enrolled) {
    laptop_open (laptop);
    network_set_revoked (&world->network, laptop, FALSE);
  } else {
    verdict_blame (&world->verdict, "%s cannot enrol: %s", laptop_name (laptop), error->message);
  }
}

Laptop *
world_add_laptop (World *world)
{
  Laptop *laptop =
      laptop_new (world->folder, world->laptops->len, world->plan->world, &world->time);

  g_ptr_array_add (world->laptops, laptop);
  return laptop;
}

void
world_expect (World *world, const Laptop *laptop, gboolean done, const GError *error)
{
  if (done || laptop->full || power_loss_is_out (laptop->disk) ||
      g_error_matches (error, EV_ERROR, EV_ERROR_INVALID) ||
      g_error_matches (error, EV_ERROR, EV_ERROR_NOT_FOUND))
    return;
  verdict_blame (&world->verdict, "%s: %s", laptop_name (laptop), error->message);
}

static guint
limited (guint wanted, guint limit)
{
  return limit > 0 ? MIN (wanted, limit) : wanted;
}

/* The first is the office; then a team's door; then whoever comes. */
static void
give_role (Laptop *laptop, Dice *dice)
{
  laptop->role = EV_ROLE_FACILITATOR;
  laptop->teams = 1u << dice_roll (dice, 2);
  if (laptop->number == 0)
    laptop->role = EV_ROLE_COORDINATOR;
  if (laptop->number < 2)
    return;
  switch (dice_roll (dice, 10)) {
  case 0:
  case 1:
  case 2:
    laptop->role = EV_ROLE_COORDINATOR;
    break;
  case 3:
    laptop->role = EV_ROLE_VIEWER;
    break;
  case 4:
    laptop->teams = 3;
    break;
  default:
    break;
  }
}

static void
set_up (World *world)
{
  Dice dice = dice_new (world->plan->world, 'w', 0);
  guint laptops = limited (2 + (guint)dice_roll (&dice, 5) * (guint)dice_roll (&dice, 4) * 5 / 6,
                           world->plan->laptops);

  world->hub = hub_new (world->folder, world->plan->world, world->plan->servers, &world->time);
  network_init (&world->network, world->hub, world->plan->fault, &world->verdict);
  world->network.trace = world->plan->trace;
  for (guint i = 0; i < laptops && verdict_is_good (&world->verdict); i++) {
    Dice own = dice_new (world->plan->world, 'r', i);
    Laptop *laptop = world_add_laptop (world);
    give_role (laptop, &own);
    world_enrol (world, laptop, &own);
  }
}

/* One action, which somebody or something does on one of the laptops. */
static void
act (World *world, guint day, guint number)
{
  Dice dice = dice_new (world->plan->world, day, number);
  guint kind = action_draw (&dice);
  Laptop *laptop = world->laptops->pdata[dice_roll (&dice, world->laptops->len)];
  gint64 pause = (gint64)dice_roll (&dice, 600) * SECOND;

  if (!plan_has (world->plan, day, number, kind))
    return;
  world->time += SECOND + pause;
  if (world->plan->trace)
    g_print ("  %u.%u %s %s\n", day, number, laptop_name (laptop), action_name (kind));
  journal_begin (world->journal, laptop);
  action_run (kind, world, laptop, &dice);
  if (laptop_restart (laptop))
    journal_follow (world->journal, laptop);
  journal_end (world->journal, laptop);
}

static void
live_day (World *world, guint day)
{
  Dice dice = dice_new (world->plan->world, 'd', day);
  guint actions =
      limited (5 + (guint)dice_roll (&dice, WORLD_MAX_ACTIONS - 5), world->plan->actions);

  world->time += (8 + (gint64)dice_roll (&dice, 16)) * HOUR;
  for (guint i = 1; i <= actions && verdict_is_good (&world->verdict); i++)
    act (world, day, i);
  if (verdict_is_good (&world->verdict))
    peace_make (world);
}

static void
tear_down (World *world)
{
  g_ptr_array_unref (world->laptops);
  network_clear (&world->network);
  hub_free (world->hub);
  journal_free (world->journal);
  g_ptr_array_unref (world->rights);
  remove_tree (world->folder);
  g_free (world->folder);
}

Outcome
world_live (const Plan *plan)
{
  World world = { .plan = plan, .time = START };
  Dice dice = dice_new (plan->world, 'o', 0);
  guint days = limited (1 + (guint)dice_roll (&dice, 5), plan->days);
  Outcome outcome = { 0 };

  world.folder = g_dir_make_tmp ("evidenca-world-XXXXXX", NULL);
  world.laptops = g_ptr_array_new_with_free_func ((GDestroyNotify)laptop_free);
  world.journal = journal_new ();
  world.rights = g_ptr_array_new_with_free_func ((GDestroyNotify)g_hash_table_unref);
  set_up (&world);
  while (outcome.days < days && verdict_is_good (&world.verdict))
    live_day (&world, ++outcome.days);
  outcome.blame = world.verdict.blame;
  outcome.promise = world.verdict.promise;
  outcome.fingerprint = peace_fingerprint (&world);
  tear_down (&world);
  return outcome;
}
