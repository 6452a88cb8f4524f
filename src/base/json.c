/* JSON from strangers: read with limits, taken apart with checks. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include <math.h>
#include <string.h>

#include "base/error.h"

/* Looks at structure only, before anything is allocated: depth, number of values, U+0000. */
static gboolean
measure (const char *text, gsize length, guint max_depth, guint max_items, GError **error)
{
  guint depth = 0, items = 1;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++) {
    char c = text[i];
    if (in_string) {
      if (c == '\\') {
        if (length - i >= 6 && memcmp (text + i, "\\u0000", 6) == 0) {
          g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "JSON with U+0000");
          return FALSE;
        }
        i++;
      } else if (c == '"') {
        in_string = FALSE;
      }
    } else if (c == '"') {
      in_string = TRUE;
    } else if (c == '[' || c == '{') {
      depth++;
      items++;
    } else if (c == ']' || c == '}') {
      depth -= depth > 0;
    } else if (c == ',') {
      items++;
    }
    if (depth > max_depth || items > max_items) {
      g_set_error (error, EV_ERROR, EV_ERROR_TOO_LARGE, "JSON beyond %u levels or %u values",
                   max_depth, max_items);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
only_blanks (const char *from, const char *end)
{
  while (from < end && strchr (" \t\r\n", *from) != NULL && *from != '\0')
    from++;
  return from == end;
}

cJSON *
ev_json_parse (const char *text, gsize length, guint max_depth, guint max_items, GError **error)
{
  const char *end = NULL;
  g_autoptr (EvJson) parsed = NULL;

  if (!g_utf8_validate_len (text, length, NULL)) {
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "JSON that is not UTF-8");
    return NULL;
  }
  if (!measure (text, length, max_depth, max_items, error))
    return NULL;
  parsed = cJSON_ParseWithLengthOpts (text, length, &end, FALSE);
  if (parsed == NULL || !only_blanks (end, text + length)) {
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "not a JSON document");
    return NULL;
  }
  return g_steal_pointer (&parsed);
}

const char *
ev_json_text (const cJSON *object, const char *member)
{
  return cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (object, member));
}

gboolean
ev_json_is_integer (const cJSON *item, gint64 *value)
{
  double number;

  if (!cJSON_IsNumber (item))
    return FALSE;
  number = item->valuedouble;
  if (!(fabs (number) <= (double)EV_JSON_MAX_INTEGER) || number != floor (number))
    return FALSE;
  *value = (gint64)number;
  return TRUE;
}

gboolean
ev_json_integer (const cJSON *object, const char *member, gint64 *value)
{
  return ev_json_is_integer (cJSON_GetObjectItemCaseSensitive (object, member), value);
}

const cJSON *
ev_json_array (const cJSON *object, const char *member)
{
  const cJSON *item = cJSON_GetObjectItemCaseSensitive (object, member);
  return cJSON_IsArray (item) ? item : NULL;
}

gboolean
ev_json_true (const cJSON *object, const char *member)
{
  return cJSON_IsTrue (cJSON_GetObjectItemCaseSensitive (object, member));
}

void
ev_json_add_integer (cJSON *object, const char *member, gint64 value)
{
  cJSON_AddNumberToObject (object, member, (double)value);
}

void
ev_json_add_text (cJSON *object, const char *member, const char *text)
{
  if (text != NULL)
    cJSON_AddStringToObject (object, member, text);
  else
    cJSON_AddNullToObject (object, member);
}

/* cJSON prints 15 digits and takes that for exact. */
static gboolean
is_long_number (const cJSON *item)
{
  gint64 value;
  return ev_json_is_integer (item, &value) && ABS (value) > 999999999999999;
}

static gboolean
has_long_number (const cJSON *item)
{
  const cJSON *child = NULL;

  cJSON_ArrayForEach (child, item) {
    if (is_long_number (child) || has_long_number (child))
      return TRUE;
  }
  return is_long_number (item);
}

/* Long numbers become the text that is to be printed. */
static void
spell_out (cJSON *item)
{
  cJSON *child = NULL;

  cJSON_ArrayForEach (child, item) {
    spell_out (child);
  }
  if (is_long_number (item)) {
    g_autofree char *digits = g_strdup_printf ("%.0f", item->valuedouble);
    item->valuestring = cJSON_malloc (strlen (digits) + 1);
    memcpy (item->valuestring, digits, strlen (digits) + 1);
    item->type = cJSON_Raw;
  }
}

char *
ev_json_print (const cJSON *item)
{
  g_autoptr (EvJson) spelled = has_long_number (item) ? cJSON_Duplicate (item, TRUE) : NULL;
  char *printed;
  char *copy;

  if (spelled != NULL)
    spell_out (spelled);
  printed = cJSON_PrintUnformatted (spelled != NULL ? spelled : item);
  copy = g_strdup (printed);
  cJSON_free (printed);
  return copy;
}
