/* What laptop and server say to each other, as structures. The bytes are wire/codec.h's business.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/digest.h"
#include "record/merge.h"
#include "record/validate.h"

/* The protocol spoken; a server answers a range. */
#define EV_WIRE_VERSION 1
#define EV_WIRE_OLDEST 1

/* The dictionary that this version compresses with, by the id in a zstd frame. It can read every
 * older one too. */
#define EV_WIRE_DICTIONARY 40002

/* No message carries more changes (or conflicts, or refusals) than this; the sender cuts. */
#define EV_WIRE_MAX_CHANGES 10000

/* POST /v1/sync, upwards. */
typedef struct {
  int version;
  guint32 dictionary; /* the one used here, and the newest that this laptop can read; 0: none. A new
                         request has EV_WIRE_DICTIONARY; after a complaint "dictionary" the laptop
                         repeats with 0 */
  char device[EV_ID_DEVICE_LENGTH + 1];
  char *epoch;        /* NULL: this laptop has never heard of one */
  gint64 cursor;      /* everything up to here is merged */
  gint64 held;        /* own changes up to this seq are in the log */
  gint64 after;       /* `changes` goes on from here: seqs between that it skips do not exist */
  GPtrArray *changes; /* of EvChange with rising seqs; own ones */
  gint64 limit;       /* about the most bytes of values that are wanted at once; 0: any number */
  GPtrArray *rescued; /* of EvChange without bases: values of anybody that the server lacks */
  guint from;         /* the first bucket that `sums` tells of */
  GArray *sums;       /* of guint64: the sums of the buckets `from` to the last; empty: not asked */
} EvRequest;

/* The answer to it. */
typedef struct {
  int version;
  guint32 dictionary; /* set it to the request's; 0: plain zstd */
  char *epoch;
  gint64 acked; /* all changes of this device up to here are stored or refused */
  gint64 cursor;
  gint64 server_time; /* ms UTC */
  gboolean more;      /* ask again: there is more */
  gboolean has_digest;
  EvDigest digest;      /* of the device's scope, if the exchange leaves nothing to say */
  char *next_pin;       /* NULL: no change announced */
  gint64 posting;       /* the number of the newest published report; 0: there is none */
  GPtrArray *refusals;  /* of EvRefusal */
  GPtrArray *changes;   /* of EvChange without bases, each of whole groups */
  GPtrArray *conflicts; /* of EvConflict */
  GPtrArray *settled;   /* of EvConflict, lost NULL */
  GPtrArray *left;      /* of char *, "KIND/ID": records that are not this laptop's any more */
  char *role;           /* what this laptop may do, where that is news; else NULL ... */
  char **teams;         /* ... and ids of its teams; none for the whole project */
  guint until;          /* the buckets before this one were compared; 0: none were asked for */
  GArray *buckets;      /* of guint: those that differ; `changes` has all that is in them */
} EvAnswer;

/* POST /v1/enrol. */
typedef struct {
  int version;
  char *code; /* the invitation */
  char device[EV_ID_DEVICE_LENGTH + 1];
  char *name;       /* what the laptop is called; may be NULL */
  char *token_hash; /* hexadecimal BLAKE2b-256 of the laptop's own token */
} EvEnrolRequest;

typedef struct {
  int version;
  char *project, *project_name;
  char *role;   /* facilitator, coordinator, viewer */
  char **teams; /* ids of the teams granted; none for the whole project */
  char *epoch;
  gint64 server_time;
} EvEnrolAnswer;

/* Any refusal of a whole request: HTTP status beside it. */
typedef struct {
  char *code; /* revoked, forgotten, unknown_token, invitation, too_many, too_old, too_new,
                 malformed, too_large, busy, dictionary (HTTP 415: a frame made with one that
                 the server lacks); of a published report also role, behind, unfit */
  gint64 server_time;
  int oldest, newest; /* protocol versions that the server speaks */
} EvComplaint;

/* Empty structures with their arrays; free with the matching function. */
EvRequest *ev_request_new (void);
void ev_request_free (EvRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvRequest, ev_request_free)
EvAnswer *ev_answer_new (void);
void ev_answer_free (EvAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvAnswer, ev_answer_free)
EvEnrolRequest *ev_enrol_request_new (void);
void ev_enrol_request_free (EvEnrolRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvEnrolRequest, ev_enrol_request_free)
EvEnrolAnswer *ev_enrol_answer_new (void);
void ev_enrol_answer_free (EvEnrolAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvEnrolAnswer, ev_enrol_answer_free)
EvComplaint *ev_complaint_new (const char *code, gint64 server_time);
void ev_complaint_free (EvComplaint *complaint);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvComplaint, ev_complaint_free)
