/* Changes that are alike: how they are found. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/shape-private.h"

#include <string.h>

/* One change as a shape sees it. */
typedef struct {
  const EvChange *change;
  gboolean creates;
  GPtrArray *opens; /* the group that each field opens, or NULL */
  GPtrArray *extra;
} Form;

static void
shape_free (gpointer data)
{
  EvShape *shape = data;
  g_array_unref (shape->fields);
  g_ptr_array_unref (shape->extra);
  g_ptr_array_unref (shape->changes);
  g_free (shape);
}

static gboolean
creates_its_record (const EvChange *change)
{
  char device[EV_ID_DEVICE_LENGTH + 1];
  gint64 counter;

  return ev_id_parse (change->id, device, &counter) &&
         ev_version_same (&change->version, device, counter);
}

/* Lays the bases beside the fields: usually each group's base comes with its first field. If not
 * all find their place, in order, all are extra. */
static Form
form_of (const EvChange *change)
{
  Form form = { change, creates_its_record (change), g_ptr_array_new (), g_ptr_array_new () };
  guint next = 0;

  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    const EvBase *base = next < change->bases->len ? change->bases->pdata[next] : NULL;
    gboolean opens =
        base != NULL && strcmp (ev_field_group (change->kind, assignment->name), base->group) == 0;
    g_ptr_array_add (form.opens, opens ? base->group : NULL);
    next += opens;
  }
  if (next < change->bases->len) {
    memset (form.opens->pdata, 0, form.opens->len * sizeof (gpointer));
    for (guint i = 0; i < change->bases->len; i++)
      g_ptr_array_add (form.extra, ((const EvBase *)change->bases->pdata[i])->group);
  }
  return form;
}

static void
form_clear (Form *form)
{
  g_clear_pointer (&form->opens, g_ptr_array_unref);
  g_clear_pointer (&form->extra, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Form, form_clear)

static gboolean
same_names (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (strcmp (a->pdata[i], b->pdata[i]) != 0)
      return FALSE;
  return TRUE;
}

/* The place of `name` at or after `from`; the length if it is nowhere; -1 if it is before. */
static gint
place_of (const EvShape *shape, const char *name, guint from)
{
  for (guint i = from; i < shape->fields->len; i++)
    if (strcmp (g_array_index (shape->fields, EvShapeField, i).name, name) == 0)
      return (gint)i;
  for (guint i = 0; i < from; i++)
    if (strcmp (g_array_index (shape->fields, EvShapeField, i).name, name) == 0)
      return -1;
  return (gint)shape->fields->len;
}

static gboolean
fits (const EvShape *shape, const Form *form)
{
  guint from = 0;

  if (shape->kind != form->change->kind || shape->creates != form->creates ||
      shape->based != (form->change->bases->len > 0) || !same_names (shape->extra, form->extra) ||
      shape->fields->len + form->opens->len > EV_SHAPE_MAX_FIELDS)
    return FALSE;
  for (guint i = 0; i < form->opens->len; i++) {
    const EvAssignment *assignment = form->change->fields->pdata[i];
    gint place = place_of (shape, assignment->name, from);
    if (place == (gint)shape->fields->len)
      continue;
    if (place < 0 || g_strcmp0 (g_array_index (shape->fields, EvShapeField, place).opens,
                                form->opens->pdata[i]) != 0)
      return FALSE;
    from = (guint)place + 1;
  }
  return TRUE;
}

/* Adds the change and those of its fields that are new, each after the one before it. */
static void
take (EvShape *shape, const Form *form)
{
  guint from = 0;

  for (guint i = 0; i < form->opens->len; i++) {
    const EvAssignment *assignment = form->change->fields->pdata[i];
    EvShapeField field = { assignment->name, form->opens->pdata[i] };
    gint place = place_of (shape, assignment->name, from);
    if (place == (gint)shape->fields->len)
      g_array_insert_val (shape->fields, from, field);
    else
      from = (guint)place;
    from++;
  }
  g_ptr_array_add (shape->changes, (gpointer)form->change);
}

static EvShape *
shape_new (const Form *form)
{
  EvShape *shape = g_new0 (EvShape, 1);

  shape->kind = form->change->kind;
  shape->creates = form->creates;
  shape->based = form->change->bases->len > 0;
  shape->fields = g_array_new (FALSE, FALSE, sizeof (EvShapeField));
  shape->extra = g_ptr_array_ref (form->extra);
  shape->changes = g_ptr_array_new ();
  return shape;
}

GPtrArray *
ev_shapes_of (const GPtrArray *changes, gint64 *which)
{
  GPtrArray *shapes = g_ptr_array_new_with_free_func (shape_free);

  for (guint i = 0; i < changes->len; i++) {
    g_auto (Form) form = form_of (changes->pdata[i]);
    guint place = 0;
    while (place < shapes->len && !fits (shapes->pdata[place], &form))
      place++;
    if (place == shapes->len)
      g_ptr_array_add (shapes, shape_new (&form));
    take (shapes->pdata[place], &form);
    which[i] = place;
  }
  return shapes;
}
