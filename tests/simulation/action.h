/* What may happen in a day. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "world.h"

/* How many kinds there are, and their names as on the command line. */
guint action_kinds (void);
const char *action_name (guint kind);

/* Finds a kind by its name; FALSE, leaving `kind`, if there is none. */
gboolean action_parse (const char *name, guint *kind);

/* A kind, each as often as it deserves. */
guint action_draw (Dice *dice);

/* Does it on the laptop. */
void action_run (guint kind, World *world, Laptop *laptop, Dice *dice);
