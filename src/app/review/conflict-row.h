/* Two values of one field, written without knowing of each other: one is to be chosen. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"
#include "record/merge.h"

#define EV_TYPE_CONFLICT_ROW (ev_conflict_row_get_type ())
G_DECLARE_FINAL_TYPE (EvConflictRow, ev_conflict_row, EV, CONFLICT_ROW, AdwActionRow)

/* Appends a row for `conflict`, which is not kept. Its buttons keep the value that stands or take
 * the other one. */
void ev_conflict_row_add (GtkListBox *list, EvRegister *reg, const EvConflict *conflict);
