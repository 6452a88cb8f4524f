/* One value of a field. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"
#include "record/field.h"

/* An immutable value, counted by references. "No value" is the NULL pointer everywhere. */
typedef struct _EvValue EvValue;

typedef enum {
  EV_VALUE_INTEGER,
  EV_VALUE_TEXT,
  EV_VALUE_OPAQUE /* JSON that only a newer version understands, kept to the letter */
} EvValueType;

/* New values; each is owned by the caller. NULL text gives NULL. */
EvValue *ev_value_new_integer (gint64 number);
EvValue *ev_value_new_text (const char *text);

/* Another reference to `value`; NULL gives NULL. */
EvValue *ev_value_ref (EvValue *value);

/* Gives a reference back; NULL does nothing. */
void ev_value_unref (EvValue *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvValue, ev_value_unref)

/* What is inside. `value` is not NULL. */
EvValueType ev_value_type (const EvValue *value);

/* The number; 0 for NULL and for anything that is no number. */
gint64 ev_value_integer (const EvValue *value);

/* The text or the opaque JSON, borrowed; NULL for NULL and for numbers. */
const char *ev_value_text (const EvValue *value);

/* Whether both are nothing, or of one type and equal. */
gboolean ev_value_equal (const EvValue *a, const EvValue *b);

/* The wire and log form: a JSON number or string; null for NULL; what it was for opaque. Owned. */
cJSON *ev_value_to_json (const EvValue *value);

/* Reads any JSON: null gives NULL; whole numbers and strings become values; booleans 0 and 1; the
 * rest is kept as opaque. Whether it suits its field is validation's business. Owned. */
EvValue *ev_value_from_json (const cJSON *json);

/* Reads what a person or a script wrote for `field`: texts are brought to NFC, outer and double
 * blanks dropped; yes/no/true/false/1/0; 1500 or 1500.50 for money; YYYY-MM-DDTHH:MM[:SS]Z or
 * milliseconds for moments. Empty text gives TRUE and NULL. FALSE with `value` untouched where the
 * form is wrong; ranges and lists are validation's business. */
gboolean ev_value_parse (const EvField *field, const char *text, EvValue **value);

/* The form that ev_value_parse() reads back; empty text for NULL. Free with g_free. */
char *ev_value_format (const EvField *field, const EvValue *value);
