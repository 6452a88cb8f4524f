/* What the project achieved beyond attendance: found by type and words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/results/results-page.h"

#include "app/controls/boxed-list.h"
#include "app/controls/code-drop.h"
#include "app/controls/say.h"
#include "app/results/result-shape.h"
#include "app/register/fresh.h"
#include "app/window/header-end.h"
#include "names/fold.h"
#include "store/result-list.h"
#include "text/date.h"
#include "text/i18n.h"
#include "text/number.h"

#define SHOWN 200 /* the latest; a search finds older ones */

struct _EvResultsPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwWindowTitle *title;
  GtkSearchEntry *search;
  EvCodeDrop *type;
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *more;

  EvRegister *reg;
};

G_DEFINE_FINAL_TYPE (EvResultsPage, ev_results_page, ADW_TYPE_BIN)

static void
append_part (GString *line, const char *part)
{
  if (part && *part)
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", part);
}

/* Type, where, when, by whom, from which event, how far it has come. */
static char *
words_of (EvResultsPage *self, const EvResultRow *row)
{
  GString *line = g_string_new (NULL);
  g_autofree char *date = row->date ? ev_date_short (row->date) : NULL;

  append_part (line, ev_register_name (self->reg, "result_type", row->type));
  append_part (line, ev_register_name (self->reg, "municipality", row->municipality));
  append_part (line, date);
  append_part (line, row->institution);
  append_part (line, row->event_title);
  append_part (line, ev_register_name (self->reg, "result_status", row->status));
  return g_string_free (line, FALSE);
}

/* Its number: an amount, how many, or nothing. */
static char *
number_of (const EvResultRow *row)
{
  EvResultShape shape = ev_result_shape (row->type);

  if (shape & EV_SHAPE_AMOUNT)
    return ev_number_euros (row->amount);
  return shape & EV_SHAPE_QUANTITY ? ev_number_whole (row->quantity) : NULL;
}

static void
add_result (EvResultsPage *self, const EvResultRow *row, const char *words)
{
  const char *title =
      row->title ? row->title : ev_register_name (self->reg, "result_type", row->type);
  g_autofree char *number = number_of (row);
  g_autofree char *place = g_strconcat ("result/", row->id, NULL);
  g_autofree char *label = g_strdup_printf (_ ("Open %s"), title);
  AdwActionRow *line = ev_boxed_list_add (self->list, title, words);

  if (number) {
    GtkWidget *figure = gtk_label_new (number);
    gtk_widget_add_css_class (figure, "numeric");
    adw_action_row_add_suffix (line, figure);
  }
  ev_boxed_list_lead (line, place, label);
}

static void
show_rows (EvResultsPage *self, GPtrArray *rows)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *words = NULL;
  guint found = 0;

  ev_boxed_list_clear (self->list);
  for (guint i = 0; i < rows->len; i++) {
    const EvResultRow *row = rows->pdata[i];
    g_autofree char *line = words_of (self, row);
    g_autofree char *text = g_strjoin (" ", row->title ? row->title : "", line, NULL);

    if (*query && !ev_fold_matches (query, text))
      continue;
    if (++found <= SHOWN)
      add_result (self, row, line);
  }
  words = g_strdup_printf (ngettext ("%d result found", "%d results found", found), (int)found);
  adw_window_title_set_subtitle (self->title, words);
  gtk_widget_set_visible (self->more, found > SHOWN);
  gtk_stack_set_visible_child_name (self->stack, found > 0       ? "list"
                                                 : rows->len > 0 ? "none"
                                                                 : "empty");
}

static void
load (EvResultsPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (!self->reg || !ev_register_store (self->reg))
    return;
  rows = ev_result_list (ev_register_store (self->reg), ev_code_drop_code (self->type), &error);
  if (rows)
    show_rows (self, rows);
  else
    ev_say_error (GTK_WIDGET (self), error);
}

static void
find_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (EV_RESULTS_PAGE (widget)->search));
}

GtkWidget *
ev_results_page_new (EvRegister *reg)
{
  EvResultsPage *self = g_object_new (EV_TYPE_RESULTS_PAGE, NULL);

  ev_code_drop_add (self->type, NULL, _ ("All types"));
  ev_code_drop_add_list (self->type, reg, "result_type");
  self->reg = g_object_ref (reg);
  ev_header_end_set_register (self->header_end, reg);
  ev_fresh_keep (GTK_WIDGET (self), reg, G_CALLBACK (load));
  return GTK_WIDGET (self);
}

static void
ev_results_page_finalize (GObject *object)
{
  g_clear_object (&EV_RESULTS_PAGE (object)->reg);
  G_OBJECT_CLASS (ev_results_page_parent_class)->finalize (object);
}

static void
ev_results_page_class_init (EvResultsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_results_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  g_type_ensure (EV_TYPE_CODE_DROP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/results-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvResultsPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvResultsPage, title);
  gtk_widget_class_bind_template_child (widget_class, EvResultsPage, search);
  gtk_widget_class_bind_template_child (widget_class, EvResultsPage, type);
  gtk_widget_class_bind_template_child (widget_class, EvResultsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EvResultsPage, list);
  gtk_widget_class_bind_template_child (widget_class, EvResultsPage, more);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_install_action (widget_class, "page.find", NULL, find_action);
}

static void
ev_results_page_init (EvResultsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
