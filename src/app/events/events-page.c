/* All events: what is on today first. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/events/events-page.h"

#include "app/controls/say.h"
#include "app/events/event-line.h"
#include "app/register/fresh.h"
#include "app/window/header-end.h"
#include "names/fold.h"
#include "text/i18n.h"

/* So many lines fill a screen; the list makes up to two hundred, seen or not. */
#define FIRST 20u

struct _EvEventsPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwWindowTitle *title;
  GtkWidget *tools;
  GtkSearchEntry *search;
  GtkDropDown *filter;
  GtkStack *stack;
  GtkListView *list;

  GListStore *items; /* of EvEventItem */
  guint tick;        /* until the first frame has been drawn */
  gboolean shown;    /* the first frame has been drawn */
  EvRegister *reg;
};

G_DEFINE_FINAL_TYPE (EvEventsPage, ev_events_page, ADW_TYPE_BIN)

/* As the entries of the drop-down. */
typedef enum { ALL, OPEN, RETURNED, SUBMITTED, APPROVED } Filter;

static gboolean
has_state (const EvEventRow *row, Filter filter, const char *today)
{
  static const char *const states[] = {
    [RETURNED] = "returned", [SUBMITTED] = "submitted", [APPROVED] = "approved"
  };
  gboolean handed_in = g_strcmp0 (row->state, states[SUBMITTED]) == 0 ||
                       g_strcmp0 (row->state, states[APPROVED]) == 0;

  if (filter == ALL)
    return TRUE;
  if (filter == OPEN)
    return !handed_in && !row->cancelled && g_strcmp0 (row->first_date, today) <= 0;
  return g_strcmp0 (row->state, states[filter]) == 0;
}

static gboolean
is_found (EvEventsPage *self, const EvEventRow *row, const char *query)
{
  g_autofree char *text = g_strjoin (
      " ", row->title, ev_register_name (self->reg, "municipality", row->municipality),
      ev_register_name (self->reg, "event_type", row->type), row->venue ? row->venue : "", NULL);

  return ev_fold_matches (query, text);
}

/* The rows that are asked for, taken out of `rows`; owned. */
static GPtrArray *
choose (EvEventsPage *self, GPtrArray *rows, const char *today)
{
  GPtrArray *chosen = g_ptr_array_new_full (rows->len, (GDestroyNotify)ev_event_row_free);
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  Filter filter = (Filter)gtk_drop_down_get_selected (self->filter);

  for (guint i = 0; i < rows->len; i++) {
    EvEventRow *row = rows->pdata[i];
    if (has_state (row, filter, today) && (!*query || is_found (self, row, query)))
      g_ptr_array_add (chosen, row);
    else
      ev_event_row_free (row);
  }
  g_ptr_array_set_free_func (rows, NULL);
  g_ptr_array_set_size (rows, 0);
  return chosen;
}

static void
show_project (EvEventsPage *self)
{
  g_autoptr (EvRecord) project =
      ev_store_read (ev_register_store (self->reg), EV_KIND_PROJECT, EV_STORE_PROJECT_ID, NULL);
  const char *name = project ? ev_record_text (project, "name") : NULL;

  adw_window_title_set_subtitle (self->title, name ? name : "");
}

static gboolean drawn_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data);

/* The window comes up with what can be seen; all of it, with its numbers, follows that frame. */
static void
fill (EvEventsPage *self, GPtrArray *items)
{
  guint before = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint now = self->shown ? items->len : MIN (items->len, FIRST);

  g_list_store_splice (self->items, 0, before, items->pdata, now);
  if (!self->shown && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), drawn_cb, NULL, NULL);
}

static void
load (EvEventsPage *self)
{
  g_autofree char *today = NULL;
  g_autoptr (GPtrArray) rows = NULL, chosen = NULL, items = NULL;
  g_autoptr (GError) error = NULL;
  gboolean any;

  if (!self->reg || !ev_register_store (self->reg))
    return;
  today = ev_register_today (self->reg);
  rows = self->shown ? ev_event_list (ev_register_store (self->reg), today, &error)
                     : ev_event_list_uncounted (ev_register_store (self->reg), today, &error);
  if (!rows) {
    ev_say_error (GTK_WIDGET (self), error);
    return;
  }
  any = rows->len > 0;
  chosen = choose (self, rows, today);
  items = ev_event_item_arrange (chosen, today);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "list" : any ? "none" : "empty");
  fill (self, items);
  gtk_widget_set_visible (self->tools, any);
  show_project (self);
}

/* The first tick belongs to the frame that shows the first of them. */
static gboolean
drawn_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  EvEventsPage *self = EV_EVENTS_PAGE (widget);

  if (!self->shown) {
    self->shown = TRUE;
    return G_SOURCE_CONTINUE;
  }
  self->tick = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
activated_cb (EvEventsPage *self, guint position)
{
  g_autoptr (EvEventItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  const EvEventRow *row = item ? ev_event_item_row (item) : NULL;

  if (row)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.event", "s", row->id);
}

static void
setup_cb (EvEventsPage *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, ev_event_line_new ());
}

static void
bind_cb (EvEventsPage *self, GtkListItem *item)
{
  EvEventItem *event = gtk_list_item_get_item (item);
  gboolean is_event = ev_event_item_row (event) != NULL;

  gtk_list_item_set_activatable (item, is_event);
  gtk_list_item_set_selectable (item, is_event);
  ev_event_line_show (EV_EVENT_LINE (gtk_list_item_get_child (item)), self->reg, event);
}

static void
find_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (EV_EVENTS_PAGE (widget)->search));
}

GtkWidget *
ev_events_page_new (EvRegister *reg)
{
  EvEventsPage *self = g_object_new (EV_TYPE_EVENTS_PAGE, NULL);

  self->reg = g_object_ref (reg);
  ev_header_end_set_register (self->header_end, reg);
  ev_fresh_keep (GTK_WIDGET (self), reg, G_CALLBACK (load));
  return GTK_WIDGET (self);
}

static void
ev_events_page_finalize (GObject *object)
{
  EvEventsPage *self = EV_EVENTS_PAGE (object);

  g_clear_object (&self->items);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_events_page_parent_class)->finalize (object);
}

static void
ev_events_page_class_init (EvEventsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_events_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/events-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvEventsPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvEventsPage, title);
  gtk_widget_class_bind_template_child (widget_class, EvEventsPage, search);
  gtk_widget_class_bind_template_child (widget_class, EvEventsPage, tools);
  gtk_widget_class_bind_template_child (widget_class, EvEventsPage, filter);
  gtk_widget_class_bind_template_child (widget_class, EvEventsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EvEventsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_install_action (widget_class, "page.find", NULL, find_action);
}

static void
ev_events_page_init (EvEventsPage *self)
{
  GtkNoSelection *selection;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (EV_TYPE_EVENT_ITEM);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}
