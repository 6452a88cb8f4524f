/* In which order a list stands, and ticks as in another session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The menu for a list of so many sessions, `session` of which (from 0; -1: none) is chosen. Its
 * items activate checkin.order and checkin.as-in. Owned. */
GMenuModel *ev_list_menu_new (guint sessions, int session);
