/* A record: the values that it holds now, and who wrote each. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/change.h"

/* Values by field name, versions by group (ev_field_group()). A group has a version as soon as it
 * was ever written, also when all its fields are empty. */
typedef struct _EvRecord EvRecord;

/* An empty record. `id` is copied. Free with ev_record_free(). */
EvRecord *ev_record_new (EvKind kind, const char *id);

/* Frees the record; NULL does nothing. */
void ev_record_free (EvRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvRecord, ev_record_free)

/* A copy that shares the (immutable) values. */
EvRecord *ev_record_copy (const EvRecord *record);

/* What it is. The id is borrowed. */
EvKind ev_record_kind (const EvRecord *record);
const char *ev_record_id (const EvRecord *record);

/* The value of a field, borrowed; NULL where empty. The derived fields (`session`, `person`,
 * `result`) are answered from the id. */
EvValue *ev_record_value (const EvRecord *record, const char *field);

/* Its text, borrowed; NULL where empty or a number. */
const char *ev_record_text (const EvRecord *record, const char *field);

/* Its number; 0 where empty or a text. */
gint64 ev_record_integer (const EvRecord *record, const char *field);

/* Whether it is deleted or erased: not to be shown as a living record. */
gboolean ev_record_is_gone (const EvRecord *record);

/* Who wrote `group` last, borrowed; NULL if never written. */
const EvVersion *ev_record_version (const EvRecord *record, const char *group);

/* The operator who made a version, borrowed; NULL if not known. */
const char *ev_record_author (const EvRecord *record, const EvVersion *version);

/* The names of the fields that hold a value, sorted bytewise, derived ones left out; free with
 * g_strfreev. */
char **ev_record_fields (const EvRecord *record);

/* The names of the groups that have a version, sorted bytewise; free with g_strfreev. */
char **ev_record_groups (const EvRecord *record);

/* How many groups have a version, and the name of each, borrowed; in the same order. */
guint ev_record_group_count (const EvRecord *record);
const char *ev_record_group_at (const EvRecord *record, guint place);

/* Whether no group was ever written: there is no such record. */
gboolean ev_record_is_blank (const EvRecord *record);

/* Sets a value, taken over; NULL empties the field. For the layers that load a record. */
void ev_record_take (EvRecord *record, const char *field, EvValue *value);

/* Sets the version of a group. */
void ev_record_set_version (EvRecord *record, const char *group, const EvVersion *version);

/* Sets the operator who made a version; NULL, what is no id, and who is known already leave it. */
void ev_record_set_author (EvRecord *record, const EvVersion *version, const char *operator_id);

/* Forgets a group: its version and the values of all its fields. */
void ev_record_drop_group (EvRecord *record, const char *group);

/* The versions in compact JSON: [[device, seq, stamp, group, ...], ...], one entry a version with
 * the groups that carry it, ordered by the name of its first group; before the groups "@" and its
 * operator, where known. Free with g_free. */
char *ev_record_versions_format (const EvRecord *record);

/* Sets the versions from such JSON; EV_ERROR_MALFORMED where it is not. */
gboolean ev_record_versions_parse (EvRecord *record, const char *text, GError **error);

/* What another replica must merge to hold the groups in `groups` (NULL: all) as this record does:
 * one change for each version, with its operator, writing whole groups, empty fields included,
 * without bases. Array
 * of EvChange, owned, with free function; ordered by version. */
GPtrArray *ev_record_to_changes (const EvRecord *record, const char *const *groups);
