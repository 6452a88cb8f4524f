/* What an export shows of each record, and under which name a person stands. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/export-columns-private.h"

#include <string.h>

/* Letters of a pseudonym: 56 bits, so that no two of a million people share one. */
enum { PSEUDONYM_DIGITS = 14, KEY_BYTES = 32 };

/* Fields that say nothing about a living record. */
static const char *const hidden[] = { "deleted",   "erased",   "merged_into",
                                      "signature", "approved", NULL };

/* What stays of a person who is not named: what she is counted by. The year of birth becomes an age
 * group; anything else of hers could name her. */
static const char *const counted[] = { "gender",   "consent",      "community", "disability",
                                       "age_band", "municipality", "language",  NULL };

/* Moments to the millisecond tell people apart on their own. */
static const char *const telling[] = { "arrived_at", NULL };

static gboolean
is_shown (EvKind kind, const EvField *field, gboolean named, gboolean whole)
{
  if (g_strv_contains (hidden, field->name) || (!whole && field->guard == EV_CLASS_SENSITIVE))
    return FALSE;
  if (named)
    return TRUE;
  return kind == EV_KIND_PERSON ? g_strv_contains (counted, field->name)
                                : !g_strv_contains (telling, field->name);
}

static EvColumnType
type_of (const EvField *field)
{
  if (strcmp (field->name, "birth_year") == 0)
    return EV_COLUMN_YEAR;
  if (field->type == EV_TYPE_INTEGER)
    return EV_COLUMN_NUMBER;
  if (field->type == EV_TYPE_MONEY)
    return EV_COLUMN_MONEY;
  return field->type == EV_TYPE_DATE ? EV_COLUMN_DATE : EV_COLUMN_TEXT;
}

static char *
new_key (const EvRandom *random)
{
  guint8 bytes[KEY_BYTES];
  GString *key = g_string_new (NULL);

  ev_random_fill (random, bytes, sizeof bytes);
  for (guint i = 0; i < KEY_BYTES; i++)
    g_string_append_printf (key, "%02x", bytes[i]);
  return g_string_free (key, FALSE);
}

void
ev_export_columns_init (EvExportColumns *columns, EvKind kind, const EvLists *lists,
                        const EvExportOptions *options, gboolean whole)
{
  gboolean named = options->reason != NULL;
  gboolean pseudonym = !named && kind == EV_KIND_PERSON;
  g_autofree char *today = ev_clock_date (options->now);
  EvExportColumn id = { pseudonym ? "pseudonym" : "id", NULL, EV_COLUMN_TEXT };
  guint count;
  const EvField *fields = ev_field_table (kind, &count);

  *columns = (EvExportColumns){ .kind = kind,
                                .named = named,
                                .whole = whole,
                                .lists = lists,
                                .language = options->language,
                                .this_year = (int)g_ascii_strtoll (today, NULL, 10),
                                .columns = g_array_new (FALSE, FALSE, sizeof (EvExportColumn)),
                                .key = new_key (options->random) };
  /* The id of an attendance is made of the person's. */
  if (named || kind != EV_KIND_ATTENDANCE)
    g_array_append_val (columns->columns, id);
  for (guint i = 0; i < count; i++) {
    EvExportColumn column = { fields[i].name, &fields[i], type_of (&fields[i]) };
    if (is_shown (kind, &fields[i], named, whole))
      g_array_append_val (columns->columns, column);
  }
}

void
ev_export_columns_clear (EvExportColumns *columns)
{
  g_clear_pointer (&columns->columns, g_array_unref);
  g_clear_pointer (&columns->key, g_free);
}

/* Nobody without the key, which is kept nowhere, can tell whose it is. */
static char *
pseudonym_of (const EvExportColumns *columns, const char *person)
{
  g_autofree char *digest = g_compute_hmac_for_string (
      G_CHECKSUM_SHA256, (const guint8 *)columns->key, strlen (columns->key), person, -1);
  g_autofree char *upper = g_ascii_strup (digest, PSEUDONYM_DIGITS);

  return g_strconcat ("P-", upper, NULL);
}

/* The age group of the common scheme that holds the age; NULL if none does. */
static const char *
band_of_year (const EvExportColumns *columns, gint64 birth_year)
{
  const char *const *codes = ev_lists_codes (columns->lists, "age_group");
  gint64 age = columns->this_year - birth_year;

  for (guint i = 0; birth_year != 0 && codes[i] != NULL; i++) {
    const char *scheme = ev_lists_column (columns->lists, "age_group", codes[i], "scheme");
    const char *min = ev_lists_column (columns->lists, "age_group", codes[i], "min_age");
    const char *max = ev_lists_column (columns->lists, "age_group", codes[i], "max_age");
    if (g_strcmp0 (scheme, "default") == 0 && min != NULL &&
        age >= g_ascii_strtoll (min, NULL, 10) &&
        (max == NULL || age <= g_ascii_strtoll (max, NULL, 10)))
      return codes[i];
  }
  return NULL;
}

/* The text of a code or reference as an export shows it: whom it names stands under a pseudonym.
 * NULL where the plain value is to be shown; else free with g_free. */
static char *
other_than_plain (const EvExportColumns *columns, const EvExportColumn *column,
                  const EvRecord *record)
{
  const char *text = NULL;

  if (columns->named)
    return NULL;
  if (column->field == NULL)
    return columns->kind == EV_KIND_PERSON ? pseudonym_of (columns, ev_record_id (record)) : NULL;
  if (column->field->type == EV_TYPE_REFERENCE && column->field->refers == EV_KIND_PERSON) {
    text = ev_record_text (record, column->name);
    return text != NULL ? pseudonym_of (columns, text) : NULL;
  }
  if (columns->kind == EV_KIND_PERSON && strcmp (column->name, "age_band") == 0)
    return g_strdup (band_of_year (columns, ev_record_integer (record, "birth_year")));
  return NULL;
}

char *
ev_export_columns_cell (const EvExportColumns *columns, const EvExportColumn *column,
                        const EvRecord *record)
{
  const EvField *field = column->field;
  g_autofree char *other = other_than_plain (columns, column, record);
  const char *text = other;

  if (text == NULL && field != NULL)
    text = ev_record_text (record, field->name);
  if (field == NULL)
    return other != NULL ? g_steal_pointer (&other) : g_strdup (ev_record_id (record));
  if (field->type == EV_TYPE_CODE && text != NULL)
    return g_strdup (ev_lists_name (columns->lists, field->list, text, columns->language));
  if (other != NULL || field->derived)
    return g_strdup (text);
  return ev_value_format (field, ev_record_value (record, field->name));
}

cJSON *
ev_export_columns_json (const EvExportColumns *columns, const EvRecord *record)
{
  g_autoptr (EvJson) whole = ev_export_record (record);
  cJSON *object;

  if (columns->named && columns->whole)
    return g_steal_pointer (&whole);
  object = cJSON_CreateObject ();
  for (guint i = 0; i < columns->columns->len; i++) {
    const EvExportColumn *column = &g_array_index (columns->columns, EvExportColumn, i);
    g_autofree char *other = other_than_plain (columns, column, record);
    cJSON *plain = cJSON_DetachItemFromObjectCaseSensitive (whole, column->name);
    if (other != NULL)
      cJSON_AddStringToObject (object, column->name, other);
    else if (plain != NULL)
      cJSON_AddItemToObject (object, column->name, g_steal_pointer (&plain));
    cJSON_Delete (plain);
  }
  return object;
}
