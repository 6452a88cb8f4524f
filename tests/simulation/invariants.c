/* The promises that hold whenever all is said. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invariants.h"

#include <string.h>

#include "choices.h"
#include "custody.h"
#include "erasure.h"
#include "history.h"
#include "oracle.h"
#include "replicas.h"
#include "store/backup.h"

static void
check_laptop (World *world, const Oracle *oracle, Laptop *laptop)
{
  if (network_is_revoked (&world->network, laptop))
    return;
  replicas_check_values (world, oracle, laptop);
  replicas_check_survivors (world, oracle, laptop);
  replicas_check_conflicts (world, oracle, laptop);
}

/* Incomplete records, dangling references and codes that only one side knows are no faults of the
 * register. */
static gboolean
is_life (const char *problem)
{
  return strstr (problem, "which is not here") != NULL || strstr (problem, "is missing") != NULL ||
         strstr (problem, "is not valid") != NULL;
}

static void
check_programs (World *world, Laptop *laptop)
{
  g_autoptr (GPtrArray) problems = ev_backup_check (laptop->store, NULL);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    if (!is_life (problems->pdata[i]))
      verdict_blame (&world->verdict, "%s checks itself: %s", laptop_name (laptop),
                     (const char *)problems->pdata[i]);
}

static void
check_server (World *world)
{
  g_autoptr (GPtrArray) problems = hub_check (world->hub);

  if (problems->len > 0)
    verdict_blame (&world->verdict, "the server checks itself: %s",
                   (const char *)problems->pdata[0]);
}

void
invariants_check (World *world)
{
  g_autoptr (Oracle) oracle = oracle_new (world->hub);
  g_autoptr (GPtrArray) history = history_read (world->hub);

  custody_check (world, oracle, history);
  custody_check_overwritten (world, oracle, history);
  choices_check (world, oracle, history);
  for (guint i = 0; i < world->laptops->len && verdict_is_good (&world->verdict); i++) {
    check_laptop (world, oracle, world->laptops->pdata[i]);
    check_programs (world, world->laptops->pdata[i]);
  }
  check_server (world);
  erasure_check (world, oracle);
}
