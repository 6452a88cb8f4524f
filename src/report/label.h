/* What a person reads at a table's head and sides. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/grid.h"
#include "text/list.h"

/* All answer in the present language of the program. Free with g_free. */

/* The title: "People in trainings, by community". */
char *ev_label_table (const EvGrid *table);

/* What its rows are: "Community". */
char *ev_label_rows (const EvGrid *table);

/* The name of a row: of a list's code, "Other communities" for merged ones, "Not stated", "Total";
 * a month as 03/2024. */
char *ev_label_row (const EvGrid *table, guint row, const EvLists *lists);

/* The name of a column. */
char *ev_label_column (const EvGrid *table, guint column, const EvLists *lists);

/* What an indicator is measured in: "people"; "" where the unit says nothing. An own unit of the
 * project is itself. */
char *ev_label_unit (const char *unit);
