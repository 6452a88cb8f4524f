/* What waits for a coordinator: submitted events, changes since approval, conflicts, refusals. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_REVIEW_PAGE (ev_review_page_get_type ())
G_DECLARE_FINAL_TYPE (EvReviewPage, ev_review_page, EV, REVIEW_PAGE, AdwBin)

/* The page; it follows the register's changes. */
GtkWidget *ev_review_page_new (EvRegister *reg);
