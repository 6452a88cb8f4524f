/* A change: what one person did to one record on one device. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/id.h"
#include "record/value.h"

/* Who wrote a value, and when: totally ordered by (stamp, device, seq). All zero: nobody. */
typedef struct {
  char device[EV_ID_DEVICE_LENGTH + 1];
  gint64 seq;   /* counts up from 1 on each device */
  gint64 stamp; /* base/hlc.h */
} EvVersion;

typedef struct {
  const char *name;
  EvValue *value; /* NULL clears the field */
} EvAssignment;

/* What a group of fields held when its author replaced it; or a rival: what had lost there before,
 * and was shown to the author, who chose. */
typedef struct {
  char *group; /* of a rival: the group's name, "__", and its number from 1 */
  char device[EV_ID_DEVICE_LENGTH + 1]; /* empty: it held nothing */
  gint64 seq;
} EvBase;

/* The fields of a change are in the order of assignment, each name once. A laptop's own change
 * carries a base for every group that it writes; a change that comes down from the server has none.
 */
typedef struct {
  EvVersion version;
  char *operator_id; /* NULL where nobody was chosen */
  EvKind kind;
  char *id;
  GPtrArray *fields; /* of EvAssignment */
  GPtrArray *bases;  /* of EvBase; empty: unknown */
} EvChange;

/* A change of `kind`, version all zero, without fields. `id` is copied; NULL where the store is to
 * make one. Free with ev_change_free(). */
EvChange *ev_change_new (EvKind kind, const char *id);

/* A deep copy. */
EvChange *ev_change_copy (const EvChange *change);

/* Frees the change and all that is in it. */
void ev_change_free (EvChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvChange, ev_change_free)

/* Sets a field, replacing an earlier assignment. The value is taken over (may be NULL: clear). */
void ev_change_take (EvChange *change, const char *field, EvValue *value);

/* Conveniences over ev_change_take(); NULL or empty text clears. */
void ev_change_set_text (EvChange *change, const char *field, const char *text);
void ev_change_set_integer (EvChange *change, const char *field, gint64 number);

/* The assignment of `field`, borrowed, or NULL if the change does not touch it. */
const EvAssignment *ev_change_find (const EvChange *change, const char *field);

/* Notes what `group` held; all NULL and 0 for nothing. Replaces an earlier base of the group. */
void ev_change_set_base (EvChange *change, const char *group, const char *device, gint64 seq);

/* The base of `group`, borrowed, or NULL if none is known. */
const EvBase *ev_change_base (const EvChange *change, const char *group);

/* Notes a rival. One that is named already, or beyond what a change may carry, is left out. */
void ev_change_add_rival (EvChange *change, const char *group, const char *device, gint64 seq);

/* Whether the author knew this version of `group`: it is the base there, or a rival. */
gboolean ev_change_knows (const EvChange *change, const char *group, const EvVersion *version);

/* Whether a base of this name is one of `group`, as the base there or as a rival. */
gboolean ev_change_base_is_of (const char *name, const char *group);

/* Below 0, 0 or above 0 as `a` is before, the same as, or after `b`: by stamp, device, seq. */
int ev_version_compare (const EvVersion *a, const EvVersion *b);

/* Whether both name the same writing: device and seq, since one (device, seq) is one change. */
gboolean ev_version_same (const EvVersion *version, const char *device, gint64 seq);

/* The fields as JSON object, for logs and batches. Owned. */
cJSON *ev_change_fields_to_json (const EvChange *change);

/* Takes the members of a JSON object as fields. FALSE with EV_ERROR_MALFORMED, adding none, if it
 * is no object, has no or more than 64 members, or a name that is not well formed. */
gboolean ev_change_fields_from_json (EvChange *change, const cJSON *object, GError **error);

/* The bases as JSON object {group: [device, seq]}, or {group: []} for a base of nothing. Owned. */
cJSON *ev_change_bases_to_json (const EvChange *change);

/* Reads what ev_change_bases_to_json() wrote; NULL or an empty object give no bases. */
gboolean ev_change_bases_from_json (EvChange *change, const cJSON *object, GError **error);
