/* A month on a wall: the calendar that speaks the chosen language and begins on Monday. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#define EV_TYPE_MONTH_VIEW (ev_month_view_get_type ())
G_DECLARE_FINAL_TYPE (EvMonthView, ev_month_view, EV, MONTH_VIEW, GtkBox)

/* Signal "picked" (civil date): a person chose a day. */

/* An empty page; show a month with ev_month_view_show(). */
GtkWidget *ev_month_view_new (void);

/* Shows the month of the civil date `day` (that of `today` if NULL) and marks both days. */
void ev_month_view_show (EvMonthView *self, const char *day, const char *today);
