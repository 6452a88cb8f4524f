/* Secrets from a terminal, a file or a descriptor. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Where a secret comes from: `--NAME-file FILE` or `--NAME-fd N` on the command line. */
typedef struct {
  const char *file, *descriptor; /* NULL: not given */
} EvCliSource;

/* The first line of it, or, where nothing is given, what is typed at the terminal after `prompt`
 * without being shown. Free with ev_key_free_text(). NULL with EV_ERROR_LOCKED if nothing is given
 * and there is no terminal, G_FILE_ERROR or EV_ERROR_MALFORMED if it cannot be read. */
char *ev_cli_read_secret (const EvCliSource *source, const char *prompt, GError **error);

/* The same, typed twice at a terminal; NULL with EV_ERROR_INVALID if the two differ. */
char *ev_cli_read_new_secret (const EvCliSource *source, GError **error);

/* Whether somebody sits at a terminal. */
gboolean ev_cli_has_terminal (void);
