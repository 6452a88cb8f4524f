/* Where what is typed and what is known of a person disagree: which is right? */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_DIFFERENCE_GROUP (ev_difference_group_get_type ())
G_DECLARE_FINAL_TYPE (EvDifferenceGroup, ev_difference_group, EV, DIFFERENCE_GROUP, AdwBin)

/* Compares `form` with what is known of `person` and asks about each difference; what is known
 * stands unless another answer is given. */
gboolean ev_difference_group_compare (EvDifferenceGroup *self, EvRegister *reg, const char *person,
                                      const EvChange *form, GError **error);

/* Forgets the comparison. */
void ev_difference_group_clear (EvDifferenceGroup *self);

/* Whether there is nothing to ask. */
gboolean ev_difference_group_is_settled (EvDifferenceGroup *self);

/* Whom it is about, borrowed; NULL for nobody. */
const char *ev_difference_group_person (EvDifferenceGroup *self);

/* What to write about her: blanks filled, and what was answered to be right. Owned; NULL for
 * nothing. */
EvChange *ev_difference_group_change (EvDifferenceGroup *self);
