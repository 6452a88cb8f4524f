/* One published report: its fixed figures, read in the language of the reader. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_PUBLISHED_REPORT_PAGE (ev_published_report_page_get_type ())
G_DECLARE_FINAL_TYPE (EvPublishedReportPage, ev_published_report_page, EV, PUBLISHED_REPORT_PAGE,
                      AdwBin)

/* The page of the published report `id`, which can be saved as a file. */
GtkWidget *ev_published_report_page_new (EvRegister *reg, const char *id);
