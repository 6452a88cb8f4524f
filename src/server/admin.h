/* The admin's pages: what a browser's request is answered with, whatever carries it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "server/page-frame.h"
#include "server/visit.h"

/* One request. */
typedef struct _EvAdmin EvAdmin;

/* A request for `path`, one of server/page-frame.h, static, with the headers Cookie and
 * Accept-Language (each may be NULL). `words` must last. Owned. */
EvAdmin *ev_admin_new (const EvPageWords *words, const char *path, const char *cookies,
                       const char *accepted);

/* Frees it; NULL does nothing. */
void ev_admin_free (EvAdmin *admin);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvAdmin, ev_admin_free)

/* The arguments of a query that it looks at, NULL-terminated. Static. */
const char *const *ev_admin_names (void);

/* One of them, decoded; NULL does nothing. */
void ev_admin_argument (EvAdmin *admin, const char *name, const char *value);

/* The arguments of a form, application/x-www-form-urlencoded. EV_ERROR_MALFORMED. */
gboolean ev_admin_read_form (EvAdmin *admin, GBytes *body, GError **error);

/* Answers a GET, in a reading transaction of its own. */
void ev_admin_show (EvAdmin *admin, EvCentral *central, gint64 now, EvResponse *response);

/* Whether a form is one of a session's own pages, in a reading transaction of its own: a stranger's
 * is to take no time from those who write. EV_ERROR_DENIED. */
gboolean ev_admin_may_write (EvAdmin *admin, EvCentral *central, gint64 now, GError **error);

/* Does what a form asks for, and answers it. In a writing transaction, which must be undone where
 * this fails: then ev_admin_complain() answers. */
gboolean ev_admin_write (EvAdmin *admin, EvCentral *central, const EvRandom *random, gint64 now,
                         EvResponse *response, GError **error);

/* Answers with what an error means. */
void ev_admin_complain (EvAdmin *admin, const GError *error, EvResponse *response);

/* The style of all pages, as an answer. */
void ev_admin_style (EvResponse *response);
