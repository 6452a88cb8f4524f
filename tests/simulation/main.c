/* Lives through random days of laptops and a server, and looks whether all promises were kept. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <stdlib.h>

#include "action.h"
#include "shrink.h"

/* After how many days a planted fault must have been found. */
#define PATIENCE 400

typedef struct {
  gint days, laptops, actions, servers;
  gint64 seed, world;
  char *without, *only, *plant, *resume;
  gboolean trace, twice, no_shrink;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->without);
  g_free (options->only);
  g_free (options->plant);
  g_free (options->resume);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* How far a long run has come. */
typedef struct {
  guint64 worlds, days;
} Progress;

static gboolean
parse_options (Options *options, int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "days", 0, 0, G_OPTION_ARG_INT, &options->days, "How many days in all", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed, "Which worlds", "N" },
    { "resume", 0, 0, G_OPTION_ARG_FILENAME, &options->resume, "Keep count in, go on from",
      "FILE" },
    { "world", 0, 0, G_OPTION_ARG_INT64, &options->world, "This one world only", "N" },
    { "laptops", 0, 0, G_OPTION_ARG_INT, &options->laptops, "At most so many laptops", "N" },
    { "actions", 0, 0, G_OPTION_ARG_INT, &options->actions, "At most so many a day", "N" },
    { "servers", 0, 0, G_OPTION_ARG_INT, &options->servers, "So many, on one store", "N" },
    { "without", 0, 0, G_OPTION_ARG_STRING, &options->without, "Leave out kinds", "KIND,..." },
    { "only", 0, 0, G_OPTION_ARG_STRING, &options->only, "Nothing else", "DAY.ACTION,..." },
    { "plant", 0, 0, G_OPTION_ARG_STRING, &options->plant, "Plant a fault to find", "FAULT" },
    { "trace", 0, 0, G_OPTION_ARG_NONE, &options->trace, "Tell what happens", NULL },
    { "twice", 0, 0, G_OPTION_ARG_NONE, &options->twice, "Live each world twice: the same?", NULL },
    { "no-shrink", 0, 0, G_OPTION_ARG_NONE, &options->no_shrink, "Do not shrink", NULL },
    { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, &argc, &argv, &error) && argc == 1)
    return TRUE;
  g_printerr ("simulation: %s\n", error != NULL ? error->message : "too many words");
  return FALSE;
}

static gboolean
parse_without (const char *text, guint64 *without)
{
  g_auto (GStrv) names = g_strsplit (text != NULL ? text : "", ",", -1);

  for (char **name = names; *name != NULL; name++) {
    guint kind;
    if (!action_parse (*name, &kind)) {
      g_printerr ("simulation: there is no kind %s\n", *name);
      return FALSE;
    }
    *without |= G_GUINT64_CONSTANT (1) << kind;
  }
  return TRUE;
}

static gboolean
make_plan (const Options *options, Plan *plan)
{
  *plan = (Plan){ .world = (guint64)options->world,
                  .days = options->world != 0 ? (guint)options->days : 0,
                  .laptops = (guint)options->laptops,
                  .actions = (guint)options->actions,
                  .servers = (guint)options->servers,
                  .trace = options->trace };
  if (options->only != NULL)
    plan->only = plan_parse_only (options->only);
  if ((options->only != NULL && plan->only == NULL) ||
      (options->plant != NULL && !fault_parse (options->plant, &plan->fault))) {
    g_printerr ("simulation: --only DAY.ACTION,... --plant FAULT\n");
    return FALSE;
  }
  return parse_without (options->without, &plan->without);
}

static void
read_progress (const char *file, Progress *progress)
{
  g_autofree char *text = NULL;
  char *end;

  if (file == NULL || !g_file_get_contents (file, &text, NULL, NULL))
    return;
  progress->worlds = g_ascii_strtoull (text, &end, 10);
  progress->days = g_ascii_strtoull (end, NULL, 10);
}

static void
write_progress (const char *file, const Progress *progress)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n",
                                           progress->worlds, progress->days);

  if (file != NULL)
    g_file_set_contents (file, text, -1, NULL);
}

static void
report (const Options *options, const Plan *failing, const Outcome *outcome)
{
  g_autofree char *words = plan_words (failing);

  g_print ("%s\n  simulation %s\n", outcome->blame, words);
  if (!options->no_shrink) {
    g_autoptr (Plan) least = shrink (failing, outcome->promise);
    g_autofree char *fewer = plan_words (least);
    Outcome again = world_live (least);
    g_print ("shrunk: %s\n  simulation %s\n", again.blame, fewer);
    g_free (again.blame);
  }
}

/* A world that goes wrong by the planted fault goes well without it. */
static gboolean
goes_well_without (const Plan *failing)
{
  g_autoptr (Plan) sound = plan_copy (failing);
  Outcome outcome;

  sound->fault = FAULT_NONE;
  outcome = world_live (sound);
  g_free (outcome.blame);
  return outcome.promise == NULL;
}

/* Lives through one world. FALSE if a promise was broken. */
static gboolean
live (const Options *options, Plan *plan, guint *days)
{
  Outcome outcome = world_live (plan);
  g_autofree char *blame = outcome.blame;

  *days = outcome.days;
  if (blame == NULL && options->twice) {
    Outcome again = world_live (plan);
    if (again.fingerprint != outcome.fingerprint || again.blame != NULL)
      outcome.blame = blame = g_strdup ("the same seed led elsewhere");
    g_free (again.blame);
  }
  if (blame == NULL)
    return TRUE;
  plan->days = outcome.days;
  if (plan->fault == FAULT_NONE)
    report (options, plan, &outcome);
  else if (goes_well_without (plan))
    g_print ("found: %s\n", blame);
  else
    return TRUE; /* something else: no proof */
  return FALSE;
}

static gboolean
live_all (const Options *options, Plan *plan, guint64 days)
{
  Progress progress = { 0 };

  read_progress (options->resume, &progress);
  while (progress.days < days) {
    Dice dice = dice_new ((guint64)options->seed, 's', progress.worlds);
    guint lived;

    plan->days = 0;
    plan->world = dice_roll (&dice, G_MAXINT32) + 1;
    if (!live (options, plan, &lived))
      return FALSE;
    progress.worlds++;
    progress.days += lived;
    write_progress (options->resume, &progress);
  }
  g_print ("%" G_GUINT64_FORMAT " days in %" G_GUINT64_FORMAT " worlds, all promises kept\n",
           progress.days, progress.worlds);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_auto (Options) options = { .days = 0, .seed = 1 };
  Plan plan;
  gboolean good;
  guint lived;

  if (!parse_options (&options, argc, argv) || !make_plan (&options, &plan))
    return 2;
  if (options.world != 0)
    good = live (&options, &plan, &lived);
  else
    good = live_all (&options, &plan,
                     plan.fault != FAULT_NONE ? PATIENCE : (guint64)MAX (options.days, 1));
  g_clear_pointer (&plan.only, g_array_unref);
  /* A planted fault is there to be found. */
  return good == (plan.fault == FAULT_NONE) ? EXIT_SUCCESS : EXIT_FAILURE;
}
