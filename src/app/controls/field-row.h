/* The words of a problem in an entry row, and the way from one row to the next. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* Shows what is wrong with a row in place of its title until it is edited; NULL puts the title
 * back. */
void ev_field_row_complain (AdwEntryRow *row, const char *problem);

/* Lets Enter in `row` move on to the next control, as Tab does. */
void ev_field_row_enter_moves_on (AdwEntryRow *row);

/* The text of a row without outer blanks, owned; NULL where empty. */
char *ev_field_row_text (AdwEntryRow *row);
