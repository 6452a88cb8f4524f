/* Ids that are unique offline and can be read over the phone. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/id.h"

#include <string.h>

#define MAX_COUNTER ((gint64)1 << 53)

static const char ALPHABET[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char *
ev_id_base32 (const guint8 *bytes, gsize length)
{
  g_autoptr (GString) text = g_string_sized_new (length * 8 / 5 + 1);
  guint bits = 0, held = 0;

  for (gsize i = 0; i < length; i++) {
    bits = (bits << 8 | bytes[i]) & 0xfff;
    for (held += 8; held >= 5; held -= 5)
      g_string_append_c (text, ALPHABET[bits >> (held - 5) & 31]);
  }
  if (held > 0)
    g_string_append_c (text, ALPHABET[bits << (5 - held) & 31]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
ev_id_new_device (const EvRandom *random)
{
  guint8 bytes[EV_ID_DEVICE_LENGTH];
  char *word = g_malloc (EV_ID_DEVICE_LENGTH + 1);

  ev_random_fill (random, bytes, sizeof bytes);
  for (gsize i = 0; i < EV_ID_DEVICE_LENGTH; i++)
    word[i] = ALPHABET[bytes[i] & 31];
  word[EV_ID_DEVICE_LENGTH] = '\0';
  return word;
}

char *
ev_id_new (const char *device, gint64 counter)
{
  return g_strdup_printf ("%s-%" G_GINT64_FORMAT, device, counter);
}

char *
ev_id_derive (const char *left, const char *right)
{
  return g_strconcat (left, ".", right, NULL);
}

char *
ev_id_pair (const char *one, const char *other)
{
  return strcmp (one, other) < 0 ? ev_id_derive (one, other) : ev_id_derive (other, one);
}

static gboolean
starts_with_device (const char *text)
{
  for (gsize i = 0; i < EV_ID_DEVICE_LENGTH; i++)
    if (text[i] == '\0' || strchr (ALPHABET, text[i]) == NULL)
      return FALSE;
  return TRUE;
}

gboolean
ev_id_is_device (const char *text)
{
  return starts_with_device (text) && text[EV_ID_DEVICE_LENGTH] == '\0';
}

gboolean
ev_id_parse (const char *text, char *device, gint64 *counter)
{
  gint64 number = 0;
  const char *digits;

  if (!starts_with_device (text) || text[EV_ID_DEVICE_LENGTH] != '-')
    return FALSE;
  digits = text + EV_ID_DEVICE_LENGTH + 1;
  if (*digits < '1' || *digits > '9')
    return FALSE;
  for (; g_ascii_isdigit (*digits); digits++) {
    number = number * 10 + (*digits - '0');
    if (number >= MAX_COUNTER)
      return FALSE;
  }
  if (*digits != '\0')
    return FALSE;
  if (device != NULL)
    g_strlcpy (device, text, EV_ID_DEVICE_LENGTH + 1);
  if (counter != NULL)
    *counter = number;
  return TRUE;
}

gboolean
ev_id_split (const char *text, char **left, char **right)
{
  const char *dot = strchr (text, '.');
  g_autofree char *head = NULL;

  if (dot == NULL)
    return FALSE;
  head = g_strndup (text, (gsize)(dot - text));
  if (!ev_id_parse (head, NULL, NULL) || !ev_id_parse (dot + 1, NULL, NULL))
    return FALSE;
  if (right != NULL)
    *right = g_strdup (dot + 1);
  if (left != NULL)
    *left = g_steal_pointer (&head);
  return TRUE;
}

char *
ev_id_normalise (const char *typed)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = typed; *p != '\0'; p++) {
    char c = g_ascii_toupper (*p);
    if (g_ascii_isspace (c))
      continue;
    if (c == 'O')
      c = '0';
    else if (c == 'I' || c == 'L')
      c = '1';
    g_string_append_c (text, c);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
