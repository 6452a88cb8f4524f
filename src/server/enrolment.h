/* Invitations and enrolment: how a laptop comes to its right to sync. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"
#include "wire/message.h"

/* A code has this many characters of Crockford base32 (60 bits); as it is read aloud, this many
 * more follow that stand for the server's key. The laptop's side of it is sync/enrol.h. */
#define EV_ENROLMENT_CODE 12
#define EV_ENROLMENT_LETTERS 4

/* An invitation is good for seven days (in milliseconds). */
#define EV_ENROLMENT_LIFE (G_GINT64_CONSTANT (7) * 24 * 3600 * 1000)

/* Whether such an invitation makes sense: a facilitator without a team could do nothing, and others
 * have the whole project. EV_ERROR_INVALID. */
gboolean ev_enrolment_is_sensible (EvRole role, const GArray *teams, GError **error);

/* Makes an invitation and keeps the hash of its code. `teams` (gint64) are numbers of the project's
 * teams. Returns the code without dashes (g_free). To be called in a writing transaction. */
char *ev_enrolment_invite (EvCentral *central, const EvRandom *random, gint64 project, EvRole role,
                           const GArray *teams, gint64 now, gint64 *expires, GError **error);

/* The code as a person reads it: in groups of four, with the letters that prove the key whose hash
 * is `pin` (base64 of 32 bytes; NULL: none). Free with g_free. */
char *ev_enrolment_spell (const char *code, const char *pin);

/* The link that says all: server, code, pin. `url` is https://HOST[:PORT][/PREFIX], or http:// for
 * a loopback address. Free with g_free. */
char *ev_enrolment_link (const char *url, const char *code, const char *pin);

/* Enrols a laptop. The same invitation, device and token again give the same answer.
 * EV_ERROR_INVITATION for a code that is unknown, used by another, or expired, and for a device
 * that is somebody else's. To be called in a writing transaction. Owned. */
EvEnrolAnswer *ev_enrolment_answer (EvCentral *central, const EvEnrolRequest *request, gint64 now,
                                    GError **error);
