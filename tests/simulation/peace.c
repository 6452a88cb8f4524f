/* The end of a day. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "peace.h"

#include "invariants.h"
#include "oracle.h"

/* Rounds in which everybody syncs once; by then there is nothing left to say. */
#define MOST_ROUNDS 14

static gboolean
is_shut_out (const GError *error)
{
  return g_error_matches (error, EV_ERROR, EV_ERROR_REVOKED) ||
         g_error_matches (error, EV_ERROR, EV_ERROR_NOT_ENROLLED);
}

/* A laptop that the server does not know, although the admin wants it, is invited anew. */
static void
mend_access (World *world, Laptop *laptop, const GError *error)
{
  if (!is_shut_out (error))
    verdict_blame (&world->verdict, "%s cannot sync on a good line: %s", laptop_name (laptop),
                   error->message);
  else if (!network_is_revoked (&world->network, laptop))
    world_enrol (world, laptop, NULL);
}

/* Syncs once. Returns why it is not at rest; NULL if it is. Owned. */
static char *
settle (World *world, Laptop *laptop)
{
  g_auto (EvSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  world->time += 1000;
  if (!world_sync (world, laptop, NULL, &outcome, &error)) {
    mend_access (world, laptop, error);
    if (!verdict_is_good (&world->verdict))
      return g_strdup (error->message);
    return network_is_revoked (&world->network, laptop) ? NULL : g_strdup (error->message);
  }
  if (network_is_revoked (&world->network, laptop))
    verdict_blame (&world->verdict, "%s syncs although it is revoked", laptop_name (laptop));
  if (outcome.sent + outcome.received + outcome.refused > 0)
    return g_strdup_printf ("sent %" G_GINT64_FORMAT ", received %" G_GINT64_FORMAT
                            ", refused %" G_GINT64_FORMAT,
                            outcome.sent, outcome.received, outcome.refused);
  return outcome.verified ? NULL : g_strdup ("is not verified");
}

static char *
settle_all (World *world)
{
  char *restless = NULL;

  for (guint i = 0; i < world->laptops->len && verdict_is_good (&world->verdict); i++) {
    Laptop *laptop = world->laptops->pdata[i];
    g_autofree char *why = settle (world, laptop);
    if (why == NULL)
      continue;
    if (world->plan->trace)
      g_print ("  peace: %s %s\n", laptop_name (laptop), why);
    g_free (restless);
    restless = g_strdup_printf ("%s %s", laptop_name (laptop), why);
  }
  return restless;
}

static void
heal (World *world)
{
  power_loss_arm (world->hub->disk, 0);
  for (guint i = 0; i < world->laptops->len; i++) {
    Laptop *laptop = world->laptops->pdata[i];
    laptop_mend (laptop);
    laptop_close (laptop);
    laptop_open (laptop);
  }
  network_deliver_late (&world->network);
}

void
peace_make (World *world)
{
  heal (world);
  for (guint round = 1; verdict_is_good (&world->verdict); round++) {
    g_autofree char *restless = settle_all (world);
    if (restless == NULL)
      break;
    if (round == MOST_ROUNDS)
      verdict_blame (&world->verdict, "there is no rest after %u rounds: %s", round, restless);
  }
  if (verdict_is_good (&world->verdict))
    invariants_check (world);
}

guint64
peace_fingerprint (World *world)
{
  g_autoptr (Oracle) oracle = oracle_new (world->hub);
  EvDigest digest = { 0 };

  for (guint i = 0; i < oracle->order->len; i++)
    ev_digest_add (&digest, ((const EvCentralRecord *)oracle->order->pdata[i])->record);
  return digest.high ^ digest.low ^ (world->network.messages << 32 | world->words);
}
