/* The pages of help, as they lie in data/help. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "text/language.h"

typedef struct {
  char *name; /* as in "[name] Title" */
  char *title;
  GPtrArray *paragraphs; /* char *; one that begins with "- " is a point of a list */
} EvHelpTopic;

/* Reads the pages in `language`. Array of EvHelpTopic in the file's order, owned; NULL with error
 * where the file is not there. */
GPtrArray *ev_help_text_load (EvLanguage language, GError **error);

/* The name of the page about a place of the window (app/window/window.h), NULL for none: the first.
 * Static. */
const char *ev_help_text_topic (const char *place);
