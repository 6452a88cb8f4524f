/* How the server is to be run. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/settings.h"

#include <string.h>

#include "server/words.h"

#define GROUP "server"
/* Characters; 26 of base32 are 130 bits. */
#define LEAST_TOKEN 26
#define MOST_NUMBER 1000000

typedef enum { TEXT, FLAG, NUMBER } Type;

static const struct {
  const char *name;
  Type type;
  gboolean tls; /* is about how the server is trusted */
  gsize offset;
} keys[] = {
  { "store", TEXT, FALSE, offsetof (EvSettings, store) },
  { "listen", TEXT, FALSE, offsetof (EvSettings, listen) },
  { "public-url", TEXT, FALSE, offsetof (EvSettings, public_url) },
  { "tls-cert", TEXT, TRUE, offsetof (EvSettings, certificate) },
  { "tls-key", TEXT, TRUE, offsetof (EvSettings, key) },
  { "tls-self-signed", TEXT, TRUE, offsetof (EvSettings, own_folder) },
  { "behind-proxy", FLAG, TRUE, offsetof (EvSettings, behind_proxy) },
  { "metrics-token", TEXT, FALSE, offsetof (EvSettings, metrics_token) },
  { "connections", NUMBER, FALSE, offsetof (EvSettings, connections) },
  { "threads", NUMBER, FALSE, offsetof (EvSettings, threads) },
};

static gpointer
member (EvSettings *settings, guint key)
{
  return (char *)settings + keys[key].offset;
}

static void
set_text (EvSettings *settings, guint key, const char *text)
{
  char **place = member (settings, key);

  g_free (*place);
  *place = g_strdup (text);
}

void
ev_settings_clear (EvSettings *settings)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].type == TEXT)
      set_text (settings, i, NULL);
}

static gboolean
set (EvSettings *settings, guint key, const char *value)
{
  guint64 number;

  switch (keys[key].type) {
  case FLAG:
    *(gboolean *)member (settings, key) = strcmp (value, "true") == 0;
    return strcmp (value, "true") == 0 || strcmp (value, "false") == 0;
  case NUMBER:
    if (!g_ascii_string_to_unsigned (value, 10, 1, MOST_NUMBER, &number, NULL))
      return FALSE;
    *(guint *)member (settings, key) = (guint)number;
    return TRUE;
  case TEXT:
    set_text (settings, key, value);
    return *value != '\0';
  }
  return FALSE;
}

/* The file, line by line: GKeyFile would say what is wrong, but not where, and quote it. */

typedef struct {
  EvSettings *settings;
  gboolean inside; /* of the group */
  guint seen;      /* keys, as bits */
} Reading;

static const char *
read_group (Reading *reading, const char *text)
{
  reading->inside = strcmp (text, "[" GROUP "]") == 0;
  return reading->inside ? NULL : "there is only the group [" GROUP "]";
}

static const char *
read_key (Reading *reading, const char *name, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    if (strcmp (name, keys[i].name) != 0)
      continue;
    if ((reading->seen & 1u << i) != 0)
      return "this was said before";
    reading->seen |= 1u << i;
    return set (reading->settings, i, value) ? NULL : "this value is not fit";
  }
  return "there is no such setting";
}

/* What is wrong with a line; NULL: nothing. Static. */
static const char *
read_line (Reading *reading, char *text)
{
  char *equals = strchr (text, '=');

  if (*text == '\0' || *text == '#')
    return NULL;
  if (*text == '[')
    return read_group (reading, text);
  if (equals == NULL)
    return "NAME=VALUE is expected";
  if (!reading->inside)
    return "[" GROUP "] is expected first";
  *equals = '\0';
  return read_key (reading, g_strchomp (text), g_strchug (equals + 1));
}

gboolean
ev_settings_read (EvSettings *settings, const char *file, GError **error)
{
  g_autofree char *text = NULL;
  Reading reading = { .settings = settings };
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (file, &text, NULL, error))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    const char *wrong = read_line (&reading, g_strstrip (lines[i]));
    if (wrong == NULL)
      continue;
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "%s:%u: %s", file, i + 1, wrong);
    return FALSE;
  }
  return TRUE;
}

/* Flags. */

static void
forget_tls (EvSettings *settings)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].tls && keys[i].type == TEXT)
      set_text (settings, i, NULL);
  settings->behind_proxy = FALSE;
}

/* FALSE: it stands without a value, or with one that is not fit. `value` NULL: it is absent. */
static gboolean
take_flag (GPtrArray *words, guint key, const char **value)
{
  g_autofree char *flag = g_strconcat ("--", keys[key].name, NULL);

  *value = NULL;
  if (keys[key].type != FLAG)
    return ev_words_option (words, flag, value);
  if (ev_words_flag (words, flag))
    *value = "true";
  return TRUE;
}

gboolean
ev_settings_take (EvSettings *settings, GPtrArray *words)
{
  const char *given[G_N_ELEMENTS (keys)];
  gboolean tls = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    if (!take_flag (words, i, &given[i]))
      return FALSE;
    tls = tls || (given[i] != NULL && keys[i].tls);
  }
  if (tls)
    forget_tls (settings);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (given[i] != NULL && !set (settings, i, given[i]))
      return FALSE;
  return TRUE;
}

gboolean
ev_settings_agree (const EvSettings *settings, GError **error)
{
  int ways =
      (settings->certificate != NULL) + (settings->own_folder != NULL) + settings->behind_proxy;

  if (ways == 1 && (settings->certificate != NULL) == (settings->key != NULL))
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_INVALID,
               "just one of tls-cert with tls-key, tls-self-signed, behind-proxy is expected");
  return FALSE;
}

gboolean
ev_settings_parse_address (const char *text, char **host, guint16 *port)
{
  const char *colon = text != NULL ? strrchr (text, ':') : NULL;
  gsize length = colon != NULL ? (gsize)(colon - text) : 0;
  guint64 number;

  if (length == 0 || !g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT16, &number, NULL))
    return FALSE;
  if (*text == '[' && (length < 3 || text[length - 1] != ']'))
    return FALSE;
  *port = (guint16)number;
  *host = *text == '[' ? g_strndup (text + 1, length - 2) : g_strndup (text, length);
  return TRUE;
}

char *
ev_settings_read_token (const char *file, GError **error)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (file, &text, NULL, error))
    return NULL;
  if (strlen (g_strstrip (text)) >= LEAST_TOKEN)
    return g_steal_pointer (&text);
  g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "%s: a token has at least %d characters", file,
               LEAST_TOKEN);
  return NULL;
}
