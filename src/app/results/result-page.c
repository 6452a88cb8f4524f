/* One result in a form: what is asked follows from its type. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/results/result-page.h"

#include "app/controls/code-drop.h"
#include "app/controls/code-row.h"
#include "app/controls/date-entry.h"
#include "app/controls/field-row.h"
#include "app/controls/say.h"
#include "app/results/result-people.h"
#include "app/results/result-shape.h"
#include "app/window/header-end.h"
#include "store/event-list.h"
#include "store/result-list.h"
#include "text/date.h"
#include "text/i18n.h"
#include "text/number.h"
#include "text/reason-text.h"

struct _EvResultPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwWindowTitle *title;
  GtkWidget *save;
  GtkWidget *remove;
  EvCodeRow *type;
  AdwEntryRow *name;
  EvDateEntry *date;
  EvCodeRow *municipality;
  EvCodeDrop *event;
  GtkWidget *parent_row;
  EvCodeDrop *parent;
  GtkWidget *path;
  AdwEntryRow *institution;
  EvDateEntry *asked;
  EvDateEntry *answered;
  EvCodeDrop *status;
  AdwEntryRow *quantity;
  AdwEntryRow *amount;
  AdwEntryRow *cofunding;
  AdwEntryRow *method;
  EvResultPeople *people;

  EvRegister *reg;
  char *id; /* NULL: new */
};

G_DEFINE_FINAL_TYPE (EvResultPage, ev_result_page, ADW_TYPE_BIN)

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

/* What is asked */

static void
fill_parents (EvResultPage *self, const char *type)
{
  const char *parent = ev_result_shape_parent (type);
  g_autoptr (GPtrArray) rows =
      parent ? ev_result_list (ev_register_store (self->reg), parent, NULL) : NULL;

  gtk_widget_set_visible (self->parent_row, parent != NULL);
  if (!parent)
    return;
  ev_code_drop_clear (self->parent);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->parent_row),
                                 ev_register_name (self->reg, "result_type", parent));
  ev_code_drop_add (self->parent, NULL, C_ ("result", "Not linked"));
  for (guint i = 0; rows && i < rows->len; i++) {
    const EvResultRow *row = rows->pdata[i];
    g_autofree char *date = row->date ? ev_date_short (row->date) : NULL;
    g_autofree char *label = g_strdup_printf ("%s%s%s", row->title ? row->title : row->id,
                                              date ? ", " : "", date ? date : "");
    ev_code_drop_add (self->parent, row->id, label);
  }
}

static void
shape_cb (EvResultPage *self)
{
  const char *type = ev_code_row_code (self->type);
  EvResultShape shape = ev_result_shape (type);

  gtk_widget_set_visible (self->path, (shape & EV_SHAPE_PATH) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->quantity), (shape & EV_SHAPE_QUANTITY) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->amount), (shape & EV_SHAPE_AMOUNT) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->cofunding), (shape & EV_SHAPE_COFUNDING) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->people), self->id && (shape & EV_SHAPE_PEOPLE));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->method),
                                 shape & EV_SHAPE_PATH     ? _ ("What changed")
                                 : shape & EV_SHAPE_METHOD ? _ ("How it was estimated")
                                                           : _ ("Notes"));
  fill_parents (self, type);
}

static void
fill_events (EvResultPage *self)
{
  g_autofree char *today = ev_register_today (self->reg);
  g_autoptr (GPtrArray) rows = ev_event_list (ev_register_store (self->reg), today, NULL);

  ev_code_drop_add (self->event, NULL, C_ ("result", "Not linked to an event"));
  for (guint i = 0; rows && i < rows->len; i++) {
    const EvEventRow *row = rows->pdata[i];
    g_autofree char *date = row->first_date ? ev_date_short (row->first_date) : NULL;
    g_autofree char *label =
        g_strjoin (", ", row->title ? row->title : "",
                   ev_register_name (self->reg, "municipality", row->municipality), date, NULL);
    ev_code_drop_add (self->event, row->id, label);
  }
}

/* Loading */

static void
set_number (AdwEntryRow *row, const EvRecord *record, const char *field)
{
  const EvField *known = ev_field_find (EV_KIND_RESULT, field);
  g_autofree char *text = ev_value_format (known, ev_record_value (record, field));

  set_text (row, text);
}

static void
load (EvResultPage *self)
{
  g_autoptr (EvRecord) record =
      ev_store_read (ev_register_store (self->reg), EV_KIND_RESULT, self->id, NULL);

  if (!record)
    return;
  ev_code_row_set_code (self->type, ev_record_text (record, "type"));
  shape_cb (self);
  set_text (self->name, ev_record_text (record, "title"));
  ev_date_entry_set_date (self->date, ev_record_text (record, "date"));
  ev_code_row_set_code (self->municipality, ev_record_text (record, "municipality"));
  ev_code_drop_set_code (self->event, ev_record_text (record, "event"));
  ev_code_drop_set_code (self->parent, ev_record_text (record, "parent"));
  set_text (self->institution, ev_record_text (record, "institution"));
  ev_date_entry_set_date (self->asked, ev_record_text (record, "asked_on"));
  ev_date_entry_set_date (self->answered, ev_record_text (record, "answered_on"));
  ev_code_drop_set_code (self->status, ev_record_text (record, "status"));
  set_number (self->quantity, record, "quantity");
  set_number (self->amount, record, "amount");
  set_number (self->cofunding, record, "cofunding");
  set_text (self->method, ev_record_text (record, "method"));
}

/* Saving */

static gboolean
complain (AdwEntryRow *row, const char *problem)
{
  ev_field_row_complain (row, problem);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return FALSE;
}

static void
take_text (EvChange *change, const char *field, AdwEntryRow *row)
{
  g_autofree char *text = ev_field_row_text (row);

  ev_change_set_text (change, field, text);
}

static void
take_date (EvChange *change, const char *field, EvDateEntry *entry)
{
  g_autofree char *date = ev_date_entry_date (entry);

  ev_change_set_text (change, field, date);
}

static gboolean
take_amount (EvChange *change, const char *field, AdwEntryRow *row)
{
  g_autofree char *text = ev_field_row_text (row);
  gint64 cents;

  if (!text || !gtk_widget_get_visible (GTK_WIDGET (row))) {
    ev_change_take (change, field, NULL);
    return TRUE;
  }
  if (!ev_number_read_euros (text, &cents))
    return complain (row, _ ("Type an amount such as 1500 or 1500.50."));
  ev_change_set_integer (change, field, cents);
  return TRUE;
}

static gboolean
take_quantity (EvResultPage *self, EvChange *change)
{
  g_autofree char *text = ev_field_row_text (self->quantity);
  guint64 number;

  if (!text || !gtk_widget_get_visible (GTK_WIDGET (self->quantity))) {
    ev_change_take (change, "quantity", NULL);
    return TRUE;
  }
  if (!g_ascii_string_to_unsigned (text, 10, 0, 1000000000, &number, NULL)) {
    g_autofree char *problem = ev_reason_text ("not_number", NULL, 0, 0);
    return complain (self->quantity, problem);
  }
  ev_change_set_integer (change, "quantity", (gint64)number);
  return TRUE;
}

/* Whether all can be understood; says so in the rows where it cannot. */
static gboolean
check (EvResultPage *self)
{
  const char *type = ev_code_row_code (self->type);
  g_autofree char *method = ev_field_row_text (self->method);
  gboolean dates = !ev_date_entry_check (self->date) & !ev_date_entry_check (self->asked) &
                   !ev_date_entry_check (self->answered);

  if (!type)
    return complain (ADW_ENTRY_ROW (self->type), _ ("Choose the type of the result."));
  if (ev_code_row_is_wrong (self->municipality))
    return complain (ADW_ENTRY_ROW (self->municipality),
                     _ ("There is no municipality of this name."));
  if ((ev_result_shape (type) & EV_SHAPE_METHOD) && !method)
    return complain (self->method, _ ("Say how the number was estimated."));
  return dates;
}

static EvChange *
make_change (EvResultPage *self)
{
  g_autoptr (EvChange) change = ev_change_new (EV_KIND_RESULT, self->id);

  if (!check (self))
    return NULL;
  ev_change_set_text (change, "type", ev_code_row_code (self->type));
  take_text (change, "title", self->name);
  take_date (change, "date", self->date);
  ev_change_set_text (change, "municipality", ev_code_row_code (self->municipality));
  ev_change_set_text (change, "event", ev_code_drop_code (self->event));
  ev_change_set_text (change, "parent",
                      gtk_widget_get_visible (self->parent_row) ? ev_code_drop_code (self->parent)
                                                                : NULL);
  take_text (change, "institution", self->institution);
  take_date (change, "asked_on", self->asked);
  take_date (change, "answered_on", self->answered);
  ev_change_set_text (change, "status", ev_code_drop_code (self->status));
  take_text (change, "method", self->method);
  if (!take_quantity (self, change) || !take_amount (change, "amount", self->amount) ||
      !take_amount (change, "cofunding", self->cofunding))
    return NULL;
  return g_steal_pointer (&change);
}

/* Who stands behind a new result can be said once it is there. */
static void
leave (EvResultPage *self, const char *id)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean stay =
      !self->id && (ev_result_shape (ev_code_row_code (self->type)) & EV_SHAPE_PEOPLE) != 0;
  g_autofree char *place = stay ? g_strconcat ("result/", id, NULL) : NULL;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.finish", NULL);
  if (place && root)
    gtk_widget_activate_action (root, "win.show", "s", place);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvResultPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *id = NULL;

  gtk_widget_set_sensitive (self->save, TRUE);
  if (ev_register_do_finish (EV_REGISTER (source), result, &id, &problems, NULL, &error)) {
    leave (self, id);
  } else if (problems && problems->len > 0) {
    const EvProblem *problem = problems->pdata[0];
    g_autofree char *sentence = ev_reason_text (ev_reason_name (problem->reason), problem->field,
                                                problem->min, problem->max);
    g_autofree char *words =
        g_strdup_printf ("%s: %s", ev_register_name (self->reg, "field", problem->field), sentence);
    ev_say (GTK_WIDGET (self), words);
  } else {
    ev_say_error (GTK_WIDGET (self), error);
  }
}

static void
save_cb (EvResultPage *self)
{
  EvChange *change = make_change (self);
  EvPlan *plan;

  if (!change)
    return;
  plan = ev_plan_new (self->id ? _ ("changes to a result") : _ ("new result"));
  ev_plan_write (plan, change);
  gtk_widget_set_sensitive (self->save, FALSE);
  ev_register_do (self->reg, plan, saved_cb, g_object_ref (self));
}

static void
remove_cb (EvResultPage *self)
{
  EvPlan *plan = ev_plan_new (_ ("deleting a result"));
  EvChange *change = ev_change_new (EV_KIND_RESULT, self->id);

  ev_change_set_integer (change, "deleted", 1);
  ev_plan_write (plan, change);
  ev_register_do (self->reg, plan, saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save_cb (EV_RESULT_PAGE (widget));
}

static void
begin_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (EV_RESULT_PAGE (widget)->type));
}

/* Class */

static void
fill_lists (EvResultPage *self)
{
  EvLists *lists = ev_register_lists (self->reg);
  const char *const *codes = ev_lists_codes (lists, "result_status");

  ev_code_row_set_list (self->type, lists, "result_type", NULL);
  ev_code_row_set_list (self->municipality, lists, "municipality", NULL);
  ev_code_drop_add (self->status, NULL, C_ ("result", "Not stated"));
  for (; *codes; codes++)
    ev_code_drop_add (self->status, *codes, ev_register_name (self->reg, "result_status", *codes));
  fill_events (self);
}

GtkWidget *
ev_result_page_new (EvRegister *reg, const char *id)
{
  EvResultPage *self = g_object_new (EV_TYPE_RESULT_PAGE, NULL);
  g_autofree char *today = ev_register_today (reg);

  self->reg = g_object_ref (reg);
  self->id = g_strdup (id);
  ev_header_end_set_register (self->header_end, reg);
  fill_lists (self);
  if (id)
    ev_result_people_load (self->people, reg, id);
  adw_window_title_set_title (self->title, id ? _ ("Change the result") : _ ("New result"));
  gtk_widget_set_visible (self->remove, id != NULL);
  shape_cb (self);
  if (id)
    load (self);
  else
    ev_date_entry_set_date (self->date, today);
  return GTK_WIDGET (self);
}

static void
ev_result_page_finalize (GObject *object)
{
  EvResultPage *self = EV_RESULT_PAGE (object);

  g_free (self->id);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_result_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, title);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, save);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, remove);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, type);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, name);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, date);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, municipality);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, event);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, parent_row);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, parent);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, path);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, institution);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, asked);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, answered);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, status);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, quantity);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, amount);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, cofunding);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, method);
  gtk_widget_class_bind_template_child (widget_class, EvResultPage, people);
  gtk_widget_class_bind_template_callback (widget_class, shape_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
ev_result_page_class_init (EvResultPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_result_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  g_type_ensure (EV_TYPE_CODE_ROW);
  g_type_ensure (EV_TYPE_CODE_DROP);
  g_type_ensure (EV_TYPE_DATE_ENTRY);
  g_type_ensure (EV_TYPE_RESULT_PEOPLE);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "page.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "page.begin", NULL, begin_action);
}

static void
ev_result_page_init (EvResultPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
