/* Saving a report as a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reports/report-saving.h"

#include "app/controls/save-file.h"
#include "app/controls/say.h"
#include "app/reports/report-work.h"
#include "text/i18n.h"

static const struct {
  const char *ending, *label;
} formats[] = {
  { "pdf", N_ ("PDF, to print and send") },
  { "xlsx", N_ ("XLSX, for spreadsheets") },
  { "csv", N_ ("CSV, one table after the other") },
  { "json", N_ ("JSON, for programs") },
};

typedef struct {
  EvRegister *reg;
  cJSON *report;
  char *ending;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->reg);
  cJSON_Delete (asking->report);
  g_free (asking->ending);
  g_free (asking);
}

GMenuModel *
ev_report_saving_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autoptr (GMenuItem) item = g_menu_item_new (_ (formats[i].label), NULL);
    g_menu_item_set_action_and_target (item, "page.save-as", "s", formats[i].ending);
    g_menu_append_item (menu, item);
  }
  return G_MENU_MODEL (menu);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;

  if (ev_report_work_save_finish (EV_REGISTER (source), result, &error))
    ev_say (widget, _ ("The report is saved."));
  else
    ev_say_error (widget, error);
}

/* The ending says the format; without it the one that was asked for is added. */
static void
chosen_cb (GtkWidget *widget, const char *path, gpointer data)
{
  const Asking *asking = data;
  g_autofree char *ending = g_strconcat (".", asking->ending, NULL);
  g_autofree char *file =
      g_str_has_suffix (path, ending) ? g_strdup (path) : g_strconcat (path, ending, NULL);

  ev_report_work_save (asking->reg, asking->report, file, saved_cb, g_object_ref (widget));
}

void
ev_report_saving_ask (GtkWidget *widget, EvRegister *reg, const cJSON *report, const char *ending)
{
  g_autofree char *name = ev_save_file_name (_ ("Report"), ending);
  Asking *asking = g_new0 (Asking, 1);

  asking->reg = g_object_ref (reg);
  asking->report = cJSON_Duplicate (report, TRUE);
  asking->ending = g_strdup (ending);
  ev_save_file_ask (widget, _ ("Save the report"), name, chosen_cb, asking, asking_free);
}
