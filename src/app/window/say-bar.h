/* What is told to a person without stopping her. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#define EV_TYPE_SAY_BAR (ev_say_bar_get_type ())
G_DECLARE_FINAL_TYPE (EvSayBar, ev_say_bar, EV, SAY_BAR, AdwBin)

/* Shows the sentence for a while, in the place of the one before. The bar has a place of its own
 * below the page, so that no control lies under it. */
void ev_say_bar_say (EvSayBar *self, const char *sentence);

/* At once, where the page says it. */
void ev_say_bar_hide (EvSayBar *self);
