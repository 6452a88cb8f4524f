/* A person as the registry shows her. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/people/people-line.h"

#include "app/checkin/person-words.h"
#include "text/date.h"
#include "text/i18n.h"

struct _EvPeopleLine {
  GtkBox parent_instance;

  /* Template */
  GtkWidget *name;
  GtkWidget *details;
  GtkWidget *no_consent;
  GtkWidget *events;
  GtkWidget *last;
  GtkWidget *open;
};

G_DEFINE_FINAL_TYPE (EvPeopleLine, ev_people_line, GTK_TYPE_BOX)

/* Lists are ordered by surname, so it leads. */
static char *
name_of (const EvPersonRow *person)
{
  if (!*person->family_name)
    return g_strdup (person->given_name);
  return g_strdup_printf ("%s, %s", person->family_name, person->given_name);
}

static char *
details_of (EvRegister *reg, const EvPersonRow *person)
{
  g_autofree char *details = ev_person_words_details (reg, person);

  if (person->birth_year == 0)
    return g_steal_pointer (&details);
  return g_strdup_printf ("%d%s%s", person->birth_year, *details ? " · " : "", details);
}

static void
show_events (EvPeopleLine *self, const EvPeopleRow *row)
{
  g_autofree char *count =
      g_strdup_printf (ngettext ("%d event", "%d events", row->events), (int)row->events);
  g_autofree char *last = row->last_date ? ev_date_short (row->last_date) : NULL;

  gtk_label_set_label (GTK_LABEL (self->events),
                       row->events > 0 ? count : C_ ("person", "No event yet"));
  gtk_label_set_label (GTK_LABEL (self->last), last ? last : "");
}

void
ev_people_line_show (EvPeopleLine *self, EvRegister *reg, EvPeopleItem *item)
{
  const EvPeopleRow *row = ev_people_item_row (item);
  g_autofree char *name = row ? name_of (row->person) : g_strdup ("–");
  g_autofree char *details = row ? details_of (reg, row->person) : g_strdup ("");
  g_autofree char *place =
      row ? g_strconcat ("person/", row->person->id, NULL) : g_strdup ("people");
  g_autofree char *label = g_strdup_printf (_ ("Open %s"), name);

  gtk_label_set_label (GTK_LABEL (self->name), name);
  gtk_label_set_label (GTK_LABEL (self->details), details);
  gtk_widget_set_visible (self->no_consent, row && !row->consent);
  if (row)
    show_events (self, row);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s", place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

GtkWidget *
ev_people_line_new (void)
{
  return g_object_new (EV_TYPE_PEOPLE_LINE, NULL);
}

static void
ev_people_line_class_init (EvPeopleLineClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/people-line.ui");
  gtk_widget_class_bind_template_child (widget_class, EvPeopleLine, name);
  gtk_widget_class_bind_template_child (widget_class, EvPeopleLine, details);
  gtk_widget_class_bind_template_child (widget_class, EvPeopleLine, no_consent);
  gtk_widget_class_bind_template_child (widget_class, EvPeopleLine, events);
  gtk_widget_class_bind_template_child (widget_class, EvPeopleLine, last);
  gtk_widget_class_bind_template_child (widget_class, EvPeopleLine, open);
}

static void
ev_people_line_init (EvPeopleLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
