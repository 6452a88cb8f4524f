/* The people behind a result: added as their names are typed, taken out with a click. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/results/result-people.h"

#include "app/checkin/person-words.h"
#include "app/controls/boxed-list.h"
#include "app/controls/say.h"
#include "store/search.h"
#include "text/i18n.h"

#define FOUND 5

struct _EvResultPeople {
  AdwBin parent_instance;

  /* Template */
  GtkListBox *list;
  GtkSearchEntry *search;
  GtkListBox *found;

  EvRegister *reg;
  char *result;
};

G_DEFINE_FINAL_TYPE (EvResultPeople, ev_result_people, ADW_TYPE_BIN)

static void
linked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) self = data;
  g_autoptr (GError) error = NULL;

  if (!ev_register_do_finish (EV_REGISTER (source), result, NULL, NULL, NULL, &error))
    ev_say_error (self, error);
}

static void
set_linked (EvResultPeople *self, const char *person, gboolean out)
{
  g_autofree char *id = ev_id_derive (self->result, person);
  EvPlan *plan = ev_plan_new (out ? C_ ("undo", "taking a person out of a result")
                                  : C_ ("undo", "adding a person to a result"));
  EvChange *wish = ev_change_new (EV_KIND_BENEFICIARY, id);

  ev_change_set_integer (wish, "deleted", out);
  ev_plan_write (plan, wish);
  ev_register_do (self->reg, plan, linked_cb, g_object_ref (self));
}

static void
remove_cb (EvResultPeople *self, GtkWidget *button)
{
  g_autofree char *person = g_strdup (gtk_widget_get_name (button));

  /* The row goes: from another field, Ctrl+Z would take back what is written there. */
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  set_linked (self, person, TRUE);
}

static void
add_cb (EvResultPeople *self, GtkWidget *button)
{
  set_linked (self, gtk_widget_get_name (button), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

/* A row for `person` in `list` with a button that does `callback`; `id` is who is linked. */
static void
add_row (EvResultPeople *self, GtkListBox *list, const EvPersonRow *person, const char *id,
         gboolean linked)
{
  g_autofree char *name = ev_person_words_name (person);
  g_autofree char *details = ev_person_words_details (self->reg, person);
  g_autofree char *label = g_strdup_printf (linked ? _ ("Take %s out") : _ ("Add %s"), name);
  GtkWidget *button = ev_boxed_list_add_button (ev_boxed_list_add (list, name, details),
                                                linked ? _ ("Remove") : _ ("Add"), label, !linked);

  gtk_widget_set_name (button, id);
  g_signal_connect_swapped (button, "clicked",
                            linked ? G_CALLBACK (remove_cb) : G_CALLBACK (add_cb), self);
}

static gboolean
add_linked (const EvRecord *beneficiary, gpointer data)
{
  EvResultPeople *self = data;
  const char *id = ev_record_text (beneficiary, "person");
  g_autoptr (EvPersonRow) person = NULL;

  if (g_strcmp0 (ev_record_text (beneficiary, "result"), self->result) != 0)
    return TRUE;
  person = ev_search_person (ev_register_store (self->reg), id, NULL);
  if (person)
    add_row (self, self->list, person, id, TRUE);
  return TRUE;
}

static void
show_linked (EvResultPeople *self)
{
  ev_boxed_list_clear (self->list);
  if (ev_register_store (self->reg))
    ev_store_each (ev_register_store (self->reg), EV_KIND_BENEFICIARY, NULL, add_linked, self,
                   NULL);
  ev_boxed_list_reveal (GTK_WIDGET (self->list), self->list);
}

static void
search_cb (EvResultPeople *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr (GPtrArray) people = NULL;

  ev_boxed_list_clear (self->found);
  if (*typed && self->reg && ev_register_store (self->reg))
    people = ev_search_people (ev_register_store (self->reg), typed, NULL, FOUND, NULL);
  for (guint i = 0; people && i < people->len; i++) {
    const EvPersonRow *person = people->pdata[i];
    add_row (self, self->found, person, person->id, FALSE);
  }
  ev_boxed_list_reveal (GTK_WIDGET (self->found), self->found);
}

void
ev_result_people_load (EvResultPeople *self, EvRegister *reg, const char *result)
{
  g_return_if_fail (!self->reg);
  self->reg = g_object_ref (reg);
  self->result = g_strdup (result);
  g_signal_connect_object (reg, "changed", G_CALLBACK (show_linked), self, G_CONNECT_SWAPPED);
  show_linked (self);
}

static void
ev_result_people_finalize (GObject *object)
{
  EvResultPeople *self = EV_RESULT_PEOPLE (object);

  g_free (self->result);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_result_people_parent_class)->finalize (object);
}

static void
ev_result_people_class_init (EvResultPeopleClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_result_people_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/result-people.ui");
  gtk_widget_class_bind_template_child (widget_class, EvResultPeople, list);
  gtk_widget_class_bind_template_child (widget_class, EvResultPeople, search);
  gtk_widget_class_bind_template_child (widget_class, EvResultPeople, found);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
}

static void
ev_result_people_init (EvResultPeople *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
