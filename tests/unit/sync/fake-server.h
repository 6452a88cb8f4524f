/* A server in this process that answers as told: the good one, and every bad one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/transport.h"
#include "wire/codec.h"

/* What happens to one request. */
typedef struct {
  enum {
    FAULT_NONE,
    FAULT_OFFLINE,     /* no network at all */
    FAULT_LOST_ANSWER, /* done, but the answer never arrives */
    FAULT_REPLY,       /* somebody answers `status`, `type`, `body`; nothing is done */
    FAULT_COMPLAINT,   /* the server answers `status` with complaint `body` */
    FAULT_TRUNCATED,   /* done; the answer's second half is missing */
    FAULT_CORRUPT,     /* done; a byte of the answer is another */
    FAULT_FLIPPED,     /* done; the bit `place` of the answer is another */
    FAULT_NONSENSE     /* done; the value `place` of the answer, counted in its order, is something
                          else: fake_server_nonsense[form], or is left out */
  } what;
  int status;
  const char *type, *body;
  int retry_after;
  guint place, form;
} Fault;

/* JSON to put in the place of another; NULL at the end. */
extern const char *const fake_server_nonsense[];

typedef struct {
  char *epoch;
  gint64 now; /* ms UTC */
  gint64 acked;
  GHashTable *received; /* gint64 seq -> char *: the change as JSON */
  GPtrArray *feed;      /* of EvChange: others' changes; the cursor is the place in it */
  guint page;           /* how many of them one answer carries */
  GHashTable *records;  /* "KIND/ID" -> EvRecord */
  GHashTable *refuse;   /* gint64 seq -> EvReason + 1 */
  gboolean lie;         /* the digest is wrong */
  gboolean stuck;       /* says "more" for ever */
  guint most;           /* more changes than this are too large; 0: no limit */
  guint32 dictionary;   /* the one it has; other frames are refused */
  gint64 elapsed;       /* what each call takes, ms */
  const char *next_pin, *pin;

  GQueue faults;                /* of Fault *, one a request */
  guint requests;               /* all that came in */
  guint repeated;               /* changes that were there already */
  guint other;                  /* of them, those that were not the same as before: never */
  guint last_count;             /* changes in the last request */
  gsize last_size;              /* of the last answer, before anything happened to it */
  guint last_values;            /* values in it, as FAULT_NONSENSE counts them */
  guint last_rescued, compared; /* values offered in the last request; requests with sums */
  gint64 last_cursor;
  char *last_path, *last_token;

  char *project; /* enrolment */
  char *enrolled_device, *enrolled_hash;
  guint enrolments;
} FakeServer;

/* A server that has nothing; free with fake_server_free(). */
FakeServer *fake_server_new (void);
void fake_server_free (FakeServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeServer, fake_server_free)

/* The way to it. */
EvTransport fake_server_transport (FakeServer *server);

/* What the next request meets; several stand in line. */
void fake_server_fault (FakeServer *server, Fault fault);

/* Gives it a person from another laptop. */
void fake_server_add_person (FakeServer *server, gint64 counter, const char *name);

/* Makes it forget what it received after `acked`, as if restored from a copy. */
void fake_server_restore (FakeServer *server, const char *epoch, gint64 acked);

/* How many different own changes of the laptop it has. */
guint fake_server_count (FakeServer *server);
