/* Members of a JSON object from outside, read with limits. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/id.h"
#include "base/json.h"
#include "record/field.h"

/* Members are read one after another; the first ill-formed one is remembered, and
 * ev_form_is_sound() tells at the end. Whatever is read from an ill-formed member is 0 or NULL. */
typedef struct {
  const cJSON *object;
  const char *ill; /* the first ill-formed member */
} EvForm;

/* A form over `object`; ill-formed from the start if that is no object. */
EvForm ev_form_of (const cJSON *object);

/* Text of at most `max` bytes, owned. Absent or null gives NULL, unless it is `needed`. */
char *ev_form_text (EvForm *form, const char *member, gsize max, gboolean needed);

/* A whole number from `min` to `max`; 0 where absent. */
gint64 ev_form_integer (EvForm *form, const char *member, gint64 min, gint64 max);

/* 0 or 1; FALSE where absent. */
gboolean ev_form_flag (EvForm *form, const char *member);

/* A device id into `device` of EV_ID_DEVICE_LENGTH + 1; needed. */
void ev_form_device (EvForm *form, const char *member, char *device);

/* An array of at most `max` items, borrowed; NULL where absent. */
const cJSON *ev_form_array (EvForm *form, const char *member, guint max);

/* Whether all was well; else EV_ERROR_MALFORMED naming the member. */
gboolean ev_form_is_sound (const EvForm *form, GError **error);

/* Whether `id` has the form that ids of `kind` have. */
gboolean ev_form_is_id (EvKind kind, const char *id);

/* Whether `text` is 64 lower-case hexadecimal digits. */
gboolean ev_form_is_hash (const char *text);
