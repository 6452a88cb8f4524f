/* Who may see the admin's page: whoever comes by a link that the command line made. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "server/central.h"

/* Milliseconds: a link signs in once, within ten minutes; a session ends after four hours. */
#define EV_ADMISSION_LINK (10 * 60 * (gint64)1000)
#define EV_ADMISSION_SESSION (4 * 3600 * (gint64)1000)

/* Makes a link's secret, of 256 random bits, of which the store keeps the hash. What has expired
 * goes. In a writing transaction. NULL with error; free with g_free. */
char *ev_admission_invite (EvCentral *central, const EvRandom *random, gint64 now, GError **error);

/* Takes a link's secret, which is good no more, and gives a session's. EV_ERROR_INVITATION if it is
 * unknown, used or expired. In a writing transaction. NULL with error; free with g_free. */
char *ev_admission_enter (EvCentral *central, const EvRandom *random, const char *secret,
                          gint64 now, GError **error);

/* Whether `session` (NULL: none) is a session's secret and good. In a transaction. */
gboolean ev_admission_check (EvCentral *central, const char *session, gint64 now, gboolean *good,
                             GError **error);

/* Ends a session; one that is none is no error. In a writing transaction. */
gboolean ev_admission_leave (EvCentral *central, const char *session, gint64 now, GError **error);

/* Ends all sessions and undoes all links. In a writing transaction. */
gboolean ev_admission_drop (EvCentral *central, GError **error);

/* What every form of a session carries, so that nobody else's page can send one: made of the
 * session's secret, which it does not tell. Free with g_free. */
char *ev_admission_seal (const char *session);
