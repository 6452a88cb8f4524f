/* Signatures on a printed sheet, typed back by the numbers of their rows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/printing/paper-page.h"

#include <string.h>

#include "app/checkin/person-words.h"
#include "app/controls/say.h"
#include "app/printing/row-numbers.h"
#include "app/window/header-end.h"
#include "print/sheet.h"
#include "store/roster.h"
#include "text/date.h"
#include "text/i18n.h"

struct _EvPaperPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwWindowTitle *title;
  AdwComboRow *sessions;
  AdwEntryRow *numbers;
  GtkWidget *problem, *save;
  GtkListBox *people;

  EvRegister *reg;
  char *event;
  EvRoster *roster;
  GPtrArray *codes;    /* char *, one a row */
  GArray *signed_rows; /* of guint: who is to be marked */
};

G_DEFINE_FINAL_TYPE (EvPaperPage, ev_paper_page, ADW_TYPE_BIN)

/* The session chosen; -1 where there is none. */
static int
chosen_session (EvPaperPage *self)
{
  guint chosen = adw_combo_row_get_selected (self->sessions);

  return self->roster && chosen < self->roster->sessions->len ? (int)chosen : -1;
}

static gboolean
is_present (EvPaperPage *self, const EvRosterRow *row)
{
  const char *status = row->statuses[chosen_session (self)];

  return status && ev_lists_flag (ev_register_lists (self->reg), "attendance_status", status,
                                  "counts_as_attended");
}

static void
add_person (EvPaperPage *self, guint index)
{
  const EvRosterRow *row = self->roster->rows->pdata[index];
  g_autofree char *name = ev_person_words_name (&row->person);
  g_autofree char *title = g_strdup_printf ("%s  %s", (char *)self->codes->pdata[index], name);
  GtkWidget *line = adw_action_row_new ();

  g_object_set (line, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  if (is_present (self, row))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (line), _ ("is marked present already"));
  gtk_list_box_append (self->people, line);
}

static char *
problem_words (const EvRowNumbers *numbers)
{
  switch (numbers->problem) {
  case EV_ROW_NUMBERS_STRANGE:
    return g_strdup_printf (_ ("“%s” is no number of a row."), numbers->word);
  case EV_ROW_NUMBERS_BEYOND:
    return g_strdup_printf (_ ("No name is registered in row %s. Register the person at check-in."),
                            numbers->word);
  case EV_ROW_NUMBERS_OTHER:
    return g_strdup_printf (
        _ ("The letter of row %s is another one. The sheet is not of this list; "
           "compare the names."),
        numbers->word);
  case EV_ROW_NUMBERS_RIGHT:
  default:
    return NULL;
  }
}

static void
show_count (EvPaperPage *self, const EvRowNumbers *numbers)
{
  guint count = self->signed_rows->len;
  g_autofree char *words = g_strdup_printf (
      ngettext ("Mark %u person as present", "Mark %u people as present", count), count);
  g_autofree char *problem = problem_words (numbers);

  gtk_button_set_label (GTK_BUTTON (self->save), words);
  gtk_widget_set_sensitive (self->save, count > 0 && !problem);
  gtk_label_set_label (GTK_LABEL (self->problem), problem ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
}

/* What was typed, as people. */
static void
show_typed (EvPaperPage *self)
{
  g_autoptr (EvRowNumbers) numbers = NULL;
  GtkWidget *line;

  if (!self->roster || chosen_session (self) < 0)
    return;
  numbers = ev_row_numbers_read (gtk_editable_get_text (GTK_EDITABLE (self->numbers)), self->codes);
  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self->people))))
    gtk_list_box_remove (self->people, line);
  g_array_set_size (self->signed_rows, 0);
  for (guint i = 0; i < numbers->rows->len; i++) {
    guint row = g_array_index (numbers->rows, guint, i);
    add_person (self, row);
    if (!is_present (self, self->roster->rows->pdata[row]))
      g_array_append_val (self->signed_rows, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->people), numbers->rows->len > 0);
  show_count (self, numbers);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvPaperPage) self = data;
  g_autoptr (GError) error = NULL;

  if (ev_register_do_finish (EV_REGISTER (source), result, NULL, NULL, NULL, &error)) {
    gtk_editable_set_text (GTK_EDITABLE (self->numbers), "");
    ev_say (GTK_WIDGET (self), _ ("The signatures are in the register."));
  } else {
    ev_say_error (GTK_WIDGET (self), error);
  }
  show_typed (self);
}

static void
save_cb (EvPaperPage *self)
{
  const EvRosterSession *session;
  EvPlan *plan;

  if (!gtk_widget_get_sensitive (self->save))
    return;
  session = self->roster->sessions->pdata[chosen_session (self)];
  plan = ev_plan_new (C_ ("undo", "signatures from paper"));
  for (guint i = 0; i < self->signed_rows->len; i++) {
    const EvRosterRow *row = self->roster->rows->pdata[g_array_index (self->signed_rows, guint, i)];
    ev_plan_mark (plan, session->id, row->person.id, "present", "sheet");
  }
  gtk_widget_set_sensitive (self->save, FALSE);
  ev_register_do (self->reg, plan, saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save_cb (EV_PAPER_PAGE (widget));
}

static void
load (EvPaperPage *self)
{
  g_autoptr (EvRoster) roster =
      ev_register_store (self->reg)
          ? ev_roster_load (ev_register_store (self->reg), self->event, NULL)
          : NULL;

  if (!roster)
    return;
  g_clear_pointer (&self->roster, ev_roster_free);
  self->roster = g_steal_pointer (&roster);
  g_ptr_array_set_size (self->codes, 0);
  for (guint i = 0; i < self->roster->rows->len; i++) {
    const EvRosterRow *row = self->roster->rows->pdata[i];
    g_ptr_array_add (self->codes, ev_sheet_code (i + 1, row->person.id));
  }
  show_typed (self);
}

/* The last session that has begun is the one whose sheet lies on the table. */
static void
fill_sessions (EvPaperPage *self)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  g_autofree char *today = ev_register_today (self->reg);
  guint chosen = 0;

  for (guint i = 0; self->roster && i < self->roster->sessions->len; i++) {
    const EvRosterSession *session = self->roster->sessions->pdata[i];
    g_autofree char *date = ev_date_short (session->date);
    gtk_string_list_take (words, g_strdup_printf ("%u · %s", i + 1, date));
    if (session->date && strcmp (session->date, today) <= 0)
      chosen = i;
  }
  adw_combo_row_set_model (self->sessions, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->sessions, chosen);
  g_object_unref (words);
}

static void
begin_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (EV_PAPER_PAGE (widget)->numbers));
}

GtkWidget *
ev_paper_page_new (EvRegister *reg, const char *event)
{
  EvPaperPage *self = g_object_new (EV_TYPE_PAPER_PAGE, NULL);
  g_autoptr (EvRecord) record = ev_store_read (ev_register_store (reg), EV_KIND_EVENT, event, NULL);
  const char *title = record ? ev_record_text (record, "title") : NULL;

  self->reg = g_object_ref (reg);
  self->event = g_strdup (event);
  ev_header_end_set_register (self->header_end, reg);
  adw_window_title_set_subtitle (self->title, title ? title : "");
  g_signal_connect_object (reg, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  fill_sessions (self);
  show_typed (self);
  return GTK_WIDGET (self);
}

static void
ev_paper_page_finalize (GObject *object)
{
  EvPaperPage *self = EV_PAPER_PAGE (object);

  g_clear_pointer (&self->roster, ev_roster_free);
  g_ptr_array_unref (self->codes);
  g_array_unref (self->signed_rows);
  g_clear_object (&self->reg);
  g_free (self->event);
  G_OBJECT_CLASS (ev_paper_page_parent_class)->finalize (object);
}

static void
ev_paper_page_class_init (EvPaperPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_paper_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/paper-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvPaperPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvPaperPage, title);
  gtk_widget_class_bind_template_child (widget_class, EvPaperPage, sessions);
  gtk_widget_class_bind_template_child (widget_class, EvPaperPage, numbers);
  gtk_widget_class_bind_template_child (widget_class, EvPaperPage, problem);
  gtk_widget_class_bind_template_child (widget_class, EvPaperPage, save);
  gtk_widget_class_bind_template_child (widget_class, EvPaperPage, people);
  gtk_widget_class_bind_template_callback (widget_class, show_typed);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_install_action (widget_class, "page.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "page.begin", NULL, begin_action);
}

static void
ev_paper_page_init (EvPaperPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->signed_rows = g_array_new (FALSE, FALSE, sizeof (guint));
}
