/* Tables of forums and of events. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/breakdown.h"

#include "report/count-private.h"
#include "report/lines-private.h"
#include "report/people.h"

#include <stdlib.h>

static char **
columns_new (const char *const *codes, guint count)
{
  char **columns = g_new0 (char *, count + 1);
  for (guint i = 0; i < count; i++)
    columns[i] = g_strdup (codes[i]);
  return columns;
}

enum { FORUM_PARTICIPANTS, FORUM_ACTIVE, FORUM_MEETINGS, FORUM_ATTENDANCES, FORUM_AVERAGE };
static const char *const forum_columns[] = { "participants", "active", "meetings", "attendances",
                                             "average" };

/* Adds to the row and to the total. */
static void
row_add (const EvGrid *table, guint row, guint column, double value)
{
  ev_grid_cell (table, row, column)->value += value;
  ev_grid_cell (table, table->n_rows - 1, column)->value += value;
}

/* The meetings and attendances of each forum; by municipality, as events say it. */
static void
forums_add_meetings (const EvTally *tally, const EvGrid *table, const EvLines *lines)
{
  g_autofree gboolean *types =
      ev_codes_choose (tally->source->event_types, ev_population_types (EV_POPULATION_FORUM));
  for (guint h = 0; h < tally->held->len; h++) {
    const EvHeld *held = &g_array_index (tally->held, EvHeld, h);
    const EvEventRow *event = EV_ROW (tally->source, events, EvEventRow, held->event);
    if (!types[event->type])
      continue;
    row_add (table, lines->line_of[event->municipality], FORUM_MEETINGS, 1);
    row_add (table, lines->line_of[event->municipality], FORUM_ATTENDANCES, held->count);
  }
}

/* People by forum, a meeting that nobody came to included. */
static guint *
forums_shown (const EvTally *tally, const EvCrowd *crowd)
{
  guint *count = ev_crowd_count (crowd, EV_POPULATION_FORUM, EV_DIMENSION_FORUM);
  g_autofree gboolean *types =
      ev_codes_choose (tally->source->event_types, ev_population_types (EV_POPULATION_FORUM));
  for (guint h = 0; h < tally->held->len; h++) {
    const EvEventRow *event =
        EV_ROW (tally->source, events, EvEventRow, g_array_index (tally->held, EvHeld, h).event);
    count[event->municipality] += types[event->type];
  }
  return count;
}

static void
forums_add_people (const EvCrowd *crowd, guint population, guint column, const EvGrid *table,
                   const EvLines *lines)
{
  guint n = ev_crowd_categories (crowd, EV_DIMENSION_FORUM);
  g_autofree guint *count = ev_crowd_count (crowd, population, EV_DIMENSION_FORUM);
  for (guint c = 0; c < n; c++)
    if (count[c] > 0)
      row_add (table, lines->line_of[c], column, count[c]);
}

static void
forums_average (const EvGrid *table)
{
  for (guint r = 0; r < table->n_rows; r++) {
    double meetings = ev_grid_cell (table, r, FORUM_MEETINGS)->value;
    double attendances = ev_grid_cell (table, r, FORUM_ATTENDANCES)->value;
    ev_grid_cell (table, r, FORUM_AVERAGE)->value = meetings > 0 ? attendances / meetings : 0;
  }
}

/* The rows before the total, in which small forums cannot be told apart. */
static EvGrid *
forums_keep_total (EvGrid *table)
{
  EvLines lines = ev_lines_total_only ();
  EvGrid *total = ev_grid_new (table->code, table->population, table->rows, table->columns,
                               lines.codes, g_strdupv (table->column_codes));
  for (guint c = 0; c < table->n_columns; c++)
    *ev_grid_cell (total, 0, c) = *ev_grid_cell (table, table->n_rows - 1, c);
  total->withheld = TRUE;
  ev_grid_free (table);
  return total;
}

static EvGrid *
forums_hide (EvGrid *table, guint active_population, const EvSuppression *plan)
{
  for (guint r = 0; plan != NULL && r < table->n_rows; r++) {
    if (plan->withheld[active_population])
      *ev_grid_cell (table, r, FORUM_ACTIVE) = (EvCell){ 0, TRUE };
    for (guint c = 0; plan->withheld[EV_POPULATION_FORUM] && c < table->n_columns; c++)
      if (c != FORUM_MEETINGS)
        *ev_grid_cell (table, r, c) = (EvCell){ 0, TRUE };
  }
  if (plan != NULL && plan->table_withheld[EV_POPULATION_FORUM][EV_DIMENSION_FORUM])
    return forums_keep_total (table);
  return table;
}

EvGrid *
ev_breakdown_forums (const EvTally *tally, const EvCrowd *crowd, guint active_population,
                     const EvSuppression *plan)
{
  g_autofree guint *shown = forums_shown (tally, crowd);
  const guint8 *merged =
      plan == NULL ? NULL : plan->merged[EV_POPULATION_FORUM][EV_DIMENSION_FORUM];
  EvLines lines = ev_lines_new (crowd, EV_DIMENSION_FORUM, shown, merged);
  EvGrid *table =
      ev_grid_new ("forums", EV_POPULATION_FORUM, EV_DIMENSION_FORUM, EV_DIMENSION_MEASURE,
                   lines.codes, columns_new (forum_columns, G_N_ELEMENTS (forum_columns)));
  forums_add_people (crowd, EV_POPULATION_FORUM, FORUM_PARTICIPANTS, table, &lines);
  forums_add_people (crowd, active_population, FORUM_ACTIVE, table, &lines);
  forums_add_meetings (tally, table, &lines);
  forums_average (table);
  ev_lines_clear (&lines);
  return forums_hide (table, active_population, plan);
}

/* One event's row in a table of events. */
static void
events_add (const EvGrid *table, guint row, const EvTally *tally, const EvHeld *held)
{
  row_add (table, row, 0, 1);
  if (table->n_columns == 1)
    return;
  row_add (table, row, 1, held->count);
  for (guint i = 0; i < held->count; i++)
    row_add (table, row, 2,
             g_array_index (tally->participations, EvParticipation, held->start + i).sessions);
}

static EvGrid *
events_table (const char *code, EvDimension rows, GPtrArray *codes, gboolean internal)
{
  static const char *const columns[] = { "events", "participations", "attendances" };
  g_ptr_array_add (codes, g_strdup (EV_LINE_TOTAL));
  g_ptr_array_add (codes, NULL);
  return ev_grid_new (code, EV_POPULATION_NONE, rows, EV_DIMENSION_MEASURE,
                      (char **)g_ptr_array_free (codes, FALSE),
                      columns_new (columns, internal ? 3 : 1));
}

static gint
compare_codes (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

/* Rows by the key of each held event, those that occur, in order. */
static EvGrid *
events_by (const EvTally *tally, const char *code, EvDimension rows, gboolean internal,
           char *(*key) (const EvTally *tally, const EvHeld *held))
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *codes = g_ptr_array_new ();
  for (guint h = 0; h < tally->held->len; h++) {
    g_autofree char *text = key (tally, &g_array_index (tally->held, EvHeld, h));
    if (g_hash_table_contains (seen, text))
      continue;
    g_hash_table_add (seen, text);
    g_ptr_array_add (codes, g_steal_pointer (&text));
  }
  g_ptr_array_sort (codes, compare_codes);
  EvGrid *table = events_table (code, rows, codes, internal);
  for (guint h = 0; h < tally->held->len; h++) {
    const EvHeld *held = &g_array_index (tally->held, EvHeld, h);
    g_autofree char *text = key (tally, held);
    events_add (table, (guint)ev_grid_find_row (table, text), tally, held);
  }
  return table;
}

static char *
key_type (const EvTally *tally, const EvHeld *held)
{
  const EvEventRow *event = EV_ROW (tally->source, events, EvEventRow, held->event);
  return g_strdup (ev_codes_text (tally->source->event_types, event->type));
}

static char *
key_month (const EvTally *tally, const EvHeld *held)
{
  if (held->first == 0)
    return g_strdup (EV_NOT_STATED);
  return g_strdup_printf ("%04u-%02u", held->first / 10000, held->first / 100 % 100);
}

EvGrid *
ev_breakdown_types (const EvTally *tally, gboolean internal)
{
  return events_by (tally, "events_by_type", EV_DIMENSION_EVENT_TYPE, internal, key_type);
}

EvGrid *
ev_breakdown_months (const EvTally *tally, gboolean internal)
{
  return events_by (tally, "events_by_month", EV_DIMENSION_MONTH, internal, key_month);
}
