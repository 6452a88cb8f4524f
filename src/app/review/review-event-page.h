/* One event under review: what looks wrong, what changed, and the decision. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_REVIEW_EVENT_PAGE (ev_review_event_page_get_type ())
G_DECLARE_FINAL_TYPE (EvReviewEventPage, ev_review_event_page, EV, REVIEW_EVENT_PAGE, AdwBin)

/* The page of an event; it follows the register's changes. */
GtkWidget *ev_review_event_page_new (EvRegister *reg, const char *event);
