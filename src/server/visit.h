/* One laptop's visit, POST /v1/sync, in its three steps: what is read, written and answered. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/pull.h"

/* What a request is answered with, whatever carries it. */
typedef struct {
  int status;            /* as in HTTP */
  GBytes *body;          /* NULL: none */
  int retry_after;       /* seconds; 0: not said */
  const char *type;      /* of the body, static; NULL: that of the protocol */
  const char *complaint; /* the code of a complaint, static; NULL: it is none */
  GPtrArray *headers;    /* of char *: further ones, names and values in turn; NULL: none */
} EvResponse;

/* Adds a header. */
void ev_response_header (EvResponse *response, const char *name, const char *value);

/* Releases what is inside. */
void ev_response_clear (EvResponse *response);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvResponse, ev_response_clear)

/* Status 200 with `body`, which is taken over. */
void ev_response_set (EvResponse *response, GBytes *body);

/* The complaint that an error stands for. */
void ev_response_complain (EvResponse *response, const GError *error, gint64 now);

/* The device that owns `token` (may be NULL). EV_ERROR_NOT_ENROLLED if there is none;
 * EV_ERROR_REVOKED. One that is to forget all is still to be told so, after it has handed over what
 * it has. Begins and ends a reading transaction. Owned. */
EvCentralDevice *ev_visit_authenticate (EvCentral *central, const char *token, GError **error);

/* Whether anything is told to the device; EV_ERROR_FORGOTTEN if it is to forget all. */
gboolean ev_visit_is_heard (const EvCentralDevice *device, GError **error);

typedef struct _EvVisit EvVisit;

/* Reads a request under the token of `device`, which is copied from, and checks all that needs no
 * store. NULL with the error that its complaint is made of. Owned. */
EvVisit *ev_visit_open (const EvCentralDevice *device, const EvRules *rules, GBytes *body,
                        gint64 now, GError **error);

/* Frees it; NULL does nothing. */
void ev_visit_free (EvVisit *visit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvVisit, ev_visit_free)

/* What the laptop runs, as it says itself: "Evidenca/" and a version; anything else, and NULL, is
 * passed over. Kept with when it was last seen. */
void ev_visit_set_program (EvVisit *visit, const char *program);

/* Whether it brings changes, or is the first for a while, so that ev_visit_write() is needed. */
gboolean ev_visit_writes (const EvVisit *visit);

/* Takes the changes and notes that the laptop was here; a laptop that has a new id since it was
 * restored is entered under it with the same rights. Within a writing transaction. On failure
 * the transaction must be undone. */
gboolean ev_visit_write (EvVisit *visit, EvCentral *central, GError **error);

/* What was asked. Borrowed. */
const EvRequest *ev_visit_request (const EvVisit *visit);

/* The project, the device, and the scopes with news after ev_visit_write(). Borrowed. */
gint64 ev_visit_project (const EvVisit *visit);
gint64 ev_visit_device (const EvVisit *visit);
const GArray *ev_visit_scopes (const EvVisit *visit);

/* How many changes came, and how many of them were refused. */
guint ev_visit_changes (const EvVisit *visit);
guint ev_visit_refusals (const EvVisit *visit);

/* Why they were: of EvRefusal, borrowed. */
const GPtrArray *ev_visit_refused (const EvVisit *visit);

/* The answer, in bytes; EV_ERROR_FORGOTTEN for a device that is to forget all, of which what it
 * brought is held now. Begins and ends a reading transaction. NULL with error. Owned. */
GBytes *ev_visit_answer (EvVisit *visit, EvCentral *central, gint64 now, GError **error);
