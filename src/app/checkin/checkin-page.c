/* Who is here: one entry to check people in, and the list with a tick for each session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/checkin-page.h"

#include "app/checkin/arrivals.h"
#include "app/checkin/balance-bar.h"
#include "app/checkin/draft.h"
#include "app/checkin/list-menu.h"
#include "app/checkin/marking.h"
#include "app/checkin/newcomer-pane.h"
#include "app/checkin/person-words.h"
#include "app/checkin/roster-list.h"
#include "app/checkin/session-heads.h"
#include "app/controls/room.h"
#include "app/controls/say.h"
#include "app/events/event-bar.h"
#include "app/events/event-menu.h"
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
  EvEventBar *event_bar;
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
  GtkWidget *side; /* all but the pane */
  EvNewcomerPane *pane;

  EvRegister *reg;
  char *event;
  char *municipality;
  char *arriving; /* the person whose check-in is being written; NULL at other times */
  guint expected;
  gboolean stale;
  double room; /* the window's width, in pixels at the usual size of text */
  GSimpleActionGroup *actions;
  guint draft_timer; /* until what is half written is kept; 0: it is */
};

#define DRAFT_AFTER 300 /* milliseconds */

/* Below these widths, at the usual size of text, the pane takes the whole page, and the balance
 * below the list is brief. */
#define WIDE_ENOUGH_FOR_PANE 760
#define WIDE_ENOUGH_FOR_BALANCE 860

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
  g_autoptr (GMenuModel) menu =
      ev_list_menu_new (roster->sessions->len, ev_session_heads_chosen (self->heads));

  gtk_menu_button_set_menu_model (self->more, menu);
}

static void
show_session (EvCheckinPage *self)
{
  ev_newcomer_pane_set_session (self->pane, ev_roster_list_roster (self->list),
                                ev_session_heads_chosen (self->heads));
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
  ev_balance_bar_show (self->balance, self->reg, balance, self->expected);
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

/* Room */

static void
arrange (EvCheckinPage *self)
{
  gboolean open = ev_newcomer_pane_is_open (self->pane);
  gboolean alone = open && self->room < WIDE_ENOUGH_FOR_PANE;
  double list = self->room - (open && !alone ? EV_NEWCOMER_PANE_WIDTH : 0);

  gtk_widget_set_visible (self->side, !alone);
  gtk_widget_set_hexpand (GTK_WIDGET (self->pane), alone);
  ev_balance_bar_set_layout (self->balance,
                             list < WIDE_ENOUGH_FOR_BALANCE ? EV_BALANCE_BRIEF : EV_BALANCE_BESIDE);
}

static void
fit (gpointer data, double width)
{
  EvCheckinPage *self = data;

  self->room = width;
  arrange (self);
}

/* What is half written is kept for the next time, should the program be killed */

static gboolean
keep_draft (gpointer data)
{
  EvCheckinPage *self = data;
  EvDraft draft = { g_strdup (ev_arrivals_text (self->arrivals)),
                    ev_newcomer_pane_draft (self->pane), ev_newcomer_pane_is_open (self->pane) };

  self->draft_timer = 0;
  ev_draft_keep (&draft, self->reg, self->event);
  ev_draft_clear (&draft);
  return G_SOURCE_REMOVE;
}

static void
edited_cb (EvCheckinPage *self)
{
  if (self->draft_timer == 0)
    self->draft_timer = g_timeout_add (DRAFT_AFTER, keep_draft, self);
}

static void
keep_draft_now (EvCheckinPage *self)
{
  if (self->draft_timer == 0)
    return;
  g_source_remove (self->draft_timer);
  keep_draft (self);
}

static void
restore_draft (EvCheckinPage *self)
{
  EvDraft draft = { 0 };

  if (!ev_draft_load (&draft, self->reg, self->event))
    return;
  ev_arrivals_set_text (self->arrivals, draft.typed);
  if (draft.form)
    ev_newcomer_pane_restore (self->pane, draft.form, draft.open);
  arrange (self);
  ev_draft_clear (&draft);
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

static void
check_in (EvCheckinPage *self, const char *person, const char *method)
{
  int session = ev_session_heads_chosen (self->heads);
  g_autoptr (EvPersonRow) known = ev_search_person (ev_register_store (self->reg), person, NULL);
  g_autofree char *name = known ? ev_person_words_name (known) : NULL;
  g_autofree char *said = NULL;

  if (session < 0 || !name)
    return;
  if (ev_marking_is_here (ev_roster_list_roster (self->list), (guint)session, person)) {
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
  edited_cb (self);
}

static void
down_cb (EvCheckinPage *self)
{
  ev_roster_list_enter (self->list);
}

static void
typed_elsewhere_cb (EvCheckinPage *self, const char *text)
{
  ev_arrivals_type (self->arrivals, text);
}

static void
leave_cb (EvCheckinPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->arrivals));
}

static void
closed_cb (EvCheckinPage *self)
{
  arrange (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->arrivals));
}

/* The new person */

static void
new_person_cb (EvCheckinPage *self, const char *typed)
{
  ev_newcomer_pane_begin (self->pane, typed, self->municipality);
  arrange (self);
}

static void
add_cb (EvCheckinPage *self)
{
  g_autofree char *typed = g_strdup (ev_arrivals_text (self->arrivals));

  ev_arrivals_set_text (self->arrivals, "");
  new_person_cb (self, typed);
}

static void
newcomer_cb (EvCheckinPage *self, const char *person, const char *name)
{
  g_autofree char *said = g_strdup_printf (_ ("%s: checked in"), name);

  tell (self, said);
  ev_roster_list_reveal (self->list, person);
}

static void
known_cb (EvCheckinPage *self, const char *person)
{
  check_in (self, person, "typed");
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
  ev_newcomer_pane_submit (EV_CHECKIN_PAGE (widget)->pane);
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
  ev_newcomer_pane_set_register (self->pane, reg);
  ev_roster_list_set_register (self->list, reg);
  ev_arrivals_set_event (self->arrivals, reg, event, self->candidates);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edit), "s", event);
  ev_event_menu_set_event (self->event_menu, event);
  ev_event_bar_set_event (self->event_bar, reg, event);
  g_signal_connect_object (reg, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reg, "closing", G_CALLBACK (keep_draft_now), self, G_CONNECT_SWAPPED);
  load (self);
  restore_draft (self);
  return GTK_WIDGET (self);
}

static void
ev_checkin_page_dispose (GObject *object)
{
  keep_draft_now (EV_CHECKIN_PAGE (object));
  G_OBJECT_CLASS (ev_checkin_page_parent_class)->dispose (object);
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
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, event_bar);
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
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, side);
  gtk_widget_class_bind_template_child (widget_class, EvCheckinPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, session_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, session_beside_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, down_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_elsewhere_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, newcomer_cb);
  gtk_widget_class_bind_template_callback (widget_class, known_cb);
}

static const char *const session_keys[] = { "<Alt>1", "<Alt>2", "<Alt>3", "<Alt>4", "<Alt>5",
                                            "<Alt>6", "<Alt>7", "<Alt>8", "<Alt>9" };

static void
add_session_key (GtkWidgetClass *widget_class, const char *key, int session)
{
  g_autoptr (GtkShortcut) shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (key),
                                                       gtk_named_action_new ("page.session"));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (session));
  gtk_widget_class_add_shortcut (widget_class, shortcut);
}

static void
ev_checkin_page_class_init (EvCheckinPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ev_checkin_page_dispose;
  G_OBJECT_CLASS (class)->finalize = ev_checkin_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  g_type_ensure (EV_TYPE_EVENT_MENU);
  g_type_ensure (EV_TYPE_EVENT_BAR);
  g_type_ensure (EV_TYPE_ARRIVALS);
  g_type_ensure (EV_TYPE_CANDIDATE_LIST);
  g_type_ensure (EV_TYPE_SESSION_HEADS);
  g_type_ensure (EV_TYPE_ROSTER_LIST);
  g_type_ensure (EV_TYPE_BALANCE_BAR);
  g_type_ensure (EV_TYPE_NEWCOMER_PANE);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "page.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "page.begin", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "page.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "page.as-before", NULL, as_before_action);
  gtk_widget_class_install_action (widget_class, "page.session", "i", session_action);
  for (guint i = 0; i < G_N_ELEMENTS (session_keys); i++)
    add_session_key (widget_class, session_keys[i], (int)i + 1);
}

static void
ev_checkin_page_init (EvCheckinPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ev_room_follow (GTK_WIDGET (self), fit);
  ev_arrivals_listen (self->arrivals, GTK_WIDGET (self), GTK_WIDGET (self->pane));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "checkin", G_ACTION_GROUP (self->actions));
}
