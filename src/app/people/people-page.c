/* The registry: everybody, found as typed and by what is known of them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/people/people-page.h"

#include "app/controls/code-drop.h"
#include "app/controls/say.h"
#include "app/people/people-item.h"
#include "app/people/people-line.h"
#include "app/people/people-model.h"
#include "app/register/role.h"
#include "app/register/fresh.h"
#include "app/window/header-end.h"
#include "text/i18n.h"
#include "text/number.h"

struct _EvPeoplePage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwWindowTitle *title;
  GtkWidget *duplicates;
  GtkSearchEntry *search;
  EvCodeDrop *municipality;
  EvCodeDrop *attended;
  EvCodeDrop *consent;
  EvCodeDrop *community;
  GtkStack *stack;
  GtkListView *list;

  EvRegister *reg;
  EvPeopleModel *model;
};

G_DEFINE_FINAL_TYPE (EvPeoplePage, ev_people_page, ADW_TYPE_BIN)

/* Looking */

typedef struct {
  char *text, *municipality, *community;
  EvPeopleFilter filter;
  EvLanguage language;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->text);
  g_free (look->municipality);
  g_free (look->community);
  g_free (look);
}

static void
look_job (GTask *task, EvStore *store, gpointer data)
{
  Look *look = data;
  GError *error = NULL;
  GArray *places =
      ev_people_list (store, &look->filter, look->language, g_task_get_cancellable (task), &error);

  if (places)
    g_task_return_pointer (task, places, (GDestroyNotify)g_array_unref);
  else
    g_task_return_error (task, error);
}

static void
read_attended (EvCodeDrop *drop, EvPeopleFilter *filter)
{
  const char *code = ev_code_drop_code (drop);

  filter->most = G_MAXUINT;
  if (g_strcmp0 (code, "none") == 0)
    filter->most = 0;
  else if (g_strcmp0 (code, "one") == 0)
    filter->least = filter->most = 1;
  else if (g_strcmp0 (code, "several") == 0)
    filter->least = 2;
}

static Look *
look_new (EvPeoplePage *self)
{
  Look *look = g_new0 (Look, 1);
  const char *consent = ev_code_drop_code (self->consent);

  look->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  look->municipality = g_strdup (ev_code_drop_code (self->municipality));
  look->community = g_strdup (ev_code_drop_code (self->community));
  look->filter = (EvPeopleFilter){ .text = look->text,
                                   .municipality = look->municipality,
                                   .community = look->community };
  if (consent)
    look->filter.consent =
        g_str_equal (consent, "recorded") ? EV_CONSENT_RECORDED : EV_CONSENT_MISSING;
  read_attended (self->attended, &look->filter);
  look->language = ev_language_get ();
  return look;
}

static gboolean
is_restricted (EvPeoplePage *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search)) ||
         ev_code_drop_code (self->municipality) || ev_code_drop_code (self->attended) ||
         ev_code_drop_code (self->consent) || ev_code_drop_code (self->community);
}

static void
show_count (EvPeoplePage *self, guint count)
{
  g_autofree char *number = ev_number_whole (count);
  g_autofree char *words = g_strdup_printf (ngettext ("%s person", "%s people", count), number);

  adw_window_title_set_subtitle (self->title, words);
  gtk_stack_set_visible_child_name (self->stack, count > 0              ? "list"
                                                 : is_restricted (self) ? "none"
                                                                        : "empty");
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvPeoplePage) self = data;
  g_autoptr (GError) error = NULL;
  GArray *places = g_task_propagate_pointer (G_TASK (result), &error);

  if (!ev_fresh_end (GTK_WIDGET (self))) {
    g_clear_pointer (&places, g_array_unref);
    return;
  }
  if (places) {
    show_count (self, places->len);
    ev_people_model_take (self->model, places);
  } else {
    ev_say_error (GTK_WIDGET (self), error);
  }
}

/* One look at a time: what is typed meanwhile is looked for next. */
static void
load (EvPeoplePage *self)
{
  GCancellable *cancellable = NULL;

  if (self->reg && ev_register_store (self->reg))
    cancellable = ev_fresh_begin (GTK_WIDGET (self));
  if (!cancellable)
    return;
  ev_register_look (self->reg, look_job, look_new (self), look_free, cancellable, looked_cb,
                    g_object_ref (self));
}

/* The list */

static void
activated_cb (EvPeoplePage *self, guint position)
{
  g_autoptr (EvPeopleItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const EvPeopleRow *row = item ? ev_people_item_row (item) : NULL;
  g_autofree char *place = row ? g_strconcat ("person/", row->person->id, NULL) : NULL;

  if (place)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "s", place);
}

static void
setup_cb (EvPeoplePage *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, ev_people_line_new ());
}

static void
bind_cb (EvPeoplePage *self, GtkListItem *item)
{
  ev_people_line_show (EV_PEOPLE_LINE (gtk_list_item_get_child (item)), self->reg,
                       gtk_list_item_get_item (item));
}

/* Filters */

static void
clear_cb (EvPeoplePage *self)
{
  EvCodeDrop *drops[] = { self->municipality, self->attended, self->consent, self->community };

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  for (guint i = 0; i < G_N_ELEMENTS (drops); i++)
    ev_code_drop_set_code (drops[i], NULL);
}

static void
fill_filters (EvPeoplePage *self)
{
  ev_code_drop_add (self->municipality, NULL, _ ("All municipalities"));
  ev_code_drop_add (self->municipality, "", _ ("Municipality not stated"));
  ev_code_drop_add_list (self->municipality, self->reg, "municipality");
  ev_code_drop_add (self->attended, NULL, _ ("Any number of events"));
  ev_code_drop_add (self->attended, "none", _ ("Attended no event"));
  ev_code_drop_add (self->attended, "one", _ ("Attended one event"));
  ev_code_drop_add (self->attended, "several", _ ("Attended two or more"));
  ev_code_drop_add (self->consent, NULL, _ ("With or without consent"));
  ev_code_drop_add (self->consent, "recorded", _ ("Consent recorded"));
  ev_code_drop_add (self->consent, "missing", _ ("No consent recorded"));
  ev_code_drop_add (self->community, NULL, _ ("All communities"));
  ev_code_drop_add (self->community, "", _ ("Community not recorded"));
  ev_code_drop_add_list (self->community, self->reg, "community");
}

static void
find_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (EV_PEOPLE_PAGE (widget)->search));
}

/* Class */

GtkWidget *
ev_people_page_new (EvRegister *reg)
{
  EvPeoplePage *self = g_object_new (EV_TYPE_PEOPLE_PAGE, NULL);
  gboolean coordinator = ev_role_is_coordinator (reg);
  GtkSelectionModel *selection;

  self->reg = g_object_ref (reg);
  ev_fresh_keep (GTK_WIDGET (self), reg, G_CALLBACK (load));
  fill_filters (self);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->community)), coordinator);
  gtk_widget_set_visible (self->duplicates, coordinator);
  self->model = ev_people_model_new (reg);
  selection =
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model))));
  gtk_list_view_set_model (self->list, selection);
  g_object_unref (selection);
  ev_header_end_set_register (self->header_end, reg);
  return GTK_WIDGET (self);
}

static void
ev_people_page_dispose (GObject *object)
{
  EvPeoplePage *self = EV_PEOPLE_PAGE (object);

  g_clear_object (&self->model);
  G_OBJECT_CLASS (ev_people_page_parent_class)->dispose (object);
}

static void
ev_people_page_finalize (GObject *object)
{
  EvPeoplePage *self = EV_PEOPLE_PAGE (object);

  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_people_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvPeoplePage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvPeoplePage, title);
  gtk_widget_class_bind_template_child (widget_class, EvPeoplePage, duplicates);
  gtk_widget_class_bind_template_child (widget_class, EvPeoplePage, search);
  gtk_widget_class_bind_template_child (widget_class, EvPeoplePage, municipality);
  gtk_widget_class_bind_template_child (widget_class, EvPeoplePage, attended);
  gtk_widget_class_bind_template_child (widget_class, EvPeoplePage, consent);
  gtk_widget_class_bind_template_child (widget_class, EvPeoplePage, community);
  gtk_widget_class_bind_template_child (widget_class, EvPeoplePage, stack);
  gtk_widget_class_bind_template_child (widget_class, EvPeoplePage, list);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
ev_people_page_class_init (EvPeoplePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ev_people_page_dispose;
  G_OBJECT_CLASS (class)->finalize = ev_people_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  g_type_ensure (EV_TYPE_CODE_DROP);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "page.find", NULL, find_action);
}

static void
ev_people_page_init (EvPeoplePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
