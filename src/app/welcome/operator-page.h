/* Who sits at the laptop. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_OPERATOR_PAGE (ev_operator_page_get_type ())
G_DECLARE_FINAL_TYPE (EvOperatorPage, ev_operator_page, EV, OPERATOR_PAGE, AdwBin)

/* Lists the people who work with this laptop; one who is not among them adds herself. Choosing one
 * activates win.resume. */
GtkWidget *ev_operator_page_new (EvRegister *reg);

/* Whether it is known who sits here without asking: chosen since the program started, or the only
 * one there is, who asked not to be asked. */
gboolean ev_operator_page_settle (EvRegister *reg);
