/* Who settled conflicts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "history.h"
#include "oracle.h"
#include "world.h"

/* A conflict is settled if and only if somebody wrote the group who knew what had lost. */
void choices_check (World *world, const Oracle *oracle, const GPtrArray *history);
