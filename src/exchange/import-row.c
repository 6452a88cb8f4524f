/* One row of an import: from cells to the change that it asks for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/import-row-private.h"

#include <string.h>

static const char *const person_fields[] = {
  "given_name", "family_name", "gender",   "community", "birth_year", "municipality",
  "settlement", "institution", "position", "phone",     "email",      "language",
  "consent",    "guardian",    "note",     NULL,
};

/* What our own exports say beside: who a named row is, and that a row names nobody. */
static const char *const own_columns[] = { "id", "pseudonym", NULL };

static const char *const event_fields[] = { "session", "status", NULL };

static const char *
meaning_of (const EvLists *lists, const char *heading)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (heading));
  const char *code = ev_lists_find (lists, "field", trimmed);

  if (code == NULL)
    return NULL;
  return g_strv_contains (person_fields, code) || g_strv_contains (event_fields, code) ||
                 g_strv_contains (own_columns, code)
             ? code
             : NULL;
}

gboolean
ev_import_columns_init (EvImportColumns *columns, const EvLists *lists, const EvTable *table,
                        GPtrArray *ignored, GError **error)
{
  gboolean named = FALSE, pseudonymous = FALSE;

  columns->lists = lists;
  columns->table = table;
  columns->fields = g_ptr_array_new ();
  for (guint i = 0; i < table->heading->len; i++) {
    const char *heading = table->heading->pdata[i];
    const char *field = meaning_of (lists, heading);
    if (field == NULL && *heading != '\0')
      g_ptr_array_add (ignored, g_strdup (heading));
    named |= g_strcmp0 (field, "given_name") == 0;
    pseudonymous |= g_strcmp0 (field, "pseudonym") == 0;
    g_ptr_array_add (columns->fields, (gpointer)field);
  }
  if (pseudonymous)
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID,
                 "an export under pseudonyms names nobody and cannot be imported");
  else if (!named)
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED,
                 "no column is headed given_name (or First name, Emri, Име, Ime)");
  return named && !pseudonymous;
}

void
ev_import_columns_clear (EvImportColumns *columns)
{
  g_clear_pointer (&columns->fields, g_ptr_array_unref);
}

const char *
ev_import_cell (const EvImportColumns *columns, const GPtrArray *row, const char *field)
{
  for (guint i = 0; i < columns->fields->len; i++)
    if (g_strcmp0 (columns->fields->pdata[i], field) == 0)
      return ev_table_plain (ev_table_cell (row, i));
  return "";
}

gboolean
ev_import_row_is_blank (const GPtrArray *row)
{
  for (guint i = 0; i < row->len; i++)
    if (strspn (row->pdata[i], " \t\n") != strlen (row->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
take_code (const EvImportColumns *columns, EvChange *person, const EvField *field, const char *text,
           GPtrArray *problems)
{
  const char *const *fixed = ev_field_fixed_list (field->list);
  const char *code = fixed != NULL && g_strv_contains (fixed, text)
                         ? text
                         : ev_lists_find (columns->lists, field->list, text);

  if (code == NULL)
    g_ptr_array_add (problems, ev_problem_new (EV_REASON_NOT_IN_LIST, field->name));
  else
    ev_change_set_text (person, field->name, code);
}

static void
take_cell (const EvImportColumns *columns, EvChange *person, const EvField *field, const char *cell,
           GPtrArray *problems)
{
  g_autoptr (EvValue) value = NULL;
  EvReason reason = field->type == EV_TYPE_INTEGER ? EV_REASON_NOT_NUMBER : EV_REASON_BAD_FORM;

  if (!ev_value_parse (field, cell, &value))
    g_ptr_array_add (problems, ev_problem_new (reason, field->name));
  else if (value != NULL && field->type == EV_TYPE_CODE)
    take_code (columns, person, field, ev_value_text (value), problems);
  else if (value != NULL)
    ev_change_take (person, field->name, g_steal_pointer (&value));
}

EvChange *
ev_import_row_person (const EvImportColumns *columns, const GPtrArray *row, GPtrArray *problems)
{
  EvChange *person = ev_change_new (EV_KIND_PERSON, NULL);

  for (guint i = 0; i < columns->fields->len; i++) {
    const char *name = columns->fields->pdata[i];
    const EvField *field = name != NULL ? ev_field_find (EV_KIND_PERSON, name) : NULL;
    if (field != NULL)
      take_cell (columns, person, field, ev_table_plain (ev_table_cell (row, i)), problems);
  }
  for (guint i = columns->fields->len; i < row->len; i++)
    if (*(const char *)row->pdata[i] != '\0') {
      g_ptr_array_add (problems, ev_problem_new (EV_REASON_UNKNOWN_FIELD, NULL));
      break;
    }
  if (ev_change_find (person, "gender") == NULL)
    ev_change_set_text (person, "gender", "unknown");
  return person;
}

static gboolean
has_code (const char *list, const char *code, gpointer data)
{
  return ev_lists_has (data, list, code);
}

static gboolean
is_named (const GPtrArray *problems, const char *field)
{
  for (guint i = 0; i < problems->len; i++)
    if (g_strcmp0 (((const EvProblem *)problems->pdata[i])->field, field) == 0)
      return TRUE;
  return FALSE;
}

/* A consent that cannot be read is the fault, not what stands on it. */
static gboolean
follows (const GPtrArray *problems, const EvProblem *problem)
{
  return problem->reason == EV_REASON_NEEDS_CONSENT && is_named (problems, "consent");
}

static void
add_new (GPtrArray *problems, const GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++) {
    const EvProblem *problem = found->pdata[i];
    EvProblem *copy;
    if (problem->field == NULL || is_named (problems, problem->field) ||
        follows (problems, problem))
      continue;
    copy = ev_problem_new (problem->reason, problem->field);
    copy->min = problem->min;
    copy->max = problem->max;
    g_ptr_array_add (problems, copy);
  }
}

void
ev_import_row_check (const EvImportColumns *columns, const EvChange *person, GPtrArray *problems)
{
  EvRules rules = { has_code, (gpointer)columns->lists, G_MAXINT };
  g_autoptr (EvRecord) whole = ev_record_new (EV_KIND_PERSON, "new");
  g_autoptr (GPtrArray) wrong = ev_validate_change (person, &rules);
  g_autoptr (GPtrArray) missing = NULL;

  for (guint i = 0; i < person->fields->len; i++) {
    const EvAssignment *assignment = person->fields->pdata[i];
    ev_record_take (whole, assignment->name, ev_value_ref (assignment->value));
  }
  missing = ev_validate_record (whole);
  add_new (problems, wrong);
  add_new (problems, missing);
}
