/* Signatures on a printed sheet, typed back by the numbers of their rows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_PAPER_PAGE (ev_paper_page_get_type ())
G_DECLARE_FINAL_TYPE (EvPaperPage, ev_paper_page, EV, PAPER_PAGE, AdwBin)

/* The page for the sheets of an event. */
GtkWidget *ev_paper_page_new (EvRegister *reg, const char *event);
