/* An entry for one of many names: type a few letters of it, in any language. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/controls/code-row.h"

#include "names/fold.h"
#include "text/i18n.h"
#include "text/language.h"

#define OFFERS_HEIGHT 260

struct _EvCodeRow {
  AdwEntryRow parent_instance;

  const EvLists *lists; /* borrowed */
  char *list;
  char *first;

  GtkWidget *popover;
  GtkWidget *offers; /* GtkListBox; a row's name is its code */
  gboolean setting;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (EvCodeRow, ev_code_row, ADW_TYPE_ENTRY_ROW)

static const char *
name_of (EvCodeRow *self, const char *code)
{
  return ev_lists_name (self->lists, self->list, code, ev_language_get ());
}

static const char *
typed_text (EvCodeRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self));
}

/* Whether `code` answers to what is typed, by its name in any of the languages. */
static gboolean
answers (EvCodeRow *self, const char *code, const char *typed)
{
  for (int language = 0; language < EV_N_LANGUAGES; language++) {
    if (ev_fold_matches (typed, ev_lists_name (self->lists, self->list, code, language)))
      return TRUE;
  }
  return FALSE;
}

static void
offer (EvCodeRow *self, const char *code)
{
  GtkWidget *label = gtk_label_new (name_of (self, code));
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_set_name (row, code);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->offers), row);
}

static void
clear_offers (EvCodeRow *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->offers), 0)))
    gtk_list_box_remove (GTK_LIST_BOX (self->offers), GTK_WIDGET (row));
}

static void
make_offers (EvCodeRow *self, const char *typed)
{
  const char *const *codes = ev_lists_codes (self->lists, self->list);

  clear_offers (self);
  if (self->first && answers (self, self->first, typed))
    offer (self, self->first);
  for (; *codes; codes++) {
    if (g_strcmp0 (*codes, self->first) != 0 && answers (self, *codes, typed))
      offer (self, *codes);
  }
  gtk_list_box_select_row (GTK_LIST_BOX (self->offers),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->offers), 0));
}

static void
hide_offers (EvCodeRow *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* Those that answer to `typed`; to nothing typed, all do. */
static void
show_offers (EvCodeRow *self, const char *typed)
{
  make_offers (self, typed);
  if (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->offers), 0))
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else
    hide_offers (self);
}

static void
take (EvCodeRow *self, const char *code)
{
  ev_code_row_set_code (self, code);
  hide_offers (self);
  g_signal_emit (self, chosen_signal, 0);
}

static gboolean
is_focused (EvCodeRow *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void
changed_cb (EvCodeRow *self)
{
  if (self->setting || !self->lists)
    return;
  if (*typed_text (self) && is_focused (self))
    show_offers (self, typed_text (self));
  else
    hide_offers (self);
  g_signal_emit (self, chosen_signal, 0);
}

static void
row_activated_cb (EvCodeRow *self, GtkListBoxRow *row)
{
  g_autofree char *code = g_strdup (gtk_widget_get_name (GTK_WIDGET (row)));

  take (self, code);
}

static void
open_cb (EvCodeRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  show_offers (self, "");
}

static void
scroll_to_selected (EvCodeRow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->offers));
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (GTK_LIST_BOX (self->offers));
  graphene_rect_t bounds;

  if (row && adjustment && gtk_widget_compute_bounds (GTK_WIDGET (row), self->offers, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
select_offset (EvCodeRow *self, int offset)
{
  GtkListBox *offers = GTK_LIST_BOX (self->offers);
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (offers);
  int index = selected ? gtk_list_box_row_get_index (selected) + offset : 0;
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (offers, MAX (index, 0));

  if (next)
    gtk_list_box_select_row (offers, next);
  scroll_to_selected (self);
}

/* Takes the selected offer, if any are shown. */
static gboolean
take_selected (EvCodeRow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->offers));
  g_autofree char *code = NULL;

  if (!row || !gtk_widget_get_visible (self->popover))
    return FALSE;
  code = g_strdup (gtk_widget_get_name (GTK_WIDGET (row)));
  take (self, code);
  return TRUE;
}

static gboolean
key_pressed_cb (EvCodeRow *self, guint key, guint code, GdkModifierType state)
{
  gboolean shown = gtk_widget_get_visible (self->popover);

  if (key == GDK_KEY_Down && !shown) {
    show_offers (self, "");
    return TRUE;
  }
  if (!shown)
    return FALSE;
  switch (key) {
  case GDK_KEY_Down:
    select_offset (self, 1);
    return TRUE;
  case GDK_KEY_Up:
    select_offset (self, -1);
    return TRUE;
  case GDK_KEY_Escape:
    hide_offers (self);
    return TRUE;
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
  case GDK_KEY_Tab:
    take_selected (self);
    return FALSE;
  default:
    return FALSE;
  }
}

static void
left_cb (EvCodeRow *self)
{
  const char *code = self->lists ? ev_code_row_code (self) : NULL;

  hide_offers (self);
  if (code)
    ev_code_row_set_code (self, code);
}

void
ev_code_row_set_list (EvCodeRow *self, const EvLists *lists, const char *list, const char *first)
{
  self->lists = lists;
  g_free (self->list);
  self->list = g_strdup (list);
  g_free (self->first);
  self->first = g_strdup (first);
}

const char *
ev_code_row_code (EvCodeRow *self)
{
  return *typed_text (self) ? ev_lists_find (self->lists, self->list, typed_text (self)) : NULL;
}

void
ev_code_row_set_code (EvCodeRow *self, const char *code)
{
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), code ? name_of (self, code) : "");
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
  self->setting = FALSE;
}

gboolean
ev_code_row_is_wrong (EvCodeRow *self)
{
  return *typed_text (self) && !ev_code_row_code (self);
}

static void
ev_code_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (ev_code_row_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_popover_present (GTK_POPOVER (EV_CODE_ROW (widget)->popover));
}

static void
ev_code_row_dispose (GObject *object)
{
  EvCodeRow *self = EV_CODE_ROW (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (ev_code_row_parent_class)->dispose (object);
}

static void
ev_code_row_finalize (GObject *object)
{
  EvCodeRow *self = EV_CODE_ROW (object);

  g_free (self->list);
  g_free (self->first);
  G_OBJECT_CLASS (ev_code_row_parent_class)->finalize (object);
}

static void
ev_code_row_class_init (EvCodeRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = ev_code_row_dispose;
  G_OBJECT_CLASS (class)->finalize = ev_code_row_finalize;
  GTK_WIDGET_CLASS (class)->size_allocate = ev_code_row_size_allocate;
  chosen_signal = g_signal_new ("chosen", EV_TYPE_CODE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
add_popover (EvCodeRow *self)
{
  GtkWidget *scrolled;

  self->offers = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->offers), GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->offers), TRUE);
  g_signal_connect_swapped (self->offers, "row-activated", G_CALLBACK (row_activated_cb), self);
  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), OFFERS_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->offers);
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_child (GTK_POPOVER (self->popover), scrolled);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
add_button (EvCodeRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("pan-down-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_tooltip_text (button, C_ ("list", "Show all"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("list", "Show all"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (open_cb), self);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), button);
}

static void
ev_code_row_init (EvCodeRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  add_popover (self);
  add_button (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
}
