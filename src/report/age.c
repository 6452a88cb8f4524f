/* Age groups: from a year of birth, or from what anonymising left of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/age.h"

#define LIST "age_group"

char **
ev_age_scheme_codes (const EvLists *lists, const char *scheme)
{
  const char *const *codes = ev_lists_codes (lists, LIST);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; codes[i] != NULL; i++)
    if (g_strcmp0 (ev_lists_column (lists, LIST, codes[i], "scheme"), scheme) == 0 &&
        ev_lists_column (lists, LIST, codes[i], "min_age") != NULL)
      g_ptr_array_add (chosen, g_strdup (codes[i]));
  if (chosen->len == 0)
    return NULL;
  g_ptr_array_add (chosen, NULL);
  return (char **)g_ptr_array_steal (chosen, NULL);
}

gboolean
ev_age_group_range (const EvLists *lists, const char *code, gint16 *min, gint16 *max)
{
  guint64 low, high = EV_AGE_OPEN;
  const char *from = code == NULL ? NULL : ev_lists_column (lists, LIST, code, "min_age");
  const char *to = code == NULL ? NULL : ev_lists_column (lists, LIST, code, "max_age");
  if (from == NULL || !g_ascii_string_to_unsigned (from, 10, 0, EV_AGE_OPEN, &low, NULL) ||
      (to != NULL && !g_ascii_string_to_unsigned (to, 10, 0, EV_AGE_OPEN, &high, NULL)))
    return FALSE;
  *min = (gint16)low;
  *max = (gint16)high;
  return TRUE;
}
