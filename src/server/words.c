/* The words of a command line. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/words.h"

gboolean
ev_words_option (GPtrArray *words, const char *name, const char **value)
{
  guint index;

  if (!g_ptr_array_find_with_equal_func (words, name, g_str_equal, &index))
    return TRUE;
  if (index + 1 == words->len)
    return FALSE;
  *value = words->pdata[index + 1];
  g_ptr_array_remove_range (words, index, 2);
  return TRUE;
}

gboolean
ev_words_flag (GPtrArray *words, const char *name)
{
  guint index;

  if (!g_ptr_array_find_with_equal_func (words, name, g_str_equal, &index))
    return FALSE;
  g_ptr_array_remove_index (words, index);
  return TRUE;
}
