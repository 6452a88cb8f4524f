/* Correcting what is known of a person. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/people/correct-page.h"

#include "app/controls/code-drop.h"
#include "app/controls/code-row.h"
#include "app/controls/field-row.h"
#include "app/controls/say.h"
#include "app/register/role.h"
#include "app/window/header-end.h"
#include "store/people-list.h"
#include "text/i18n.h"
#include "text/reason-text.h"

/* The fields that can be corrected, in the order in which people say who they are; how each is
 * asked follows from its type. */
static const char *const fields[] = {
  "given_name", "family_name", "gender", "birth_year", "municipality", "settlement", "institution",
  "position",   "phone",       "email",  "language",   "consent",      "community",  "note",
};

struct _EvCorrectPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwPreferencesGroup *group;
  GtkWidget *save;

  EvRegister *reg;
  EvRecord *before;                           /* as she is seen */
  GtkWidget *controls[G_N_ELEMENTS (fields)]; /* borrowed; NULL where a field is not asked */
};

G_DEFINE_FINAL_TYPE (EvCorrectPage, ev_correct_page, ADW_TYPE_BIN)

/* Controls: an entry with names below for long lists, a drop for short ones, an entry else */

static GtkWidget *
new_drop (EvCorrectPage *self, const EvField *field, const char *title)
{
  GtkWidget *drop =
      g_object_new (EV_TYPE_CODE_DROP, "label", title, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *row = adw_action_row_new ();
  const char *const *codes = ev_lists_codes (ev_register_lists (self->reg), field->list);

  ev_code_drop_add (EV_CODE_DROP (drop), NULL, C_ ("field", "Not recorded"));
  for (; *codes; codes++)
    ev_code_drop_add (EV_CODE_DROP (drop), *codes,
                      ev_register_name (self->reg, field->list, *codes));
  ev_code_drop_set_code (EV_CODE_DROP (drop), ev_record_text (self->before, field->name));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), drop);
  adw_preferences_group_add (self->group, row);
  return drop;
}

static GtkWidget *
new_entry (EvCorrectPage *self, const EvField *field, const char *title)
{
  gboolean listed = field->type == EV_TYPE_CODE;
  GtkWidget *row = listed ? g_object_new (EV_TYPE_CODE_ROW, NULL) : adw_entry_row_new ();
  g_autofree char *text = ev_value_format (field, ev_record_value (self->before, field->name));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (self->group, row);
  if (listed) {
    ev_code_row_set_list (EV_CODE_ROW (row), ev_register_lists (self->reg), field->list, NULL);
    ev_code_row_set_code (EV_CODE_ROW (row), ev_record_text (self->before, field->name));
  } else {
    gtk_editable_set_text (GTK_EDITABLE (row), text);
  }
  ev_field_row_enter_moves_on (ADW_ENTRY_ROW (row));
  return row;
}

static void
add_controls (EvCorrectPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    const EvField *field = ev_field_find (EV_KIND_PERSON, fields[i]);
    const char *title = ev_register_name (self->reg, "field", fields[i]);
    gboolean is_short = field->type == EV_TYPE_CODE && !g_str_equal (fields[i], "municipality");

    if (field->guard == EV_CLASS_SENSITIVE && !ev_role_is_coordinator (self->reg))
      continue;
    self->controls[i] = is_short ? new_drop (self, field, title) : new_entry (self, field, title);
  }
}

/* What was typed */

static gboolean
complain (GtkWidget *control, const char *problem)
{
  if (ADW_IS_ENTRY_ROW (control))
    ev_field_row_complain (ADW_ENTRY_ROW (control), problem);
  else
    ev_say (control, problem);
  gtk_widget_grab_focus (control);
  return FALSE;
}

static gboolean
take (EvCorrectPage *self, guint index, EvChange *change)
{
  GtkWidget *control = self->controls[index];
  const EvField *field = ev_field_find (EV_KIND_PERSON, fields[index]);
  g_autofree char *text = NULL;
  EvValue *value = NULL;

  if (EV_IS_CODE_DROP (control)) {
    text = g_strdup (ev_code_drop_code (EV_CODE_DROP (control)));
  } else if (EV_IS_CODE_ROW (control)) {
    if (ev_code_row_is_wrong (EV_CODE_ROW (control)))
      return complain (control, _ ("There is no municipality of this name."));
    text = g_strdup (ev_code_row_code (EV_CODE_ROW (control)));
  } else {
    text = ev_field_row_text (ADW_ENTRY_ROW (control));
  }
  if (!ev_value_parse (field, text ? text : "", &value)) {
    g_autofree char *problem = ev_reason_text ("not_number", fields[index], 0, 0);
    return complain (control, problem);
  }
  if (ev_value_equal (value, ev_record_value (self->before, fields[index])))
    ev_value_unref (value);
  else
    ev_change_take (change, fields[index], value);
  return TRUE;
}

/* Consent that is newly said is from now; one that is taken back takes the community with it. */
static void
settle_consent (EvChange *change)
{
  const EvAssignment *consent = ev_change_find (change, "consent");
  const char *code = consent && consent->value ? ev_value_text (consent->value) : NULL;
  EvClock clock = ev_clock_system ();

  if (!consent)
    return;
  if (!code || g_str_equal (code, "withdrawn")) {
    ev_change_take (change, "community", NULL);
    ev_change_take (change, "disability", NULL);
  }
  if (code)
    ev_change_set_integer (change, "consent_at", ev_clock_now (&clock));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvCorrectPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  gtk_widget_set_sensitive (self->save, TRUE);
  if (ev_register_do_finish (EV_REGISTER (source), result, NULL, &problems, NULL, &error)) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.finish", NULL);
    return;
  }
  for (guint i = 0; problems && i < G_N_ELEMENTS (fields); i++) {
    const EvProblem *problem = problems->pdata[0];
    g_autofree char *sentence = ev_reason_text (ev_reason_name (problem->reason), problem->field,
                                                problem->min, problem->max);
    if (g_strcmp0 (problem->field, fields[i]) == 0 && self->controls[i]) {
      complain (self->controls[i], sentence);
      return;
    }
  }
  ev_say_error (GTK_WIDGET (self), error);
}

static void
save_cb (EvCorrectPage *self)
{
  g_autoptr (EvChange) change = NULL;
  EvPlan *plan;

  if (!self->before)
    return;
  change = ev_change_new (EV_KIND_PERSON, ev_record_id (self->before));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    if (self->controls[i] && !take (self, i, change))
      return;
  }
  settle_consent (change);
  plan = ev_plan_new (_ ("correcting a person"));
  ev_plan_write (plan, g_steal_pointer (&change));
  gtk_widget_set_sensitive (self->save, FALSE);
  ev_register_do (self->reg, plan, saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save_cb (EV_CORRECT_PAGE (widget));
}

static void
begin_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EvCorrectPage *self = EV_CORRECT_PAGE (widget);

  if (self->controls[0])
    gtk_widget_grab_focus (self->controls[0]);
}

GtkWidget *
ev_correct_page_new (EvRegister *reg, const char *person)
{
  EvCorrectPage *self = g_object_new (EV_TYPE_CORRECT_PAGE, NULL);

  self->reg = g_object_ref (reg);
  ev_header_end_set_register (self->header_end, reg);
  if (ev_register_store (reg))
    self->before = ev_people_record (ev_register_store (reg), person, NULL);
  if (self->before)
    add_controls (self);
  gtk_widget_set_sensitive (self->save, self->before != NULL);
  return GTK_WIDGET (self);
}

static void
ev_correct_page_finalize (GObject *object)
{
  EvCorrectPage *self = EV_CORRECT_PAGE (object);

  ev_record_free (self->before);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_correct_page_parent_class)->finalize (object);
}

static void
ev_correct_page_class_init (EvCorrectPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_correct_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/correct-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvCorrectPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvCorrectPage, group);
  gtk_widget_class_bind_template_child (widget_class, EvCorrectPage, save);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_install_action (widget_class, "page.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "page.begin", NULL, begin_action);
}

static void
ev_correct_page_init (EvCorrectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
