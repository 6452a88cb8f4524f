/* How small and how large a number can be, for whoever knows some sums of unknown numbers. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Unknown numbers, none negative, and what is known of their sums. */
typedef struct _EvBounds EvBounds;

/* So many unknowns, of which nothing is known. */
EvBounds *ev_bounds_new (guint unknowns);
void ev_bounds_free (EvBounds *bounds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvBounds, ev_bounds_free)

/* Adds a known sum: the unknowns with these factors make `sum`. All before the first
 * ev_bounds_range(). */
void ev_bounds_learn (EvBounds *bounds, const double *factors, double sum);

/* The least and the greatest value of a sum of unknowns that agrees with all that is known, by
 * linear programming; G_MAXDOUBLE where there is no greatest. Whole numbers may lie closer
 * together, never further apart. FALSE, leaving both, if nothing agrees. */
gboolean ev_bounds_range (EvBounds *bounds, const double *factors, double *least, double *greatest);
