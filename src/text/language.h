/* The languages of the program, and changing among them while it runs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef enum {
  EV_LANGUAGE_SQ,       /* Albanian */
  EV_LANGUAGE_SR,       /* Serbian, Cyrillic */
  EV_LANGUAGE_SR_LATIN, /* Serbian, Latin */
  EV_LANGUAGE_EN,
  EV_N_LANGUAGES
} EvLanguage;

/* Makes translation work on any machine, with or without generated locales, and starts with the
 * environment's language. Call once, first thing in main(), before threads; a GTK program calls
 * gtk_disable_setlocale() besides. */
void ev_language_init (void);

/* The language that the environment asks for, in the order of LANGUAGE; bs, hr and the like read
 * Serbian in Latin letters. English if none of ours. */
EvLanguage ev_language_of_environment (void);

/* Switches the whole program. Texts already fetched stay; windows are to be made anew. Not while
 * other threads read the environment. */
void ev_language_set (EvLanguage language);

/* The present language. */
EvLanguage ev_language_get (void);

/* Its code: sq, sr, sr@latin, en. Static. */
const char *ev_language_code (EvLanguage language);

/* Finds a language by code; FALSE, leaving `language`, if it is none of ours. */
gboolean ev_language_parse (const char *code, EvLanguage *language);

/* Finds the language of ours that whoever asks for `name` reads, a locale's name or a tag of BCP 47
 * in small letters; FALSE, leaving `language`, if it is none. */
gboolean ev_language_of_name (const char *name, EvLanguage *language);

/* What the language calls itself, such as "Srpski (latinica)". Static. */
const char *ev_language_autonym (EvLanguage language);
