/* The letter that gives a status of attendance from the keyboard. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/status-key.h"

#include <string.h>

#include "names/fold.h"
#include "text/i18n.h"

/* Translators: one letter each, all different. It gives the status named in the context to the
 * people chosen in the list, and is the sign that stands for it there. */
static const struct {
  const char *status, *context, *letter;
} keys[] = {
  { "present", "key: Present", NC_ ("key: Present", "P") },
  { "late", "key: Late", NC_ ("key: Late", "L") },
  { "left_early", "key: Left early", NC_ ("key: Left early", "F") },
  { "remote", "key: Attended remotely", NC_ ("key: Attended remotely", "O") },
  { "walk_in", "key: Walk-in", NC_ ("key: Walk-in", "W") },
  { "excused", "key: Excused absence", NC_ ("key: Excused absence", "E") },
  { "absent", "key: Absent", NC_ ("key: Absent", "A") },
  { "registered", "key: Registered", NC_ ("key: Registered", "R") },
  { "invited", "key: Invited", NC_ ("key: Invited", "I") },
  { "confirmed", "key: Confirmed", NC_ ("key: Confirmed", "C") },
  { "declined", "key: Declined", NC_ ("key: Declined", "D") },
  { "cancelled", "key: Cancelled", NC_ ("key: Cancelled", "X") },
};

const char *
ev_status_key_letter (const char *status)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    if (g_strcmp0 (status, keys[i].status) == 0)
      return C_ (keys[i].context, keys[i].letter);
  }
  return "";
}

const char *
ev_status_key_find (gunichar key)
{
  char typed[7] = "";
  g_autofree char *folded = NULL;

  if (!g_unichar_isalpha (key))
    return NULL;
  typed[g_unichar_to_utf8 (key, typed)] = '\0';
  folded = ev_fold_text (typed);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *letter = ev_fold_text (ev_status_key_letter (keys[i].status));
    if (strcmp (folded, letter) == 0)
      return keys[i].status;
  }
  return NULL;
}
