/* An entry for one of many names: type a few letters of it, in any language. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "text/list.h"

#define EV_TYPE_CODE_ROW (ev_code_row_get_type ())
G_DECLARE_FINAL_TYPE (EvCodeRow, ev_code_row, EV, CODE_ROW, AdwEntryRow)

/* Names that fit what is typed are shown below; Enter, Tab or a click takes one. Signal "chosen": a
 * person settled on a code or on none. */

/* Offers the codes of `list`; `first` (may be NULL) stands before all others. `lists` must outlive
 * the row. */
void ev_code_row_set_list (EvCodeRow *self, const EvLists *lists, const char *list,
                           const char *first);

/* The code that is meant by what stands in the entry, borrowed; NULL where it is empty or no name.
 */
const char *ev_code_row_code (EvCodeRow *self);

/* Shows the name of `code`; NULL empties. */
void ev_code_row_set_code (EvCodeRow *self, const char *code);

/* Whether something is typed that is no name in the list. */
gboolean ev_code_row_is_wrong (EvCodeRow *self);
