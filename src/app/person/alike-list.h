/* Known people who may be the one being written down. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"
#include "names/likeness.h"

#define EV_TYPE_ALIKE_LIST (ev_alike_list_get_type ())
G_DECLARE_FINAL_TYPE (EvAlikeList, ev_alike_list, EV, ALIKE_LIST, AdwBin)

/* Signal "same" (person id): it is somebody who is known. */

/* Shows who is like `person`, with what agrees and what differs; nobody hides the list. */
void ev_alike_list_show (EvAlikeList *self, EvRegister *reg, const EvLikenessPerson *person);
