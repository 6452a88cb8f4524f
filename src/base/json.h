/* JSON from strangers: read with limits, taken apart with checks. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cjson/cJSON.h>
#include <glib.h>

typedef cJSON EvJson;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvJson, cJSON_Delete)

/* Whole numbers beyond this are not exact in JSON readers (RFC 8259, section 6). */
#define EV_JSON_MAX_INTEGER ((gint64)1 << 53)

/* Parses `length` bytes of one JSON document in UTF-8, nothing after it. At most `max_depth`
 * levels and `max_items` values; beyond either, EV_ERROR_TOO_LARGE; otherwise wrong,
 * EV_ERROR_MALFORMED. U+0000 in a string is refused. Free with cJSON_Delete. */
cJSON *ev_json_parse (const char *text, gsize length, guint max_depth, guint max_items,
                      GError **error);

/* The member's text, borrowed from `object`; NULL if it is absent or no string. */
const char *ev_json_text (const cJSON *object, const char *member);

/* Reads a whole number within +-2^53 into `value`; FALSE, leaving it, if absent or anything else.
 */
gboolean ev_json_integer (const cJSON *object, const char *member, gint64 *value);

/* The member as array; NULL if absent or no array. Borrowed. */
const cJSON *ev_json_array (const cJSON *object, const char *member);

/* Whether the member is there and true. */
gboolean ev_json_true (const cJSON *object, const char *member);

/* Whether `item` is a whole number within +-2^53; if so it goes to `value`. */
gboolean ev_json_is_integer (const cJSON *item, gint64 *value);

/* Adds a whole number; the caller sees to it that it lies within +-2^53. */
void ev_json_add_integer (cJSON *object, const char *member, gint64 value);

/* Adds `text`, or null where it is NULL. */
void ev_json_add_text (cJSON *object, const char *member, const char *text);

/* Compact text of `item`; free with g_free. */
char *ev_json_print (const cJSON *item);
