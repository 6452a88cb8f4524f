/* A question with all its answers in sight, as buttons of equal size. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/controls/choice-row.h"

#include "names/fold.h"

struct _EvChoiceRow {
  AdwPreferencesRow parent_instance;

  GtkWidget *title;
  GtkWidget *hint;
  GtkWidget *grid;
  GtkWidget *problem;
  GPtrArray *buttons; /* of GtkToggleButton, borrowed; the code is their name */

  guint columns;
  guint column, line; /* where the next button goes */
  gboolean multiple;
  gboolean setting;
};

enum { PROP_COLUMNS = 1, PROP_MULTIPLE, PROP_HINT, N_PROPS };
static GParamSpec *properties[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (EvChoiceRow, ev_choice_row, ADW_TYPE_PREFERENCES_ROW)

static void
toggled_cb (EvChoiceRow *self, GtkToggleButton *button)
{
  if (self->setting)
    return;
  self->setting = TRUE;
  if (!self->multiple && gtk_toggle_button_get_active (button)) {
    for (guint i = 0; i < self->buttons->len; i++) {
      GtkToggleButton *other = g_ptr_array_index (self->buttons, i);
      gtk_toggle_button_set_active (other, other == button);
    }
  }
  self->setting = FALSE;
  ev_choice_row_complain (self, NULL);
  g_signal_emit (self, changed_signal, 0);
}

void
ev_choice_row_add (EvChoiceRow *self, const char *code, const char *label, gboolean wide)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *text = gtk_label_new (label);
  guint columns = self->columns ? self->columns : G_MAXUINT;

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), text);
  gtk_widget_set_name (button, code);
  gtk_widget_add_css_class (button, "answer");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
  if (self->column >= columns || (wide && self->column > 0)) {
    self->column = 0;
    self->line++;
  }
  gtk_grid_attach (GTK_GRID (self->grid), button, (int)self->column, (int)self->line,
                   wide ? (int)MAX (self->columns, 1) : 1, 1);
  self->column += wide ? columns : 1;
  g_ptr_array_add (self->buttons, button);
}

const char *
ev_choice_row_code (EvChoiceRow *self)
{
  for (guint i = 0; i < self->buttons->len; i++) {
    GtkToggleButton *button = g_ptr_array_index (self->buttons, i);
    if (gtk_toggle_button_get_active (button))
      return gtk_widget_get_name (GTK_WIDGET (button));
  }
  return NULL;
}

char *
ev_choice_row_codes (EvChoiceRow *self)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < self->buttons->len; i++) {
    GtkToggleButton *button = g_ptr_array_index (self->buttons, i);
    if (!gtk_toggle_button_get_active (button))
      continue;
    if (codes->len > 0)
      g_string_append_c (codes, ';');
    g_string_append (codes, gtk_widget_get_name (GTK_WIDGET (button)));
  }
  return codes->len > 0 ? g_string_free (g_steal_pointer (&codes), FALSE) : NULL;
}

void
ev_choice_row_set_codes (EvChoiceRow *self, const char *codes)
{
  g_auto (GStrv) chosen = g_strsplit (codes ? codes : "", ";", -1);

  self->setting = TRUE;
  for (guint i = 0; i < self->buttons->len; i++) {
    GtkToggleButton *button = g_ptr_array_index (self->buttons, i);
    const char *code = gtk_widget_get_name (GTK_WIDGET (button));
    gtk_toggle_button_set_active (button, g_strv_contains ((const char *const *)chosen, code));
  }
  self->setting = FALSE;
  ev_choice_row_complain (self, NULL);
}

void
ev_choice_row_complain (EvChoiceRow *self, const char *problem)
{
  gtk_label_set_label (GTK_LABEL (self->problem), problem ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
  if (problem)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

/* Keys */

static gboolean
is_chosen (gpointer button)
{
  return gtk_toggle_button_get_active (button);
}

static void
move_on (EvChoiceRow *self)
{
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                          GTK_DIR_TAB_FORWARD);
}

static gboolean
begins_with (GtkButton *button, const char *letter)
{
  GtkWidget *text = gtk_button_get_child (button);
  g_autofree char *answer = ev_fold_text (gtk_label_get_label (GTK_LABEL (text)));
  g_autofree char *typed = ev_fold_text (letter);

  return g_str_has_prefix (answer, typed);
}

/* The next answer that begins with the letter, after the one chosen; NULL if there is none. */
static GtkToggleButton *
answer_for (EvChoiceRow *self, const char *letter, guint *answers)
{
  guint start = 0;
  GtkToggleButton *found = NULL;

  for (guint i = 0; i < self->buttons->len; i++) {
    if (!self->multiple && is_chosen (self->buttons->pdata[i]))
      start = i + 1;
  }
  for (guint i = 0; i < self->buttons->len; i++) {
    GtkButton *button = self->buttons->pdata[(start + i) % self->buttons->len];
    if (!begins_with (button, letter))
      continue;
    *answers += 1;
    found = found ? found : GTK_TOGGLE_BUTTON (button);
  }
  return found;
}

/* A letter chooses the answer that begins with it. Enter goes on without choosing, so that nobody
 * answers by accident. */
static gboolean
key_cb (EvChoiceRow *self, guint key, guint code, GdkModifierType state)
{
  gunichar letter = gdk_keyval_to_unicode (key);
  char typed[7] = "";
  guint answers = 0;
  GtkToggleButton *answer;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) {
    move_on (self);
    return TRUE;
  }
  if (!g_unichar_isalpha (letter))
    return FALSE;
  typed[g_unichar_to_utf8 (letter, typed)] = '\0';
  answer = answer_for (self, typed, &answers);
  if (!answer)
    return FALSE;
  gtk_toggle_button_set_active (answer, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (answer));
  if (answers == 1)
    move_on (self);
  return TRUE;
}

/* Tab goes to the answer chosen, or the first, and then on to the next question. */
static gboolean
ev_choice_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  EvChoiceRow *self = EV_CHOICE_ROW (widget);
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (!tab)
    return GTK_WIDGET_CLASS (ev_choice_row_parent_class)->focus (widget, direction);
  if (gtk_widget_get_focus_child (widget) || !gtk_widget_is_sensitive (widget))
    return FALSE;
  for (guint i = 0; i < self->buttons->len; i++) {
    if (is_chosen (self->buttons->pdata[i]))
      return gtk_widget_grab_focus (self->buttons->pdata[i]);
  }
  return self->buttons->len > 0 && gtk_widget_grab_focus (self->buttons->pdata[0]);
}

static void
title_changed_cb (EvChoiceRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

static void
ev_choice_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  EvChoiceRow *self = EV_CHOICE_ROW (object);

  switch (id) {
  case PROP_COLUMNS:
    self->columns = g_value_get_uint (value);
    break;
  case PROP_MULTIPLE:
    self->multiple = g_value_get_boolean (value);
    break;
  case PROP_HINT:
    gtk_label_set_label (GTK_LABEL (self->hint), g_value_get_string (value));
    gtk_widget_set_visible (self->hint, g_value_get_string (value) != NULL);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
ev_choice_row_finalize (GObject *object)
{
  g_ptr_array_unref (EV_CHOICE_ROW (object)->buttons);
  G_OBJECT_CLASS (ev_choice_row_parent_class)->finalize (object);
}

static void
ev_choice_row_class_init (EvChoiceRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->set_property = ev_choice_row_set_property;
  object_class->finalize = ev_choice_row_finalize;
  GTK_WIDGET_CLASS (class)->focus = ev_choice_row_focus;
  properties[PROP_COLUMNS] = g_param_spec_uint ("columns", NULL, NULL, 0, 10, 0,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MULTIPLE] = g_param_spec_boolean ("multiple", NULL, NULL, FALSE,
                                                    G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HINT] =
      g_param_spec_string ("hint", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  changed_signal = g_signal_new ("changed", EV_TYPE_CHOICE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
ev_choice_row_init (EvChoiceRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->buttons = g_ptr_array_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self), "choice");
  self->title = add_label (box, "caption");
  self->hint = add_label (box, "dim-label");
  gtk_widget_set_visible (self->hint, FALSE);
  self->grid =
      g_object_new (GTK_TYPE_GRID, "column-homogeneous", TRUE, "row-spacing", 6, "column-spacing",
                    6, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_box_append (GTK_BOX (box), self->grid);
  self->problem = add_label (box, "error");
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed_cb), NULL);
}
