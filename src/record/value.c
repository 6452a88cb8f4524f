/* One value of a field. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/value.h"

#include <errno.h>
#include <string.h>

struct _EvValue {
  gatomicrefcount references;
  EvValueType type;
  gint64 number;
  char text[];
};

static EvValue *
value_new (EvValueType type, gint64 number, const char *text)
{
  gsize size = text != NULL ? strlen (text) + 1 : 1;
  EvValue *value = g_malloc (sizeof *value + size);

  g_atomic_ref_count_init (&value->references);
  value->type = type;
  value->number = number;
  memcpy (value->text, text != NULL ? text : "", size);
  return value;
}

EvValue *
ev_value_new_integer (gint64 number)
{
  return value_new (EV_VALUE_INTEGER, number, NULL);
}

EvValue *
ev_value_new_text (const char *text)
{
  return text != NULL ? value_new (EV_VALUE_TEXT, 0, text) : NULL;
}

EvValue *
ev_value_ref (EvValue *value)
{
  if (value != NULL)
    g_atomic_ref_count_inc (&value->references);
  return value;
}

void
ev_value_unref (EvValue *value)
{
  if (value != NULL && g_atomic_ref_count_dec (&value->references))
    g_free (value);
}

EvValueType
ev_value_type (const EvValue *value)
{
  return value->type;
}

gint64
ev_value_integer (const EvValue *value)
{
  return value != NULL ? value->number : 0;
}

const char *
ev_value_text (const EvValue *value)
{
  return value != NULL && value->type != EV_VALUE_INTEGER ? value->text : NULL;
}

gboolean
ev_value_equal (const EvValue *a, const EvValue *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->type == b->type && a->number == b->number && strcmp (a->text, b->text) == 0;
}

/* cJSON prints 15 digits of a number; longer ones go as they are. */
static cJSON *
integer_to_json (gint64 number)
{
  char text[24];

  if (ABS (number) < G_GINT64_CONSTANT (1000000000000000))
    return cJSON_CreateNumber ((double)number);
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  return cJSON_CreateRaw (text);
}

cJSON *
ev_value_to_json (const EvValue *value)
{
  if (value == NULL)
    return cJSON_CreateNull ();
  switch (value->type) {
  case EV_VALUE_INTEGER:
    return integer_to_json (value->number);
  case EV_VALUE_TEXT:
    return cJSON_CreateString (value->text);
  case EV_VALUE_OPAQUE:
  default:
    return cJSON_Parse (value->text);
  }
}

/* The text that stays the same however often it is read and printed: numbers are printed rounded,
 * at the very edge of what a double holds they become infinite, and those null. */
static char *
lasting_text (const cJSON *json)
{
  g_autofree char *text = ev_json_print (json);

  for (guint i = 0; i < 2; i++) {
    g_autoptr (EvJson) again = cJSON_Parse (text);
    g_free (text);
    text = ev_json_print (again);
  }
  return g_steal_pointer (&text);
}

EvValue *
ev_value_from_json (const cJSON *json)
{
  gint64 number;
  g_autofree char *printed = NULL;
  g_autoptr (EvJson) lasting = NULL;

  if (json == NULL || cJSON_IsNull (json))
    return NULL;
  if (cJSON_IsString (json))
    return ev_value_new_text (json->valuestring);
  if (cJSON_IsBool (json))
    return ev_value_new_integer (cJSON_IsTrue (json));
  if (ev_json_is_integer (json, &number))
    return ev_value_new_integer (number);
  printed = lasting_text (json);
  lasting = cJSON_Parse (printed);
  if (cJSON_IsNull (lasting))
    return NULL;
  if (ev_json_is_integer (lasting, &number))
    return ev_value_new_integer (number);
  return value_new (EV_VALUE_OPAQUE, 0, printed);
}

/* NFC, without outer and double blanks; line breaks stay only in long texts. */
static char *
tidy (const char *text, gboolean lines)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) out = g_string_new (NULL);
  gunichar pending = 0;

  for (const char *p = composed; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (lines && c == '\n')
      g_string_append_unichar (out, c);
    else if (g_unichar_isspace (c))
      pending = out->len > 0 ? ' ' : 0;
    else {
      if (pending != 0)
        g_string_append_unichar (out, pending);
      pending = 0;
      g_string_append_unichar (out, c);
    }
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
parse_integer (const char *text, gint64 *number)
{
  char *end = NULL;

  errno = 0;
  *number = g_ascii_strtoll (text, &end, 10);
  return errno == 0 && end != text && *end == '\0' && ABS (*number) <= EV_JSON_MAX_INTEGER;
}

static gboolean
parse_boolean (const char *text, gint64 *number)
{
  static const char *const yes[] = { "1", "true", "yes", NULL };
  static const char *const no[] = { "0", "false", "no", NULL };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  *number = g_strv_contains (yes, lower);
  return *number != 0 || g_strv_contains (no, lower);
}

static gboolean
parse_money (const char *text, gint64 *cents)
{
  const char *mark = strpbrk (text, ".,");
  g_autofree char *euros = mark != NULL ? g_strndup (text, (gsize)(mark - text)) : g_strdup (text);
  gsize decimals = mark != NULL ? strlen (mark + 1) : 0;

  if (!parse_integer (euros, cents) || *cents < 0 || *cents > EV_JSON_MAX_INTEGER / 100 ||
      decimals > 2 || (mark != NULL && decimals == 0))
    return FALSE;
  *cents *= 100;
  for (gsize i = 0; i < decimals; i++) {
    if (!g_ascii_isdigit (mark[1 + i]))
      return FALSE;
    *cents += (mark[1 + i] - '0') * (i == 0 ? 10 : 1);
  }
  return TRUE;
}

static gboolean
parse_moment (const char *text, gint64 *milliseconds)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *whole = NULL;

  if (parse_integer (text, milliseconds))
    return TRUE;
  if (strlen (text) == strlen ("YYYY-MM-DDTHH:MMZ"))
    whole = g_strdup_printf ("%.16s:00%s", text, text + 16);
  moment = g_date_time_new_from_iso8601 (whole != NULL ? whole : text, utc);
  if (moment == NULL)
    return FALSE;
  *milliseconds = g_date_time_to_unix (moment) * 1000 + g_date_time_get_microsecond (moment) / 1000;
  return TRUE;
}

gboolean
ev_value_parse (const EvField *field, const char *text, EvValue **value)
{
  g_autofree char *tidied = NULL;
  gint64 number = 0;
  gboolean understood = TRUE;

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  tidied = tidy (text, field->type == EV_TYPE_LONG_TEXT || field->type == EV_TYPE_MAP);
  if (*tidied == '\0') {
    *value = NULL;
    return TRUE;
  }
  switch (field->type) {
  case EV_TYPE_INTEGER:
    understood = parse_integer (tidied, &number);
    break;
  case EV_TYPE_BOOLEAN:
    understood = parse_boolean (tidied, &number);
    break;
  case EV_TYPE_MONEY:
    understood = parse_money (tidied, &number);
    break;
  case EV_TYPE_MOMENT:
    understood = parse_moment (tidied, &number);
    break;
  case EV_TYPE_TEXT:
  case EV_TYPE_LONG_TEXT:
  case EV_TYPE_DATE:
  case EV_TYPE_TIME:
  case EV_TYPE_CODE:
  case EV_TYPE_CODES:
  case EV_TYPE_REFERENCE:
  case EV_TYPE_ABOUT:
  case EV_TYPE_MAP:
  case EV_TYPE_STROKES:
  default:
    *value = ev_value_new_text (tidied);
    return TRUE;
  }
  if (understood)
    *value = ev_value_new_integer (number);
  return understood;
}

static char *
format_moment (gint64 milliseconds)
{
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_utc (milliseconds / 1000);
  if (second == NULL)
    return g_strdup_printf ("%" G_GINT64_FORMAT, milliseconds);
  return g_date_time_format (second, "%Y-%m-%dT%H:%M:%SZ");
}

char *
ev_value_format (const EvField *field, const EvValue *value)
{
  gint64 number = ev_value_integer (value);

  if (value == NULL)
    return g_strdup ("");
  if (value->type != EV_VALUE_INTEGER)
    return g_strdup (value->text);
  if (field != NULL && field->type == EV_TYPE_MOMENT)
    return format_moment (number);
  if (field != NULL && field->type == EV_TYPE_MONEY && number % 100 != 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", number / 100, (int)(number % 100));
  if (field != NULL && field->type == EV_TYPE_MONEY)
    return g_strdup_printf ("%" G_GINT64_FORMAT, number / 100);
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}
