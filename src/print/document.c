/* A document of pages, drawn by one function for screen, printer and file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/document.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <glib/gstdio.h>

EvDocument *
ev_document_new (guint pages, gboolean wide, const char *title, EvDrawPage draw, gpointer data,
                 GDestroyNotify free_data)
{
  EvDocument *document = g_new0 (EvDocument, 1);
  document->pages = pages;
  document->wide = wide;
  document->title = g_strdup (title);
  document->draw = draw;
  document->data = data;
  document->free_data = free_data;
  return document;
}

void
ev_document_free (EvDocument *document)
{
  if (document == NULL)
    return;
  if (document->free_data != NULL)
    document->free_data (document->data);
  g_free (document->title);
  g_free (document);
}

static cairo_status_t
draw_all (const EvDocument *document, const char *file, gint64 created)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (created / 1000);
  g_autofree char *stamp = g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ");
  double width = document->wide ? EV_PAGE_HEIGHT : EV_PAGE_WIDTH;
  double height = document->wide ? EV_PAGE_WIDTH : EV_PAGE_HEIGHT;
  cairo_surface_t *surface = cairo_pdf_surface_create (file, width, height);
  cairo_t *cairo = cairo_create (surface);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, document->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Evidenca");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, stamp);
  for (guint page = 0; page < document->pages; page++) {
    document->draw (cairo, page, document->data);
    cairo_show_page (cairo);
  }
  cairo_destroy (cairo);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

gboolean
ev_document_write_pdf (const EvDocument *document, const char *file, gint64 created, GError **error)
{
  g_autofree char *partial = g_strconcat (file, ".part", NULL);
  cairo_status_t status = draw_all (document, partial, created);

  if (status == CAIRO_STATUS_SUCCESS && g_rename (partial, file) == 0)
    return TRUE;
  g_set_error (error, EV_ERROR, errno == ENOSPC ? EV_ERROR_DISK_FULL : EV_ERROR_STORAGE,
               "the document could not be written: %s",
               status != CAIRO_STATUS_SUCCESS ? cairo_status_to_string (status)
                                              : g_strerror (errno));
  g_unlink (partial);
  return FALSE;
}
