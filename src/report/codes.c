/* Codes of one list as small numbers. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/codes.h"

struct _EvCodes {
  GPtrArray *texts;
  GHashTable *numbers;
};

static guint
codes_add (EvCodes *codes, const char *code)
{
  char *text = g_strdup (code);
  g_ptr_array_add (codes->texts, text);
  g_hash_table_insert (codes->numbers, text, GUINT_TO_POINTER (codes->texts->len - 1));
  return codes->texts->len - 1;
}

EvCodes *
ev_codes_new (const char *const *first)
{
  EvCodes *codes = g_new0 (EvCodes, 1);
  codes->texts = g_ptr_array_new_with_free_func (g_free);
  codes->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  codes_add (codes, EV_NOT_STATED);
  for (guint i = 0; first != NULL && first[i] != NULL; i++)
    ev_codes_intern (codes, first[i]);
  return codes;
}

void
ev_codes_free (EvCodes *codes)
{
  if (codes == NULL)
    return;
  g_hash_table_unref (codes->numbers);
  g_ptr_array_unref (codes->texts);
  g_free (codes);
}

guint
ev_codes_find (const EvCodes *codes, const char *code)
{
  gpointer number;
  if (code == NULL || *code == '\0' || g_str_equal (code, "unknown"))
    return 0;
  if (!g_hash_table_lookup_extended (codes->numbers, code, NULL, &number))
    return G_MAXUINT;
  return GPOINTER_TO_UINT (number);
}

guint
ev_codes_intern (EvCodes *codes, const char *code)
{
  guint number = ev_codes_find (codes, code);
  return number == G_MAXUINT ? codes_add (codes, code) : number;
}

const char *
ev_codes_text (const EvCodes *codes, guint number)
{
  return g_ptr_array_index (codes->texts, number);
}

guint
ev_codes_count (const EvCodes *codes)
{
  return codes->texts->len;
}

gboolean *
ev_codes_choose (const EvCodes *codes, const char *const *wanted)
{
  gboolean all = wanted == NULL || wanted[0] == NULL;
  gboolean *chosen = g_new0 (gboolean, codes->texts->len);
  for (guint i = 0; all && i < codes->texts->len; i++)
    chosen[i] = TRUE;
  for (guint i = 0; !all && wanted[i] != NULL; i++) {
    guint number = ev_codes_find (codes, wanted[i]);
    if (number != G_MAXUINT)
      chosen[number] = TRUE;
  }
  return chosen;
}
