/* What a person consents to: the project's own text, or the program's. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/kiosk/consent-text.h"

#include <string.h>

#include "base/json.h"
#include "text/i18n.h"

#define BUILT_IN_VERSION "1"
#define DEPTH 4
#define ITEMS 1000

/* "10" is later than "9". */
static gboolean
is_later (const char *version, const char *than)
{
  gint64 number = g_ascii_strtoll (version, NULL, 10);
  gint64 other = g_ascii_strtoll (than, NULL, 10);

  return number != other ? number > other : strcmp (version, than) > 0;
}

char *
ev_consent_text (const EvRecord *project, EvLanguage language, char **version)
{
  const char *map = project ? ev_record_text (project, "consent_texts") : NULL;
  g_autoptr (EvJson) texts = map ? ev_json_parse (map, strlen (map), DEPTH, ITEMS, NULL) : NULL;
  const cJSON *latest = NULL, *each;
  const char *text;

  cJSON_ArrayForEach (each, texts) {
    if (each->string && (!latest || is_later (each->string, latest->string)))
      latest = each;
  }
  text = latest ? ev_json_text (latest, ev_language_code (language)) : NULL;
  *version = g_strdup (text ? latest->string : BUILT_IN_VERSION);
  return g_strdup (text
                       ? text
                       : _ ("I agree that my data, including my community if I choose to state it, "
                            "are used to report on this project."));
}
