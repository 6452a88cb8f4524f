/* What people do on a laptop. Each does nothing where there is nothing to do it to. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "world.h"

void work_add_person (World *world, Laptop *laptop, Dice *dice);
void work_edit_person (World *world, Laptop *laptop, Dice *dice);
void work_consent (World *world, Laptop *laptop, Dice *dice);
void work_add_event (World *world, Laptop *laptop, Dice *dice);
void work_add_session (World *world, Laptop *laptop, Dice *dice);
void work_edit_event (World *world, Laptop *laptop, Dice *dice);
void work_tick (World *world, Laptop *laptop, Dice *dice);
void work_untick (World *world, Laptop *laptop, Dice *dice);
void work_result (World *world, Laptop *laptop, Dice *dice);
void work_note (World *world, Laptop *laptop, Dice *dice);
void work_delete (World *world, Laptop *laptop, Dice *dice);
void work_merge (World *world, Laptop *laptop, Dice *dice);
void work_unmerge (World *world, Laptop *laptop, Dice *dice);
void work_apart (World *world, Laptop *laptop, Dice *dice);

/* A coordinator gives an event to another team. */
void work_move_event (World *world, Laptop *laptop, Dice *dice);

/* Erases a person; the server refuses it to all but coordinators. */
void work_erase (World *world, Laptop *laptop, Dice *dice);

/* Approves an event, which the server refuses to facilitators. */
void work_forbidden (World *world, Laptop *laptop, Dice *dice);

/* Uses a code that the server does not have yet, which it refuses. */
void work_unknown_code (World *world, Laptop *laptop, Dice *dice);

/* Gives up what was refused, or corrects it and offers it again. */
void work_parked (World *world, Laptop *laptop, Dice *dice);
