/* The recovery sheet in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/recovery-text.h"

#include <glib.h>

#include "text/i18n.h"

char *
ev_recovery_text (const char *project, const char *date, const char *letters)
{
  return g_strdup_printf (
      "%s\n%s: %s\n%s: %s\n\n%s\n%s\n", C_ ("recovery", "Recovery sheet"), _ ("Project"), project,
      _ ("Date"), date, letters,
      _ ("These letters open every register of the project whose passphrase is forgotten. Print "
         "this page, lock it away, and delete the file. Whoever has it can read everything."));
}
