/* Tests of print/report-document.h: every page is drawn, whatever the report holds. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/report-document.h"

#include <glib/gstdio.h>
#include <string.h>

enum { MANY_ROWS = 200 };

static EvLists *
lists (void)
{
  g_autoptr (GError) error = NULL;
  EvLists *loaded = ev_lists_load (NULL, &error);
  g_assert_no_error (error);
  return loaded;
}

/* A report of one table with so many rows. */
static cJSON *
report_of (guint rows, const char *dimension)
{
  cJSON *report = cJSON_Parse ("{\"audience\":\"public\",\"threshold\":5,\"open_duplicates\":2,"
                               "\"project_name\":\"Форум\",\"from\":\"2024-01-01\","
                               "\"indicators\":{\"X\":{\"title\":\"Own\",\"exact\":null,"
                               "\"share\":900,\"target\":3,\"wording\":\"about 10\"}},"
                               "\"tables\":[{\"code\":\"t\",\"title\":\"Table\",\"heading\":\"H\","
                               "\"columns_are\":\"measure\",\"withheld\":false,\"columns\":["
                               "{\"code\":\"people\",\"label\":\"People\",\"decimals\":0}]}],"
                               "\"narrative\":\"\"}");
  cJSON *table = cJSON_GetObjectItem (report, "tables")->child;
  cJSON *array = cJSON_AddArrayToObject (table, "rows");
  cJSON_AddStringToObject (table, "rows_are", dimension);
  for (guint i = 0; i < rows; i++) {
    g_autofree char *code = g_strdup_printf ("%u-%02u", 2000 + i / 12, i % 12 + 1);
    cJSON *row = cJSON_CreateObject ();
    cJSON *cells = cJSON_AddArrayToObject (row, "cells");
    cJSON_AddStringToObject (row, "code", code);
    cJSON_AddStringToObject (row, "label", code);
    cJSON_AddItemToArray (cells, i % 7 == 3 ? cJSON_CreateNull () : cJSON_CreateNumber (i));
    cJSON_AddItemToArray (array, row);
  }
  return report;
}

static void
draw_all (const EvDocument *document)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 60, 85);
  cairo_t *cairo = cairo_create (surface);
  cairo_scale (cairo, 0.1, 0.1);
  for (guint page = 0; page < document->pages; page++)
    document->draw (cairo, page, document->data);
  g_assert_cmpint (cairo_status (cairo), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

/* Short tables stay on one page, long ones go on over many, and empty ones do no harm. */
static void
test_pages (void)
{
  static const struct {
    guint rows, least, most;
  } cases[] = { { 0, 1, 1 }, { 1, 1, 1 }, { 20, 1, 2 }, { MANY_ROWS, 4, 6 } };
  static const char *const dimensions[] = { "community", "month", "gender", "nonsense" };
  g_autoptr (EvLists) known = lists ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint d = 0; d < G_N_ELEMENTS (dimensions); d++) {
      g_autoptr (GError) error = NULL;
      g_autoptr (EvJson) report = report_of (cases[i].rows, dimensions[d]);
      g_autoptr (EvDocument) document = ev_report_document_new (report, known, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (document->pages, >=, cases[i].least);
      g_assert_cmpuint (document->pages, <=, cases[i].most);
      draw_all (document);
    }
}

static void
test_refused (void)
{
  static const char *const texts[] = { "{}", "[]", "{\"tables\":[]}", "{\"indicators\":{}}" };
  g_autoptr (EvLists) known = lists ();
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EvJson) json = cJSON_Parse (texts[i]);
    g_assert_null (ev_report_document_new (json, known, &error));
    g_assert_error (error, EV_ERROR, EV_ERROR_MALFORMED);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/report/pages", test_pages);
  g_test_add_func ("/print/report/refused", test_refused);
  return g_test_run ();
}
