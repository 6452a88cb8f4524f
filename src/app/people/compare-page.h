/* Two people side by side: are they one, and what would merging make of them? */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_COMPARE_PAGE (ev_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (EvComparePage, ev_compare_page, EV, COMPARE_PAGE, AdwBin)

/* The page of two people, named as "ID/ID". */
GtkWidget *ev_compare_page_new (EvRegister *reg, const char *pair);
