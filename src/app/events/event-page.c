/* A new event, or one to be changed, in one form. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/events/event-page.h"

#include "app/controls/choice-row.h"
#include "app/controls/code-row.h"
#include "app/controls/field-row.h"
#include "app/controls/say.h"
#include "app/events/session-row.h"
#include "app/window/header-end.h"
#include "store/roster.h"
#include "text/date.h"
#include "text/i18n.h"
#include "text/reason-text.h"

struct _EvEventPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwWindowTitle *title;
  GtkWidget *save;
  AdwEntryRow *name;
  EvCodeRow *type;
  EvCodeRow *municipality;
  AdwEntryRow *venue;
  AdwEntryRow *expected;
  EvChoiceRow *languages;
  AdwPreferencesGroup *sessions;
  GtkWidget *take_over;
  GtkWidget *people;

  EvRegister *reg;
  char *id;           /* NULL: a new event */
  char *series;       /* of a new event: the first of its series; NULL where it is of none */
  GPtrArray *guests;  /* char *: who is registered at a new event */
  GPtrArray *rows;    /* of EvSessionRow, borrowed */
  GPtrArray *removed; /* ids of sessions taken out */
};

G_DEFINE_FINAL_TYPE (EvEventPage, ev_event_page, ADW_TYPE_BIN)

/* Sessions */

static void
number_rows (EvEventPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    ev_session_row_number (self->rows->pdata[i], i + 1);
}

static void
remove_cb (EvEventPage *self, EvSessionRow *row)
{
  if (ev_session_row_id (row))
    g_ptr_array_add (self->removed, g_strdup (ev_session_row_id (row)));
  g_ptr_array_remove (self->rows, row);
  adw_preferences_group_remove (self->sessions, GTK_WIDGET (row));
  number_rows (self);
}

static EvSessionRow *
add_row (EvEventPage *self)
{
  EvSessionRow *row = EV_SESSION_ROW (ev_session_row_new ());

  g_signal_connect_swapped (row, "remove", G_CALLBACK (remove_cb), self);
  adw_preferences_group_add (self->sessions, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
  number_rows (self);
  return row;
}

static void
add_session_cb (EvEventPage *self)
{
  EvSessionRow *last = self->rows->len > 0 ? self->rows->pdata[self->rows->len - 1] : NULL;
  EvSessionRow *row = add_row (self);

  if (last)
    ev_session_row_follow (row, last, 1);
  gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

static int
compare_sessions (gconstpointer a, gconstpointer b)
{
  const EvRecord *left = *(EvRecord *const *)a, *right = *(EvRecord *const *)b;
  int order = g_strcmp0 (ev_record_text (left, "date"), ev_record_text (right, "date"));

  return order ? order
               : g_strcmp0 (ev_record_text (left, "start"), ev_record_text (right, "start"));
}

static gboolean
collect (const EvRecord *record, gpointer data)
{
  g_ptr_array_add (data, ev_record_copy (record));
  return TRUE;
}

static void
load_sessions (EvEventPage *self)
{
  g_autoptr (GPtrArray) sessions = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_record_free);

  ev_store_each (ev_register_store (self->reg), EV_KIND_SESSION, self->id, collect, sessions, NULL);
  g_ptr_array_sort (sessions, compare_sessions);
  for (guint i = 0; i < sessions->len; i++)
    ev_session_row_load (add_row (self), sessions->pdata[i]);
}

/* Reading and writing the form */

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

/* What is asked of an event, from one that there is. */
static gboolean
load_fields (EvEventPage *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvRecord) event =
      ev_store_read (ev_register_store (self->reg), EV_KIND_EVENT, id, &error);
  g_autofree char *expected = NULL;
  const char *series;

  if (!event) {
    ev_say_error (GTK_WIDGET (self), error);
    return FALSE;
  }
  if (ev_record_integer (event, "expected") > 0)
    expected = g_strdup_printf ("%" G_GINT64_FORMAT, ev_record_integer (event, "expected"));
  set_text (self->name, ev_record_text (event, "title"));
  ev_code_row_set_code (self->type, ev_record_text (event, "type"));
  ev_code_row_set_code (self->municipality, ev_record_text (event, "municipality"));
  set_text (self->venue, ev_record_text (event, "venue"));
  set_text (self->expected, expected);
  ev_choice_row_set_codes (self->languages, ev_record_text (event, "languages"));
  series = ev_record_text (event, "series");
  self->series = self->id ? NULL : g_strdup (series ? series : id);
  return TRUE;
}

static int
days_between (const char *from, const char *to)
{
  GDate first = { 0 }, second = { 0 };
  int year, month, day;

  if (!ev_date_split (from, &year, &month, &day))
    return 0;
  g_date_set_dmy (&first, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  if (!ev_date_split (to, &year, &month, &day))
    return 0;
  g_date_set_dmy (&second, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return g_date_days_between (&first, &second);
}

/* The next of a series: as the last one, with its people, from today on. */
static void
follow (EvEventPage *self, const char *id)
{
  g_autoptr (EvRoster) roster = ev_roster_load (ev_register_store (self->reg), id, NULL);
  g_autofree char *today = ev_register_today (self->reg);
  g_autofree char *words = NULL;

  if (!roster || !load_fields (self, id))
    return;
  for (guint i = 0; i < roster->sessions->len; i++) {
    const EvRosterSession *session = roster->sessions->pdata[i];
    const EvRosterSession *first = roster->sessions->pdata[0];
    g_autofree char *date = ev_date_add (today, days_between (first->date, session->date));
    ev_session_row_repeat (add_row (self), date, session->start, session->end, session->topic);
  }
  for (guint i = 0; i < roster->rows->len; i++)
    g_ptr_array_add (self->guests, g_strdup (((EvRosterRow *)roster->rows->pdata[i])->person.id));
  words = g_strdup_printf (ngettext ("%u person of the last event is registered for this one.",
                                     "%u people of the last event are registered for this one.",
                                     self->guests->len),
                           self->guests->len);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->take_over), words);
  gtk_widget_set_visible (self->take_over, self->guests->len > 0);
  gtk_switch_set_active (GTK_SWITCH (self->people), self->guests->len > 0);
}

/* Whether everything typed can be understood; says so in the rows where it cannot. */
static gboolean
check (EvEventPage *self)
{
  g_autofree char *name = ev_field_row_text (self->name);
  g_autofree char *expected = ev_field_row_text (self->expected);
  GtkWidget *wrong = NULL;

  if (expected && !g_ascii_string_to_unsigned (expected, 10, 0, 100000, NULL, NULL)) {
    g_autofree char *problem = ev_reason_text ("not_number", NULL, 0, 0);
    ev_field_row_complain (self->expected, problem);
    wrong = GTK_WIDGET (self->expected);
  }
  if (ev_code_row_is_wrong (self->municipality)) {
    ev_field_row_complain (ADW_ENTRY_ROW (self->municipality),
                           _ ("There is no municipality of this name."));
    wrong = GTK_WIDGET (self->municipality);
  }
  if (!ev_code_row_code (self->type)) {
    ev_field_row_complain (ADW_ENTRY_ROW (self->type), _ ("Choose the type of the event."));
    wrong = GTK_WIDGET (self->type);
  }
  if (!name) {
    ev_field_row_complain (self->name, _ ("Give the event a name."));
    wrong = GTK_WIDGET (self->name);
  }
  if (wrong)
    gtk_widget_grab_focus (wrong);
  return wrong == NULL;
}

static EvChange *
event_change (EvEventPage *self)
{
  EvChange *change = ev_change_new (EV_KIND_EVENT, self->id);
  g_autofree char *name = ev_field_row_text (self->name);
  g_autofree char *venue = ev_field_row_text (self->venue);
  g_autofree char *expected = ev_field_row_text (self->expected);
  g_autofree char *languages = ev_choice_row_codes (self->languages);

  ev_change_set_text (change, "title", name);
  ev_change_set_text (change, "type", ev_code_row_code (self->type));
  ev_change_set_text (change, "municipality", ev_code_row_code (self->municipality));
  ev_change_set_text (change, "venue", venue);
  ev_change_set_text (change, "languages", languages);
  if (self->series)
    ev_change_set_text (change, "series", self->series);
  if (expected)
    ev_change_set_integer (change, "expected", g_ascii_strtoll (expected, NULL, 10));
  else
    ev_change_take (change, "expected", NULL);
  return change;
}

/* The whole form as a plan; NULL, after saying so, if a session is not whole. Step 0 is the event,
 * the next ones the sessions in their order. */
static void
register_guests (EvEventPage *self, EvPlan *plan)
{
  if (!gtk_switch_get_active (GTK_SWITCH (self->people)))
    return;
  for (guint session = 1; session <= self->rows->len; session++) {
    for (guint i = 0; i < self->guests->len; i++)
      ev_plan_mark_there (plan, session, self->guests->pdata[i], "registered", NULL);
  }
}

static EvPlan *
make_plan (EvEventPage *self)
{
  g_autofree char *name = ev_field_row_text (self->name);
  g_autofree char *words =
      g_strdup_printf (self->id ? _ ("changes to “%s”") : _ ("new event “%s”"), name);
  g_autoptr (EvPlan) plan = ev_plan_new (words);

  ev_plan_write (plan, event_change (self));
  for (guint i = 0; i < self->rows->len; i++) {
    EvChange *session = ev_session_row_change (self->rows->pdata[i]);
    guint step;

    if (!session)
      return NULL;
    if (self->id)
      ev_change_set_text (session, "event", self->id);
    step = ev_plan_write (plan, session);
    if (!self->id)
      ev_plan_link (plan, step, "event", 0);
  }
  register_guests (self, plan);
  for (guint i = 0; i < self->removed->len; i++) {
    EvChange *gone = ev_change_new (EV_KIND_SESSION, self->removed->pdata[i]);
    ev_change_set_integer (gone, "deleted", 1);
    ev_plan_write (plan, gone);
  }
  return g_steal_pointer (&plan);
}

static void
show_problem (EvEventPage *self, const EvProblem *problem, guint step)
{
  const struct {
    const char *field;
    AdwEntryRow *row;
  } rows[] = {
    { "title", self->name },        { "type", ADW_ENTRY_ROW (self->type) },
    { "venue", self->venue },       { "municipality", ADW_ENTRY_ROW (self->municipality) },
    { "expected", self->expected },
  };
  g_autofree char *sentence =
      ev_reason_text (ev_reason_name (problem->reason), problem->field, problem->min, problem->max);

  if (step > 0 && step <= self->rows->len) {
    ev_session_row_complain (self->rows->pdata[step - 1], sentence);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (g_strcmp0 (problem->field, rows[i].field) == 0) {
      ev_field_row_complain (rows[i].row, sentence);
      return;
    }
  }
  ev_say (GTK_WIDGET (self), sentence);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvEventPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *id = NULL;
  guint step = 0;

  gtk_widget_set_sensitive (self->save, TRUE);
  if (ev_register_do_finish (EV_REGISTER (source), result, &id, &problems, &step, &error)) {
    gboolean is_new = self->id == NULL;
    GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

    gtk_widget_activate_action (GTK_WIDGET (self), "win.finish", NULL);
    if (is_new && root)
      gtk_widget_activate_action (GTK_WIDGET (root), "win.event", "s", id);
    return;
  }
  if (problems && problems->len > 0)
    show_problem (self, problems->pdata[0], step);
  else
    ev_say_error (GTK_WIDGET (self), error);
}

static void
save_cb (EvEventPage *self)
{
  EvPlan *plan = check (self) ? make_plan (self) : NULL;

  if (!plan)
    return;
  gtk_widget_set_sensitive (self->save, FALSE);
  ev_register_do (self->reg, plan, saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save_cb (EV_EVENT_PAGE (widget));
}

static void
begin_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (EV_EVENT_PAGE (widget)->name));
}

static void
fill_lists (EvEventPage *self)
{
  EvLists *lists = ev_register_lists (self->reg);
  const char *const *languages = ev_lists_codes (lists, "language");

  ev_code_row_set_list (self->type, lists, "event_type", NULL);
  ev_code_row_set_list (self->municipality, lists, "municipality", NULL);
  for (; *languages; languages++)
    ev_choice_row_add (self->languages, *languages,
                       ev_register_name (self->reg, "language", *languages), FALSE);
}

static EvEventPage *
new_page (EvRegister *reg, const char *id)
{
  EvEventPage *self = g_object_new (EV_TYPE_EVENT_PAGE, NULL);

  self->reg = g_object_ref (reg);
  self->id = g_strdup (id);
  ev_header_end_set_register (self->header_end, reg);
  fill_lists (self);
  return self;
}

GtkWidget *
ev_event_page_new_next (EvRegister *reg, const char *last)
{
  EvEventPage *self = new_page (reg, NULL);

  adw_window_title_set_title (self->title, _ ("Next of the series"));
  follow (self, last);
  return GTK_WIDGET (self);
}

GtkWidget *
ev_event_page_new (EvRegister *reg, const char *id)
{
  EvEventPage *self = new_page (reg, id);

  adw_window_title_set_title (self->title, id ? _ ("Change the event") : _ ("New event"));
  if (id) {
    if (load_fields (self, id))
      load_sessions (self);
  } else {
    g_autofree char *today = ev_register_today (reg);
    ev_session_row_set_date (add_row (self), today);
  }
  return GTK_WIDGET (self);
}

static void
ev_event_page_dispose (GObject *object)
{
  EvEventPage *self = EV_EVENT_PAGE (object);

  g_ptr_array_set_size (self->rows, 0);
  G_OBJECT_CLASS (ev_event_page_parent_class)->dispose (object);
}

static void
ev_event_page_finalize (GObject *object)
{
  EvEventPage *self = EV_EVENT_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->removed);
  g_ptr_array_unref (self->guests);
  g_free (self->series);
  g_clear_object (&self->reg);
  g_free (self->id);
  G_OBJECT_CLASS (ev_event_page_parent_class)->finalize (object);
}

static void
ev_event_page_class_init (EvEventPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ev_event_page_dispose;
  G_OBJECT_CLASS (class)->finalize = ev_event_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  g_type_ensure (EV_TYPE_CODE_ROW);
  g_type_ensure (EV_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/event-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvEventPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvEventPage, title);
  gtk_widget_class_bind_template_child (widget_class, EvEventPage, save);
  gtk_widget_class_bind_template_child (widget_class, EvEventPage, name);
  gtk_widget_class_bind_template_child (widget_class, EvEventPage, type);
  gtk_widget_class_bind_template_child (widget_class, EvEventPage, municipality);
  gtk_widget_class_bind_template_child (widget_class, EvEventPage, venue);
  gtk_widget_class_bind_template_child (widget_class, EvEventPage, expected);
  gtk_widget_class_bind_template_child (widget_class, EvEventPage, languages);
  gtk_widget_class_bind_template_child (widget_class, EvEventPage, sessions);
  gtk_widget_class_bind_template_child (widget_class, EvEventPage, take_over);
  gtk_widget_class_bind_template_child (widget_class, EvEventPage, people);
  gtk_widget_class_bind_template_callback (widget_class, add_session_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_install_action (widget_class, "page.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "page.begin", NULL, begin_action);
}

static void
ev_event_page_init (EvEventPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->removed = g_ptr_array_new_with_free_func (g_free);
  self->guests = g_ptr_array_new_with_free_func (g_free);
  ev_field_row_enter_moves_on (self->name);
  ev_field_row_enter_moves_on (ADW_ENTRY_ROW (self->type));
  ev_field_row_enter_moves_on (ADW_ENTRY_ROW (self->municipality));
  ev_field_row_enter_moves_on (self->venue);
  ev_field_row_enter_moves_on (self->expected);
}
