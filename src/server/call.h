/* One request while it is being answered, whatever carries it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/buffer.h"
#include "server/admin.h"
#include "server/service.h"
#include "server/visit.h"
#include "wire/posting.h"
#include "wire/courier.h"

typedef struct _EvCall EvCall;
struct _EvCall {
  EvService *service;
  const char *path;            /* of its route, static; NULL: none */
  char *address;               /* of who calls */
  char *token;                 /* NULL: none was given */
  char *epoch;                 /* from the query; may be NULL */
  gint64 cursor, after;        /* from the query */
  EvBuffer body;               /* as far as it has come */
  gboolean too_large;          /* more came than may */
  EvCentralDevice *device;     /* whose token it is, once that is known */
  EvVisit *visit;              /* of a sync, or of one by letter */
  GBytes *letter;              /* then, that */
  EvKeysRequest keys;          /* of a question for keys */
  EvKeysAnswer *told;          /* and its answer */
  EvEnrolRequest *enrol;       /* of an enrolment */
  EvEnrolAnswer *enrolled;     /* and what came of it */
  EvPosting *posting;          /* of a published report */
  gint64 number;               /* and which it has got */
  EvAdmin *admin;              /* of a browser */
  gboolean news;               /* of a wait: there is some */
  void (*next) (EvCall *call); /* what to do once it is resumed */
  gboolean answered;           /* `response` is complete */
  EvResponse response;

  /* The carrier's: a header, or an argument of the query, borrowed; NULL: there is none. */
  const char *(*header) (EvCall *call, const char *name);
  const char *(*argument) (EvCall *call, const char *name);
  /* Likewise: lets go of the thread until ev_call_resume(), which any thread may call. */
  void (*suspend) (EvCall *call);
  void (*resume) (EvCall *call);
};

/* Releases what is inside. */
void ev_call_clear (EvCall *call);

/* Answers with `body`, taken over; or with an error's complaint. */
void ev_call_answer (EvCall *call, GBytes *body);
void ev_call_complain (EvCall *call, const GError *error);

/* Counts what became of a call for `path` (NULL: none that there is), once it is over. */
void ev_call_count (const EvCall *call, const char *path);

/* Whether the token is that of a device, which is noted; if not, complains. */
gboolean ev_call_authenticate (EvCall *call);

/* Lets a writer's job do its part, then `next` on a thread of the carrier. Complains if the server
 * is busy. `run` gets the call. */
void ev_call_write (EvCall *call, gboolean (*run) (EvCentral *, gpointer, GError **),
                    void (*next) (EvCall *call));
