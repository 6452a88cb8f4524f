/* What the system may keep of this process. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Keeps what this process holds in memory out of core dumps. `whole`: also from debuggers of the
 * same person, which shuts out the desktop's portals too, so that it is for programs without a
 * window. Called first thing in main(). */
void ev_process_guard (gboolean whole);
