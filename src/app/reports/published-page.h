/* The reports that were published: fixed figures, for whoever may read them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_PUBLISHED_PAGE (ev_published_page_get_type ())
G_DECLARE_FINAL_TYPE (EvPublishedPage, ev_published_page, EV, PUBLISHED_PAGE, AdwBin)

/* The page, the latest report first. Who publishes also sees what waits for the server and what it
 * did not take, and can make that again. */
GtkWidget *ev_published_page_new (EvRegister *reg);
