/* The admin's page on one project: its teams, laptops and invitations. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"
#include "server/page-frame.h"

/* Characters of an invitation's hash by which it is called: enough to tell it from all others. */
#define EV_PAGE_PROJECT_NAME 12
/* As many invitations are shown, the newest. */
#define EV_PAGE_PROJECT_INVITATIONS 200

/* Writes it from what is read in a transaction of the caller's, `number` counting pages of laptops
 * from 0. Nothing of people, events or results is read. EV_ERROR_NOT_FOUND without a project of
 * this code. NULL with error. Owned. */
GBytes *ev_page_project_write (EvPageFrame *frame, EvCentral *central, const char *code,
                               guint number, gint64 now, GError **error);
