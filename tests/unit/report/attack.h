/* An attacker: knows published sums, and works out how small and how large a number can be. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Unknown numbers, none negative, and what is known of their sums. */
typedef struct _Attack Attack;

Attack *attack_new (guint unknowns);
void attack_free (Attack *attack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attack, attack_free)

/* Adds a published sum: the unknowns with these factors make `sum`. All before the first
 * attack_range(). */
void attack_learn (Attack *attack, const double *factors, double sum);

/* The least and the greatest value of a sum of unknowns that agrees with everything learned, by
 * linear programming: whole numbers may lie closer together, never further apart. G_MAXDOUBLE where
 * there is no greatest. The test fails if nothing agrees with what was learned. */
void attack_range (Attack *attack, const double *factors, double *least, double *greatest);
