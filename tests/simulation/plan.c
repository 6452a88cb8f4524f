/* Which days to live through. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan.h"

#include "action.h"

#define DAY_SHIFT 16

guint
plan_moment (guint day, guint action)
{
  return day << DAY_SHIFT | action;
}

gboolean
plan_has (const Plan *plan, guint day, guint action, guint kind)
{
  if (plan->without >> kind & 1)
    return FALSE;
  for (guint i = 0; plan->only != NULL && i < plan->only->len; i++)
    if (g_array_index (plan->only, guint, i) == plan_moment (day, action))
      return TRUE;
  return plan->only == NULL;
}

Plan *
plan_copy (const Plan *plan)
{
  Plan *copy = g_new (Plan, 1);

  *copy = *plan;
  copy->only = plan->only != NULL ? g_array_copy (plan->only) : NULL;
  return copy;
}

void
plan_free (Plan *plan)
{
  g_clear_pointer (&plan->only, g_array_unref);
  g_free (plan);
}

GArray *
plan_parse_only (const char *text)
{
  g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  for (char **word = words; *word != NULL; word++) {
    char *dot, *end;
    guint day = (guint)g_ascii_strtoull (*word, &dot, 10);
    guint moment = *dot == '.' ? plan_moment (day, (guint)g_ascii_strtoull (dot + 1, &end, 10)) : 0;
    if (*dot != '.' || *end != '\0')
      return NULL;
    g_array_append_val (only, moment);
  }
  return g_steal_pointer (&only);
}

static void
add_without (GString *words, guint64 without)
{
  const char *mark = " --without ";

  for (guint kind = 0; kind < action_kinds (); kind++) {
    if (without >> kind & 1) {
      g_string_append_printf (words, "%s%s", mark, action_name (kind));
      mark = ",";
    }
  }
}

static void
add_only (GString *words, const GArray *only)
{
  for (guint i = 0; i < only->len; i++) {
    guint moment = g_array_index (only, guint, i);
    g_string_append_printf (words, "%s%u.%u", i == 0 ? " --only " : ",", moment >> DAY_SHIFT,
                            moment & ((1 << DAY_SHIFT) - 1));
  }
}

char *
plan_words (const Plan *plan)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, "--world %" G_GUINT64_FORMAT, plan->world);
  if (plan->days > 0)
    g_string_append_printf (words, " --days %u", plan->days);
  if (plan->laptops > 0)
    g_string_append_printf (words, " --laptops %u", plan->laptops);
  if (plan->actions > 0)
    g_string_append_printf (words, " --actions %u", plan->actions);
  if (plan->servers > 0)
    g_string_append_printf (words, " --servers %u", plan->servers);
  add_without (words, plan->without);
  if (plan->only != NULL)
    add_only (words, plan->only);
  if (plan->fault != FAULT_NONE)
    g_string_append_printf (words, " --plant %s", fault_name (plan->fault));
  return g_string_free (g_steal_pointer (&words), FALSE);
}
