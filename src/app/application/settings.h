/* What the program remembers for this person on this machine. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "text/language.h"

/* The settings by data/org.evidenca.Evidenca.gschema.xml, found beside a program in its build
 * folder or installed. Kept where the desktop keeps settings; where it keeps none, in a file in the
 * person's configuration folder. NULL if the schema is nowhere. Owned. */
GSettings *ev_settings_open (void);

/* The language chosen; FALSE, leaving `language`, if none was yet. */
gboolean ev_settings_language (GSettings *settings, EvLanguage *language);

/* The name of this laptop: as chosen, else the machine's. Free with g_free. */
char *ev_settings_laptop_name (GSettings *settings);
