/* The languages of the program, and changing among them while it runs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/language.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "text/i18n.h"
#include "text/paths.h"

/* glibc's own counter: raising it makes gettext look at LANGUAGE anew (gettext manual, 11.2.10). */
extern int _nl_msg_cat_cntr;

static const struct {
  const char *code;
  const char *variable; /* as LANGUAGE; English needs a catalogue, or GLib stops translating */
  const char *autonym;
} languages[EV_N_LANGUAGES] = {
  [EV_LANGUAGE_SQ] = { "sq", "sq", "Shqip" },
  [EV_LANGUAGE_SR] = { "sr", "sr", "Српски (ћирилица)" },
  [EV_LANGUAGE_SR_LATIN] = { "sr@latin", "sr@latin", "Srpski (latinica)" },
  [EV_LANGUAGE_EN] = { "en", "en_GB", "English" },
};

/* Without a locale of its own a program gets "C", in which gettext translates nothing. */
static void
leave_the_c_locale (void)
{
  const char *all = setlocale (LC_ALL, "");
  const char *messages = setlocale (LC_MESSAGES, NULL);

  if (all == NULL || strcmp (messages, "C") == 0 || strcmp (messages, "POSIX") == 0) {
    g_unsetenv ("LC_ALL");
    g_unsetenv ("LC_MESSAGES");
    g_unsetenv ("LC_CTYPE");
    g_setenv ("LANG", "C.UTF-8", TRUE);
    setlocale (LC_ALL, "C.UTF-8");
  }
  if (!g_get_charset (NULL))
    setlocale (LC_CTYPE, "C.UTF-8");
  setlocale (LC_NUMERIC, "C");
}

/* Languages of the environment that read one of ours, by the beginning of the locale's name. */
static const struct {
  const char *beginning;
  EvLanguage language;
} known[] = {
  { "sq", EV_LANGUAGE_SQ },        { "aln", EV_LANGUAGE_SQ },      { "sr", EV_LANGUAGE_SR },
  { "bs", EV_LANGUAGE_SR_LATIN },  { "hr", EV_LANGUAGE_SR_LATIN }, { "sh", EV_LANGUAGE_SR_LATIN },
  { "cnr", EV_LANGUAGE_SR_LATIN }, { "en", EV_LANGUAGE_EN },
};

gboolean
ev_language_of_name (const char *name, EvLanguage *language)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    gsize length = strlen (known[i].beginning);

    if (strncmp (name, known[i].beginning, length) != 0 || g_ascii_isalpha (name[length]))
      continue;
    *language = known[i].language;
    if (*language == EV_LANGUAGE_SR &&
        (strstr (name, "@latin") != NULL || strcasestr (name, "latn")))
      *language = EV_LANGUAGE_SR_LATIN;
    return TRUE;
  }
  return FALSE;
}

EvLanguage
ev_language_of_environment (void)
{
  static const char *const variables[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };
  EvLanguage language = EV_LANGUAGE_EN;

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++) {
    const char *value = g_getenv (variables[i]);
    g_auto (GStrv) names = NULL;

    if (value == NULL || *value == '\0')
      continue;
    names = g_strsplit (value, ":", -1);
    for (gsize j = 0; names[j] != NULL; j++)
      if (ev_language_of_name (names[j], &language))
        return language;
    if (i > 0)
      return EV_LANGUAGE_EN;
  }
  return EV_LANGUAGE_EN;
}

void
ev_language_init (void)
{
  EvLanguage wanted = ev_language_of_environment ();
  g_autofree char *folder = ev_paths_locale ();

  leave_the_c_locale ();
  bindtextdomain (EV_TEXT_DOMAIN, folder);
  bind_textdomain_codeset (EV_TEXT_DOMAIN, "UTF-8");
  textdomain (EV_TEXT_DOMAIN);
  /* GLib decides once and for all, at the first look-up, whether to translate at all. */
  g_setenv ("LANGUAGE", languages[EV_LANGUAGE_EN].variable, TRUE);
  g_dgettext (EV_TEXT_DOMAIN, "Language");
  ev_language_set (wanted);
}

void
ev_language_set (EvLanguage language)
{
  g_setenv ("LANGUAGE", languages[language].variable, TRUE);
  _nl_msg_cat_cntr++;
}

EvLanguage
ev_language_get (void)
{
  return ev_language_of_environment ();
}

const char *
ev_language_code (EvLanguage language)
{
  return languages[language].code;
}

gboolean
ev_language_parse (const char *code, EvLanguage *language)
{
  for (guint i = 0; i < EV_N_LANGUAGES; i++)
    if (strcmp (languages[i].code, code) == 0) {
      *language = (EvLanguage)i;
      return TRUE;
    }
  return FALSE;
}

const char *
ev_language_autonym (EvLanguage language)
{
  return languages[language].autonym;
}
