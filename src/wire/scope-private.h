/* What a laptop has to do with: its rights, what left it, and buckets to compare, as JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/form-private.h"

/* {KIND: [ID, ...]}: names of records, as "KIND/ID" in `left`. Nothing is written where there are
 * none; reading adds them. */
void ev_scope_write_left (cJSON *message, const char *member, const GPtrArray *left);
void ev_scope_read_left (EvForm *form, const char *member, GPtrArray *left);

/* [ID, ...]: teams. `teams` may be NULL; what is read is owned and never NULL. */
void ev_scope_write_teams (cJSON *message, const char *member, char **teams);
char **ev_scope_read_teams (EvForm *form, const char *member);

/* {"r": ROLE, "t": teams}; nothing where `role` is NULL. */
void ev_scope_write_rights (cJSON *message, const char *member, const char *role, char **teams);
void ev_scope_read_rights (EvForm *form, const char *member, char **role, char ***teams);

/* [FROM, "BASE64"]: the sums (guint64) of the buckets from FROM to the last, eight bytes each, most
 * significant first. Nothing where there are none. */
void ev_scope_write_sums (cJSON *message, const char *member, guint from, const GArray *sums);
void ev_scope_read_sums (EvForm *form, const char *member, guint *from, GArray *sums);

/* [UNTIL, BUCKET, ...]; nothing where `until` is 0. */
void ev_scope_write_buckets (cJSON *message, const char *member, guint until,
                             const GArray *buckets);
void ev_scope_read_buckets (EvForm *form, const char *member, guint *until, GArray *buckets);
