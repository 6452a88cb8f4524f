/* Records, fields and changes in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/people/record-words.h"

#include <string.h>

#include "app/checkin/person-words.h"
#include "app/register/role.h"
#include "store/search.h"
#include "text/date.h"
#include "text/i18n.h"
#include "text/moment.h"
#include "text/number.h"

/* Codes joined by semicolons as names joined by commas. */
static char *
codes_in_words (EvRegister *reg, const char *list, const char *codes)
{
  g_auto (GStrv) each = g_strsplit (codes, ";", -1);
  GString *words = g_string_new (NULL);

  for (char **code = each; *code; code++)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "",
                            ev_register_name (reg, list, *code));
  return g_string_free (words, FALSE);
}

static char *
number_in_words (const EvField *field, gint64 number)
{
  if (field->type == EV_TYPE_BOOLEAN)
    return g_strdup (number != 0 ? _ ("Yes") : _ ("No"));
  if (field->type == EV_TYPE_MOMENT)
    return ev_moment_text (number);
  if (field->type == EV_TYPE_MONEY)
    return ev_number_euros (number);
  /* Years are numbers without separators. */
  return field->min >= 1900 ? g_strdup_printf ("%" G_GINT64_FORMAT, number)
                            : ev_number_whole (number);
}

static char *
text_in_words (EvRegister *reg, const EvField *field, const char *text)
{
  char *name =
      field->type == EV_TYPE_REFERENCE ? ev_record_words_name (reg, field->refers, text) : NULL;

  if (name)
    return name;
  if (field->type == EV_TYPE_CODE)
    return g_strdup (ev_register_name (reg, field->list, text));
  if (field->type == EV_TYPE_CODES)
    return codes_in_words (reg, field->list, text);
  if (field->type == EV_TYPE_DATE)
    return ev_date_short (text);
  if (field->type == EV_TYPE_STROKES)
    return g_strdup (C_ ("signature", "Signed"));
  return g_strdup (text);
}

char *
ev_record_words_value (EvRegister *reg, EvKind kind, const char *name, const EvValue *value)
{
  const EvField *field = ev_field_find (kind, name);

  if (!value || !field)
    return NULL;
  if (ev_value_type (value) == EV_VALUE_INTEGER)
    return number_in_words (field, ev_value_integer (value));
  return text_in_words (reg, field, ev_value_text (value));
}

/* Names */

static char *
name_of_person (EvStore *store, const char *id)
{
  g_autoptr (EvPersonRow) person = ev_search_person (store, id, NULL);

  return person ? ev_person_words_name (person) : NULL;
}

static char *
name_of_session (EvStore *store, const char *id)
{
  g_autoptr (EvRecord) session = ev_store_read (store, EV_KIND_SESSION, id, NULL);
  const char *date = session ? ev_record_text (session, "date") : NULL;
  g_autofree char *day = date ? ev_date_short (date) : NULL;

  return day ? g_strdup_printf (_ ("session of %s"), day) : g_strdup (_ ("session without a date"));
}

static char *
name_of_attendance (EvStore *store, const char *id)
{
  g_autofree char *session = NULL, *person = NULL, *name = NULL, *when = NULL;

  if (!ev_id_split (id, &session, &person))
    return NULL;
  name = name_of_person (store, person);
  when = name_of_session (store, session);
  return g_strdup_printf ("%s, %s", name ? name : person, when);
}

/* "Arta Hoxha, Arta Hodža". */
static char *
names_of_two (EvStore *store, const char *id)
{
  g_autofree char *left = NULL, *right = NULL, *one = NULL, *other = NULL;

  if (!ev_id_split (id, &left, &right))
    return NULL;
  one = name_of_person (store, left);
  other = name_of_person (store, right);
  return g_strdup_printf ("%s, %s", one ? one : left, other ? other : right);
}

char *
ev_record_words_name (EvRegister *reg, EvKind kind, const char *id)
{
  EvStore *store = ev_register_store (reg);
  const char *field = kind == EV_KIND_EVENT || kind == EV_KIND_RESULT ? "title" : "name";
  g_autoptr (EvRecord) record = NULL;

  if (!store)
    return NULL;
  if (kind == EV_KIND_PERSON)
    return name_of_person (store, id);
  if (kind == EV_KIND_SESSION)
    return name_of_session (store, id);
  if (kind == EV_KIND_ATTENDANCE)
    return name_of_attendance (store, id);
  if (kind == EV_KIND_APART)
    return names_of_two (store, id);
  record = ev_store_read (store, kind, id, NULL);
  return record ? g_strdup (ev_record_text (record, field)) : NULL;
}

const char *
ev_record_words_kind (EvKind kind)
{
  static const char *const words[EV_N_KINDS] = {
    [EV_KIND_PROJECT] = NC_ ("record", "Project"),
    [EV_KIND_TEAM] = NC_ ("record", "Team"),
    [EV_KIND_OPERATOR] = NC_ ("record", "Operator"),
    [EV_KIND_EVENT] = NC_ ("record", "Event"),
    [EV_KIND_SESSION] = NC_ ("record", "Session"),
    [EV_KIND_PERSON] = NC_ ("record", "Participant"),
    [EV_KIND_ATTENDANCE] = NC_ ("record", "Attendance"),
    [EV_KIND_RESULT] = NC_ ("record", "Result"),
    [EV_KIND_BENEFICIARY] = NC_ ("record", "Beneficiary"),
    [EV_KIND_INDICATOR] = NC_ ("record", "Indicator"),
    [EV_KIND_NOTE] = NC_ ("record", "Note"),
    [EV_KIND_APART] = NC_ ("record", "Not a duplicate"),
  };

  return C_ ("record", words[kind]);
}

/* Changes */

static gboolean
is_told (EvRegister *reg, EvKind kind, const char *name)
{
  const EvField *field = ev_field_find (kind, name);

  if (!field || field->type == EV_TYPE_MAP || strcmp (name, "method") == 0 ||
      strcmp (name, "arrived_at") == 0)
    return FALSE;
  return field->guard != EV_CLASS_SENSITIVE || ev_role_is_coordinator (reg);
}

/* Takes `value` (may be NULL). */
static char *
with_earlier (EvRegister *reg, const EvChange *earlier, const char *name, char *value)
{
  const EvAssignment *old = earlier ? ev_change_find (earlier, name) : NULL;
  g_autofree char *now = value ? value : g_strdup (C_ ("field", "emptied"));
  g_autofree char *before =
      old ? ev_record_words_value (reg, earlier->kind, name, old->value) : NULL;

  if (!old || g_strcmp0 (before, value) == 0)
    return g_steal_pointer (&now);
  /* Translators: a value before and after a change. */
  return g_strdup_printf (C_ ("difference", "%1$s → %2$s"), before ? before : "–", now);
}

char *
ev_record_words_change (EvRegister *reg, const EvChange *change, const EvChange *earlier)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    g_autofree char *value = NULL, *told = NULL;

    if (!is_told (reg, change->kind, assignment->name))
      continue;
    value = ev_record_words_value (reg, change->kind, assignment->name, assignment->value);
    if (!value && !ev_change_base (change, ev_field_group (change->kind, assignment->name)))
      continue;
    told = with_earlier (reg, earlier, assignment->name, g_steal_pointer (&value));
    g_string_append_printf (words, "%s%s: %s", words->len > 0 ? " · " : "",
                            ev_register_name (reg, "field", assignment->name), told);
  }
  return g_string_free (words, FALSE);
}

char *
ev_record_words_author (const EvHistoryChange *change)
{
  g_autofree char *when = ev_moment_text (change->moment);

  if (change->operator_name)
    return g_strdup_printf ("%s, %s", change->operator_name, when);
  return g_strdup_printf ("%s, %s", change->here ? _ ("This laptop") : _ ("Another laptop"), when);
}
