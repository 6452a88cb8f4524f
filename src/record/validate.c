/* Whether a change may be written, by the field table. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/validate.h"

#include <string.h>

#include "base/hlc.h"

static const char *const reason_names[EV_N_REASONS] = {
  [EV_REASON_REQUIRED] = "required",
  [EV_REASON_NOT_TEXT] = "not_text",
  [EV_REASON_NOT_NUMBER] = "not_number",
  [EV_REASON_TOO_LONG] = "too_long",
  [EV_REASON_OUT_OF_RANGE] = "out_of_range",
  [EV_REASON_BAD_CHARACTERS] = "bad_characters",
  [EV_REASON_NOT_A_DATE] = "not_a_date",
  [EV_REASON_NOT_A_TIME] = "not_a_time",
  [EV_REASON_END_BEFORE_START] = "end_before_start",
  [EV_REASON_NOT_IN_LIST] = "not_in_list",
  [EV_REASON_BAD_REFERENCE] = "bad_reference",
  [EV_REASON_BAD_FORM] = "bad_form",
  [EV_REASON_NEEDS_CONSENT] = "needs_consent",
  [EV_REASON_FINAL] = "final",
  [EV_REASON_FIXED] = "fixed",
  [EV_REASON_UNKNOWN_FIELD] = "unknown_field",
  [EV_REASON_BAD_ID] = "bad_id",
  [EV_REASON_BAD_STAMP] = "bad_stamp",
  [EV_REASON_AHEAD] = "ahead",
  [EV_REASON_DENIED] = "denied",
  [EV_REASON_GAP] = "gap",
  [EV_REASON_FORK] = "fork",
};

void
ev_problem_free (EvProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->field);
  g_free (problem);
}

EvProblem *
ev_problem_new (EvReason reason, const char *field)
{
  EvProblem *problem = g_new0 (EvProblem, 1);
  problem->reason = reason;
  problem->field = g_strdup (field);
  return problem;
}

EvRefusal *
ev_refusal_new (gint64 seq, EvReason reason, const char *field)
{
  EvRefusal *refusal = g_new0 (EvRefusal, 1);
  refusal->seq = seq;
  refusal->reason = reason;
  refusal->field = g_strdup (field);
  return refusal;
}

void
ev_refusal_free (EvRefusal *refusal)
{
  if (refusal == NULL)
    return;
  g_free (refusal->field);
  g_free (refusal);
}

const char *
ev_reason_name (EvReason reason)
{
  return reason_names[reason];
}

gboolean
ev_reason_parse (const char *name, EvReason *reason)
{
  for (guint i = 0; i < EV_N_REASONS; i++)
    if (strcmp (reason_names[i], name) == 0) {
      *reason = (EvReason)i;
      return TRUE;
    }
  return FALSE;
}

static EvProblem *
add (GPtrArray *problems, EvReason reason, const char *field)
{
  EvProblem *problem = ev_problem_new (reason, field);
  g_ptr_array_add (problems, problem);
  return problem;
}

static gboolean
is_date (const char *text)
{
  int numbers[3] = { 0 };

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (int i = 0; i < 10; i++) {
    int part = i < 4 ? 0 : i < 7 ? 1 : 2;
    if (i == 4 || i == 7)
      continue;
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
    numbers[part] = numbers[part] * 10 + (text[i] - '0');
  }
  return numbers[0] >= 1900 && numbers[0] <= 2200 && numbers[1] <= 12 && numbers[2] <= 31 &&
         g_date_valid_dmy ((GDateDay)numbers[2], (GDateMonth)numbers[1], (GDateYear)numbers[0]);
}

static gboolean
is_time (const char *text)
{
  return strlen (text) == 5 && text[2] == ':' && g_ascii_isdigit (text[0]) &&
         g_ascii_isdigit (text[1]) && g_ascii_isdigit (text[3]) && g_ascii_isdigit (text[4]) &&
         strncmp (text, "24", 2) < 0 && text[3] < '6';
}

static gboolean
has_code (const EvRules *rules, const char *list, const char *code)
{
  const char *const *fixed = ev_field_fixed_list (list);
  return fixed != NULL ? g_strv_contains (fixed, code) : rules->has_code (list, code, rules->data);
}

static gboolean
has_codes (const EvRules *rules, const char *list, const char *joined)
{
  g_auto (GStrv) codes = g_strsplit (joined, ";", 64);
  for (char **code = codes; *code != NULL; code++)
    if (!has_code (rules, list, *code))
      return FALSE;
  return TRUE;
}

/* Control characters, direction overrides and line breaks have no place in a line; a long text
 * may have line breaks and tabs. */
static gboolean
has_bad_characters (const char *text, gboolean lines)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (lines && (c == '\n' || c == '\t'))
      continue;
    if (g_unichar_iscntrl (c) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
        c == 0x2028 || c == 0x2029)
      return TRUE;
  }
  return FALSE;
}

gboolean
ev_validate_is_line (const char *text)
{
  return !has_bad_characters (text, FALSE);
}

static gboolean
is_about (const char *text)
{
  const char *slash = strchr (text, '/');
  g_autofree char *name = slash != NULL ? g_strndup (text, (gsize)(slash - text)) : NULL;
  EvKind kind;

  if (name == NULL || !ev_kind_parse (name, &kind))
    return FALSE;
  return ev_kind_is_derived (kind) ? ev_id_split (slash + 1, NULL, NULL)
                                   : ev_id_parse (slash + 1, NULL, NULL);
}

static gboolean
is_map (const char *text)
{
  g_autoptr (EvJson) map = ev_json_parse (text, strlen (text), 3, 20000, NULL);
  return cJSON_IsObject (map);
}

static gboolean
is_base64 (const char *text)
{
  gsize length = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
  return text[length] == '\0' && length % 4 == 0;
}

static void
check_form (const EvField *field, const char *text, const EvRules *rules, GPtrArray *problems)
{
  switch (field->type) {
  case EV_TYPE_DATE:
    if (!is_date (text))
      add (problems, EV_REASON_NOT_A_DATE, field->name);
    break;
  case EV_TYPE_TIME:
    if (!is_time (text))
      add (problems, EV_REASON_NOT_A_TIME, field->name);
    break;
  case EV_TYPE_CODE:
    if (!has_code (rules, field->list, text))
      add (problems, EV_REASON_NOT_IN_LIST, field->name);
    break;
  case EV_TYPE_CODES:
    if (!has_codes (rules, field->list, text))
      add (problems, EV_REASON_NOT_IN_LIST, field->name);
    break;
  case EV_TYPE_REFERENCE:
    if (!ev_id_parse (text, NULL, NULL))
      add (problems, EV_REASON_BAD_REFERENCE, field->name);
    break;
  case EV_TYPE_ABOUT:
    if (!is_about (text))
      add (problems, EV_REASON_BAD_REFERENCE, field->name);
    break;
  case EV_TYPE_MAP:
    if (!is_map (text))
      add (problems, EV_REASON_BAD_FORM, field->name);
    break;
  case EV_TYPE_STROKES:
    if (!is_base64 (text))
      add (problems, EV_REASON_BAD_FORM, field->name);
    break;
  case EV_TYPE_TEXT:
  case EV_TYPE_LONG_TEXT:
  case EV_TYPE_INTEGER:
  case EV_TYPE_BOOLEAN:
  case EV_TYPE_MOMENT:
  case EV_TYPE_MONEY:
  default:
    break;
  }
}

static void
check_text (const EvField *field, const EvValue *value, const EvRules *rules, GPtrArray *problems)
{
  const char *text = ev_value_text (value);
  gboolean lines = field->type == EV_TYPE_LONG_TEXT || field->type == EV_TYPE_MAP;

  if (ev_value_type (value) != EV_VALUE_TEXT)
    add (problems, EV_REASON_NOT_TEXT, field->name);
  else if (field->max > 0 && g_utf8_strlen (text, -1) > field->max)
    add (problems, EV_REASON_TOO_LONG, field->name)->max = field->max;
  else if (has_bad_characters (text, lines))
    add (problems, EV_REASON_BAD_CHARACTERS, field->name);
  else
    check_form (field, text, rules, problems);
}

static void
check_number (const EvField *field, const EvValue *value, const EvRules *rules, GPtrArray *problems)
{
  gint64 number = ev_value_integer (value);
  gint64 max = field->type == EV_TYPE_MOMENT ? ev_hlc_milliseconds (EV_HLC_MAX) : field->max;

  if (strcmp (field->name, "birth_year") == 0)
    max = MIN (max, rules->this_year);
  if (ev_value_type (value) != EV_VALUE_INTEGER) {
    add (problems, EV_REASON_NOT_NUMBER, field->name);
  } else if (number < field->min || number > max) {
    EvProblem *problem = add (problems, EV_REASON_OUT_OF_RANGE, field->name);
    problem->min = field->min;
    problem->max = max;
  }
}

static void
check_assignment (EvKind kind, const EvAssignment *assignment, const EvRules *rules,
                  GPtrArray *problems)
{
  const EvField *field = ev_field_find (kind, assignment->name);

  if (field == NULL)
    return;
  if (field->derived)
    add (problems, EV_REASON_FIXED, field->name);
  else if (strcmp (field->name, "erased") == 0 && ev_value_integer (assignment->value) == 0)
    add (problems, EV_REASON_FINAL, field->name);
  else if (assignment->value == NULL)
    return;
  else if (field->type == EV_TYPE_INTEGER || field->type == EV_TYPE_BOOLEAN ||
           field->type == EV_TYPE_MOMENT || field->type == EV_TYPE_MONEY)
    check_number (field, assignment->value, rules, problems);
  else
    check_text (field, assignment->value, rules, problems);
}

static const char *
assigned_text (const EvChange *change, const char *field)
{
  const EvAssignment *assignment = ev_change_find (change, field);
  return assignment != NULL ? ev_value_text (assignment->value) : NULL;
}

static void
check_order (const EvChange *change, const char *from, const char *to, GPtrArray *problems)
{
  const char *start = assigned_text (change, from);
  const char *end = assigned_text (change, to);

  if (start != NULL && end != NULL && strcmp (end, start) < 0)
    add (problems, EV_REASON_END_BEFORE_START, to);
}

/* Law 06/L-082 and GDPR Art. 9(2)(a): sensitive data stand on explicit consent. */
static void
check_consent (const EvChange *change, GPtrArray *problems)
{
  const char *consent = assigned_text (change, "consent");
  const char *community = assigned_text (change, "community");
  const EvAssignment *disability = ev_change_find (change, "disability");

  if (consent != NULL && strcmp (consent, "withdrawn") != 0)
    return;
  if (community != NULL && strcmp (community, "not_stated") != 0)
    add (problems, EV_REASON_NEEDS_CONSENT, "community");
  if (disability != NULL && disability->value != NULL)
    add (problems, EV_REASON_NEEDS_CONSENT, "disability");
}

/* Two people have one record, whichever way round they are named. */
static gboolean
is_pair (const char *id)
{
  g_autofree char *left = NULL, *right = NULL;
  return ev_id_split (id, &left, &right) && strcmp (left, right) < 0;
}

static gboolean
is_id (EvKind kind, const char *id)
{
  if (kind == EV_KIND_APART)
    return is_pair (id);
  return ev_kind_is_derived (kind) ? ev_id_split (id, NULL, NULL) : ev_id_parse (id, NULL, NULL);
}

static void
check_head (const EvChange *change, GPtrArray *problems)
{
  if (change->id == NULL || !is_id (change->kind, change->id))
    add (problems, EV_REASON_BAD_ID, NULL);
  if (!ev_id_is_device (change->version.device) || change->version.seq < 1 ||
      change->version.seq > EV_JSON_MAX_INTEGER || !ev_hlc_is_valid (change->version.stamp))
    add (problems, EV_REASON_BAD_STAMP, NULL);
  if (change->fields->len == 0)
    add (problems, EV_REASON_REQUIRED, NULL);
}

GPtrArray *
ev_validate_change (const EvChange *change, const EvRules *rules)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_problem_free);

  check_head (change, problems);
  for (guint i = 0; i < change->fields->len; i++)
    check_assignment (change->kind, change->fields->pdata[i], rules, problems);
  if (change->kind == EV_KIND_SESSION)
    check_order (change, "start", "end", problems);
  if (change->kind == EV_KIND_PROJECT)
    check_order (change, "starts", "ends", problems);
  if (change->kind == EV_KIND_PERSON)
    check_consent (change, problems);
  return problems;
}

GPtrArray *
ev_validate_record (const EvRecord *record)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_problem_free);
  guint count;
  const EvField *table = ev_field_table (ev_record_kind (record), &count);

  if (ev_record_is_gone (record))
    return problems;
  for (guint i = 0; i < count; i++)
    if (table[i].required && ev_record_value (record, table[i].name) == NULL)
      add (problems, EV_REASON_REQUIRED, table[i].name);
  return problems;
}
