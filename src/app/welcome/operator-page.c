/* Who sits at the laptop. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/welcome/operator-page.h"

#include "app/controls/say.h"
#include "app/window/header-end.h"
#include "text/i18n.h"

/* The operator who need not be asked, among the facts of this laptop. */
#define SETTING_REMEMBERED "app.operator"

struct _EvOperatorPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  GtkWidget *names; /* AdwPreferencesGroup */
  GtkWidget *name;
  GtkWidget *add;
  GtkWidget *remember;

  EvRegister *reg;
};

G_DEFINE_FINAL_TYPE (EvOperatorPage, ev_operator_page, ADW_TYPE_BIN)

static gboolean
collect (const EvRecord *record, gpointer data)
{
  EvValue *active = ev_record_value (record, "active");

  if (!active || ev_value_integer (active))
    g_ptr_array_add (data, ev_record_copy (record));
  return TRUE;
}

static GPtrArray *
active_operators (EvRegister *reg)
{
  GPtrArray *operators = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_record_free);

  ev_store_each (ev_register_store (reg), EV_KIND_OPERATOR, NULL, collect, operators, NULL);
  return operators;
}

gboolean
ev_operator_page_settle (EvRegister *reg)
{
  g_autoptr (GPtrArray) operators = NULL;
  g_autofree char *remembered = NULL;

  if (ev_register_operator (reg))
    return TRUE;
  remembered = ev_store_setting (ev_register_store (reg), SETTING_REMEMBERED);
  if (!remembered)
    return FALSE;
  operators = active_operators (reg);
  if (operators->len != 1 || g_strcmp0 (ev_record_id (operators->pdata[0]), remembered) != 0)
    return FALSE;
  ev_register_set_operator (reg, remembered);
  return TRUE;
}

static void
choose (EvOperatorPage *self, const char *id)
{
  gboolean remember = gtk_switch_get_active (GTK_SWITCH (self->remember));
  g_autoptr (GError) error = NULL;

  if (!ev_store_set_setting (ev_register_store (self->reg), SETTING_REMEMBERED,
                             remember ? id : NULL, &error))
    ev_say_error (GTK_WIDGET (self), error);
  ev_register_set_operator (self->reg, id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.resume", NULL);
}

static void
name_clicked_cb (EvOperatorPage *self, GtkWidget *button)
{
  g_autofree char *id = g_strdup (gtk_widget_get_name (button));

  choose (self, id);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvOperatorPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  gtk_widget_set_sensitive (self->add, TRUE);
  if (ev_register_do_finish (EV_REGISTER (source), result, &id, NULL, NULL, &error))
    choose (self, id);
  else
    ev_say_error (GTK_WIDGET (self), error);
}

static void
add_cb (EvOperatorPage *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));
  g_autofree char *words = NULL;
  EvChange *wish;
  EvPlan *plan;

  if (!*g_strstrip (name))
    return;
  /* Translators: what was done, as undo will name it; %s is a person. */
  words = g_strdup_printf (_ ("%s works with this laptop"), name);
  plan = ev_plan_new (words);
  wish = ev_change_new (EV_KIND_OPERATOR, NULL);
  ev_change_set_text (wish, "name", name);
  ev_change_set_integer (wish, "active", 1);
  ev_plan_write (plan, wish);
  gtk_widget_set_sensitive (self->add, FALSE);
  ev_register_do (self->reg, plan, added_cb, g_object_ref (self));
}

static void
name_changed_cb (EvOperatorPage *self)
{
  gtk_widget_set_sensitive (self->add, *gtk_editable_get_text (GTK_EDITABLE (self->name)) != '\0');
}

static void
add_name (EvOperatorPage *self, const EvRecord *operator)
{
  const char *name = ev_record_text (operator, "name");
  g_autofree char *label = g_strdup_printf (_ ("I am %s"), name);
  g_autofree char *escaped = g_markup_escape_text (name, -1);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("That’s me"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (32, name, TRUE));
  gtk_widget_set_name (button, ev_record_id (operator));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (name_clicked_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->names), row);
}

static void
begin (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EvOperatorPage *self = EV_OPERATOR_PAGE (widget);

  if (!gtk_widget_get_visible (self->names))
    gtk_widget_grab_focus (self->name);
}

GtkWidget *
ev_operator_page_new (EvRegister *reg)
{
  EvOperatorPage *self = g_object_new (EV_TYPE_OPERATOR_PAGE, NULL);
  g_autoptr (GPtrArray) operators = active_operators (reg);
  g_autofree char *remembered = ev_store_setting (ev_register_store (reg), SETTING_REMEMBERED);

  self->reg = g_object_ref (reg);
  ev_header_end_set_register (self->header_end, reg);
  gtk_widget_set_visible (self->names, operators->len > 0);
  for (guint i = 0; i < operators->len; i++)
    add_name (self, operators->pdata[i]);
  gtk_switch_set_active (GTK_SWITCH (self->remember), remembered != NULL);
  return GTK_WIDGET (self);
}

static void
ev_operator_page_finalize (GObject *object)
{
  g_clear_object (&EV_OPERATOR_PAGE (object)->reg);
  G_OBJECT_CLASS (ev_operator_page_parent_class)->finalize (object);
}

static void
ev_operator_page_class_init (EvOperatorPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_operator_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/operator-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvOperatorPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvOperatorPage, names);
  gtk_widget_class_bind_template_child (widget_class, EvOperatorPage, name);
  gtk_widget_class_bind_template_child (widget_class, EvOperatorPage, add);
  gtk_widget_class_bind_template_child (widget_class, EvOperatorPage, remember);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_install_action (widget_class, "page.begin", NULL, begin);
}

static void
ev_operator_page_init (EvOperatorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
