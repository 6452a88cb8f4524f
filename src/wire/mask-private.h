/* Texts with digits, such as telephone numbers, dates and times. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/column-private.h"
#include "wire/different-private.h"

/* Writes a column of texts as masks and digits (see column-private.h); FALSE, writing nothing,
 * where that does not suit or takes more than `most_bits`. `different` are its values. */
gboolean ev_masks_write (GString *out, const EvDifferent *different, const EvColumn *column,
                         double most_bits);

/* Reads such a column, as ev_column_read(). */
gboolean ev_masks_read (const cJSON *object, EvBudget *budget, EvColumn *column);
