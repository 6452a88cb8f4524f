/* report, publish: what was achieved, for the house or for the public. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "exchange/report-file.h"
#include "print/report-document.h"
#include "report/fixed.h"
#include "report/json.h"
#include "report/label.h"
#include "report/register.h"
#include "store/candidate.h"
#include "store/published.h"
#include "store/rights.h"
#include "text/i18n.h"

/* Pairs beyond this are many enough to say so. */
#define MOST_PAIRS 1000

typedef struct {
  const char *format, *file, *audience;
  const char *published; /* the id of a report with fixed figures, in place of a new one */
  const char *again;     /* of a refused one that a new one takes the place of */
  EvRegisterWish wish;
  const char *event_types[2]; /* one, or none */
} Wanted;

static gboolean
is_binary (const char *format)
{
  return strcmp (format, "xlsx") == 0 || strcmp (format, "pdf") == 0;
}

/* Takes the words that say what is counted. */
static gboolean
read_selection (Wanted *wanted, EvCli *cli, int *argc, char **argv)
{
  EvReportFilter *filter = &wanted->wish.filter;
  const char *type = NULL;

  if (!ev_cli_take_option (argc, argv, "--from", &filter->from) ||
      !ev_cli_take_option (argc, argv, "--to", &filter->to) ||
      !ev_cli_take_option (argc, argv, "--municipality", &filter->municipality) ||
      !ev_cli_take_option (argc, argv, "--event-type", &type))
    return FALSE;
  if (filter->municipality != NULL &&
      !ev_lists_has (cli->lists, "municipality", filter->municipality))
    return FALSE;
  if (type == NULL)
    return TRUE;
  wanted->event_types[0] = type;
  filter->event_types = wanted->event_types;
  return ev_lists_has (cli->lists, "event_type", type);
}

static gboolean
read_words (Wanted *wanted, EvCli *cli, int *argc, char **argv)
{
  static const char *const formats[] = { "text", "json", "csv", "xlsx", "pdf", NULL };
  gboolean public;

  wanted->format = cli->json ? "json" : "text";
  wanted->audience = ev_rights_whole (cli->store) ? "internal" : "public";
  if (!read_selection (wanted, cli, argc, argv) ||
      !ev_cli_take_option (argc, argv, "--audience", &wanted->audience) ||
      !ev_cli_take_option (argc, argv, "--format", &wanted->format) ||
      !ev_cli_take_option (argc, argv, "--out", &wanted->file) ||
      !ev_cli_take_option (argc, argv, "--published", &wanted->published) || *argc != 0)
    return FALSE;
  public = strcmp (wanted->audience, "public") == 0;
  wanted->wish.audience = public ? EV_AUDIENCE_PUBLIC : EV_AUDIENCE_INTERNAL;
  return g_strv_contains (formats, wanted->format) &&
         (public || strcmp (wanted->audience, "internal") == 0) &&
         (wanted->file != NULL || !is_binary (wanted->format));
}

static char *
figure_text (EvFigure figure)
{
  if (!figure.known)
    return g_strdup ("");
  return g_strdup_printf ("%.*f", (int)figure.decimals, figure.value);
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

/* As text; NULL with error. */
static char *
render (EvCli *cli, const EvReport *report, const char *format)
{
  g_autoptr (EvJson) json = ev_report_json (report, cli->lists);

  if (strcmp (format, "csv") == 0)
    return ev_report_file_csv (json);
  return strcmp (format, "text") == 0 ? report_text (cli, report) : ev_json_print (json);
}

/* As pages or as a workbook, which are no text. */
static gboolean
write_file (EvCli *cli, const EvReport *report, const Wanted *wanted, GError **error)
{
  g_autoptr (EvJson) json = ev_report_json (report, cli->lists);
  gint64 now = ev_clock_now (&cli->options.clock);
  g_autoptr (EvDocument) document = NULL;

  if (strcmp (wanted->format, "xlsx") == 0) {
    g_autofree char *about = ev_report_document_about (json, cli->lists);
    g_auto (GStrv) notes = ev_report_document_notes (json);
    return ev_report_file_write_xlsx (json, about, notes, wanted->file, now, error);
  }
  document = ev_report_document_new (json, cli->lists, error);
  return document != NULL && ev_document_write_pdf (document, wanted->file, now, error);
}

static EvReport *
build (EvCli *cli, Wanted *wanted, GError **error)
{
  g_autofree char *today = ev_clock_date (ev_clock_now (&cli->options.clock));

  if (!ev_candidate_count (cli->store, MOST_PAIRS, &wanted->wish.open_duplicates, error))
    return NULL;
  wanted->wish.filter.as_of = today;
  return ev_register_report (cli->store, cli->lists, &wanted->wish, NULL, error);
}

static gboolean
write_text (EvCli *cli, const EvReport *report, const Wanted *wanted, GError **error)
{
  g_autofree char *text = render (cli, report, wanted->format);
  return g_file_set_contents_full (wanted->file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error);
}

/* Into a file, and with --json on standard output as well; without a file on standard output. */
static int
put_out (EvCli *cli, const EvReport *report, const Wanted *wanted, GError **error)
{
  g_autofree char *text = NULL;

  if (wanted->file != NULL &&
      !(is_binary (wanted->format) ? write_file (cli, report, wanted, error)
                                   : write_text (cli, report, wanted, error)))
    return EV_CLI_FAILED;
  if (wanted->file == NULL)
    text = render (cli, report, wanted->format);
  else if (cli->json)
    text = render (cli, report, "json");
  if (text != NULL)
    printf ("%s\n", text);
  return EV_CLI_DONE;
}

static EvReport *
read_published (EvCli *cli, const char *id, GError **error)
{
  g_autoptr (EvPublished) published = ev_published_find (cli->store, id, error);
  g_autoptr (EvJson) json = published != NULL ? cJSON_Parse (published->report) : NULL;

  return published != NULL ? ev_fixed_report (json, error) : NULL;
}

/* A viewer has nothing to count: she reads what was published. A facilitator is not shown the small
 * counts of communities. */
static gboolean
may_count (EvCli *cli, EvAudience audience, GError **error)
{
  g_autofree char *role = ev_store_setting (cli->store, "role");

  if (g_strcmp0 (role, "viewer") != 0 &&
      (audience == EV_AUDIENCE_PUBLIC || ev_rights_whole (cli->store)))
    return TRUE;
  g_set_error_literal (error, EV_ERROR, EV_ERROR_DENIED,
                       g_strcmp0 (role, "viewer") == 0 ? "a viewer reads published reports"
                                                       : "internal reports are the coordinator's");
  return FALSE;
}

int
ev_cli_report (EvCli *cli, int argc, char **argv, GError **error)
{
  Wanted wanted = { 0 };
  g_autoptr (EvReport) report = NULL;

  if (!read_words (&wanted, cli, &argc, argv))
    return EV_CLI_USAGE;
  if (wanted.published != NULL)
    report = read_published (cli, wanted.published, error);
  else if (may_count (cli, wanted.wish.audience, error))
    report = build (cli, &wanted, error);
  return report != NULL ? put_out (cli, report, &wanted, error) : EV_CLI_FAILED;
}

int
ev_cli_publish (EvCli *cli, int argc, char **argv, GError **error)
{
  Wanted wanted = { .audience = "public" };
  g_autoptr (EvReport) report = NULL;
  g_autoptr (EvJson) json = NULL;
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;

  if (!read_selection (&wanted, cli, &argc, argv) ||
      !ev_cli_take_option (&argc, argv, "--again", &wanted.again) || argc != 0)
    return EV_CLI_USAGE;
  wanted.wish.audience = EV_AUDIENCE_PUBLIC;
  report = build (cli, &wanted, error);
  if (report == NULL)
    return EV_CLI_FAILED;
  json = ev_report_json (report, cli->lists);
  text = ev_json_print (json);
  id = ev_published_add (cli->store, text, report->after, wanted.again, error);
  if (id == NULL)
    return EV_CLI_FAILED;
  ev_cli_print (cli, ev_cli_id (id));
  return EV_CLI_DONE;
}
