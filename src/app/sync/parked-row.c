/* A change that the server did not take: what it was, why, and what can be done. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync/parked-row.h"

#include "app/controls/say.h"
#include "app/sync/mend-window.h"
#include "store/search.h"
#include "text/date.h"
#include "text/i18n.h"
#include "text/reason-text.h"

struct _EvParkedRow {
  AdwPreferencesRow parent_instance;

  GtkWidget *words;   /* a column */
  GtkWidget *buttons; /* beside each other, or one below the other where there is no room */
  char *why;
  EvRegister *reg;
  EvVersion version; /* of the change */
};

G_DEFINE_FINAL_TYPE (EvParkedRow, ev_parked_row, ADW_TYPE_PREFERENCES_ROW)

static const struct {
  EvKind kind;
  const char *words;
} kinds[] = {
  { EV_KIND_PROJECT, NC_ ("record", "Project") },
  { EV_KIND_TEAM, NC_ ("record", "Team") },
  { EV_KIND_OPERATOR, NC_ ("record", "Operator") },
  { EV_KIND_EVENT, NC_ ("record", "Event") },
  { EV_KIND_SESSION, NC_ ("record", "Session") },
  { EV_KIND_PERSON, NC_ ("record", "Participant") },
  { EV_KIND_ATTENDANCE, NC_ ("record", "Attendance") },
  { EV_KIND_RESULT, NC_ ("record", "Result") },
  { EV_KIND_BENEFICIARY, NC_ ("record", "Beneficiary") },
  { EV_KIND_INDICATOR, NC_ ("record", "Indicator") },
  { EV_KIND_NOTE, NC_ ("record", "Note") },
  { EV_KIND_APART, NC_ ("record", "Not a duplicate") },
};

static const char *
kind_words (EvKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (kinds[i].kind == kind)
      return C_ ("record", kinds[i].words);
  }
  return "";
}

static const char *
assigned (const EvChange *change, const char *field)
{
  const EvAssignment *assignment = ev_change_find (change, field);

  return assignment && assignment->value ? ev_value_text (assignment->value) : NULL;
}

static char *
person_name (EvStore *store, const char *id, const EvChange *change)
{
  g_autoptr (EvPersonRow) person = ev_search_person (store, id, NULL);
  const char *given = person ? person->given_name : assigned (change, "given_name");
  const char *family = person ? person->family_name : assigned (change, "family_name");
  g_autofree char *name = g_strconcat (given ? given : "", " ", family ? family : "", NULL);

  g_strstrip (name);
  return *name ? g_steal_pointer (&name) : NULL;
}

/* What the record is called, as far as this laptop knows: one that was refused when it was new is
 * not in the register. Owned, may be NULL. */
static char *
record_name (EvRegister *reg, const EvChange *change)
{
  EvStore *store = ev_register_store (reg);
  const char *field =
      change->kind == EV_KIND_EVENT || change->kind == EV_KIND_RESULT ? "title" : "name";
  g_autoptr (EvRecord) record = NULL;
  g_autofree char *person_id = NULL;

  if (change->kind == EV_KIND_PERSON)
    return person_name (store, change->id, change);
  if ((change->kind == EV_KIND_ATTENDANCE || change->kind == EV_KIND_APART) &&
      ev_id_split (change->id, NULL, &person_id))
    return person_name (store, person_id, change);
  record = ev_store_read (store, change->kind, change->id, NULL);
  return g_strdup (record ? ev_record_text (record, field) : assigned (change, field));
}

typedef struct {
  EvVersion version;
  gboolean again;
} Decision;

static void
decide_job (GTask *task, EvStore *store, gpointer task_data)
{
  Decision *decision = task_data;
  GError *error = NULL;
  gboolean ok = decision->again
                    ? ev_custody_offer_again (store, &decision->version, NULL, NULL, &error)
                    : ev_custody_give_up (store, &decision->version, &error);

  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvParkedRow) self = data;
  g_autoptr (GError) error = NULL;

  if (ev_register_run_finish (EV_REGISTER (source), result, &error))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  ev_say_error (GTK_WIDGET (self), error);
}

static void
decide (EvParkedRow *self, gboolean again)
{
  Decision *decision = g_new0 (Decision, 1);

  decision->version = self->version;
  decision->again = again;
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  ev_register_run (self->reg, decide_job, decision, g_free, decided_cb, g_object_ref (self));
}

static void
again_cb (EvParkedRow *self)
{
  decide (self, TRUE);
}

static void
give_up_cb (EvParkedRow *self)
{
  decide (self, FALSE);
}

static void
correct_cb (EvParkedRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GPtrArray) parked = ev_register_store (self->reg)
                                     ? ev_custody_parked (ev_register_store (self->reg), NULL)
                                     : NULL;

  for (guint i = 0; parked && i < parked->len; i++) {
    const EvParked *one = parked->pdata[i];
    if (ev_version_compare (&one->change->version, &self->version) == 0)
      gtk_window_present (GTK_WINDOW (ev_mend_window_new (
          GTK_WINDOW (root), self->reg, one,
          adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), self->why)));
  }
}

static void
add_button (EvParkedRow *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_flow_box_insert (GTK_FLOW_BOX (self->buttons), button, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static void
add_words (EvParkedRow *self, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self->words), label);
}

/* Why it was refused, as a sentence about the field; owned. */
static char *
reason_words (EvRegister *reg, const EvParked *parked)
{
  const EvField *field = parked->field ? ev_field_find (parked->change->kind, parked->field) : NULL;
  const char *name = ev_register_name (reg, "field", parked->field);
  g_autofree char *today = ev_register_today (reg);
  gint64 max = field ? field->max : 0;
  g_autofree char *sentence = NULL;
  int year, month, day;

  if (g_strcmp0 (parked->field, "birth_year") == 0 && ev_date_split (today, &year, &month, &day))
    max = MIN (max, year);
  sentence =
      ev_reason_text (ev_reason_name (parked->reason), parked->field, field ? field->min : 0, max);
  if (!parked->field || g_str_has_prefix (sentence, name))
    return g_steal_pointer (&sentence);
  return g_strdup_printf ("%s: %s", name, sentence);
}

GtkWidget *
ev_parked_row_new (EvRegister *reg, const EvParked *parked)
{
  EvParkedRow *self = g_object_new (EV_TYPE_PARKED_ROW, NULL);
  g_autofree char *name = record_name (reg, parked->change);
  g_autofree char *title = name
                               ? g_strdup_printf ("%s: %s", kind_words (parked->change->kind), name)
                               : g_strdup (kind_words (parked->change->kind));

  self->reg = g_object_ref (reg);
  self->version = parked->change->version;
  self->why = reason_words (reg, parked);
  g_object_set (self, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  add_words (self, title, NULL);
  add_words (self, self->why, "dim-label");
  if (ev_mend_window_can (reg, parked->change))
    add_button (self, C_ ("parked", "Correct…"), G_CALLBACK (correct_cb));
  add_button (self, _ ("Offer again"), G_CALLBACK (again_cb));
  add_button (self, _ ("Give up"), G_CALLBACK (give_up_cb));
  return GTK_WIDGET (self);
}

static void
ev_parked_row_finalize (GObject *object)
{
  EvParkedRow *self = EV_PARKED_ROW (object);

  g_clear_object (&self->reg);
  g_free (self->why);
  G_OBJECT_CLASS (ev_parked_row_parent_class)->finalize (object);
}

static void
ev_parked_row_class_init (EvParkedRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_parked_row_finalize;
}

static void
ev_parked_row_init (EvParkedRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->buttons =
      g_object_new (GTK_TYPE_FLOW_BOX, "selection-mode", GTK_SELECTION_NONE,
                    "max-children-per-line", 3, "row-spacing", 6, "column-spacing", 6, NULL);
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (box), self->buttons);
  gtk_widget_add_css_class (box, "parked");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}
