/* Somebody who may be the same person, and the way to compare the two. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/register/register.h"
#include "store/candidate.h"

/* Appends a row for somebody who may be `person`, which leads to the two side by side. */
void ev_alike_row_add (GtkListBox *list, EvRegister *reg, const char *person,
                       const EvCandidate *candidate);
