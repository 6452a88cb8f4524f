/* Known people who may be the one being written down. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/person/alike-list.h"

#include "app/checkin/person-words.h"
#include "app/controls/likeness-words.h"
#include "store/candidate.h"
#include "text/i18n.h"

#define SHOWN 3

struct _EvAlikeList {
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *rows; /* borrowed */
  char *shown;     /* the ids shown, to leave alone what stays */
};

static guint same_signal;

G_DEFINE_FINAL_TYPE (EvAlikeList, ev_alike_list, ADW_TYPE_BIN)

static void
clicked_cb (EvAlikeList *self, GtkWidget *button)
{
  g_autofree char *id = g_strdup (gtk_widget_get_name (button));

  g_signal_emit (self, same_signal, 0, id);
}

static char *
subtitle_of (EvRegister *reg, const EvCandidate *candidate)
{
  g_autofree char *details = ev_person_words_details (reg, candidate->person);
  g_autofree char *compared = ev_likeness_words_compared (candidate->likeness.reasons);

  if (!*details || !*compared)
    return g_strconcat (details, compared, NULL);
  return g_strjoin ("\n", details, compared, NULL);
}

static void
add (EvAlikeList *self, EvRegister *reg, const EvCandidate *candidate)
{
  g_autofree char *name = ev_person_words_name (candidate->person);
  g_autofree char *subtitle = subtitle_of (reg, candidate);
  g_autofree char *label = g_strdup_printf (_ ("It is %s"), name);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("It is this person"));

  g_object_set (row, "use-markup", FALSE, "subtitle-lines", 4, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_name (button, candidate->person->id);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

/* What is on screen for these candidates, to know whether it is another. */
static char *
fingerprint (const GPtrArray *people)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; people && i < people->len; i++) {
    const EvCandidate *candidate = people->pdata[i];
    g_string_append_printf (text, "%s %u ", candidate->person->id, candidate->likeness.reasons);
  }
  return g_string_free (text, FALSE);
}

void
ev_alike_list_show (EvAlikeList *self, EvRegister *reg, const EvLikenessPerson *person)
{
  gboolean named =
      person->given_name && *person->given_name && person->family_name && *person->family_name;
  g_autoptr (GPtrArray) people =
      named && ev_register_store (reg)
          ? ev_candidate_for (ev_register_store (reg), person, NULL, SHOWN, NULL)
          : NULL;
  g_autofree char *wanted = fingerprint (people);

  if (g_strcmp0 (wanted, self->shown) == 0)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; people && i < people->len; i++)
    add (self, reg, people->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
  g_free (self->shown);
  self->shown = g_steal_pointer (&wanted);
}

static void
ev_alike_list_finalize (GObject *object)
{
  EvAlikeList *self = EV_ALIKE_LIST (object);

  g_ptr_array_unref (self->rows);
  g_free (self->shown);
  G_OBJECT_CLASS (ev_alike_list_parent_class)->finalize (object);
}

static void
ev_alike_list_class_init (EvAlikeListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_alike_list_finalize;
  same_signal = g_signal_new ("same", EV_TYPE_ALIKE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ev_alike_list_init (EvAlikeList *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Is this the same person?"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
