/* Changes that are alike: of one kind, writing much the same fields in the same order. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/budget-private.h"
#include "wire/devices-private.h"

/* No shape has more fields. */
#define EV_SHAPE_MAX_FIELDS 200

typedef struct {
  const char *name;
  const char *opens; /* the group whose base comes with this field; NULL: none */
} EvShapeField;

typedef struct {
  EvKind kind;
  gboolean creates; /* each change creates its record: the id is its device and seq */
  gboolean based;   /* the changes have bases */
  GArray *fields;   /* of EvShapeField: those of every change, in its order */
  GPtrArray *extra; /* of char *: bases besides, of every change */
  GPtrArray *changes;
} EvShape;

/* Sorts the changes into shapes (EvShape, with free function); `which` receives the shape of each.
 * Everything in them is borrowed from the changes. */
GPtrArray *ev_shapes_of (const GPtrArray *changes, gint64 *which);

/* Writes a shape as changes-private.h says. */
void ev_shape_write (GString *out, const EvShape *shape, EvDevices *devices);

/* Reads one into `changes`, whose versions are set; sets kinds and ids, adds fields and bases.
 * FALSE where it is ill-formed or beyond the budget. */
gboolean ev_shape_read (const cJSON *object, EvDevices *devices, EvBudget *budget,
                        const GPtrArray *changes);
