/* A document of pages, drawn by one function for screen, printer and file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "base/error.h"

/* A4 in points. */
#define EV_PAGE_WIDTH 595.28
#define EV_PAGE_HEIGHT 841.89

/* Draws page `page` (from 0) onto a cairo context whose unit is a point, A4 upright unless the
 * document is wide. `data` is the document's. */
typedef void (*EvDrawPage) (cairo_t *cairo, guint page, gpointer data);

typedef struct {
  guint pages;   /* 1 or more */
  gboolean wide; /* A4 on its side */
  char *title;   /* for the file's properties; no personal data */
  EvDrawPage draw;
  gpointer data;
  GDestroyNotify free_data;
} EvDocument;

/* A document of what it is given; `title` is copied, `data` is taken over. */
EvDocument *ev_document_new (guint pages, gboolean wide, const char *title, EvDrawPage draw,
                             gpointer data, GDestroyNotify free_data);

/* Frees it. */
void ev_document_free (EvDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvDocument, ev_document_free)

/* Writes all pages to a PDF that replaces `file` only when complete. `created` is the moment in its
 * properties, ms UTC. */
gboolean ev_document_write_pdf (const EvDocument *document, const char *file, gint64 created,
                                GError **error);
