/* Who is here: one entry to check people in, and the list with a tick for each session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/checkin-page.h"

#include "app/checkin/balance-bar.h"
#include "app/checkin/candidate-list.h"
#include "app/checkin/person-words.h"
#include "app/checkin/roster-line.h"
#include "app/checkin/session-heads.h"
#include "app/controls/say.h"
#include "app/person/person-form.h"
#include "app/events/event-menu.h"
#include "app/window/header-end.h"
#include "store/event-list.h"
#include "text/date.h"
#include "text/error-text.h"
#include "text/i18n.h"

struct _EvCheckinPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  EvEventMenu *event_menu;
  AdwWindowTitle *title;
  GtkButton *edit;
  GtkWidget *entry;
  EvCandidateList *candidates;
  GtkWidget *said;
  GtkWidget *present;
  EvSessionHeads *heads;
  GtkStack *stack;
  GtkListView *list;
  EvBalanceBar *balance;
  GtkRevealer *pane;
  EvPersonForm *form;

  EvRegister *reg;
  char *event;
  char *municipality;
  EvRoster *roster;  /* what the items show */
  GListStore *items; /* of EvRosterItem */
  char *arriving;    /* the person whose check-in is being written; NULL at other times */
  guint expected;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (EvCheckinPage, ev_checkin_page, ADW_TYPE_BIN)

/* Showing */

static gboolean
counts (EvCheckinPage *self, const char *status)
{
  return status && ev_lists_flag (ev_register_lists (self->reg), "attendance_status", status,
                                  "counts_as_attended");
}

static const EvRosterSession *
chosen_session (EvCheckinPage *self)
{
  int chosen = ev_session_heads_chosen (self->heads);

  return chosen >= 0 && self->roster ? self->roster->sessions->pdata[chosen] : NULL;
}

static void
show_present (EvCheckinPage *self)
{
  int session = ev_session_heads_chosen (self->heads);
  g_autofree char *words = NULL;
  guint present = 0;

  for (guint i = 0; session >= 0 && i < self->roster->rows->len; i++) {
    const EvRosterRow *row = self->roster->rows->pdata[i];
    if (counts (self, row->statuses[session]))
      present++;
  }
  words = g_strdup_printf (_ ("Present: %1$d of %2$d"), (int)present,
                           (int)MAX (self->roster->rows->len, self->expected));
  gtk_label_set_label (GTK_LABEL (self->present), words);
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
  g_autoptr (EvRoster) old = NULL;
  EvRoster *roster;

  self->stale = FALSE;
  if (!ev_register_store (self->reg) || !show_event (self))
    return;
  roster = ev_roster_load (ev_register_store (self->reg), self->event, NULL);
  if (!roster)
    return;
  if (self->roster && self->roster->sessions->len != roster->sessions->len)
    g_list_store_remove_all (self->items); /* the lines have other columns */
  old = self->roster;
  self->roster = roster;
  ev_session_heads_show (self->heads, roster, today);
  ev_roster_item_update (self->items, roster);
  gtk_stack_set_visible_child_name (self->stack, roster->sessions->len == 0 ? "no-session"
                                                 : roster->rows->len == 0   ? "nobody"
                                                                            : "list");
  gtk_widget_set_sensitive (self->entry, roster->sessions->len > 0);
  show_present (self);
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
  show_present (self);
  gtk_widget_grab_focus (self->entry);
}

/* Writing */

/* Shows whoever has just arrived, wherever in the list she is. */
static void
show_person (EvCheckinPage *self, const char *person)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);

  for (guint i = 0; self->roster && i < self->roster->rows->len; i++) {
    const EvRosterRow *row = self->roster->rows->pdata[i];
    if (g_strcmp0 (row->person.id, person) != 0)
      continue;
    gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), i);
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i);
  }
}

static void
tell (EvCheckinPage *self, const char *words)
{
  gtk_label_set_label (GTK_LABEL (self->said), words ? words : "");
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvCheckinPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *arrived = g_steal_pointer (&self->arriving);

  if (ev_register_do_finish (EV_REGISTER (source), result, NULL, NULL, NULL, &error)) {
    show_person (self, arrived);
    return;
  }
  tell (self, NULL);
  ev_say_error (GTK_WIDGET (self), error);
  load (self);
}

static const EvRosterRow *
find_row (EvCheckinPage *self, const char *person)
{
  for (guint i = 0; self->roster && i < self->roster->rows->len; i++) {
    const EvRosterRow *row = self->roster->rows->pdata[i];
    if (g_strcmp0 (row->person.id, person) == 0)
      return row;
  }
  return NULL;
}

static void
mark (EvCheckinPage *self, const char *words, guint session, const char *person, const char *status,
      const char *method)
{
  const EvRosterSession *marked = self->roster->sessions->pdata[session];
  EvPlan *plan = ev_plan_new (words);

  ev_plan_mark (plan, marked->id, person, status, method);
  ev_register_do (self->reg, plan, marked_cb, g_object_ref (self));
}

/* What takes the place of a tick taken away: a person whose only mark it was stays in the list, as
 * one who is not here yet. */
static const char *
status_without_tick (const EvRosterRow *row, guint sessions, guint session)
{
  for (guint i = 0; i < sessions; i++) {
    if (i != session && row->statuses[i])
      return NULL;
  }
  return "registered";
}

static void
toggle (EvCheckinPage *self, EvRosterItem *item, guint session)
{
  const EvRosterRow *row = ev_roster_item_row (item);
  gboolean ticked = counts (self, row->statuses[session]);
  g_autofree char *name = ev_roster_item_name (item);
  g_autofree char *words = g_strdup_printf (ticked ? _ ("%1$s not present in session %2$d")
                                                   : _ ("%1$s present in session %2$d"),
                                            name, (int)session + 1);

  mark (self, words, session, row->person.id,
        ticked ? status_without_tick (row, self->roster->sessions->len, session) : "present",
        "tick");
}

static void
ticked_cb (EvCheckinPage *self, guint session, EvRosterLine *line)
{
  EvRosterItem *item = ev_roster_line_item (line);

  if (item && session < self->roster->sessions->len)
    toggle (self, item, session);
}

static void
clear_entry (EvCheckinPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (self->entry);
}

static void
check_in (EvCheckinPage *self, const char *person)
{
  int session = ev_session_heads_chosen (self->heads);
  const EvRosterRow *row = find_row (self, person);
  EvPersonRow *known = ev_search_person (ev_register_store (self->reg), person, NULL);
  g_autofree char *name = known ? ev_person_words_name (known) : NULL;
  g_autofree char *words = NULL, *said = NULL;

  g_clear_pointer (&known, ev_person_row_free);
  if (session < 0 || !name)
    return;
  if (row && counts (self, row->statuses[session])) {
    said = g_strdup_printf (_ ("%s: already checked in"), name);
  } else {
    words = g_strdup_printf (_ ("%1$s present in session %2$d"), name, session + 1);
    said = g_strdup_printf (_ ("%s: checked in"), name);
    g_free (self->arriving);
    self->arriving = g_strdup (person);
    mark (self, words, (guint)session, person, "present", "typed");
  }
  tell (self, said);
  clear_entry (self);
}

/* The entry and its candidates */

static void
typed_cb (EvCheckinPage *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (*typed)
    tell (self, NULL);
  ev_candidate_list_search (self->candidates, self->reg, typed, self->event);
}

static void
person_cb (EvCheckinPage *self, const char *person)
{
  check_in (self, person);
}

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
new_person_cb (EvCheckinPage *self)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  show_pane (self, TRUE);
  ev_person_form_begin (self->form, typed, self->municipality);
}

static void
add_cb (EvCheckinPage *self)
{
  new_person_cb (self);
}

static void
entered_cb (EvCheckinPage *self)
{
  ev_candidate_list_take (self->candidates);
}

static gboolean
entry_key_cb (EvCheckinPage *self, guint key, guint code, GdkModifierType state)
{
  switch (key) {
  case GDK_KEY_Down:
  case GDK_KEY_Up:
    if (!gtk_widget_get_visible (GTK_WIDGET (self->candidates)))
      return FALSE;
    ev_candidate_list_move (self->candidates, key == GDK_KEY_Down ? 1 : -1);
    return TRUE;
  case GDK_KEY_Escape:
    if (!*gtk_editable_get_text (GTK_EDITABLE (self->entry)))
      return FALSE;
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
    return TRUE;
  default:
    return FALSE;
  }
}

/* The new person */

static void
close_pane_cb (EvCheckinPage *self)
{
  show_pane (self, FALSE);
  gtk_widget_grab_focus (self->entry);
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
    show_person (self, id);
    return;
  }
  if (problems && problems->len > 0)
    ev_person_form_complain (self->form, problems);
  else
    ev_say_error (GTK_WIDGET (self), error);
}

static void
save_person_cb (EvCheckinPage *self)
{
  const EvRosterSession *session = chosen_session (self);
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
  ev_plan_mark_made (plan, session->id, step, "present", "typed");
  ev_person_form_set_busy (self->form, TRUE);
  ev_register_do (self->reg, plan, person_saved_cb, g_object_ref (self));
}

static void
same_person_cb (EvCheckinPage *self, const char *person)
{
  check_in (self, person);
  ev_person_form_clear (self->form);
  close_pane_cb (self);
}

/* The list */

static void
setup_cb (EvCheckinPage *self, GtkListItem *item)
{
  GtkWidget *line = ev_roster_line_new (self->reg);

  g_signal_connect_swapped (line, "ticked", G_CALLBACK (ticked_cb), self);
  gtk_list_item_set_child (item, line);
}

static void
bind_cb (EvCheckinPage *self, GtkListItem *item)
{
  ev_roster_line_show (EV_ROSTER_LINE (gtk_list_item_get_child (item)),
                       gtk_list_item_get_item (item), self->roster->sessions->len);
}

static void
unbind_cb (EvCheckinPage *self, GtkListItem *item)
{
  ev_roster_line_show (EV_ROSTER_LINE (gtk_list_item_get_child (item)), NULL, 0);
}

/* Space ticks the session that people arrive for, unless a tick itself has the focus. */
static gboolean
list_key_cb (EvCheckinPage *self, guint key, guint code, GdkModifierType state)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  int session = ev_session_heads_chosen (self->heads);
  g_autoptr (EvRosterItem) item = NULL;

  if (key != GDK_KEY_space || session < 0 || GTK_IS_BUTTON (focus))
    return FALSE;
  if (gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model)))
    item = g_object_ref (gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model)));
  if (item)
    toggle (self, item, (guint)session);
  return TRUE;
}

/* Actions */

static void
find_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (EV_CHECKIN_PAGE (widget)->entry);
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EvCheckinPage *self = EV_CHECKIN_PAGE (widget);

  if (gtk_revealer_get_reveal_child (self->pane))
    save_person_cb (self);
}

GtkWidget *
ev_checkin_page_new (EvRegister *reg, const char *event)
{
  EvCheckinPage *self = g_object_new (EV_TYPE_CHECKIN_PAGE, NULL);

  self->reg = g_object_ref (reg);
  self->event = g_strdup (event);
  ev_header_end_set_register (self->header_end, reg);
  ev_event_menu_set_event (self->event_menu, event);
  ev_person_form_set_register (self->form, reg);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edit), "s", event);
  g_signal_connect_object (reg, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}

static void
ev_checkin_page_dispose (GObject *object)
{
  EvCheckinPage *self = EV_CHECKIN_PAGE (object);

  if (self->items)
    g_list_store_remove_all (self->items);
  G_OBJECT_CLASS (ev_checkin_page_parent_class)->dispose (object);
}

static void
ev_checkin_page_finalize (GObject *object)
{
  EvCheckinPage *self = EV_CHECKIN_PAGE (object);

  g_clear_object (&self->items);
  g_clear_pointer (&self->roster, ev_roster_free);
  g_clear_object (&self->reg);
  g_free (self->event);
  g_free (self->municipality);
  g_free (self->arriving);
  G_OBJECT_CLASS (ev_checkin_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, event_menu);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, title);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, edit);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, entry);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, candidates);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, said);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, present);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, heads);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, list);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, balance);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, pane);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, form);
  gtk_widget_class_bind_template_callback (widget_class, mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, session_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_pane_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, same_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_key_cb);
}

static void
ev_checkin_page_class_init (EvCheckinPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ev_checkin_page_dispose;
  G_OBJECT_CLASS (class)->finalize = ev_checkin_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  g_type_ensure (EV_TYPE_EVENT_MENU);
  g_type_ensure (EV_TYPE_CANDIDATE_LIST);
  g_type_ensure (EV_TYPE_SESSION_HEADS);
  g_type_ensure (EV_TYPE_BALANCE_BAR);
  g_type_ensure (EV_TYPE_PERSON_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/checkin-page.ui");
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "page.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "page.begin", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "page.save", NULL, save_action);
}

static void
ev_checkin_page_init (EvCheckinPage *self)
{
  GtkSingleSelection *selection;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (EV_TYPE_ROSTER_ITEM);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}
