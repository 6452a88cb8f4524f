/* One person's own data on paper. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/subject.h"

#include "print/flow-paper-private.h"
#include "print/report-ink-private.h"
#include "record/field.h"
#include "text/date.h"
#include "text/i18n.h"

static const EvPenStyle title_style = { 20, TRUE, EV_PEN_LEFT, FALSE };
static const EvPenStyle heading_style = { 13, TRUE, EV_PEN_LEFT, FALSE };
static const EvPenStyle about_style = { 10, FALSE, EV_PEN_LEFT, FALSE };
static const EvPenStyle label_style = { 9, FALSE, EV_PEN_LEFT, FALSE };
static const EvPenStyle value_style = { 10, FALSE, EV_PEN_LEFT, FALSE };

static const double label_share = 0.34;

/* The label stands before the first line end of the text, the value after it. */
static void
draw_pair (cairo_t *cairo, const EvReportUnit *unit, double x, double y, double width)
{
  g_auto (GStrv) parts = g_strsplit (unit->text, "\n", 2);

  ev_report_ink_set (cairo, EV_REPORT_INK_QUIET);
  ev_pen_text (cairo, x, y + 1, width * label_share - 10, &label_style, parts[0]);
  ev_report_ink_set (cairo, EV_REPORT_INK_TEXT);
  ev_pen_text (cairo, x + width * label_share, y, width * (1 - label_share), &value_style,
               parts[1]);
  ev_report_ink_set (cairo, EV_REPORT_INK_RULE);
  ev_pen_line (cairo, x, y + unit->height - 2, x + width, y + unit->height - 2);
}

/* A label and a value, one beside the other; nothing where there is no value. */
static void
add_pair (EvReportFlow *flow, const char *label, const char *value)
{
  double left, right;
  EvReportUnit *unit;

  if (value == NULL || *value == '\0')
    return;
  left = ev_pen_height (flow->measure, flow->width * label_share - 10, &label_style, label);
  right = ev_pen_height (flow->measure, flow->width * (1 - label_share), &value_style, value);
  unit = ev_report_flow_add (flow, draw_pair, MAX (left + 1, right) + 5);
  unit->text = g_strconcat (label, "\n", value, NULL);
}

static void
add_heading (EvReportFlow *flow, const char *text)
{
  ev_report_flow_add_text (flow, &about_style, NULL, 14);
  ev_report_flow_add_text (flow, &heading_style, g_strdup (text), 6)->stays = TRUE;
}

/* What stands in a field, in words. */
static char *
words_of (const EvLists *lists, const EvField *field, const cJSON *value)
{
  if (field->type == EV_TYPE_CODE && cJSON_IsString (value))
    return g_strdup (ev_lists_name (lists, field->list, value->valuestring, ev_language_get ()));
  if (cJSON_IsBool (value))
    return g_strdup (cJSON_IsTrue (value) ? C_ ("answer", "Yes") : C_ ("answer", "No"));
  if (cJSON_IsString (value))
    return g_strdup (value->valuestring);
  return cJSON_IsNumber (value) ? g_strdup_printf ("%.0f", value->valuedouble) : NULL;
}

static void
add_person (EvReportFlow *flow, const cJSON *person, const EvLists *lists)
{
  guint count;
  const EvField *fields = ev_field_table (EV_KIND_PERSON, &count);

  for (guint i = 0; i < count; i++) {
    const cJSON *value = cJSON_GetObjectItemCaseSensitive (person, fields[i].name);
    g_autofree char *words = words_of (lists, &fields[i], value);
    if (fields[i].guard != EV_CLASS_PLAIN)
      add_pair (flow, ev_lists_name (lists, "field", fields[i].name, ev_language_get ()), words);
  }
}

static void
append_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
append_code (GString *text, const EvLists *lists, const char *list, const char *code)
{
  if (code != NULL)
    append_part (text, ev_lists_name (lists, list, code, ev_language_get ()));
}

static void
add_attendance (EvReportFlow *flow, const cJSON *one, const EvLists *lists)
{
  const char *date = ev_json_text (one, "date");
  g_autofree char *day = date != NULL ? ev_date_short (date) : g_strdup ("–");
  g_autoptr (GString) text = g_string_new (NULL);

  append_part (text, ev_json_text (one, "title"));
  append_part (text, ev_json_text (one, "topic"));
  append_code (text, lists, "event_type", ev_json_text (one, "type"));
  append_code (text, lists, "municipality", ev_json_text (one, "municipality"));
  append_code (text, lists, "attendance_status", ev_json_text (one, "status"));
  append_code (text, lists, "role", ev_json_text (one, "role"));
  add_pair (flow, day, text->str);
}

static void
add_result (EvReportFlow *flow, const cJSON *one, const EvLists *lists)
{
  const char *date = ev_json_text (one, "date");
  g_autofree char *day = date != NULL ? ev_date_short (date) : g_strdup ("–");
  g_autoptr (GString) text = g_string_new (NULL);

  append_code (text, lists, "result_type", ev_json_text (one, "type"));
  append_part (text, ev_json_text (one, "title"));
  add_pair (flow, day, text->str);
}

static const char *
action_of (const char *action)
{
  static const struct {
    const char *action, *words;
  } known[] = {
    { "export", NC_ ("access", "Exported") },
    { "print", NC_ ("access", "Printed") },
    { "subject", NC_ ("access", "Handed out to the person") },
    { "open", NC_ ("access", "Opened") },
    { "reveal", NC_ ("access", "Community shown") },
    { "merge", NC_ ("access", "Merged") },
    { "unmerge", NC_ ("access", "Merge undone") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (known[i].action, action) == 0)
      return C_ ("access", known[i].words);
  return action;
}

static void
add_access (EvReportFlow *flow, const cJSON *one)
{
  const char *at = ev_json_text (one, "at");
  g_autofree char *date = at != NULL ? g_strndup (at, 10) : g_strdup ("");
  g_autofree char *day = ev_date_short (date);
  g_autoptr (GString) text = g_string_new (NULL);

  append_part (text, action_of (ev_json_text (one, "action")));
  append_part (text, ev_json_text (one, "reason"));
  add_pair (flow, day, text->str);
}

static void
fill (EvReportFlow *flow, const cJSON *subject, const EvLists *lists)
{
  const char *as_of = ev_json_text (subject, "as_of");
  g_autofree char *day = as_of != NULL ? ev_date_long (as_of) : NULL;
  const cJSON *one;

  ev_report_flow_add_text (flow, &title_style, g_strdup (_ ("What is kept about you")), 4);
  ev_report_flow_add_text (flow, &about_style, g_strdup (ev_json_text (subject, "project")), 2);
  ev_report_flow_add_text (flow, &about_style, g_steal_pointer (&day), 0);
  add_heading (flow, _ ("Your data"));
  add_person (flow, cJSON_GetObjectItemCaseSensitive (subject, "person"), lists);
  add_heading (flow, _ ("Where you took part"));
  cJSON_ArrayForEach (one, ev_json_array (subject, "attendances")) {
    add_attendance (flow, one, lists);
  }
  if (cJSON_GetArraySize (ev_json_array (subject, "results")) > 0)
    add_heading (flow, _ ("What you benefited from"));
  cJSON_ArrayForEach (one, ev_json_array (subject, "results")) {
    add_result (flow, one, lists);
  }
  add_heading (flow, _ ("What was done with your data"));
  cJSON_ArrayForEach (one, ev_json_array (subject, "access")) {
    add_access (flow, one);
  }
}

EvDocument *
ev_subject_document (const cJSON *subject, const EvLists *lists, GError **error)
{
  EvReportFlow *flow;

  if (!cJSON_IsObject (cJSON_GetObjectItemCaseSensitive (subject, "person"))) {
    g_set_error_literal (error, EV_ERROR, EV_ERROR_MALFORMED, "this is nobody's data");
    return NULL;
  }
  flow = ev_flow_paper_begin ();
  fill (flow, subject, lists);
  /* The title stands in the file's properties, where nobody's name belongs. */
  return ev_flow_paper_end (flow, _ ("What is kept about you"));
}
