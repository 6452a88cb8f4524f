/* How the server is to be run: from a file, and from flags, which win. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"

/* NULL, FALSE and 0 where nothing is said. */
typedef struct {
  char *store;       /* URL; may hold a password */
  char *listen;      /* HOST:PORT */
  char *public_url;  /* that laptops reach */
  char *certificate; /* files */
  char *key;
  char *own_folder; /* of a certificate of its own */
  gboolean behind_proxy;
  char *metrics_token; /* file */
  guint connections, threads;
} EvSettings;

/* Frees what is inside. */
void ev_settings_clear (EvSettings *settings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvSettings, ev_settings_clear)

/* Reads a key file: the group [server], comments with #, and the members above as keys (`tls-cert`,
 * `tls-key` and `tls-self-signed` for the three of TLS). EV_ERROR_INVALID with a message that
 * begins with FILE:LINE: and quotes no value; G_FILE_ERROR if it can't be read. */
gboolean ev_settings_read (EvSettings *settings, const char *file, GError **error);

/* Takes flags, the keys with -- before them, out of the words of a command line. A flag about TLS
 * sets aside all that the file says of it. FALSE: one stands without a value. */
gboolean ev_settings_take (EvSettings *settings, GPtrArray *words);

/* Whether they say in one way, and only one, how laptops trust the server. EV_ERROR_INVALID. */
gboolean ev_settings_agree (const EvSettings *settings, GError **error);

/* Takes HOST:PORT apart, the host perhaps in brackets; `host` is freed with g_free. */
gboolean ev_settings_parse_address (const char *text, char **host, guint16 *port);

/* The token in a file, without its line's end; NULL with EV_ERROR_INVALID if it is too short to be
 * a secret, or an error of G_FILE_ERROR. Wipe it, then free with g_free. */
char *ev_settings_read_token (const char *file, GError **error);
