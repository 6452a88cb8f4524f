/* The warning that this laptop's clock is wrong. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_CLOCK_BANNER (ev_clock_banner_get_type ())
G_DECLARE_FINAL_TYPE (EvClockBanner, ev_clock_banner, EV, CLOCK_BANNER, AdwBin)

/* Shows itself while the clock is not the server's of `reg`, and only then; NULL: never. */
void ev_clock_banner_set_register (EvClockBanner *self, EvRegister *reg);
