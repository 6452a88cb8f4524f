/* What a scanner types when it reads a badge. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/badge-code.h"

#include <string.h>

#include "base/id.h"

/* The Serbian Cyrillic layout: what the keys of an American keyboard give. */
static const char LATIN[] = "ABCDEFGHJKMNPQRSTVWXYZ";
static const gunichar cyrillic[] = {
  0x410, 0x411, 0x426, 0x414, 0x415, 0x424, 0x413, 0x425, 0x408, 0x41a, 0x41c,
  0x41d, 0x41f, 0x409, 0x420, 0x421, 0x422, 0x412, 0x40a, 0x40f, 0x417, 0x405,
};

static char
latin_of (gunichar letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (cyrillic); i++) {
    if (letter == cyrillic[i])
      return LATIN[i];
  }
  return letter < 0x80 ? (char)letter : '?';
}

/* Capitals and digits; whatever stands between word and counter becomes the hyphen. */
static char *
in_latin (const char *typed)
{
  GString *code = g_string_new (NULL);

  for (const char *p = typed; *p; p = g_utf8_next_char (p)) {
    char letter = latin_of (g_unichar_toupper (g_utf8_get_char (p)));
    g_string_append_c (
        code, code->len == EV_ID_DEVICE_LENGTH && !g_ascii_isalnum (letter) ? '-' : letter);
  }
  return g_string_free (code, FALSE);
}

static void
exchange_y_and_z (char *code)
{
  for (; *code; code++)
    *code = *code == 'Y' ? 'Z' : *code == 'Z' ? 'Y' : *code;
}

char **
ev_badge_code_read (const char *typed)
{
  g_autofree char *text = g_utf8_validate (typed, -1, NULL) ? g_strstrip (g_strdup (typed)) : NULL;
  g_autofree char *code = text ? in_latin (text) : NULL;
  g_autofree char *other = g_strdup (code);
  const char *ids[] = { code, NULL, NULL };

  if (!code || !ev_id_parse (code, NULL, NULL))
    return NULL;
  exchange_y_and_z (other);
  if (strcmp (code, other) != 0)
    ids[1] = other;
  return g_strdupv ((char **)ids);
}

char **
ev_badge_code_find (const char *typed, gsize *begins)
{
  for (const char *p = typed; *p; p = g_utf8_next_char (p)) {
    char **ids = ev_badge_code_read (p);
    *begins = (gsize)(p - typed);
    if (ids)
      return ids;
  }
  return NULL;
}
