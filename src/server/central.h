/* The central store: what a server remembers. An interface, so that SQLite and PostgreSQL can stand
 * behind the same rules. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"
#include "record/digest.h"
#include "record/merge.h"
#include "record/validate.h"

typedef enum {
  EV_ROLE_FACILITATOR,
  EV_ROLE_COORDINATOR,
  EV_ROLE_VIEWER,
  EV_ROLE_SERVER /* the server's own device, which writes projects and teams */
} EvRole;

typedef enum { EV_DEVICE_ACTIVE, EV_DEVICE_REVOKED, EV_DEVICE_FORGOTTEN } EvDeviceState;

/* Everything in the store is named by the store's own small numbers; 0 is none. */
typedef struct {
  gint64 number;
  char *code, *name;
} EvCentralProject;

typedef struct {
  gint64 number, project;
  char *id;   /* of its record */
  char *code; /* NULL: known only because something refers to it */
} EvCentralTeam;

typedef struct {
  gint64 number, project;
  char id[EV_ID_DEVICE_LENGTH + 1];
  char *name; /* may be NULL */
  EvRole role;
  EvDeviceState state;
  GArray *teams;         /* of gint64: their numbers */
  char *token_hash;      /* NULL for the server's own */
  char *key;             /* what it signs bundles with, public half (base64); NULL: not said yet */
  gint64 acked;          /* all its changes up to here are stored or refused */
  gint64 last;           /* the last cursor of its project when it was read; not saved */
  char *gaps;            /* and its gaps (server/gaps.h); not saved */
  gint64 enrolled, seen; /* ms UTC */
  char *program;         /* and its version, when it was last seen, as "Evidenca/0.1.0"; or NULL */
} EvCentralDevice;

typedef struct {
  char *code_hash; /* the code itself is known to its holder only */
  gint64 project;
  EvRole role;
  GArray *teams;
  gint64 made, expires; /* ms UTC */
  gint64 revoked;       /* likewise; 0: it was not */
  gint64 device;        /* who used it; 0: nobody yet */
  char *token_hash;     /* with which token */
} EvInvite;

/* A key that bundles of a project are sealed to. */
typedef struct {
  gint64 number; /* from 1, rising */
  char *secret;  /* base64 */
} EvCentralSeal;

/* Since when a team has a record. Cursors. */
typedef struct {
  gint64 team;
  gint64 entered;
  gint64 left; /* 0: it is there now */
} EvPlace;

/* A record as the server keeps it. */
typedef struct {
  gint64 number, project;
  EvRecord *record;
  gint64 mark;       /* the cursor at which every group last changed that `marks` does not name */
  GHashTable *marks; /* char * group -> gint64 *; NULL: it names none, as in most records */
  GArray *places;    /* of EvPlace, ordered by team */
  gint64 home;       /* the team of whoever created it; 0 where the whole project is */
  EvDigest digest;   /* of the record by itself */
  char *fields, *versions; /* as the next save is to write them; NULL: as they are then */
} EvCentralRecord;

/* The scopes that a feed is kept for; a team's is its number. */
#define EV_SCOPE_PROJECT ((gint64)0) /* everything, for coordinators */
#define EV_SCOPE_COMMON ((gint64)-1) /* what every role reads */

/* The scope of one device: what a grant brought it or took from it. */
#define EV_SCOPE_DEVICE(number) (-1 - (gint64)(number))

/* What happened at a cursor. */
typedef enum {
  EV_NEWS_GROUPS,   /* the groups with this mark changed */
  EV_NEWS_ENTERED,  /* the record came into the scope */
  EV_NEWS_LEFT,     /* the record went out of it */
  EV_NEWS_CONFLICT, /* a conflict of the record was opened or settled */
  EV_NEWS_RIGHTS    /* the device itself has other rights; no record */
} EvNewsKind;

typedef struct {
  gint64 scope, cursor;
  gint64 record; /* its number */
  EvNewsKind kind;
} EvNews;

/* A scope, and the cursor of the last that happened there. */
typedef struct {
  gint64 scope, last;
} EvScopeNews;

/* One change that a device sent, for ever: the receipt and, where it was taken, the audit. */
typedef struct {
  gint64 device, seq;
  guint8 hash[16];  /* ev_filing_mark() of what was sent */
  gboolean refused; /* then `reason` and `field` say why, and there is no body */
  EvReason reason;
  char *field;
  gint64 record, cursor, taken_at;
  char *body; /* JSON; NULL once erased */
} EvReceipt;

typedef struct {
  gint64 number, record;
  gint64 cursor; /* at which it was opened or settled last */
  gboolean settled;
  EvConflict *conflict; /* `lost` is kept also when it is settled */
} EvCentralConflict;

/* A value that a laptop brought from elsewhere and might not write itself: it waits for the admin.
 */
typedef struct {
  gint64 number, project;
  gint64 device; /* who brought it */
  gint64 at;     /* ms UTC */
  EvChange *change;
} EvHeld;

/* A published report: fixed figures, kept for good. */
typedef struct {
  gint64 number; /* a cursor of the project: its place among the others */
  gint64 project;
  gint64 device; /* who brought it */
  char *id, *after;
  gint64 at;         /* when it was published, ms UTC */
  char *operator_id; /* may be NULL */
  char *report;      /* JSON */
} EvCentralRelease;

/* A sum over all records that are in exactly these teams. */
typedef struct {
  char *places; /* ev_central_places_key() */
  EvDigest sum;
  gint64 records;
} EvCentralSum;

/* An open store. One thread uses it; another opens its own. Every function but `close` and
 * `rollback` returns FALSE with an error of EV_ERROR: _BUSY, _DISK_FULL, _READ_ONLY, _DAMAGED,
 * _STORAGE. A `find` that finds nothing is no error: it returns TRUE and sets NULL. Arrays and
 * objects that are handed out are owned by the caller. All but begin are called in a transaction.
 */
typedef struct _EvCentral EvCentral;
struct _EvCentral {
  /* What filings leave for the next, for server/shelf.c alone: project number -> EvShelf, NULL
   * before the first; and how often something was undone since the store was opened. */
  GHashTable *shelves;
  guint undone;

  void (*close) (EvCentral *central);

  /* A transaction; one that only reads sees one moment. What was committed is on the disk. */
  gboolean (*begin) (EvCentral *central, gboolean write, GError **error);
  gboolean (*commit) (EvCentral *central, GError **error);
  void (*rollback) (EvCentral *central);
  /* Within one: what follows can be undone alone. Not nested. */
  gboolean (*mark) (EvCentral *central, GError **error);
  gboolean (*keep) (EvCentral *central, GError **error);
  gboolean (*undo) (EvCentral *central, GError **error);

  /* Facts about the store: epoch, device, public_url, pin ... NULL text removes. */
  gboolean (*fact) (EvCentral *central, const char *name, char **text, GError **error);
  gboolean (*set_fact) (EvCentral *central, const char *name, const char *text, GError **error);

  /* A number that changes whenever another connection has written. */
  gboolean (*others) (EvCentral *central, gint64 *number, GError **error);

  /* Adds (char *) what is wrong with the storage itself to `problems`. */
  gboolean (*check) (EvCentral *central, GPtrArray *problems, GError **error);

  /* All projects; array of EvCentralProject. */
  gboolean (*projects) (EvCentral *central, GPtrArray **projects, GError **error);
  /* Sets `number`. EV_ERROR_EXISTS for a code that is there. */
  gboolean (*project_add) (EvCentral *central, const char *code, const char *name, gint64 *number,
                           GError **error);
  gboolean (*project_find) (EvCentral *central, const char *code, EvCentralProject **project,
                            GError **error);
  gboolean (*project_get) (EvCentral *central, gint64 number, EvCentralProject **project,
                           GError **error);
  /* No other transaction writes to the project, or with 0 to any, until this one ends; what is read
   * from here on is what others have committed. A project is held before anything of it is decided,
   * so that its cursors become visible in their order. */
  gboolean (*hold) (EvCentral *central, gint64 project, GError **error);
  /* The last cursor given out. */
  gboolean (*cursor) (EvCentral *central, gint64 project, gint64 *cursor, GError **error);
  gboolean (*set_cursor) (EvCentral *central, gint64 project, gint64 cursor, GError **error);

  /* By the id of its record, made on the first mention if `make`. */
  gboolean (*team_by_id) (EvCentral *central, gint64 project, const char *id, gboolean make,
                          EvCentralTeam **team, GError **error);
  gboolean (*team_by_code) (EvCentral *central, gint64 project, const char *code,
                            EvCentralTeam **team, GError **error);
  gboolean (*team_get) (EvCentral *central, gint64 number, EvCentralTeam **team, GError **error);
  gboolean (*team_set_code) (EvCentral *central, gint64 number, const char *code, GError **error);
  /* Those that have a code, in the order of their codes; array of EvCentralTeam. */
  gboolean (*teams) (EvCentral *central, gint64 project, GPtrArray **teams, GError **error);

  /* `save` sets the number of a new one and replaces everything of a known one. */
  gboolean (*device_save) (EvCentral *central, EvCentralDevice *device, GError **error);
  gboolean (*device_by_id) (EvCentral *central, const char *id, EvCentralDevice **device,
                            GError **error);
  /* A laptop restored from a backup keeps its token under a new id: of several devices, one that is
   * revoked before all others, else the latest. */
  gboolean (*device_by_token) (EvCentral *central, const char *token_hash, EvCentralDevice **device,
                               GError **error);
  /* By what it signs with; of several as above. */
  gboolean (*device_by_key) (EvCentral *central, const char *key, EvCentralDevice **device,
                             GError **error);
  gboolean (*device_set_acked) (EvCentral *central, gint64 number, gint64 acked, GError **error);
  /* `program` may be NULL: it did not say. */
  gboolean (*device_set_seen) (EvCentral *central, gint64 number, gint64 seen, const char *program,
                               GError **error);
  /* How many active laptops of all projects were last seen at `since` (ms UTC) or later. */
  gboolean (*devices_seen) (EvCentral *central, gint64 since, gint64 *count, GError **error);
  gboolean (*devices) (EvCentral *central, GPtrArray **devices, GError **error);

  /* Array of EvCentralSeal, in their order. */
  gboolean (*seals) (EvCentral *central, gint64 project, GPtrArray **seals, GError **error);
  gboolean (*seal_add) (EvCentral *central, gint64 project, const EvCentralSeal *seal,
                        GError **error);

  gboolean (*invite_save) (EvCentral *central, const EvInvite *invite, GError **error);
  gboolean (*invite_find) (EvCentral *central, const char *code_hash, EvInvite **invite,
                           GError **error);
  /* The newest first, at most `limit`; array of EvInvite. */
  gboolean (*invites) (EvCentral *central, gint64 project, guint limit, GPtrArray **invites,
                       GError **error);

  /* Who may see the admin's page, by the hash of a secret: by a link, which signs in once, or by a
   * session. `take` removes one and says whether it was there and good at `now`; of several servers
   * only one takes it. `drop` removes all that are good no longer than `until`. */
  gboolean (*admission_add) (EvCentral *central, const char *hash, gboolean link, gint64 expires,
                             GError **error);
  gboolean (*admission_is) (EvCentral *central, const char *hash, gboolean link, gint64 now,
                            gboolean *is, GError **error);
  gboolean (*admission_take) (EvCentral *central, const char *hash, gboolean link, gint64 now,
                              gboolean *taken, GError **error);
  gboolean (*admissions_drop) (EvCentral *central, gint64 until, GError **error);

  /* `save` sets the number of a new one. `anchor` is the id that the record hangs on
   * (ev_places_anchor()); NULL: none. */
  gboolean (*record_find) (EvCentral *central, gint64 project, EvKind kind, const char *id,
                           EvCentralRecord **record, GError **error);
  gboolean (*record_get) (EvCentral *central, gint64 number, EvCentralRecord **record,
                          GError **error);
  /* Many at once: array of EvCentralRecord, those of these ids (char *) that there are; and of char
   * *, those of these ids that records hang on. */
  gboolean (*records_find) (EvCentral *central, gint64 project, EvKind kind, const GPtrArray *ids,
                            GPtrArray **records, GError **error);
  gboolean (*anchors_find) (EvCentral *central, gint64 project, const GPtrArray *ids,
                            GPtrArray **anchors, GError **error);
  gboolean (*record_save) (EvCentral *central, EvCentralRecord *record, const char *anchor,
                           GError **error);
  /* The numbers (gint64) of the records of `kind` whose anchor is `id`; and of those whose derived
   * id begins with it. */
  gboolean (*records_at) (EvCentral *central, gint64 project, EvKind kind, const char *id,
                          GArray **numbers, GError **error);
  gboolean (*records_under) (EvCentral *central, gint64 project, EvKind kind, const char *id,
                             GArray **numbers, GError **error);
  /* Those of `kind` whose anchor is a derived id that begins with `id`. */
  gboolean (*records_at_under) (EvCentral *central, gint64 project, EvKind kind, const char *id,
                                GArray **numbers, GError **error);
  /* Numbers above `after` in rising order, at most `limit`: a walk over a project. */
  gboolean (*records_after) (EvCentral *central, gint64 project, gint64 after, guint limit,
                             GArray **numbers, GError **error);

  /* Array of EvNews above `after` in order, at most `limit`. */
  gboolean (*news) (EvCentral *central, gint64 project, gint64 scope, gint64 after, guint limit,
                    GArray **news, GError **error);
  /* Array of EvScopeNews: every scope of the project that has news above `after`. */
  gboolean (*news_scopes) (EvCentral *central, gint64 project, gint64 after, GArray **scopes,
                           GError **error);
  gboolean (*news_add) (EvCentral *central, gint64 project, const EvNews *news, GError **error);
  gboolean (*news_remove) (EvCentral *central, gint64 project, gint64 scope, gint64 cursor,
                           GError **error);

  gboolean (*sums) (EvCentral *central, gint64 project, GPtrArray **sums, GError **error);
  /* Adds to the sum of the same places; `records` may be negative. */
  gboolean (*sum_add) (EvCentral *central, gint64 project, const EvCentralSum *sum, GError **error);

  gboolean (*receipt_find) (EvCentral *central, gint64 device, gint64 seq, EvReceipt **receipt,
                            GError **error);
  gboolean (*receipt_add) (EvCentral *central, const EvReceipt *receipt, GError **error);
  /* Forgets what the changes of a record said; that they were stays. */
  gboolean (*receipts_purge) (EvCentral *central, gint64 record, GError **error);

  /* `save` sets the number of a new one. `conflicts`: those of a record, `open` ones only. */
  gboolean (*conflict_save) (EvCentral *central, EvCentralConflict *conflict, GError **error);
  gboolean (*conflicts) (EvCentral *central, const EvCentralRecord *record, gboolean open,
                         GPtrArray **conflicts, GError **error);
  /* Whether a change in the history wrote this group of the record, knowing this version. */
  gboolean (*is_base) (EvCentral *central, const EvCentralRecord *record, const char *group,
                       const EvVersion *version, gboolean *is, GError **error);
  /* Forgets the conflicts of a record, of one group of it if `group` is not NULL. */
  gboolean (*conflicts_purge) (EvCentral *central, gint64 record, const char *group,
                               GError **error);

  /* `add` sets the number; what is there already is not added again. */
  gboolean (*held_add) (EvCentral *central, EvHeld *held, GError **error);
  /* Array of EvHeld, in the order of their numbers. */
  gboolean (*helds) (EvCentral *central, GPtrArray **helds, GError **error);
  gboolean (*held_remove) (EvCentral *central, gint64 number, GError **error);
  /* Forgets what is held for a record. */
  gboolean (*held_purge) (EvCentral *central, gint64 project, EvKind kind, const char *id,
                          GError **error);

  /* Published reports. `release_last`: the number and (`id` may be NULL) the id of the newest; 0
   * and NULL if there is none. `releases`: array of EvCentralRelease above `after` in order of
   * their numbers, at most `limit`. */
  gboolean (*release_add) (EvCentral *central, const EvCentralRelease *release, GError **error);
  gboolean (*release_find) (EvCentral *central, gint64 project, const char *id,
                            EvCentralRelease **release, GError **error);
  gboolean (*release_last) (EvCentral *central, gint64 project, gint64 *number, char **id,
                            GError **error);
  gboolean (*releases) (EvCentral *central, gint64 project, gint64 after, guint limit,
                        GPtrArray **releases, GError **error);

  /* The ledger of erased ids, which outlives the restoring of a backup. */
  gboolean (*erased_add) (EvCentral *central, gint64 project, const char *id, gint64 when,
                          GError **error);
};

/* Closes a store; NULL does nothing. */
void ev_central_close (EvCentral *central);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvCentral, ev_central_close)

/* Free what the store handed out; NULL does nothing. */
void ev_central_project_free (EvCentralProject *project);
void ev_central_team_free (EvCentralTeam *team);
void ev_central_device_free (EvCentralDevice *device);
void ev_central_invite_free (EvInvite *invite);
void ev_central_record_free (EvCentralRecord *record);
void ev_central_receipt_free (EvReceipt *receipt);
void ev_central_conflict_free (EvCentralConflict *conflict);
void ev_central_sum_free (EvCentralSum *sum);
void ev_central_held_free (EvHeld *held);
void ev_central_release_free (EvCentralRelease *release);
void ev_central_seal_free (EvCentralSeal *seal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvCentralProject, ev_central_project_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvCentralTeam, ev_central_team_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvCentralDevice, ev_central_device_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvInvite, ev_central_invite_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvCentralRecord, ev_central_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvReceipt, ev_central_receipt_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvCentralConflict, ev_central_conflict_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvCentralSum, ev_central_sum_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvHeld, ev_central_held_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvCentralRelease, ev_central_release_free)

/* New ones to fill in, with what arrays they have. */
EvCentralDevice *ev_central_device_new (const char *id);
EvCentralDevice *ev_central_device_copy (const EvCentralDevice *device);
EvCentralRecord *ev_central_record_new (gint64 project, EvKind kind, const char *id);

/* The name of a role as on the command line and on the wire. Static. */
const char *ev_central_role_name (EvRole role);

/* Finds the role by its name; the server's own cannot be asked for. */
gboolean ev_central_role_parse (const char *name, EvRole *role);

/* The cursor at which a group that the record has last changed. */
gint64 ev_central_mark (const EvCentralRecord *record, const char *group);

/* Whether any group last changed at `cursor`. */
gboolean ev_central_is_marked (const EvCentralRecord *record, gint64 cursor);

/* Notes that the groups in `written` (char *) changed at `cursor`, and lets go of those that the
 * record has no more. Returns the cursors (gint64) at which groups had changed before. Owned. */
GArray *ev_central_set_marks (EvCentralRecord *record, const GPtrArray *written, gint64 cursor);

/* The place of `team`, borrowed; NULL if the record never was there. */
EvPlace *ev_central_place (const EvCentralRecord *record, gint64 team);

/* The teams that have the record now as a text such as "3 7"; empty where none has. g_free. */
char *ev_central_places_key (const EvCentralRecord *record);

/* How a store keeps fields, marks, places and lists of teams: as texts. The parsers ignore what is
 * ill-formed. Free with g_free. */
char *ev_central_fields_format (const EvRecord *record);
char *ev_central_marks_format (const EvCentralRecord *record);
void ev_central_marks_parse (EvCentralRecord *record, const char *text);
char *ev_central_places_format (const EvCentralRecord *record);
void ev_central_places_parse (EvCentralRecord *record, const char *text);
char *ev_central_teams_format (const GArray *teams);
GArray *ev_central_teams_parse (const char *text);
