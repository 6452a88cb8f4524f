/* The end of every page's header: what is where, and the menu. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/register/register.h"

#define EV_TYPE_HEADER_END (ev_header_end_get_type ())
G_DECLARE_FINAL_TYPE (EvHeaderEnd, ev_header_end, EV, HEADER_END, GtkBox)

/* Shows the state of `reg`; NULL leaves only the menu. */
void ev_header_end_set_register (EvHeaderEnd *self, EvRegister *reg);
