/* One of a few choices, dropped down: for filters. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_CODE_DROP (ev_code_drop_get_type ())
G_DECLARE_FINAL_TYPE (EvCodeDrop, ev_code_drop, EV, CODE_DROP, AdwBin)

/* Property "label": its accessible name. Signal "changed": another choice was made. */

/* Adds a choice; `code` NULL stands for any. The first one is chosen at first. */
void ev_code_drop_add (EvCodeDrop *self, const char *code, const char *label);

/* Takes all choices out. */
void ev_code_drop_clear (EvCodeDrop *self);

/* Adds all codes of a list by their names, in the alphabet of the present language. */
void ev_code_drop_add_list (EvCodeDrop *self, EvRegister *reg, const char *list);

/* What is chosen, borrowed; NULL for any. */
const char *ev_code_drop_code (EvCodeDrop *self);

/* Chooses `code`; the first choice if there is no such. */
void ev_code_drop_set_code (EvCodeDrop *self, const char *code);
