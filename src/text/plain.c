/* What a person typed, without what does not matter. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/plain-private.h"

#include <glib.h>

#define D_WITH_STROKE 0x0111

char *
ev_plain_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);
  g_autofree char *parts = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  GString *out = g_string_new (NULL);

  for (const char *p = parts; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c == D_WITH_STROKE)
      g_string_append_c (out, 'd');
    else if (!g_unichar_ismark (c))
      g_string_append_unichar (out, c);
  }
  return g_strstrip (g_string_free (out, FALSE));
}
