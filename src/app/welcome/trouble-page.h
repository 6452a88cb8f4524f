/* Why the register cannot be opened, and what can be done about it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "text/list.h"

#define EV_TYPE_TROUBLE_PAGE (ev_trouble_page_get_type ())
G_DECLARE_FINAL_TYPE (EvTroublePage, ev_trouble_page, EV, TROUBLE_PAGE, AdwBin)

/* For the register in `folder` and the error that opening it gave. Nothing is ever deleted; a
 * backup is put in place only when asked. Activates app.open to try again. */
GtkWidget *ev_trouble_page_new (EvLists *lists, const char *folder, const GError *error);
