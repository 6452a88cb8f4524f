/* The admin's first page: all projects, and the backups. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"
#include "server/page-frame.h"

/* The fact that `backup` leaves: {"at":MS,"size":BYTES,"sealed":BOOL} of the last one. */
#define EV_PAGE_PROJECTS_BACKUP "backup"

/* Writes it from what is read in a transaction of the caller's. NULL with error. Owned. */
GBytes *ev_page_projects_write (EvPageFrame *frame, EvCentral *central, GError **error);
