/* The way among the sections of the program: beside the page, or below it in a narrow window. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/register/register.h"

#define EV_TYPE_NAVIGATION (ev_navigation_get_type ())
G_DECLARE_FINAL_TYPE (EvNavigation, ev_navigation, EV, NAVIGATION, GtkBox)

/* Whether `place` is a section by itself, to which no way back leads. */
gboolean ev_navigation_is_section (const char *place);

/* Whether whoever uses `reg` may go to `place`: some sections are a coordinator's, and a viewer has
 * nothing but what was published. */
gboolean ev_navigation_is_open (EvRegister *reg, const char *place);

/* The place to begin at for whoever uses `reg` (may be NULL). Static. */
const char *ev_navigation_first (EvRegister *reg);

/* Marks the section of `place` and shows those that the role allows; hides itself on pages that
 * are no section, and where there is but one. `reg` may be NULL. */
void ev_navigation_show_place (EvNavigation *self, EvRegister *reg, const char *place);

/* Lies along the bottom, or stands at the side. */
void ev_navigation_set_narrow (EvNavigation *self, gboolean narrow);
