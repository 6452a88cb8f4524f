/* report: what was achieved, for the house or for the public. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "exchange/table.h"
#include "report/json.h"
#include "report/label.h"
#include "report/register.h"
#include "store/candidate.h"
#include "text/i18n.h"

/* Pairs beyond this are many enough to say so. */
#define MOST_PAIRS 1000

typedef struct {
  const char *format, *file;
  EvReportRequest request;
  const char *from, *to, *municipality, *audience;
} Wanted;

static gboolean
read_words (Wanted *wanted, EvCli *cli, int *argc, char **argv)
{
  static const char *const formats[] = { "text", "json", "csv", NULL };

  wanted->format = cli->json ? "json" : "text";
  wanted->audience = "internal";
  if (!ev_cli_take_option (argc, argv, "--from", &wanted->from) ||
      !ev_cli_take_option (argc, argv, "--to", &wanted->to) ||
      !ev_cli_take_option (argc, argv, "--municipality", &wanted->municipality) ||
      !ev_cli_take_option (argc, argv, "--audience", &wanted->audience) ||
      !ev_cli_take_option (argc, argv, "--format", &wanted->format) ||
      !ev_cli_take_option (argc, argv, "--out", &wanted->file) || *argc != 0)
    return FALSE;
  if (wanted->municipality != NULL &&
      !ev_lists_has (cli->lists, "municipality", wanted->municipality))
    return FALSE;
  wanted->request.filter.from = wanted->from;
  wanted->request.filter.to = wanted->to;
  wanted->request.filter.municipality = wanted->municipality;
  wanted->request.audience =
      strcmp (wanted->audience, "public") == 0 ? EV_AUDIENCE_PUBLIC : EV_AUDIENCE_INTERNAL;
  return g_strv_contains (formats, wanted->format) &&
         (strcmp (wanted->audience, "public") == 0 || strcmp (wanted->audience, "internal") == 0);
}

static void
append_words (GString *text, ...)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  const char *cell;
  va_list words;

  va_start (words, text);
  while ((cell = va_arg (words, const char *)) != NULL)
    g_ptr_array_add (cells, (gpointer)cell);
  va_end (words);
  ev_table_append_row (text, cells);
}

static char *
figure_text (EvFigure figure)
{
  if (!figure.known)
    return g_strdup ("");
  return g_strdup_printf ("%.*f", (int)figure.decimals, figure.value);
}

static void
append_grid (GString *csv, EvCli *cli, const EvGrid *grid)
{
  g_autofree char *title = ev_label_table (grid);
  g_autoptr (GPtrArray) heading = g_ptr_array_new_with_free_func (g_free);

  append_words (csv, "", NULL);
  append_words (csv, title, NULL);
  g_ptr_array_add (heading, ev_label_rows (grid));
  for (guint column = 0; column < grid->n_columns; column++)
    g_ptr_array_add (heading, ev_label_column (grid, column, cli->lists));
  ev_table_append_row (csv, heading);
  for (guint row = 0; row < grid->n_rows; row++) {
    g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (cells, ev_label_row (grid, row, cli->lists));
    for (guint column = 0; column < grid->n_columns; column++) {
      const EvCell *cell = ev_grid_cell (grid, row, column);
      g_ptr_array_add (
          cells, cell->hidden
                     ? g_strdup ("*")
                     : g_strdup_printf ("%.*f", (int)ev_grid_decimals (grid, column), cell->value));
    }
    ev_table_append_row (csv, cells);
  }
}

static char *
report_csv (EvCli *cli, const EvReport *report)
{
  GString *csv = g_string_new ("\xef\xbb\xbf");

  append_words (csv, _ ("Indicator"), _ ("Title"), _ ("Achieved"), _ ("Target"), _ ("Report"),
                NULL);
  for (guint i = 0; i < report->indicators->len; i++) {
    const EvIndicatorValue *value = report->indicators->pdata[i];
    g_autofree char *exact = figure_text (value->exact);
    g_autofree char *target =
        value->has_target ? g_strdup_printf ("%" G_GINT64_FORMAT, value->target) : g_strdup ("");
    append_words (csv, value->code, value->title, exact, target,
                  value->wording != NULL ? value->wording : "", NULL);
  }
  for (guint i = 0; i < report->tables->len; i++)
    append_grid (csv, cli, report->tables->pdata[i]);
  return g_string_free (csv, FALSE);
}

static char *
report_text (EvCli *cli, const EvReport *report)
{
  GString *text = g_string_new (NULL);

  if (report->narrative != NULL && *report->narrative != '\0')
    g_string_append_printf (text, "%s\n\n", report->narrative);
  for (guint i = 0; i < report->indicators->len; i++) {
    const EvIndicatorValue *value = report->indicators->pdata[i];
    g_autofree char *exact = figure_text (value->exact);
    g_string_append_printf (text, "%-4s %s: %s%s%s\n", value->code, value->title,
                            *exact != '\0' ? exact : "–", value->wording != NULL ? "  → " : "",
                            value->wording != NULL ? value->wording : "");
  }
  for (guint i = 0; i < report->tables->len; i++) {
    const EvGrid *grid = report->tables->pdata[i];
    g_autofree char *title = ev_label_table (grid);
    g_string_append_printf (text, "\n%s\n", title);
    for (guint row = 0; row < grid->n_rows; row++) {
      g_autofree char *label = ev_label_row (grid, row, cli->lists);
      g_string_append_printf (text, "  %s:", label);
      for (guint column = 0; column < grid->n_columns; column++) {
        const EvCell *cell = ev_grid_cell (grid, row, column);
        if (cell->hidden)
          g_string_append (text, " *");
        else
          g_string_append_printf (text, " %.*f", (int)ev_grid_decimals (grid, column), cell->value);
      }
      g_string_append_c (text, '\n');
    }
  }
  return g_string_free (text, FALSE);
}

static char *
render (EvCli *cli, const EvReport *report, const char *format)
{
  g_autoptr (EvJson) json = NULL;

  if (strcmp (format, "csv") == 0)
    return report_csv (cli, report);
  if (strcmp (format, "text") == 0)
    return report_text (cli, report);
  json = ev_report_json (report, cli->lists);
  return ev_json_print (json);
}

static EvReport *
build (EvCli *cli, Wanted *wanted, GError **error)
{
  g_autoptr (EvReportSource) source = ev_register_rows (cli->store, cli->lists, error);
  g_autoptr (GArray) indicators =
      source != NULL ? ev_register_indicators (cli->store, error) : NULL;
  g_autoptr (GPtrArray) pairs =
      indicators != NULL ? ev_candidate_pairs (cli->store, MOST_PAIRS, error) : NULL;
  g_autoptr (EvRecord) project =
      pairs != NULL ? ev_store_read (cli->store, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, NULL) : NULL;
  g_autofree char *today = ev_clock_date (ev_clock_now (&cli->options.clock));

  if (pairs == NULL)
    return NULL;
  ev_report_source_set_open_duplicates (source, pairs->len);
  wanted->request.filter.as_of = today;
  wanted->request.indicators = (const EvIndicator *)(void *)indicators->data;
  wanted->request.n_indicators = indicators->len;
  if (project != NULL) {
    wanted->request.project_name = ev_record_text (project, "name");
    wanted->request.threshold = (guint)ev_record_integer (project, "small_cell");
  }
  return ev_report_new (source, &wanted->request, error);
}

int
ev_cli_report (EvCli *cli, int argc, char **argv, GError **error)
{
  Wanted wanted = { 0 };
  g_autoptr (EvReport) report = NULL;
  g_autofree char *text = NULL;

  if (!read_words (&wanted, cli, &argc, argv))
    return EV_CLI_USAGE;
  report = build (cli, &wanted, error);
  if (report == NULL)
    return EV_CLI_FAILED;
  text = render (cli, report, wanted.format);
  if (wanted.file == NULL)
    printf ("%s\n", text);
  else if (!g_file_set_contents_full (wanted.file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                      error))
    return EV_CLI_FAILED;
  return EV_CLI_DONE;
}
