/* The people behind a result: added as their names are typed, taken out with a click. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_RESULT_PEOPLE (ev_result_people_get_type ())
G_DECLARE_FINAL_TYPE (EvResultPeople, ev_result_people, EV, RESULT_PEOPLE, AdwBin)

/* Shows those linked to `result` and follows what is added or taken out, which is written at once.
 * Once. */
void ev_result_people_load (EvResultPeople *self, EvRegister *reg, const char *result);
