/* The admin's pages: what a request is made of, for the files that answer it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/admin.h"

struct _EvAdmin {
  const char *path;
  GHashTable *arguments; /* char * -> char *: of the query, or of the form */
  char *session;         /* from the cookie; NULL: none */
  char *seal;            /* of the session, once that is known to be good */
  char *query;           /* as in EvPageFrame */
  gboolean chosen;       /* the language, just now */
  EvPageFrame frame;
};

/* An argument, "" where it is absent. Borrowed. */
const char *ev_admin_get (const EvAdmin *admin, const char *name);

/* Whether a session is there and good; if so, its pages carry its seal. */
gboolean ev_admin_recognise (EvAdmin *admin, EvCentral *central, gint64 now, gboolean *good,
                             GError **error);

/* Answers with a page, taken over; by leading elsewhere. */
void ev_admin_answer (EvAdmin *admin, EvResponse *response, int status, GBytes *page);
void ev_admin_redirect (EvResponse *response, const char *target);

/* Does what a form of a session asks for: to invite, to take back, to revoke. As
 * ev_admin_write(). */
gboolean ev_admin_act (EvAdmin *admin, EvCentral *central, const EvRandom *random, gint64 now,
                       EvResponse *response, GError **error);
