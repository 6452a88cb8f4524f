/* Who is here: one entry to check people in, and the list with a tick for each session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/checkin-page.h"

#include "app/checkin/arrivals.h"
#include "app/checkin/balance-bar.h"
#include "app/checkin/marking.h"
#include "app/checkin/person-words.h"
#include "app/checkin/roster-list.h"
#include "app/checkin/session-heads.h"
#include "app/controls/say.h"
#include "app/events/event-menu.h"
#include "app/person/person-form.h"
#include "app/window/header-end.h"
#include "store/event-list.h"
#include "text/date.h"
#include "text/i18n.h"

struct _EvCheckinPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwWindowTitle *title;
  GtkButton *edit;
  EvEventMenu *event_menu;
  EvArrivals *arrivals;
  EvCandidateList *candidates;
  GtkWidget *said;
  GtkWidget *present;
  GtkWidget *as_before;
  GtkMenuButton *more;
  EvSessionHeads *heads;
  GtkStack *stack;
  EvRosterList *list;
  EvBalanceBar *balance;
  GtkRevealer *pane;
  EvPersonForm *form;

  EvRegister *reg;
  char *event;
  char *municipality;
  char *arriving; /* the person whose check-in is being written; NULL at other times */
  guint expected;
  gboolean stale;
  GSimpleActionGroup *actions;
};

G_DEFINE_FINAL_TYPE (EvCheckinPage, ev_checkin_page, ADW_TYPE_BIN)

/* Showing */

static void
tell (EvCheckinPage *self, const char *words)
{
  gtk_label_set_label (GTK_LABEL (self->said), words ? words : "");
}

static void
show_present (EvCheckinPage *self)
{
  const EvRoster *roster = ev_roster_list_roster (self->list);
  g_autofree char *words =
      g_strdup_printf (_ ("Present: %1$d of %2$d"), (int)ev_roster_list_present (self->list),
                       (int)MAX (roster->rows->len, self->expected));

  gtk_label_set_label (GTK_LABEL (self->present), words);
}

/* The session before the one chosen that somebody attended; -1 if there is none, or nobody would be
 * ticked as in it. */
static int
session_before (EvCheckinPage *self, guint *people)
{
  const EvRoster *roster = ev_roster_list_roster (self->list);
  int session = ev_session_heads_chosen (self->heads);

  for (int other = session - 1; other >= 0; other--) {
    *people = ev_marking_as_in_count (roster, (guint)session, (guint)other);
    if (*people > 0)
      return other;
  }
  return -1;
}

static void
show_as_before (EvCheckinPage *self)
{
  guint people = 0;
  int other = session_before (self, &people);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->as_before, other >= 0);
  if (other < 0)
    return;
  /* Translators: a button that ticks everyone who attended an earlier session. */
  words = g_strdup_printf (
      ngettext ("As in session %1$d (%2$d person)", "As in session %1$d (%2$d people)", people),
      other + 1, (int)people);
  gtk_button_set_label (GTK_BUTTON (self->as_before), words);
}

static void
show_more (EvCheckinPage *self)
{
  const EvRoster *roster = ev_roster_list_roster (self->list);
  int session = ev_session_heads_chosen (self->heads);
  g_autoptr (GMenu) menu = g_menu_new (), order = g_menu_new (), others = g_menu_new ();
  g_autofree char *heading = NULL;

  g_menu_append (order, _ ("By arrival"), "checkin.order::arrival");
  g_menu_append (order, _ ("By name"), "checkin.order::name");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  for (guint i = 0; session >= 0 && i < roster->sessions->len; i++) {
    g_autofree char *label = g_strdup_printf (_ ("As in session %d"), (int)i + 1);
    g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
    g_menu_item_set_action_and_target (item, "checkin.as-in", "i", (int)i);
    if ((int)i != session)
      g_menu_append_item (others, item);
  }
  heading = g_strdup_printf (_ ("Tick in session %d"), session + 1);
  if (g_menu_model_get_n_items (G_MENU_MODEL (others)) > 0)
    g_menu_append_section (menu, heading, G_MENU_MODEL (others));
  gtk_menu_button_set_menu_model (self->more, G_MENU_MODEL (menu));
}

static void
show_session (EvCheckinPage *self)
{
  show_present (self);
  show_as_before (self);
  show_more (self);
}

static void
show_balance (EvCheckinPage *self)
{
  EvRosterBalance *balance = ev_roster_balance (ev_register_store (self->reg), self->event, NULL);

  if (!balance)
    return;
  ev_balance_bar_show (self->balance, self->reg, balance);
  ev_roster_balance_free (balance);
}

static gboolean
show_event (EvCheckinPage *self)
{
  g_autoptr (GError) error = NULL;
  EvEventRow *row = ev_event_list_one (ev_register_store (self->reg), self->event, &error);
  g_autofree char *dates = NULL, *subtitle = NULL;
  const char *place;

  if (!row) {
    ev_say_error (GTK_WIDGET (self), error);
    return FALSE;
  }
  place = ev_register_name (self->reg, "municipality", row->municipality);
  dates = row->first_date ? ev_date_range (row->first_date, row->last_date) : g_strdup ("");
  subtitle = g_strconcat (place, *place && *dates ? " · " : "", dates, NULL);
  adw_window_title_set_title (self->title, row->title);
  adw_window_title_set_subtitle (self->title, subtitle);
  g_free (self->municipality);
  self->municipality = g_strdup (row->municipality);
  self->expected = (guint)MAX (row->expected, 0);
  ev_event_row_free (row);
  return TRUE;
}

static void
load (EvCheckinPage *self)
{
  g_autofree char *today = ev_register_today (self->reg);
  EvRoster *roster;

  self->stale = FALSE;
  if (!ev_register_store (self->reg) || !show_event (self))
    return;
  roster = ev_roster_load (ev_register_store (self->reg), self->event, NULL);
  if (!roster)
    return;
  ev_session_heads_show (self->heads, roster, today);
  gtk_stack_set_visible_child_name (self->stack, roster->sessions->len == 0 ? "no-session"
                                                 : roster->rows->len == 0   ? "nobody"
                                                                            : "list");
  gtk_widget_set_visible (GTK_WIDGET (self->more), roster->sessions->len > 0);
  ev_arrivals_set_open (self->arrivals, roster->sessions->len > 0);
  ev_roster_list_show (self->list, roster, ev_session_heads_chosen (self->heads));
  ev_arrivals_refresh (self->arrivals);
  show_session (self);
  show_balance (self);
}

static void
changed_cb (EvCheckinPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
  else
    self->stale = TRUE;
}

static void
mapped_cb (EvCheckinPage *self)
{
  if (self->stale)
    load (self);
}

static void
session_chosen_cb (EvCheckinPage *self)
{
  ev_roster_list_set_session (self->list, ev_session_heads_chosen (self->heads));
  show_session (self);
}

static void
session_beside_cb (EvCheckinPage *self, int step)
{
  ev_session_heads_choose (self->heads, ev_session_heads_chosen (self->heads) + step);
}

/* Arriving */

static void
arrived_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvCheckinPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *arrived = g_steal_pointer (&self->arriving);

  if (ev_register_do_finish (EV_REGISTER (source), result, NULL, NULL, NULL, &error)) {
    ev_roster_list_reveal (self->list, arrived);
    return;
  }
  tell (self, NULL);
  ev_say_error (GTK_WIDGET (self), error);
}

static gboolean
is_here (EvCheckinPage *self, const char *person)
{
  const EvRoster *roster = ev_roster_list_roster (self->list);
  int session = ev_session_heads_chosen (self->heads);

  for (guint i = 0; i < roster->rows->len; i++) {
    const EvRosterRow *row = roster->rows->pdata[i];
    if (g_strcmp0 (row->person.id, person) == 0)
      return ev_roster_standing (row->statuses[session]) == EV_ROSTER_HERE;
  }
  return FALSE;
}

static void
check_in (EvCheckinPage *self, const char *person, const char *method)
{
  int session = ev_session_heads_chosen (self->heads);
  g_autoptr (EvPersonRow) known = ev_search_person (ev_register_store (self->reg), person, NULL);
  g_autofree char *name = known ? ev_person_words_name (known) : NULL;
  g_autofree char *said = NULL;

  if (session < 0 || !name)
    return;
  if (is_here (self, person)) {
    said = g_strdup_printf (_ ("%s: already checked in"), name);
    ev_roster_list_reveal (self->list, person);
  } else {
    said = g_strdup_printf (_ ("%s: checked in"), name);
    g_free (self->arriving);
    self->arriving = g_strdup (person);
    ev_register_do (self->reg,
                    ev_marking_arrival (ev_roster_list_roster (self->list), (guint)session, person,
                                        name, method),
                    arrived_cb, g_object_ref (self));
  }
  tell (self, said);
  gtk_widget_grab_focus (GTK_WIDGET (self->arrivals));
}

static void
person_cb (EvCheckinPage *self, const char *person, gboolean badge)
{
  check_in (self, person, badge ? "badge" : "typed");
}

static void
typed_cb (EvCheckinPage *self)
{
  if (*ev_arrivals_text (self->arrivals))
    tell (self, NULL);
}

static void
down_cb (EvCheckinPage *self)
{
  ev_roster_list_enter (self->list);
}

static void
leave_cb (EvCheckinPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->arrivals));
}

/* The new person */

static void
show_pane (EvCheckinPage *self, gboolean shown)
{
  if (shown)
    gtk_widget_set_visible (GTK_WIDGET (self->pane), TRUE);
  gtk_revealer_set_reveal_child (self->pane, shown);
}

/* A closed pane is hidden, also from screen readers. */
static void
pane_moved_cb (EvCheckinPage *self)
{
  if (!gtk_revealer_get_child_revealed (self->pane) && !gtk_revealer_get_reveal_child (self->pane))
    gtk_widget_set_visible (GTK_WIDGET (self->pane), FALSE);
}

static void
new_person_cb (EvCheckinPage *self, const char *typed)
{
  show_pane (self, TRUE);
  ev_person_form_begin (self->form, typed, self->municipality);
}

static void
add_cb (EvCheckinPage *self)
{
  g_autofree char *typed = g_strdup (ev_arrivals_text (self->arrivals));

  ev_arrivals_set_text (self->arrivals, "");
  new_person_cb (self, typed);
}

static void
close_pane_cb (EvCheckinPage *self)
{
  show_pane (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->arrivals));
}

static void
person_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvCheckinPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *id = NULL;

  ev_person_form_set_busy (self->form, FALSE);
  if (ev_register_do_finish (EV_REGISTER (source), result, &id, &problems, NULL, &error)) {
    g_autofree char *name = ev_person_form_name (self->form);
    g_autofree char *said = g_strdup_printf (_ ("%s: checked in"), name);

    tell (self, said);
    ev_person_form_clear (self->form);
    close_pane_cb (self);
    ev_roster_list_reveal (self->list, id);
    return;
  }
  if (problems && problems->len > 0)
    ev_person_form_complain (self->form, problems);
  else
    ev_say_error (GTK_WIDGET (self), error);
}

static const char *
chosen_session_id (EvCheckinPage *self)
{
  const EvRoster *roster = ev_roster_list_roster (self->list);
  int session = ev_session_heads_chosen (self->heads);

  return session >= 0 ? ((const EvRosterSession *)roster->sessions->pdata[session])->id : NULL;
}

static void
save_person_cb (EvCheckinPage *self)
{
  const char *session = chosen_session_id (self);
  EvChange *person = ev_person_form_change (self->form);
  g_autofree char *name = ev_person_form_name (self->form);
  g_autofree char *words = g_strdup_printf (_ ("new participant %s"), name);
  EvPlan *plan;
  guint step;

  if (!person || !session) {
    g_clear_pointer (&person, ev_change_free);
    return;
  }
  plan = ev_plan_new (words);
  step = ev_plan_write (plan, person);
  ev_plan_mark_made (plan, session, step, "present", "typed");
  ev_person_form_set_busy (self->form, TRUE);
  ev_register_do (self->reg, plan, person_saved_cb, g_object_ref (self));
}

static void
taken_over_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvCheckinPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  ev_person_form_set_busy (self->form, FALSE);
  if (!ev_register_do_finish (EV_REGISTER (source), result, &id, NULL, NULL, &error)) {
    ev_say_error (GTK_WIDGET (self), error);
    return;
  }
  ev_person_form_clear (self->form);
  close_pane_cb (self);
  ev_roster_list_reveal (self->list, id);
}

/* It is somebody who is known: she is checked in, and what is new about her is written. */
static void
same_person_cb (EvCheckinPage *self, const char *person)
{
  const char *session = chosen_session_id (self);
  EvChange *fill = ev_person_form_fill (self->form);
  g_autofree char *name = ev_person_form_name (self->form);
  g_autofree char *said = g_strdup_printf (_ ("%s: checked in"), name);
  EvPlan *plan;

  if (!fill || !session) {
    g_clear_pointer (&fill, ev_change_free);
    check_in (self, person, "typed");
    ev_person_form_clear (self->form);
    close_pane_cb (self);
    return;
  }
  plan = ev_marking_arrival (ev_roster_list_roster (self->list),
                             (guint)ev_session_heads_chosen (self->heads), person, name, "typed");
  ev_plan_write (plan, fill);
  ev_person_form_set_busy (self->form, TRUE);
  tell (self, said);
  ev_register_do (self->reg, plan, taken_over_cb, g_object_ref (self));
}

/* Actions */

static void
as_in (EvCheckinPage *self, int other)
{
  int session = ev_session_heads_chosen (self->heads);

  if (session >= 0 && other >= 0)
    ev_roster_list_do (self->list, ev_marking_as_in (self->reg, ev_roster_list_roster (self->list),
                                                     (guint)session, (guint)other));
}

static void
as_in_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  as_in (data, g_variant_get_int32 (parameter));
}

static void
as_before_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EvCheckinPage *self = EV_CHECKIN_PAGE (widget);
  guint people;

  as_in (self, session_before (self, &people));
}

static void
order_changed (GSimpleAction *action, GVariant *state, gpointer data)
{
  EvCheckinPage *self = data;
  gboolean by_name = g_str_equal (g_variant_get_string (state, NULL), "name");

  g_simple_action_set_state (action, state);
  ev_roster_list_set_by_name (self->list, by_name);
}

static void
find_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (EV_CHECKIN_PAGE (widget)->arrivals));
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EvCheckinPage *self = EV_CHECKIN_PAGE (widget);

  if (gtk_revealer_get_reveal_child (self->pane))
    ev_person_form_submit (self->form);
}

static void
session_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ev_session_heads_choose (EV_CHECKIN_PAGE (widget)->heads, g_variant_get_int32 (parameter) - 1);
}

static const GActionEntry entries[] = {
  { .name = "order", .parameter_type = "s", .state = "'arrival'", .change_state = order_changed },
  { .name = "as-in", .activate = as_in_activated, .parameter_type = "i" },
};

GtkWidget *
ev_checkin_page_new (EvRegister *reg, const char *event)
{
  EvCheckinPage *self = g_object_new (EV_TYPE_CHECKIN_PAGE, NULL);

  self->reg = g_object_ref (reg);
  self->event = g_strdup (event);
  ev_header_end_set_register (self->header_end, reg);
  ev_person_form_set_register (self->form, reg);
  ev_roster_list_set_register (self->list, reg);
  ev_arrivals_set_event (self->arrivals, reg, event, self->candidates);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edit), "s", event);
  ev_event_menu_set_event (self->event_menu, event);
  g_signal_connect_object (reg, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}

static void
ev_checkin_page_finalize (GObject *object)
{
  EvCheckinPage *self = EV_CHECKIN_PAGE (object);

  g_clear_object (&self->reg);
  g_free (self->event);
  g_free (self->municipality);
  g_free (self->arriving);
  g_object_unref (self->actions);
  G_OBJECT_CLASS (ev_checkin_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/checkin-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, title);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, edit);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, event_menu);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, arrivals);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, candidates);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, said);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, present);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, as_before);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, more);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, heads);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, list);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, balance);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, pane);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, form);
  gtk_widget_class_bind_template_callback (widget_class, mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, session_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, session_beside_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, down_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_pane_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, same_person_cb);
}

static void
ev_checkin_page_class_init (EvCheckinPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_checkin_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  g_type_ensure (EV_TYPE_EVENT_MENU);
  g_type_ensure (EV_TYPE_ARRIVALS);
  g_type_ensure (EV_TYPE_CANDIDATE_LIST);
  g_type_ensure (EV_TYPE_SESSION_HEADS);
  g_type_ensure (EV_TYPE_ROSTER_LIST);
  g_type_ensure (EV_TYPE_BALANCE_BAR);
  g_type_ensure (EV_TYPE_PERSON_FORM);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "page.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "page.begin", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "page.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "page.as-before", NULL, as_before_action);
  gtk_widget_class_install_action (widget_class, "page.session", "i", session_action);
  for (guint i = 1; i <= 9; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + i, GDK_ALT_MASK, "page.session",
                                         "i", (int)i);
}

static void
ev_checkin_page_init (EvCheckinPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "checkin", G_ACTION_GROUP (self->actions));
}
