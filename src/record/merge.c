/* The one merge: the same function on laptops and on the server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/merge.h"

#include <string.h>

void
ev_conflict_free (EvConflict *conflict)
{
  if (conflict == NULL)
    return;
  g_free (conflict->id);
  g_free (conflict->group);
  ev_change_free (conflict->lost);
  g_free (conflict);
}

/* Names of the field table are mostly the very same text. */
static gboolean
is_same (const char *a, const char *b)
{
  return a == b || strcmp (a, b) == 0;
}

/* The group of the field at `place`. */
static const char *
group_at (const EvChange *change, guint place)
{
  const EvAssignment *assignment = change->fields->pdata[place];
  return ev_field_group (change->kind, assignment->name);
}

static gboolean
is_erased (const EvRecord *record)
{
  return ev_record_kind (record) == EV_KIND_PERSON && ev_record_integer (record, "erased") != 0;
}

static gboolean
erases (const EvChange *change)
{
  const EvAssignment *erased = ev_change_find (change, "erased");
  return change->kind == EV_KIND_PERSON && erased != NULL && ev_value_integer (erased->value) != 0;
}

static void
empty (EvRecord *record)
{
  g_auto (GStrv) groups = ev_record_groups (record);
  for (char **group = groups; *group != NULL; group++)
    if (strcmp (*group, "erased") != 0)
      ev_record_drop_group (record, *group);
}

static gboolean
group_equals (const EvRecord *record, const EvChange *change, const char *group)
{
  g_autoptr (GPtrArray) held = ev_record_to_changes (record, (const char *const[]){ group, NULL });
  const EvChange *before = held->len > 0 ? held->pdata[0] : NULL;

  for (guint i = 0; before != NULL && i < before->fields->len; i++) {
    const EvAssignment *old = before->fields->pdata[i];
    const EvAssignment *now = ev_change_find (change, old->name);
    if (!ev_value_equal (old->value, now != NULL ? now->value : NULL))
      return FALSE;
  }
  return before != NULL;
}

/* The fields of `group` that `change` sets, as a change of their own. */
static EvChange *
part_of (const EvChange *change, const char *group)
{
  EvChange *part = ev_change_new (change->kind, change->id);

  part->version = change->version;
  part->operator_id = g_strdup (change->operator_id);
  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    if (is_same (group_at (change, i), group))
      ev_change_take (part, assignment->name, ev_value_ref (assignment->value));
  }
  return part;
}

/* Two doors that tick one person note two moments of her coming: nobody has to choose. */
static gboolean
is_observed (EvKind kind, const char *group)
{
  const EvField *field = ev_field_find (kind, group);
  return field != NULL && field->observed;
}

static void
note_conflict (const EvRecord *record, const EvChange *change, const char *group,
               GPtrArray *conflicts)
{
  const EvVersion *met = ev_record_version (record, group);
  const EvBase *base = ev_change_base (change, group);
  gboolean change_wins = ev_version_compare (&change->version, met) > 0;
  EvConflict *conflict;

  if (is_observed (change->kind, group) ||
      (base != NULL && ev_version_same (met, base->device, base->seq)) ||
      ev_version_compare (&change->version, met) == 0 || group_equals (record, change, group))
    return;
  conflict = g_new0 (EvConflict, 1);
  conflict->kind = change->kind;
  conflict->id = g_strdup (change->id);
  conflict->group = g_strdup (group);
  conflict->lost_version = change_wins ? *met : change->version;
  conflict->kept_version = change_wins ? change->version : *met;
  if (change_wins) {
    g_autoptr (GPtrArray) held =
        ev_record_to_changes (record, (const char *const[]){ group, NULL });
    conflict->lost = ev_change_copy (held->pdata[0]);
  } else {
    conflict->lost = part_of (change, group);
  }
  g_ptr_array_add (conflicts, conflict);
}

static void
write_group (EvRecord *record, const EvChange *change, const char *group, GPtrArray *written)
{
  ev_record_drop_group (record, group);
  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    if (is_same (group_at (change, i), group))
      ev_record_take (record, assignment->name, ev_value_ref (assignment->value));
  }
  ev_record_set_version (record, group, &change->version);
  ev_record_set_author (record, &change->version, change->operator_id);
  if (written != NULL)
    g_ptr_array_add (written, g_strdup (group));
}

static gboolean
merge_group (EvRecord *record, const EvChange *change, const char *group, GPtrArray *written,
             GPtrArray *conflicts)
{
  const EvVersion *met = ev_record_version (record, group);

  if (met != NULL && conflicts != NULL)
    note_conflict (record, change, group, conflicts);
  if (met != NULL && ev_version_compare (&change->version, met) <= 0)
    return FALSE;
  write_group (record, change, group, written);
  return TRUE;
}

static gboolean
merge_erased (EvRecord *record, const EvChange *change, GPtrArray *written)
{
  gboolean changed = !is_erased (record);

  if (!erases (change))
    return FALSE;
  if (changed) {
    empty (record);
    ev_record_drop_group (record, "erased");
  }
  return merge_group (record, change, "erased", written, NULL) || changed;
}

/* Whether no field before the one at `place` is of its group. */
static gboolean
is_first (const EvChange *change, guint place, const char *group)
{
  for (guint i = 0; i < place; i++)
    if (is_same (group_at (change, i), group))
      return FALSE;
  return TRUE;
}

gboolean
ev_merge_apply (EvRecord *record, const EvChange *change, GPtrArray *written, GPtrArray *conflicts)
{
  gboolean changed = FALSE;

  if (is_erased (record) || erases (change))
    return merge_erased (record, change, written);
  for (guint i = 0; i < change->fields->len; i++) {
    const char *group = group_at (change, i);
    if (strcmp (group, "erased") != 0 && is_first (change, i, group))
      changed |= merge_group (record, change, group, written, conflicts);
  }
  return changed;
}
