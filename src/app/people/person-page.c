/* One person: what is known of her, where she was, and what may be done about it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/people/person-page.h"

#include "app/controls/boxed-list.h"
#include "app/controls/say.h"
#include "app/people/alike-row.h"
#include "app/people/erasure.h"
#include "app/people/person-file.h"
#include "app/people/record-words.h"
#include "app/register/role.h"
#include "app/register/fresh.h"
#include "app/window/header-end.h"
#include "store/candidate.h"
#include "store/history.h"
#include "store/people-list.h"
#include "store/people-merge.h"
#include "text/date.h"
#include "text/i18n.h"

#define ALIKE_SHOWN 5
#define CHANGES_SHOWN 50

struct _EvPersonPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwWindowTitle *title;
  GtkListBox *facts;
  GtkWidget *correct;
  GtkWidget *reveal;
  GtkWidget *coordinator;
  GtkWidget *alike_box;
  GtkListBox *alike;
  GtkWidget *merged_box;
  GtkListBox *merged;
  GtkWidget *events_box;
  GtkListBox *events;
  GtkWidget *changes_box;
  GtkListBox *changes;

  EvRegister *reg;
  char *id;   /* as asked for */
  char *root; /* her survivor */
  char *name;
  guint n_events;
  gboolean revealed; /* what is sensitive is shown */
};

G_DEFINE_FINAL_TYPE (EvPersonPage, ev_person_page, ADW_TYPE_BIN)

/* Facts */

/* A fact in words, owned; NULL where it is empty. Of which community she is, as one says it of a
 * woman or of a man. */
static char *
fact_words (EvPersonPage *self, const EvRecord *person, const char *field)
{
  const char *community = ev_record_text (person, "community");

  if (community && g_str_equal (field, "community"))
    return g_strdup (ev_lists_community_of_person (ev_register_lists (self->reg), community,
                                                   ev_record_text (person, "gender"),
                                                   ev_language_get ()));
  return ev_record_words_value (self->reg, EV_KIND_PERSON, field, ev_record_value (person, field));
}

static void
show_facts (EvPersonPage *self, const EvRecord *person)
{
  static const char *const hidden[] = { "given_name", "family_name", "merged_into",
                                        "erased",     "deleted",     NULL };
  guint count;
  const EvField *table = ev_field_table (EV_KIND_PERSON, &count);
  gboolean guarded = FALSE;

  ev_boxed_list_clear (self->facts);
  for (guint i = 0; i < count; i++) {
    g_autofree char *value = fact_words (self, person, table[i].name);
    gboolean sensitive = table[i].guard == EV_CLASS_SENSITIVE;

    guarded |= sensitive && value;
    if (!g_strv_contains (hidden, table[i].name) && (!sensitive || self->revealed))
      ev_boxed_list_add_fact (self->facts, ev_register_name (self->reg, "field", table[i].name),
                              value);
  }
  if (!ev_record_value (person, "consent"))
    ev_boxed_list_add_fact (self->facts, ev_register_name (self->reg, "field", "consent"),
                            _ ("No consent recorded"));
  ev_boxed_list_add_fact (self->facts, ev_register_name (self->reg, "field", "id"),
                          ev_record_id (person));
  gtk_widget_set_visible (gtk_widget_get_parent (self->reveal), guarded && !self->revealed);
}

static void
show_name (EvPersonPage *self)
{
  g_autofree char *name = ev_record_words_name (self->reg, EV_KIND_PERSON, self->root);

  g_free (self->name);
  self->name = name && *name ? g_steal_pointer (&name) : g_strdup (_ ("Erased person"));
  adw_window_title_set_title (self->title, self->name);
}

/* Events */

static char *
sessions_in_words (EvPersonPage *self, const EvHistoryEvent *event)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < event->sessions->len; i++) {
    const EvHistorySession *session = event->sessions->pdata[i];
    g_autofree char *date = session->date ? ev_date_short (session->date) : NULL;

    g_string_append_printf (words, "%s%s: %s", words->len > 0 ? " · " : "",
                            date ? date : _ ("Without a date"),
                            ev_register_name (self->reg, "attendance_status", session->status));
    if (session->role)
      g_string_append_printf (words, " (%s)", ev_register_name (self->reg, "role", session->role));
  }
  return g_string_free (words, FALSE);
}

static void
show_events (EvPersonPage *self)
{
  g_autoptr (GPtrArray) events =
      ev_history_of_person (ev_register_store (self->reg), self->root, NULL);

  ev_boxed_list_clear (self->events);
  self->n_events = events ? events->len : 0;
  for (guint i = 0; i < self->n_events; i++) {
    const EvHistoryEvent *event = events->pdata[i];
    const char *title = event->title ? event->title : _ ("An event that is not on this laptop");
    g_autofree char *words = sessions_in_words (self, event);
    g_autofree char *place =
        event->event ? g_strconcat ("checkin/", event->event, NULL) : g_strdup ("events");
    g_autofree char *label = g_strdup_printf (_ ("Open %s"), title);
    AdwActionRow *row = ev_boxed_list_add (self->events, title, words);

    if (event->event)
      ev_boxed_list_lead (row, place, label);
  }
  ev_boxed_list_reveal (self->events_box, self->events);
}

/* Other records */

static void
show_alike (EvPersonPage *self, const EvRecord *person)
{
  EvLikenessPerson likeness = { ev_record_text (person, "given_name"),
                                ev_record_text (person, "family_name"),
                                (int)ev_record_integer (person, "birth_year"),
                                ev_record_text (person, "phone"),
                                ev_record_text (person, "municipality") };
  g_autoptr (GPtrArray) found = NULL;

  ev_boxed_list_clear (self->alike);
  if (ev_role_is_coordinator (self->reg) && !ev_record_is_gone (person))
    found =
        ev_candidate_for (ev_register_store (self->reg), &likeness, self->root, ALIKE_SHOWN, NULL);
  for (guint i = 0; found && i < found->len; i++)
    ev_alike_row_add (self->alike, self->reg, self->root, found->pdata[i]);
  ev_boxed_list_reveal (self->alike_box, self->alike);
}

typedef struct {
  char *keep, *other;
} Pair;

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  g_free (pair->keep);
  g_free (pair->other);
  g_free (pair);
}

static void
unmerge_job (GTask *task, EvStore *store, gpointer data)
{
  const Pair *pair = data;
  GError *error = NULL;
  g_autofree char *survivor = ev_people_unmerge (store, pair->keep, pair->other, &error);

  if (survivor)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
unmerged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvPersonPage) self = data;
  g_autoptr (GError) error = NULL;

  if (ev_register_run_finish (EV_REGISTER (source), result, &error))
    ev_say (GTK_WIDGET (self), _ ("They are two people again, each as before."));
  else
    ev_say_error (GTK_WIDGET (self), error);
}

static void
unmerge_cb (EvPersonPage *self, GtkWidget *button)
{
  Pair *pair = g_new0 (Pair, 1);

  pair->keep = g_strdup (self->root);
  pair->other = g_strdup (gtk_widget_get_name (button));
  ev_register_run (self->reg, unmerge_job, pair, pair_free, unmerged_cb, g_object_ref (self));
}

static void
add_merged (EvPersonPage *self, const char *id)
{
  g_autoptr (EvRecord) record =
      ev_store_read (ev_register_store (self->reg), EV_KIND_PERSON, id, NULL);
  g_autofree char *name = NULL, *label = NULL;
  GtkWidget *button;

  if (!record)
    return;
  name = g_strjoin (" ", ev_record_text (record, "given_name"),
                    ev_record_text (record, "family_name"), NULL);
  label = g_strdup_printf (_ ("Undo the merge with %s"), id);
  button = ev_boxed_list_add_button (ev_boxed_list_add (self->merged, name ? name : id, id),
                                     _ ("Undo merge"), label, FALSE);
  gtk_widget_set_name (button, id);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (unmerge_cb), self);
}

static void
show_merged (EvPersonPage *self)
{
  g_auto (GStrv) members = ev_store_merged (ev_register_store (self->reg), self->root, NULL);

  ev_boxed_list_clear (self->merged);
  for (char **member = members; member && *member; member++) {
    if (!g_str_equal (*member, self->root))
      add_merged (self, *member);
  }
  ev_boxed_list_reveal (self->merged_box, self->merged);
}

static void
show_changes (EvPersonPage *self)
{
  g_autoptr (GPtrArray) changes =
      ev_history_of_record (ev_register_store (self->reg), EV_KIND_PERSON, self->root, NULL);

  ev_boxed_list_clear (self->changes);
  for (guint i = 0; changes && i < MIN (changes->len, CHANGES_SHOWN); i++) {
    const EvHistoryChange *change = changes->pdata[i];
    g_autofree char *author = ev_record_words_author (change);
    g_autofree char *words = ev_record_words_change (self->reg, change->change, NULL);

    ev_boxed_list_add (self->changes, author, change->first ? _ ("Registered") : words);
  }
  ev_boxed_list_reveal (self->changes_box, self->changes);
}

/* The page as a whole */

static void
load (EvPersonPage *self)
{
  EvStore *store = ev_register_store (self->reg);
  g_autoptr (EvRecord) person = store ? ev_people_record (store, self->id, NULL) : NULL;
  g_autofree char *correct = NULL;

  if (!person)
    return;
  g_free (self->root);
  self->root = g_strdup (ev_record_id (person));
  correct = g_strconcat ("correct/", self->root, NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->correct), "s", correct);
  gtk_widget_set_visible (self->coordinator,
                          ev_role_is_coordinator (self->reg) && !ev_record_is_gone (person));
  show_name (self);
  show_facts (self, person);
  show_events (self);
  show_alike (self, person);
  show_merged (self);
  show_changes (self);
}

/* Who looks */

static void
note (EvPersonPage *self, EvAccessKind kind, GAsyncReadyCallback callback, gpointer data)
{
  g_autofree char *subject = g_strconcat ("person/", self->root, NULL);

  ev_register_note (self->reg, kind, subject, callback, data);
}

/* It is shown when it is noted, and not before. */
static void
noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvPersonPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!ev_register_note_finish (EV_REGISTER (source), result, &error)) {
    ev_say_error (GTK_WIDGET (self), error);
    return;
  }
  self->revealed = TRUE;
  load (self);
}

static void
reveal_cb (EvPersonPage *self)
{
  note (self, EV_ACCESS_REVEAL, noted_cb, g_object_ref (self));
}

/* Somebody else sits here, or the register is about to be locked: hidden again. */
static void
operator_cb (EvPersonPage *self)
{
  self->revealed = FALSE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

/* The page comes on screen. */
static void
begin (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EvPersonPage *self = EV_PERSON_PAGE (widget);

  if (self->root)
    note (self, EV_ACCESS_OPEN, NULL, NULL);
}

static void
erase_cb (EvPersonPage *self)
{
  ev_erasure_ask (GTK_WIDGET (self), self->reg, self->root, self->name, self->n_events);
}

static void
save_as (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EvPersonPage *self = EV_PERSON_PAGE (widget);
  gboolean json = g_str_equal (g_variant_get_string (parameter, NULL), "json");

  ev_person_file_save (widget, self->reg, self->root, json);
}

GtkWidget *
ev_person_page_new (EvRegister *reg, const char *id)
{
  EvPersonPage *self = g_object_new (EV_TYPE_PERSON_PAGE, NULL);

  self->reg = g_object_ref (reg);
  self->id = g_strdup (id);
  ev_header_end_set_register (self->header_end, reg);
  ev_fresh_keep (GTK_WIDGET (self), reg, G_CALLBACK (load));
  g_signal_connect_object (reg, "operator", G_CALLBACK (operator_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
ev_person_page_finalize (GObject *object)
{
  EvPersonPage *self = EV_PERSON_PAGE (object);

  g_free (self->id);
  g_free (self->root);
  g_free (self->name);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_person_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/person-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvPersonPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvPersonPage, title);
  gtk_widget_class_bind_template_child (widget_class, EvPersonPage, facts);
  gtk_widget_class_bind_template_child (widget_class, EvPersonPage, reveal);
  gtk_widget_class_bind_template_child (widget_class, EvPersonPage, correct);
  gtk_widget_class_bind_template_child (widget_class, EvPersonPage, coordinator);
  gtk_widget_class_bind_template_child (widget_class, EvPersonPage, alike_box);
  gtk_widget_class_bind_template_child (widget_class, EvPersonPage, alike);
  gtk_widget_class_bind_template_child (widget_class, EvPersonPage, merged_box);
  gtk_widget_class_bind_template_child (widget_class, EvPersonPage, merged);
  gtk_widget_class_bind_template_child (widget_class, EvPersonPage, events_box);
  gtk_widget_class_bind_template_child (widget_class, EvPersonPage, events);
  gtk_widget_class_bind_template_child (widget_class, EvPersonPage, changes_box);
  gtk_widget_class_bind_template_child (widget_class, EvPersonPage, changes);
  gtk_widget_class_bind_template_callback (widget_class, reveal_cb);
  gtk_widget_class_bind_template_callback (widget_class, erase_cb);
}

static void
ev_person_page_class_init (EvPersonPageClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_person_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (class), "page.save-as", "s", save_as);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (class), "page.begin", NULL, begin);
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
ev_person_page_init (EvPersonPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
