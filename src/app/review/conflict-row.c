/* Two values of one field, written without knowing of each other: one is to be chosen. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/conflict-row.h"

#include "app/controls/boxed-list.h"
#include "app/controls/say.h"
#include "app/people/record-words.h"
#include "text/i18n.h"

struct _EvConflictRow {
  AdwActionRow parent_instance;

  EvRegister *reg;
  EvChange *kept, *lost; /* the group as it stands, and as it was lost */
};

G_DEFINE_FINAL_TYPE (EvConflictRow, ev_conflict_row, ADW_TYPE_ACTION_ROW)

/* The fields of `lost` as the record holds them. */
static EvChange *
change_of (const EvRecord *record, const EvChange *lost)
{
  EvChange *change = ev_change_new (lost->kind, lost->id);

  for (guint i = 0; i < lost->fields->len; i++) {
    const EvAssignment *assignment = lost->fields->pdata[i];
    EvValue *value = ev_record_value (record, assignment->name);
    ev_change_take (change, assignment->name, value ? ev_value_ref (value) : NULL);
  }
  return change;
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvConflictRow) self = data;
  g_autoptr (GError) error = NULL;

  if (ev_register_do_finish (EV_REGISTER (source), result, NULL, NULL, NULL, &error))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  ev_say_error (GTK_WIDGET (self), error);
}

static EvChange *
copy_fields (const EvChange *from)
{
  EvChange *copy = ev_change_new (from->kind, from->id);

  for (guint i = 0; i < from->fields->len; i++) {
    const EvAssignment *assignment = from->fields->pdata[i];
    ev_change_take (copy, assignment->name,
                    assignment->value ? ev_value_ref (assignment->value) : NULL);
  }
  return copy;
}

/* A conflict is over when the group is written by somebody to whom it is listed. To keep that, the
 * other value is written and then this one again, in one transaction. */
static void
choose (EvConflictRow *self, gboolean keep)
{
  EvPlan *plan = ev_plan_new (_ ("choosing between two values"));

  ev_plan_write (plan, copy_fields (self->lost));
  if (keep)
    ev_plan_write (plan, copy_fields (self->kept));
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  ev_register_do (self->reg, plan, chosen_cb, g_object_ref (self));
}

static void
keep_cb (EvConflictRow *self)
{
  choose (self, TRUE);
}

static void
take_cb (EvConflictRow *self)
{
  choose (self, FALSE);
}

void
ev_conflict_row_add (GtkListBox *list, EvRegister *reg, const EvConflict *conflict)
{
  EvStore *store = ev_register_store (reg);
  g_autoptr (EvRecord) record = ev_store_read (store, conflict->kind, conflict->id, NULL);
  g_autofree char *name = ev_record_words_name (reg, conflict->kind, conflict->id);
  g_autofree char *title = NULL, *stands = NULL, *other = NULL, *words = NULL;
  EvConflictRow *self;
  GtkWidget *button;

  if (!record)
    return;
  self = g_object_new (EV_TYPE_CONFLICT_ROW, NULL);
  self->reg = g_object_ref (reg);
  self->lost = ev_change_copy (conflict->lost);
  self->kept = change_of (record, conflict->lost);
  stands = ev_record_words_change (reg, self->kept, NULL);
  other = ev_record_words_change (reg, self->lost, NULL);
  title =
      g_strdup_printf ("%s: %s", ev_record_words_kind (conflict->kind), name ? name : conflict->id);
  words = g_strdup_printf (_ ("Stands: %1$s\nAlso written: %2$s"), *stands ? stands : "–",
                           *other ? other : "–");
  g_object_set (self, "use-markup", FALSE, "subtitle-lines", 0, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  button = ev_boxed_list_add_button (ADW_ACTION_ROW (self), _ ("Keep this value"), NULL, FALSE);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (keep_cb), self);
  button = ev_boxed_list_add_button (ADW_ACTION_ROW (self), _ ("Keep the other"), NULL, FALSE);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (take_cb), self);
  gtk_list_box_append (list, GTK_WIDGET (self));
}

static void
ev_conflict_row_finalize (GObject *object)
{
  EvConflictRow *self = EV_CONFLICT_ROW (object);

  g_clear_object (&self->reg);
  g_clear_pointer (&self->kept, ev_change_free);
  g_clear_pointer (&self->lost, ev_change_free);
  G_OBJECT_CLASS (ev_conflict_row_parent_class)->finalize (object);
}

static void
ev_conflict_row_class_init (EvConflictRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_conflict_row_finalize;
}

static void
ev_conflict_row_init (EvConflictRow *self)
{
}
