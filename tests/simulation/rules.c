/* What the programs are told of the country. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules.h"

#include <string.h>

static gboolean
any_code (const char *list, const char *code, gpointer data)
{
  return TRUE;
}

static gboolean
old_code (const char *list, const char *code, gpointer data)
{
  return strcmp (code, RULES_NEW_MUNICIPALITY) != 0;
}

EvRules
rules_of_laptop (void)
{
  return (EvRules){ .has_code = any_code };
}

EvRules
rules_of_server (void)
{
  return (EvRules){ .has_code = old_code };
}
