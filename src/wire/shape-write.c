/* Changes that are alike: how they are written. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/column-private.h"
#include "wire/ids-private.h"
#include "wire/numbers-private.h"
#include "wire/shape-private.h"
#include "wire/writer-private.h"

#include <string.h>

/* One column of a shape, and how far the columns before it have come in each change. */
typedef struct {
  const EvShape *shape;
  EvDevices *devices;
  guint *fields; /* for each change, its next field */
  guint *bases;  /* and its next base */
} Walk;

static const EvChange *
change_at (const EvShape *shape, guint index)
{
  return shape->changes->pdata[index];
}

static void
write_ids (GString *out, const char *member, const EvIds *ids)
{
  ev_writer_key (out, member);
  ev_ids_write (out, ids);
}

static void
write_derived (GString *out, const EvShape *shape, EvDevices *devices)
{
  g_auto (EvIds) left = ev_ids_new (shape->changes->len);
  g_auto (EvIds) right = ev_ids_new (shape->changes->len);

  for (guint i = 0; i < shape->changes->len; i++) {
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;
    if (ev_id_split (change_at (shape, i)->id, &first, &second)) {
      ev_ids_set_text (&left, i, devices, first);
      ev_ids_set_text (&right, i, devices, second);
    }
  }
  write_ids (out, "l", &left);
  write_ids (out, "r", &right);
}

static void
write_record_ids (GString *out, const EvShape *shape, EvDevices *devices)
{
  g_auto (EvIds) ids = ev_ids_new (shape->changes->len);

  for (guint i = 0; i < shape->changes->len; i++)
    ev_ids_set_text (&ids, i, devices, change_at (shape, i)->id);
  write_ids (out, "i", &ids);
}

/* The values of `field` in the changes that write it; `marks` tells which these are. */
static EvColumn
take_values (Walk *walk, const EvShapeField *field, gint64 *marks, gint64 *moments)
{
  guint count = walk->shape->changes->len;
  EvColumn column = { 0, g_new (EvValue *, count), moments };

  for (guint i = 0; i < count; i++) {
    const EvChange *change = change_at (walk->shape, i);
    const EvAssignment *next =
        walk->fields[i] < change->fields->len ? change->fields->pdata[walk->fields[i]] : NULL;
    marks[i] = next != NULL && strcmp (next->name, field->name) == 0;
    if (marks[i] == 0)
      continue;
    walk->fields[i]++;
    moments[column.count] = change->version.stamp >> 8;
    column.values[column.count++] = next->value;
  }
  return column;
}

/* The bases that come with a field, for the `count` changes that are marked; `any` tells whether
 * one of them is of something. */
static EvIds
take_bases (Walk *walk, const gint64 *marks, guint count, gboolean *any)
{
  EvIds ids = ev_ids_new (count);
  guint place = 0;

  *any = FALSE;
  for (guint i = 0; i < walk->shape->changes->len; i++) {
    const EvBase *base;
    if (marks != NULL && marks[i] == 0)
      continue;
    base = change_at (walk->shape, i)->bases->pdata[walk->bases[i]++];
    ev_ids_set (&ids, place++, walk->devices, base->device, base->seq);
    *any |= base->seq > 0;
  }
  return ids;
}

static void
write_base (GString *out, Walk *walk, const EvShapeField *field, const gint64 *marks, guint count)
{
  g_auto (EvIds) ids = { 0 };
  gboolean any;

  if (field->opens == NULL) {
    ev_writer_key (out, "g");
    ev_writer_integer (out, 0);
    return;
  }
  if (strcmp (field->opens, field->name) != 0) {
    ev_writer_key (out, "g");
    ev_writer_text (out, field->opens);
  }
  ids = take_bases (walk, marks, count, &any);
  if (any)
    write_ids (out, "b", &ids);
}

/* Where nothing else is to be said, a constant stands alone. */
static void
write_column (GString *out, const EvColumn *column, EvDevices *devices, gsize start)
{
  const EvValue *value = column->count > 0 ? column->values[0] : NULL;
  gboolean alone = out->len == start && column->count > 0 && ev_column_is_constant (column) &&
                   (value == NULL || ev_value_type (value) != EV_VALUE_OPAQUE);

  if (alone) {
    g_string_truncate (out, start - 1);
    ev_writer_value (out, value);
  } else {
    ev_column_write (out, column, devices);
    g_string_append_c (out, '}');
  }
}

static void
write_field (GString *out, Walk *walk, const EvShapeField *field)
{
  guint count = walk->shape->changes->len;
  g_autofree gint64 *marks = g_new (gint64, count);
  g_autofree gint64 *moments = g_new (gint64, count);
  EvColumn column = take_values (walk, field, marks, moments);
  gsize start;

  ev_writer_key (out, field->name);
  g_string_append_c (out, '{');
  start = out->len;
  if (column.count < count)
    ev_numbers_write_member (out, "p", marks, count);
  if (walk->shape->based)
    write_base (out, walk, field, marks, column.count);
  write_column (out, &column, walk->devices, start);
  g_free (column.values);
}

static void
write_extra (GString *out, Walk *walk)
{
  ev_writer_key (out, "x");
  g_string_append_c (out, '{');
  for (guint i = 0; i < walk->shape->extra->len; i++) {
    gboolean any;
    g_auto (EvIds) ids = take_bases (walk, NULL, walk->shape->changes->len, &any);
    write_ids (out, walk->shape->extra->pdata[i], &ids);
  }
  g_string_append_c (out, '}');
}

void
ev_shape_write (GString *out, const EvShape *shape, EvDevices *devices)
{
  g_autofree guint *fields = g_new0 (guint, shape->changes->len);
  g_autofree guint *bases = g_new0 (guint, shape->changes->len);
  Walk walk = { shape, devices, fields, bases };

  ev_writer_next (out);
  g_string_append_c (out, '{');
  ev_writer_key (out, "k");
  ev_writer_text (out, ev_kind_name (shape->kind));
  if (ev_kind_is_derived (shape->kind))
    write_derived (out, shape, devices);
  else if (!shape->creates)
    write_record_ids (out, shape, devices);
  if (shape->based) {
    ev_writer_key (out, "b");
    ev_writer_integer (out, 1);
  }
  ev_writer_key (out, "f");
  g_string_append_c (out, '{');
  for (guint i = 0; i < shape->fields->len; i++)
    write_field (out, &walk, &g_array_index (shape->fields, EvShapeField, i));
  g_string_append_c (out, '}');
  if (shape->extra->len > 0)
    write_extra (out, &walk);
  g_string_append_c (out, '}');
}
