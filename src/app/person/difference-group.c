/* Where what is typed and what is known of a person disagree: which is right? */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/person/difference-group.h"

#include "app/controls/choice-row.h"
#include "app/person/takeover.h"
#include "text/i18n.h"

#define KNOWN "known"
#define TYPED "typed"

struct _EvDifferenceGroup {
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *rows; /* of EvChoiceRow, borrowed; as the differences */
  EvTakeover *takeover;
};

G_DEFINE_FINAL_TYPE (EvDifferenceGroup, ev_difference_group, ADW_TYPE_BIN)

/* A value as a person reads it, owned. */
static char *
in_words (EvRegister *reg, const char *field, const EvValue *value)
{
  const EvField *entry = ev_field_find (EV_KIND_PERSON, field);

  if (entry->list)
    return g_strdup (ev_register_name (reg, entry->list, ev_value_text (value)));
  if (entry->type == EV_TYPE_BOOLEAN)
    return g_strdup (ev_value_integer (value) ? _ ("Yes") : _ ("No"));
  return ev_value_format (entry, value);
}

static char *
answer (EvRegister *reg, const EvDifference *difference, gboolean typed)
{
  g_autofree char *value = NULL;

  if (difference->secret)
    return g_strdup (typed ? _ ("What was said now") : _ ("What was said before"));
  value = in_words (reg, difference->field, typed ? difference->typed : difference->known);
  /* Translators: a value of a field, as it was known before or as it was typed just now. */
  return g_strdup_printf (typed ? _ ("%s (typed now)") : _ ("%s (known)"), value);
}

static void
ask (EvDifferenceGroup *self, EvRegister *reg, const EvDifference *difference)
{
  EvChoiceRow *row =
      g_object_new (EV_TYPE_CHOICE_ROW, "title", ev_register_name (reg, "field", difference->field),
                    "columns", 1, NULL);
  g_autofree char *known = answer (reg, difference, FALSE);
  g_autofree char *typed = answer (reg, difference, TRUE);

  ev_choice_row_add (row, KNOWN, known, FALSE);
  ev_choice_row_add (row, TYPED, typed, FALSE);
  ev_choice_row_set_codes (row, KNOWN);
  adw_preferences_group_add (self->group, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

void
ev_difference_group_clear (EvDifferenceGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->takeover, ev_takeover_free);
}

gboolean
ev_difference_group_compare (EvDifferenceGroup *self, EvRegister *reg, const char *person,
                             const EvChange *form, GError **error)
{
  ev_difference_group_clear (self);
  self->takeover = ev_takeover_new (ev_register_store (reg), person, form, error);
  if (!self->takeover)
    return FALSE;
  for (guint i = 0; i < self->takeover->differences->len; i++)
    ask (self, reg, self->takeover->differences->pdata[i]);
  return TRUE;
}

gboolean
ev_difference_group_is_settled (EvDifferenceGroup *self)
{
  return self->rows->len == 0;
}

const char *
ev_difference_group_person (EvDifferenceGroup *self)
{
  return self->takeover ? self->takeover->fill->id : NULL;
}

EvChange *
ev_difference_group_change (EvDifferenceGroup *self)
{
  g_autoptr (EvChange) change = self->takeover ? ev_change_copy (self->takeover->fill) : NULL;

  for (guint i = 0; change && i < self->rows->len; i++) {
    const EvDifference *difference = self->takeover->differences->pdata[i];
    if (g_strcmp0 (ev_choice_row_code (self->rows->pdata[i]), TYPED) == 0)
      ev_change_take (change, difference->field, ev_value_ref (difference->typed));
  }
  return change && change->fields->len > 0 ? g_steal_pointer (&change) : NULL;
}

static void
ev_difference_group_finalize (GObject *object)
{
  EvDifferenceGroup *self = EV_DIFFERENCE_GROUP (object);

  g_ptr_array_unref (self->rows);
  ev_takeover_free (self->takeover);
  G_OBJECT_CLASS (ev_difference_group_parent_class)->finalize (object);
}

static void
ev_difference_group_class_init (EvDifferenceGroupClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_difference_group_finalize;
}

static void
ev_difference_group_init (EvDifferenceGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_description (
      self->group, _ ("This is known already. Nothing of it is changed unless you say so."));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}
