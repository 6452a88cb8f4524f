/* Saving a report as a file, from whatever page shows it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/register/register.h"
#include "base/json.h"

/* The menu of formats; each activates the action page.save-as with the ending of its file. Owned.
 */
GMenuModel *ev_report_saving_menu (void);

/* Asks where to, and saves `report` (copied) there. `widget` is what it is for. */
void ev_report_saving_ask (GtkWidget *widget, EvRegister *reg, const cJSON *report,
                           const char *ending);
