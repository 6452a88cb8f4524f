/* A document on its way to the printer or into a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "print/document.h"

/* Takes `document` and hands it to the desktop's print dialog above `parent`. What goes wrong is
 * said in the window. */
void ev_printer_print (GtkWindow *parent, EvDocument *document);

/* Takes `document` and asks where to keep it as a PDF, `name` (without ending) proposed. */
void ev_printer_save (GtkWindow *parent, EvDocument *document, const char *name);
