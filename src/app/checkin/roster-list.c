/* The people of an event in a list: ticked one by one or many at once, by pointer or keyboard. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/roster-list.h"

#include "app/checkin/held-mark.h"
#include "app/checkin/marking.h"
#include "app/checkin/roster-line.h"
#include "app/checkin/roster-order.h"
#include "app/checkin/status-key.h"
#include "app/checkin/status-menu.h"
#include "app/controls/say.h"
#include "text/i18n.h"

struct _EvRosterList {
  AdwBin parent_instance;

  GtkListView *list;
  GtkSelectionModel *selection; /* borrowed from the list */
  GtkWidget *menu;              /* GtkPopoverMenu; NULL before it was first needed */

  EvRegister *reg;
  GListStore *items;  /* of EvRosterItem */
  EvRosterView *view; /* what the items show */
  EvHeldMark *held;
  char *anchor; /* the person last ticked by pointer; NULL: none */
  guint menu_session;
  GtkWidget *focus_before; /* what had the keyboard before the menu; a weak pointer */
  guint writing;           /* plans under way that began here */
};

enum { SESSION, LEAVE, TYPED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EvRosterList, ev_roster_list, ADW_TYPE_BIN)

/* Showing */

static EvRosterView *
view_new (EvRoster *roster, int session, gboolean by_name)
{
  EvRosterView *view = g_new0 (EvRosterView, 1);

  view->roster = roster;
  view->session = session;
  view->by_name = by_name;
  for (guint i = 0; session >= 0 && i < roster->rows->len; i++) {
    const EvRosterRow *row = roster->rows->pdata[i];
    view->people[ev_roster_standing (row->statuses[session])]++;
  }
  return view;
}

static void
view_free (EvRosterView *view)
{
  ev_roster_free (view->roster);
  g_free (view);
}

static gboolean
is_worked_in (EvRosterList *self)
{
  return self->writing > 0 ||
         (gtk_widget_get_state_flags (GTK_WIDGET (self->list)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static GPtrArray *
rows_as_before (EvRosterList *self, const EvRosterView *view)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autofree const char **people = g_new0 (const char *, count + 1);

  for (guint i = 0; i < count; i++) {
    g_autoptr (EvRosterItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
    people[i] = ev_roster_item_row (item)->person.id;
  }
  return ev_roster_order_as_before (view->roster, people);
}

/* Takes `view`. */
static void
show_view (EvRosterList *self, EvRosterView *view, gboolean in_place)
{
  EvRosterView *old = self->view;
  g_autoptr (GPtrArray) rows = in_place ? rows_as_before (self, view)
                               : view->by_name
                                   ? ev_roster_order_by_name (view->roster, ev_language_get ())
                                   : ev_roster_order_by_arrival (view->roster, view->session);

  self->view = view;
  ev_roster_item_update (self->items, view, rows);
  g_clear_pointer (&old, view_free);
}

void
ev_roster_list_show (EvRosterList *self, EvRoster *roster, int session)
{
  gboolean by_name = self->view && self->view->by_name;

  show_view (self, view_new (roster, session, by_name), is_worked_in (self));
}

static void
show_again (EvRosterList *self, int session, gboolean by_name, gboolean in_place)
{
  EvRoster *roster;

  if (!self->view)
    return;
  roster = g_steal_pointer (&self->view->roster);
  self->view->roster = NULL;
  g_clear_pointer (&self->view, g_free);
  show_view (self, view_new (roster, session, by_name), in_place);
}

const EvRoster *
ev_roster_list_roster (EvRosterList *self)
{
  return self->view ? self->view->roster : NULL;
}

void
ev_roster_list_set_session (EvRosterList *self, int session)
{
  if (self->view && self->view->session != session)
    show_again (self, session, self->view->by_name, is_worked_in (self));
}

void
ev_roster_list_set_by_name (EvRosterList *self, gboolean by_name)
{
  if (self->view)
    show_again (self, self->view->session, by_name, FALSE);
}

guint
ev_roster_list_present (EvRosterList *self)
{
  return self->view ? self->view->people[EV_ROSTER_HERE] : 0;
}

/* People in the list */

static int
place_of (EvRosterList *self, const char *person)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++) {
    g_autoptr (EvRosterItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
    if (g_strcmp0 (ev_roster_item_row (item)->person.id, person) == 0)
      return (int)i;
  }
  return -1;
}

void
ev_roster_list_reveal (EvRosterList *self, const char *person)
{
  int place = place_of (self, person);

  if (place < 0)
    return;
  gtk_selection_model_select_item (self->selection, (guint)place, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", (guint)place);
}

gboolean
ev_roster_list_enter (EvRosterList *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    return FALSE;
  if (gtk_bitset_is_empty (selected))
    gtk_selection_model_select_item (self->selection, 0, TRUE);
  return gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* The rows of the places `from` to `to`, in whatever order these are. */
static GPtrArray *
rows_between (EvRosterList *self, int from, int to)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (int i = MIN (from, to); i <= MAX (from, to); i++) {
    g_autoptr (EvRosterItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), (guint)i);
    g_ptr_array_add (rows, (gpointer)ev_roster_item_row (item));
  }
  return rows;
}

static GPtrArray *
selected_rows (EvRosterList *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < gtk_bitset_get_size (selected); i++) {
    g_autoptr (EvRosterItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->items), gtk_bitset_get_nth (selected, i));
    g_ptr_array_add (rows, (gpointer)ev_roster_item_row (item));
  }
  return rows;
}

/* Writing */

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvRosterList) self = data;
  g_autoptr (GError) error = NULL;

  self->writing--;
  if (ev_register_do_finish (EV_REGISTER (source), result, NULL, NULL, NULL, &error))
    return;
  ev_say_error (GTK_WIDGET (self), error);
  show_again (self, self->view->session, self->view->by_name, TRUE);
}

void
ev_roster_list_do (EvRosterList *self, EvPlan *plan)
{
  if (!plan)
    return;
  self->writing++;
  ev_register_do (self->reg, plan, done_cb, g_object_ref (self));
}

static EvPlan *
status_plan (EvRosterList *self, guint session, const char *status)
{
  g_autoptr (GPtrArray) rows = selected_rows (self);

  return ev_marking_status (self->reg, self->view->roster, session, rows, status);
}

static void
give_status (EvRosterList *self, guint session, const char *status)
{
  ev_roster_list_do (self, status_plan (self, session, status));
}

static void
do_held (gpointer data, EvPlan *plan)
{
  ev_roster_list_do (data, plan);
}

static void
toggle_selected (EvRosterList *self)
{
  g_autoptr (GPtrArray) rows = selected_rows (self);

  ev_roster_list_do (
      self, ev_marking_toggle (self->reg, self->view->roster, (guint)self->view->session, rows));
}

/* With Shift everybody from the last tick to here gets what the one clicked gets. */
static void
ticked_cb (EvRosterList *self, guint session, gboolean reaches, EvRosterLine *line)
{
  const EvRosterRow *row = ev_roster_item_row (ev_roster_line_item (line));
  int to = place_of (self, row->person.id);
  int from = reaches && self->anchor ? place_of (self, self->anchor) : to;
  gboolean here = ev_roster_standing (row->statuses[session]) == EV_ROSTER_HERE;
  g_autoptr (GPtrArray) rows = rows_between (self, from >= 0 ? from : to, to);
  EvPlan *plan =
      ev_marking_status (self->reg, self->view->roster, session, rows, here ? NULL : "present");

  g_free (self->anchor);
  self->anchor = g_strdup (row->person.id);
  ev_roster_list_do (self, plan);
  if (!GTK_IS_BUTTON (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)))))
    g_signal_emit (self, signals[LEAVE], 0); /* by pointer: the entry stays ready */
}

/* The menu */

static void
status_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EvRosterList *self = EV_ROSTER_LIST (widget);
  const char *status = g_variant_get_string (parameter, NULL);

  if (self->view && self->menu_session < self->view->roster->sessions->len)
    give_status (self, self->menu_session, *status ? status : NULL);
}

static char *
menu_heading (EvRosterList *self, guint session)
{
  g_autoptr (GPtrArray) rows = selected_rows (self);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  g_autoptr (EvRosterItem) item = NULL;
  g_autofree char *name = NULL;

  if (rows->len != 1)
    return g_strdup_printf (
        ngettext ("Session %1$d, %2$d person", "Session %1$d, %2$d people", rows->len),
        (int)session + 1, (int)rows->len);
  item = g_list_model_get_item (G_LIST_MODEL (self->items), gtk_bitset_get_nth (selected, 0));
  name = ev_roster_item_name (item);
  /* Translators: the number of a session, a person. */
  return g_strdup_printf (_ ("Session %1$d, %2$s"), (int)session + 1, name);
}

/* The keyboard goes back to where it was. */
static void
menu_closed_cb (EvRosterList *self)
{
  GtkWidget *before = self->focus_before;

  g_clear_weak_pointer (&self->focus_before);
  if (before)
    gtk_widget_grab_focus (gtk_widget_is_ancestor (before, GTK_WIDGET (self->list))
                               ? GTK_WIDGET (self->list)
                               : before);
}

static void
pop_up (EvRosterList *self, guint session, double x, double y)
{
  g_autofree char *heading = menu_heading (self, session);
  g_autoptr (GMenuModel) model = ev_status_menu_new (self->reg, heading);
  const GdkRectangle place = { (int)x, (int)y, 1, 1 };

  self->menu_session = session;
  if (!self->menu) {
    self->menu = gtk_popover_menu_new_from_model (NULL);
    gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
    gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
    gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    g_signal_connect_swapped (self->menu, "closed", G_CALLBACK (menu_closed_cb), self);
  }
  g_set_weak_pointer (&self->focus_before,
                      gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_cb (EvRosterList *self, guint session, double x, double y, EvRosterLine *line)
{
  int place = place_of (self, ev_roster_item_row (ev_roster_line_item (line))->person.id);

  if (place < 0)
    return;
  if (!gtk_selection_model_is_selected (self->selection, (guint)place))
    gtk_selection_model_select_item (self->selection, (guint)place, TRUE);
  gtk_widget_translate_coordinates (GTK_WIDGET (line), GTK_WIDGET (self), x, y, &x, &y);
  pop_up (self, session, x, y);
}

/* Below the line that has the keyboard. */
static void
pop_up_by_key (EvRosterList *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  if (focus && !gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &bounds))
    return;
  pop_up (self, (guint)self->view->session, bounds.origin.x + bounds.size.width / 2,
          bounds.origin.y + bounds.size.height);
}

/* Keys */

/* One letter alone is a status; whatever else is typed is meant for the entry. */
static void
typed (EvRosterList *self, gunichar letter)
{
  const char *status = ev_status_key_find (letter);
  g_autofree char *text = NULL;

  if (status && !ev_held_mark_is_held (self->held)) {
    ev_held_mark_hold (self->held, letter, status_plan (self, (guint)self->view->session, status));
    return;
  }
  text = ev_held_mark_take_back (self->held, letter);
  g_signal_emit (self, signals[TYPED], 0, text);
}

static gboolean
pressed (EvRosterList *self, guint key)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  switch (key) {
  case GDK_KEY_space:
    if (GTK_IS_BUTTON (focus))
      return FALSE;
    toggle_selected (self);
    return TRUE;
  case GDK_KEY_Delete:
    give_status (self, (guint)self->view->session, NULL);
    return TRUE;
  case GDK_KEY_Left:
  case GDK_KEY_Right:
    if (GTK_IS_BUTTON (focus))
      return FALSE;
    g_signal_emit (self, signals[SESSION], 0, key == GDK_KEY_Left ? -1 : 1);
    return TRUE;
  case GDK_KEY_Menu:
    pop_up_by_key (self);
    return TRUE;
  case GDK_KEY_Escape:
    g_signal_emit (self, signals[LEAVE], 0);
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
key_cb (EvRosterList *self, guint key, guint code, GdkModifierType state,
        GtkEventController *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  gunichar letter = gdk_keyval_to_unicode (key);
  gboolean plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0;

  if (!self->view || self->view->session < 0 || (event && gdk_key_event_is_modifier (event)))
    return FALSE;
  if (plain && g_unichar_isgraph (letter)) {
    typed (self, letter);
    return TRUE;
  }
  ev_held_mark_settle (self->held);
  if (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK)) {
    pop_up_by_key (self);
    return TRUE;
  }
  return plain && pressed (self, key);
}

/* Lines */

static void
setup_cb (EvRosterList *self, GtkListItem *item)
{
  GtkWidget *line = ev_roster_line_new (self->reg);

  g_signal_connect_swapped (line, "ticked", G_CALLBACK (ticked_cb), self);
  g_signal_connect_swapped (line, "menu", G_CALLBACK (menu_cb), self);
  gtk_list_item_set_child (item, line);
}

static void
bind_cb (EvRosterList *self, GtkListItem *item)
{
  ev_roster_line_show (EV_ROSTER_LINE (gtk_list_item_get_child (item)),
                       gtk_list_item_get_item (item));
}

static void
unbind_cb (EvRosterList *self, GtkListItem *item)
{
  ev_roster_line_show (EV_ROSTER_LINE (gtk_list_item_get_child (item)), NULL);
}

/* Class */

void
ev_roster_list_set_register (EvRosterList *self, EvRegister *reg)
{
  g_set_object (&self->reg, reg);
}

static void
ev_roster_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EvRosterList *self = EV_ROSTER_LIST (widget);

  GTK_WIDGET_CLASS (ev_roster_list_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->menu)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
ev_roster_list_dispose (GObject *object)
{
  EvRosterList *self = EV_ROSTER_LIST (object);

  if (self->items)
    g_list_store_remove_all (self->items);
  g_clear_pointer (&self->held, ev_held_mark_free);
  g_clear_weak_pointer (&self->focus_before);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  G_OBJECT_CLASS (ev_roster_list_parent_class)->dispose (object);
}

static void
ev_roster_list_finalize (GObject *object)
{
  EvRosterList *self = EV_ROSTER_LIST (object);

  g_clear_object (&self->items);
  g_clear_pointer (&self->view, view_free);
  g_clear_object (&self->reg);
  g_free (self->anchor);
  G_OBJECT_CLASS (ev_roster_list_parent_class)->finalize (object);
}

static void
ev_roster_list_class_init (EvRosterListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ev_roster_list_dispose;
  G_OBJECT_CLASS (class)->finalize = ev_roster_list_finalize;
  widget_class->size_allocate = ev_roster_list_size_allocate;
  signals[SESSION] = g_signal_new ("session", EV_TYPE_ROSTER_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[LEAVE] = g_signal_new ("leave", EV_TYPE_ROSTER_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[TYPED] = g_signal_new ("typed", EV_TYPE_ROSTER_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "roster.status", "s", status_action);
}

static void
make_list (EvRosterList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->items = g_list_store_new (EV_TYPE_ROSTER_ITEM);
  self->selection =
      GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->items))));
  self->list = GTK_LIST_VIEW (gtk_list_view_new (self->selection, factory));
  gtk_list_view_set_show_separators (self->list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Participants"), -1);
}

static void
ev_roster_list_init (EvRosterList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  make_list (self);
  self->held = ev_held_mark_new (do_held, self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
