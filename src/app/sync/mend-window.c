/* Putting right what the server did not take, before it is offered again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync/mend-window.h"

#include "app/controls/code-row.h"
#include "app/controls/field-row.h"
#include "app/controls/say.h"
#include "app/register/role.h"
#include "text/date.h"
#include "text/i18n.h"
#include "text/reason-text.h"

struct _EvMendWindow {
  AdwWindow parent_instance;

  /* Template */
  GtkLabel *heading;
  GtkLabel *why;
  AdwPreferencesGroup *group;
  GtkWidget *offer;

  EvRegister *reg;
  EvChange *parked;
  GPtrArray *rows; /* of AdwEntryRow, borrowed, by the fields of `parked`; NULL: not asked */
};

G_DEFINE_FINAL_TYPE (EvMendWindow, ev_mend_window, ADW_TYPE_WINDOW)

/* Rows */

/* The field, if people type it and she may see it; what it refers to stays as it is. */
static const EvField *
asked_field (EvRegister *reg, const EvChange *change, guint index)
{
  const EvAssignment *assignment = change->fields->pdata[index];
  const EvField *field = ev_field_find (change->kind, assignment->name);

  if (!field || (field->guard == EV_CLASS_SENSITIVE && !ev_role_is_coordinator (reg)))
    return NULL;
  switch (field->type) {
  case EV_TYPE_TEXT:
  case EV_TYPE_LONG_TEXT:
  case EV_TYPE_INTEGER:
  case EV_TYPE_MONEY:
  case EV_TYPE_DATE:
  case EV_TYPE_TIME:
  case EV_TYPE_CODE:
    return field;
  case EV_TYPE_BOOLEAN:
  case EV_TYPE_MOMENT:
  case EV_TYPE_CODES:
  case EV_TYPE_REFERENCE:
  case EV_TYPE_ABOUT:
  case EV_TYPE_MAP:
  case EV_TYPE_STROKES:
  default:
    return NULL;
  }
}

gboolean
ev_mend_window_can (EvRegister *reg, const EvChange *change)
{
  for (guint i = 0; i < change->fields->len; i++) {
    if (asked_field (reg, change, i))
      return TRUE;
  }
  return FALSE;
}

static GtkWidget *
add_row (EvMendWindow *self, const EvField *field, const EvValue *value)
{
  gboolean listed = field->type == EV_TYPE_CODE;
  GtkWidget *row = listed ? g_object_new (EV_TYPE_CODE_ROW, NULL) : adw_entry_row_new ();
  g_autofree char *plain = ev_value_format (field, value);
  g_autofree char *text =
      field->type == EV_TYPE_DATE ? ev_date_short (plain) : g_steal_pointer (&plain);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 ev_register_name (self->reg, "field", field->name));
  adw_preferences_group_add (self->group, row);
  if (listed) {
    ev_code_row_set_list (EV_CODE_ROW (row), ev_register_lists (self->reg), field->list, NULL);
    ev_code_row_set_code (EV_CODE_ROW (row), value ? ev_value_text (value) : NULL);
  } else {
    gtk_editable_set_text (GTK_EDITABLE (row), text);
  }
  ev_field_row_enter_moves_on (ADW_ENTRY_ROW (row));
  return row;
}

static void
complain (EvMendWindow *self, const char *field, const char *sentence)
{
  for (guint i = 0; i < self->rows->len; i++) {
    const EvAssignment *assignment = self->parked->fields->pdata[i];
    if (g_strcmp0 (assignment->name, field) != 0 || !self->rows->pdata[i])
      continue;
    ev_field_row_complain (self->rows->pdata[i], sentence);
    gtk_widget_grab_focus (self->rows->pdata[i]);
    return;
  }
  gtk_label_set_label (self->why, sentence);
}

/* What was typed */

static char *
typed (AdwEntryRow *row, const EvField *field, EvRegister *reg)
{
  g_autofree char *text = ev_field_row_text (row);
  g_autofree char *today = ev_register_today (reg);
  char *date;

  if (!text || field->type != EV_TYPE_DATE)
    return g_steal_pointer (&text);
  date = ev_date_read (text, today);
  return date ? date : g_steal_pointer (&text);
}

/* FALSE: it cannot be understood, which is said in its row. */
static gboolean
take (EvMendWindow *self, guint index, EvChange *correction)
{
  const EvAssignment *parked = self->parked->fields->pdata[index];
  const EvField *field = ev_field_find (self->parked->kind, parked->name);
  AdwEntryRow *row = self->rows->pdata[index];
  g_autofree char *text = NULL;
  EvValue *value = NULL;

  if (EV_IS_CODE_ROW (row) && ev_code_row_is_wrong (EV_CODE_ROW (row))) {
    complain (self, field->name, _ ("The list has nothing of this name."));
    return FALSE;
  }
  text = EV_IS_CODE_ROW (row) ? g_strdup (ev_code_row_code (EV_CODE_ROW (row)))
                              : typed (row, field, self->reg);
  if (!ev_value_parse (field, text ? text : "", &value)) {
    g_autofree char *problem = ev_reason_text ("not_number", field->name, 0, 0);
    complain (self, field->name, problem);
    return FALSE;
  }
  if (ev_value_equal (value, parked->value))
    ev_value_unref (value);
  else
    ev_change_take (correction, field->name, value);
  return TRUE;
}

static EvChange *
correction_new (EvMendWindow *self)
{
  g_autoptr (EvChange) correction = ev_change_new (self->parked->kind, self->parked->id);

  for (guint i = 0; i < self->rows->len; i++) {
    if (self->rows->pdata[i] && !take (self, i, correction))
      return NULL;
  }
  return g_steal_pointer (&correction);
}

/* Offering */

/* Shared by the writer's thread and the window, which waits for it. */
typedef struct {
  EvMendWindow *window;
  EvVersion version;
  EvChange *correction;
  GPtrArray *problems; /* NULL: none */
} Offer;

static void
offer_free (Offer *offer)
{
  g_object_unref (offer->window);
  ev_change_free (offer->correction);
  g_clear_pointer (&offer->problems, g_ptr_array_unref);
  g_free (offer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

static void
offer_job (GTask *task, EvStore *store, gpointer task_data)
{
  Offer *offer = task_data;
  GError *error = NULL;

  if (ev_custody_offer_again (store, &offer->version, offer->correction, &offer->problems, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
offered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Offer) offer = data;
  EvMendWindow *self = offer->window;
  g_autoptr (GError) error = NULL;

  if (ev_register_run_finish (EV_REGISTER (source), result, &error)) {
    gtk_window_close (GTK_WINDOW (self));
    return;
  }
  gtk_widget_set_sensitive (self->offer, TRUE);
  for (guint i = offer->problems ? offer->problems->len : 0; i-- > 0;) {
    const EvProblem *problem = offer->problems->pdata[i];
    g_autofree char *sentence = ev_reason_text (ev_reason_name (problem->reason), problem->field,
                                                problem->min, problem->max);
    complain (self, problem->field, sentence);
  }
  if (!offer->problems)
    ev_say_error (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), error);
}

static void
offer_cb (EvMendWindow *self)
{
  g_autoptr (EvChange) correction = correction_new (self);
  Offer *offer;

  if (!correction || !gtk_widget_get_sensitive (self->offer))
    return;
  offer = g_new0 (Offer, 1);
  offer->window = g_object_ref (self);
  offer->version = self->parked->version;
  offer->correction = g_steal_pointer (&correction);
  gtk_widget_set_sensitive (self->offer, FALSE);
  ev_register_run (self->reg, offer_job, offer, NULL, offered_cb, offer);
}

static void
offer_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  offer_cb (EV_MEND_WINDOW (widget));
}

/* Making */

GtkWidget *
ev_mend_window_new (GtkWindow *parent, EvRegister *reg, const EvParked *parked, const char *title,
                    const char *why)
{
  EvMendWindow *self = g_object_new (EV_TYPE_MEND_WINDOW, "transient-for", parent, NULL);
  GtkWidget *first = NULL;

  self->reg = g_object_ref (reg);
  self->parked = ev_change_copy (parked->change);
  gtk_label_set_label (self->heading, title);
  gtk_label_set_label (self->why, why);
  for (guint i = 0; i < self->parked->fields->len; i++) {
    const EvAssignment *assignment = self->parked->fields->pdata[i];
    const EvField *field = asked_field (reg, self->parked, i);
    GtkWidget *row = field ? add_row (self, field, assignment->value) : NULL;
    g_ptr_array_add (self->rows, row);
    if (row && (!first || g_strcmp0 (assignment->name, parked->field) == 0))
      first = row;
  }
  if (first)
    gtk_widget_grab_focus (first);
  return GTK_WIDGET (self);
}

static void
ev_mend_window_finalize (GObject *object)
{
  EvMendWindow *self = EV_MEND_WINDOW (object);

  g_clear_object (&self->reg);
  ev_change_free (self->parked);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (ev_mend_window_parent_class)->finalize (object);
}

static void
ev_mend_window_class_init (EvMendWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_mend_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/mend-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EvMendWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, EvMendWindow, why);
  gtk_widget_class_bind_template_child (widget_class, EvMendWindow, group);
  gtk_widget_class_bind_template_child (widget_class, EvMendWindow, offer);
  gtk_widget_class_bind_template_callback (widget_class, offer_cb);
  gtk_widget_class_install_action (widget_class, "mend.offer", NULL, offer_action);
}

static void
ev_mend_window_init (EvMendWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}
