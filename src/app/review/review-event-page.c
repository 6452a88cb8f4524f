/* One event under review: what looks wrong, what changed, and the decision. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/review-event-page.h"

#include "app/checkin/balance-bar.h"
#include "app/controls/boxed-list.h"
#include "app/controls/say.h"
#include "app/people/record-words.h"
#include "app/review/issue-words.h"
#include "app/register/fresh.h"
#include "app/window/header-end.h"
#include "store/review.h"
#include "text/date.h"
#include "text/i18n.h"
#include "text/moment.h"

#define CHANGES_SHOWN 100

struct _EvReviewEventPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwWindowTitle *title;
  GtkLabel *state;
  GtkListBox *facts;
  EvBalanceBar *balance;
  GtkWidget *difference_box;
  GtkListBox *difference;
  GtkListBox *issues;
  GtkWidget *changes_box;
  GtkListBox *changes;
  GtkEntry *note;
  GtkWidget *give_back;
  GtkWidget *approve;

  EvRegister *reg;
  char *event;
};

G_DEFINE_FINAL_TYPE (EvReviewEventPage, ev_review_event_page, ADW_TYPE_BIN)

/* What there is */

static void
show_facts (EvReviewEventPage *self, const EvEventRow *row)
{
  g_autofree char *date = row->first_date ? ev_date_range (row->first_date, row->last_date) : NULL;
  g_autofree char *people = row->expected > 0 ? g_strdup_printf (_ ("%1$d of %2$d expected"),
                                                                 (int)row->attended, row->expected)
                                              : g_strdup_printf ("%d", (int)row->attended);
  g_autofree char *where = g_strjoin (
      ", ", ev_register_name (self->reg, "municipality", row->municipality), row->venue, NULL);
  g_autofree char *place = g_strconcat ("checkin/", row->id, NULL);
  AdwActionRow *list;

  ev_boxed_list_clear (self->facts);
  ev_boxed_list_add_fact (self->facts, ev_register_name (self->reg, "field", "date"), date);
  ev_boxed_list_add_fact (self->facts, ev_register_name (self->reg, "field", "venue"), where);
  list = ev_boxed_list_add (self->facts, _ ("People who attended"), people);
  gtk_widget_add_css_class (GTK_WIDGET (list), "property");
  ev_boxed_list_lead (list, place, _ ("Open the list of people"));
  adw_window_title_set_title (self->title, row->title ? row->title : "");
  adw_window_title_set_subtitle (self->title,
                                 ev_register_name (self->reg, "event_type", row->type));
}

static void
show_state (EvReviewEventPage *self)
{
  g_autoptr (EvRecord) event =
      ev_store_read (ev_register_store (self->reg), EV_KIND_EVENT, self->event, NULL);
  const char *state = event ? ev_record_text (event, "state") : NULL;
  const char *note = event ? ev_record_text (event, "review_note") : NULL;
  g_autofree char *words = NULL;

  if (!state)
    words = g_strdup (_ ("Not submitted yet"));
  else if (note)
    words = g_strdup_printf ("%s: %s", ev_register_name (self->reg, "event_state", state), note);
  else
    words = g_strdup (ev_register_name (self->reg, "event_state", state));
  gtk_label_set_label (self->state, words);
}

static void
add_issue (EvReviewEventPage *self, const EvReviewIssue *issue)
{
  g_autofree char *sentence = ev_issue_words (self->reg, issue);
  g_autofree char *people = ev_issue_words_people (self->reg, issue);
  AdwActionRow *row = ev_boxed_list_add (self->issues, sentence, people);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  g_autofree char *place = issue->people->len == 1
                               ? g_strconcat ("person/", (char *)issue->people->pdata[0], NULL)
                               : g_strconcat ("checkin/", self->event, NULL);
  const char *label =
      issue->people->len == 1 ? _ ("Open the person") : _ ("Open the list of people");

  gtk_widget_add_css_class (icon, "remark");
  adw_action_row_add_prefix (row, icon);
  ev_boxed_list_lead (row, place, label);
}

static void
show_issues (EvReviewEventPage *self)
{
  g_autofree char *today = ev_register_today (self->reg);
  g_autoptr (GPtrArray) issues =
      ev_review_issues (ev_register_store (self->reg), self->event, today, NULL);

  ev_boxed_list_clear (self->issues);
  for (guint i = 0; issues && i < issues->len; i++)
    add_issue (self, issues->pdata[i]);
  if (issues && issues->len == 0)
    ev_boxed_list_add (self->issues, _ ("Nothing looks wrong"), NULL);
}

static void
add_change (EvReviewEventPage *self, GtkListBox *list, const EvHistoryChange *change)
{
  EvKind kind = change->change->kind;
  g_autofree char *name = ev_record_words_name (self->reg, kind, change->change->id);
  g_autofree char *words = ev_record_words_change (self->reg, change->change, change->earlier);
  g_autofree char *author = ev_record_words_author (change);
  g_autofree char *title =
      kind == EV_KIND_EVENT
          ? g_strdup (ev_record_words_kind (kind))
          : g_strdup_printf ("%s: %s", ev_record_words_kind (kind), name ? name : "–");
  g_autofree char *subtitle = g_strdup_printf ("%s%s%s", words, *words ? "\n" : "", author);

  ev_boxed_list_add (list, title, subtitle);
}

static void
show_changes (EvReviewEventPage *self)
{
  EvStore *store = ev_register_store (self->reg);
  g_autoptr (GPtrArray) difference = ev_review_difference (store, self->event, NULL);
  g_autoptr (GPtrArray) changes = ev_history_of_record (store, EV_KIND_EVENT, self->event, NULL);

  ev_boxed_list_clear (self->difference);
  ev_boxed_list_clear (self->changes);
  for (guint i = 0; difference && i < MIN (difference->len, CHANGES_SHOWN); i++)
    add_change (self, self->difference, difference->pdata[i]);
  for (guint i = 0; changes && i < MIN (changes->len, CHANGES_SHOWN); i++)
    add_change (self, self->changes, changes->pdata[i]);
  ev_boxed_list_reveal (self->difference_box, self->difference);
  ev_boxed_list_reveal (self->changes_box, self->changes);
}

static void
load (EvReviewEventPage *self)
{
  EvStore *store = ev_register_store (self->reg);
  g_autoptr (EvEventRow) row = store ? ev_event_list_one (store, self->event, NULL) : NULL;
  EvRosterBalance *balance = row ? ev_roster_balance (store, self->event, NULL) : NULL;

  if (!row)
    return;
  show_facts (self, row);
  show_state (self);
  if (balance)
    ev_balance_bar_show (self->balance, self->reg, balance, (guint)MAX (row->expected, 0));
  ev_roster_balance_free (balance);
  show_issues (self);
  show_changes (self);
}

/* The decision */

static void
note_changed_cb (EvReviewEventPage *self)
{
  g_autofree char *note = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note))));

  gtk_widget_set_sensitive (self->give_back, *note != '\0');
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvReviewEventPage) self = data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->approve, TRUE);
  note_changed_cb (self);
  if (ev_register_do_finish (EV_REGISTER (source), result, NULL, NULL, NULL, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.finish", NULL);
  else
    ev_say_error (GTK_WIDGET (self), error);
}

static EvChange *
state_change (EvReviewEventPage *self, const char *state, const char *note)
{
  EvChange *change = ev_change_new (EV_KIND_EVENT, self->event);

  ev_change_set_text (change, "state", state);
  ev_change_set_text (change, "review_note", note);
  return change;
}

/* What is approved already is submitted first, so that the new approval comes after all that
 * changed since. */
static void
decide (EvReviewEventPage *self, const char *state, const char *words)
{
  g_autofree char *note = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note))));
  EvPlan *plan = ev_plan_new (words);

  ev_plan_write (plan, state_change (self, "submitted", NULL));
  ev_plan_write (plan, state_change (self, state, note));
  gtk_widget_set_sensitive (self->approve, FALSE);
  gtk_widget_set_sensitive (self->give_back, FALSE);
  ev_register_do (self->reg, plan, decided_cb, g_object_ref (self));
}

static void
approve_cb (EvReviewEventPage *self)
{
  decide (self, "approved", _ ("approving an event"));
}

static void
give_back_cb (EvReviewEventPage *self)
{
  decide (self, "returned", _ ("returning an event"));
}

/* Class */

GtkWidget *
ev_review_event_page_new (EvRegister *reg, const char *event)
{
  EvReviewEventPage *self = g_object_new (EV_TYPE_REVIEW_EVENT_PAGE, NULL);

  self->reg = g_object_ref (reg);
  self->event = g_strdup (event);
  ev_header_end_set_register (self->header_end, reg);
  ev_fresh_keep (GTK_WIDGET (self), reg, G_CALLBACK (load));
  return GTK_WIDGET (self);
}

static void
ev_review_event_page_finalize (GObject *object)
{
  EvReviewEventPage *self = EV_REVIEW_EVENT_PAGE (object);

  g_free (self->event);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_review_event_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/review-event-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvReviewEventPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvReviewEventPage, title);
  gtk_widget_class_bind_template_child (widget_class, EvReviewEventPage, state);
  gtk_widget_class_bind_template_child (widget_class, EvReviewEventPage, facts);
  gtk_widget_class_bind_template_child (widget_class, EvReviewEventPage, balance);
  gtk_widget_class_bind_template_child (widget_class, EvReviewEventPage, difference_box);
  gtk_widget_class_bind_template_child (widget_class, EvReviewEventPage, difference);
  gtk_widget_class_bind_template_child (widget_class, EvReviewEventPage, issues);
  gtk_widget_class_bind_template_child (widget_class, EvReviewEventPage, changes_box);
  gtk_widget_class_bind_template_child (widget_class, EvReviewEventPage, changes);
  gtk_widget_class_bind_template_child (widget_class, EvReviewEventPage, note);
  gtk_widget_class_bind_template_child (widget_class, EvReviewEventPage, give_back);
  gtk_widget_class_bind_template_child (widget_class, EvReviewEventPage, approve);
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, approve_cb);
  gtk_widget_class_bind_template_callback (widget_class, give_back_cb);
}

static void
ev_review_event_page_class_init (EvReviewEventPageClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_review_event_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  g_type_ensure (EV_TYPE_BALANCE_BAR);
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
ev_review_event_page_init (EvReviewEventPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
