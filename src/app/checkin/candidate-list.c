/* The people who may be meant by what is typed, the new one last. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/candidate-list.h"

#include "app/checkin/person-words.h"
#include "text/i18n.h"

#define OFFERED 6

struct _EvCandidateList {
  AdwBin parent_instance;

  GtkWidget *list; /* a row's name is the person's id; "" is the new one */
};

enum { PERSON, NEW, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EvCandidateList, ev_candidate_list, ADW_TYPE_BIN)

static void
take_row (EvCandidateList *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (gtk_widget_get_name (GTK_WIDGET (row)));

  if (*id)
    g_signal_emit (self, signals[PERSON], 0, id);
  else
    g_signal_emit (self, signals[NEW], 0);
}

static void
button_clicked_cb (EvCandidateList *self, GtkWidget *button)
{
  take_row (self, GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW)));
}

/* A row with one button, which is also what a screen reader and the pointer use. `remark` may be
 * NULL. */
static void
add_row (EvCandidateList *self, const char *id, const char *title, const char *subtitle,
         const char *remark, const char *label)
{
  const char *icon = *id ? "object-select-symbolic" : "contact-new-symbolic";
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_name (row, id);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (button_clicked_cb), self);
  if (remark) {
    GtkWidget *words = gtk_label_new (remark);
    gtk_widget_add_css_class (words, "dim-label");
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), words);
  }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
add_person (EvCandidateList *self, EvRegister *reg, const EvPersonRow *person)
{
  g_autofree char *name = ev_person_words_name (person);
  g_autofree char *details = ev_person_words_details (reg, person);
  g_autofree char *label = g_strdup_printf (_ ("Check in %s"), name);

  add_row (self, person->id, name, details,
           person->in_event ? C_ ("person found", "In the list") : NULL, label);
}

static void
clear (EvCandidateList *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
}

void
ev_candidate_list_search (EvCandidateList *self, EvRegister *reg, const char *typed,
                          const char *event)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *label = NULL;

  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), *text != '\0');
  if (!*text || !ev_register_store (reg))
    return;
  people = ev_search_people (ev_register_store (reg), text, event, OFFERED, NULL);
  for (guint i = 0; people && i < people->len; i++)
    add_person (self, reg, people->pdata[i]);
  label = g_strdup_printf (_ ("New participant “%s”"), text);
  add_row (self, "", label, _ ("Not in the list yet"), NULL, label);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
}

void
ev_candidate_list_move (EvCandidateList *self, int lines)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int index = row ? gtk_list_box_row_get_index (row) + lines : 0;
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), MAX (index, 0));

  if (next)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), next);
}

gboolean
ev_candidate_list_take (EvCandidateList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (!row || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  take_row (self, row);
  return TRUE;
}

static void
ev_candidate_list_class_init (EvCandidateListClass *class)
{
  signals[PERSON] = g_signal_new ("person", EV_TYPE_CANDIDATE_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[NEW] = g_signal_new ("new", EV_TYPE_CANDIDATE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
ev_candidate_list_init (EvCandidateList *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_widget_set_focusable (self->list, FALSE);
  adw_bin_set_child (ADW_BIN (self), self->list);
  gtk_widget_add_css_class (GTK_WIDGET (self), "candidates");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
