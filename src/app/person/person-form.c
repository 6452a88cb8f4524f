/* A new person, in the order in which people say who they are. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/person/person-form.h"

#include <string.h>

#include "app/checkin/person-words.h"
#include "app/controls/choice-row.h"
#include "app/controls/code-row.h"
#include "app/controls/field-row.h"
#include "app/controls/say.h"
#include "text/i18n.h"
#include "text/reason-text.h"

#define ALIKE_SHOWN 3
#define CONSENT_VERSION "1"   /* of the consent text in ui/person-form.ui */
#define NOT_OFFERED "unknown" /* for imports only */

struct _EvPersonForm {
  AdwBin parent_instance;

  /* Template */
  GtkWidget *scrolled;
  AdwEntryRow *given_name;
  AdwEntryRow *family_name;
  AdwPreferencesGroup *alike;
  EvChoiceRow *gender;
  AdwEntryRow *birth_year;
  EvCodeRow *municipality;
  AdwEntryRow *institution;
  AdwEntryRow *phone;
  EvChoiceRow *consent;
  EvChoiceRow *community;
  GtkWidget *photo;
  GtkWidget *save;

  EvRegister *reg;
  GPtrArray *alike_rows; /* borrowed */
};

enum { SAVE, CLOSE, SAME, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EvPersonForm, ev_person_form, ADW_TYPE_BIN)

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

/* The same person? */

static void
same_clicked_cb (EvPersonForm *self, GtkWidget *button)
{
  g_autofree char *id = g_strdup (gtk_widget_get_name (button));

  g_signal_emit (self, signals[SAME], 0, id);
}

static void
add_alike (EvPersonForm *self, const EvPersonRow *person)
{
  g_autofree char *name = ev_person_words_name (person);
  g_autofree char *details = ev_person_words_details (self->reg, person);
  g_autofree char *label = g_strdup_printf (_ ("It is %s"), name);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("It is this person"));

  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  gtk_widget_set_name (button, person->id);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (same_clicked_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->alike, row);
  g_ptr_array_add (self->alike_rows, row);
}

static void
name_changed_cb (EvPersonForm *self)
{
  g_autofree char *given = ev_field_row_text (self->given_name);
  g_autofree char *family = ev_field_row_text (self->family_name);
  g_autofree char *name = ev_person_form_name (self);
  g_autoptr (GPtrArray) people = NULL;

  for (guint i = 0; i < self->alike_rows->len; i++)
    adw_preferences_group_remove (self->alike, self->alike_rows->pdata[i]);
  g_ptr_array_set_size (self->alike_rows, 0);
  if (given && family && ev_register_store (self->reg))
    people = ev_search_people (ev_register_store (self->reg), name, NULL, ALIKE_SHOWN, NULL);
  for (guint i = 0; people && i < people->len; i++)
    add_alike (self, people->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->alike), self->alike_rows->len > 0);
}

/* Consent */

static void
consent_changed_cb (EvPersonForm *self)
{
  gboolean consents = ev_choice_row_code (self->consent) != NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->community), consents);
  if (!consents)
    ev_choice_row_set_codes (self->community, NULL);
}

/* The form as a whole */

char *
ev_person_form_name (EvPersonForm *self)
{
  g_autofree char *given = ev_field_row_text (self->given_name);
  g_autofree char *family = ev_field_row_text (self->family_name);

  return g_strstrip (g_strconcat (given ? given : "", " ", family ? family : "", NULL));
}

void
ev_person_form_clear (EvPersonForm *self)
{
  AdwEntryRow *rows[] = { self->given_name, self->family_name, self->birth_year, self->institution,
                          self->phone };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    set_text (rows[i], NULL);
    ev_field_row_complain (rows[i], NULL);
  }
  ev_code_row_set_code (self->municipality, NULL);
  ev_choice_row_set_codes (self->gender, NULL);
  ev_choice_row_set_codes (self->consent, NULL);
  gtk_switch_set_active (GTK_SWITCH (self->photo), FALSE);
  consent_changed_cb (self);
}

/* The last word is the surname, unless there is only one. */
static void
split_name (EvPersonForm *self, const char *typed)
{
  g_autofree char *name = g_strstrip (g_strdup (typed));
  char *last = strrchr (name, ' ');

  if (last) {
    *last = '\0';
    set_text (self->family_name, last + 1);
  }
  set_text (self->given_name, g_strstrip (name));
}

void
ev_person_form_begin (EvPersonForm *self, const char *typed, const char *municipality)
{
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  if (typed && *typed) {
    ev_person_form_clear (self);
    split_name (self, typed);
  }
  ev_code_row_set_list (self->municipality, ev_register_lists (self->reg), "municipality",
                        municipality);
  gtk_adjustment_set_value (adjustment, 0);
  gtk_widget_grab_focus (
      GTK_WIDGET (typed && strchr (typed, ' ') ? self->family_name : self->given_name));
}

/* Whether what is typed can be understood; the year goes to `year`, 0 where there is none. */
static gboolean
check (EvPersonForm *self, gint64 *year)
{
  g_autofree char *given = ev_field_row_text (self->given_name);
  g_autofree char *typed = ev_field_row_text (self->birth_year);
  GtkWidget *wrong = NULL;
  guint64 number = 0;

  if (ev_code_row_is_wrong (self->municipality)) {
    ev_field_row_complain (ADW_ENTRY_ROW (self->municipality),
                           _ ("There is no municipality of this name."));
    wrong = GTK_WIDGET (self->municipality);
  }
  if (typed && !g_ascii_string_to_unsigned (typed, 10, 0, G_MAXINT, &number, NULL)) {
    ev_field_row_complain (self->birth_year, _ ("Type the year with four digits, such as 1987."));
    wrong = GTK_WIDGET (self->birth_year);
  }
  if (!given) {
    ev_field_row_complain (self->given_name, _ ("Type at least the first name."));
    wrong = GTK_WIDGET (self->given_name);
  }
  *year = (gint64)number;
  if (wrong)
    gtk_widget_grab_focus (wrong);
  return wrong == NULL;
}

static void
take_row (EvChange *change, const char *field, AdwEntryRow *row)
{
  g_autofree char *text = ev_field_row_text (row);

  if (text)
    ev_change_set_text (change, field, text);
}

static void
take_consent (EvPersonForm *self, EvChange *change)
{
  const char *consent = ev_choice_row_code (self->consent);
  const char *community = ev_choice_row_code (self->community);
  EvClock clock = ev_clock_system ();

  if (!consent)
    return;
  ev_change_set_text (change, "consent", consent);
  ev_change_set_integer (change, "consent_at", ev_clock_now (&clock));
  ev_change_set_text (change, "consent_version", CONSENT_VERSION);
  if (community)
    ev_change_set_text (change, "community", community);
}

EvChange *
ev_person_form_change (EvPersonForm *self)
{
  g_autoptr (EvChange) change = ev_change_new (EV_KIND_PERSON, NULL);
  const char *gender = ev_choice_row_code (self->gender);
  const char *municipality = ev_code_row_code (self->municipality);
  gint64 year;

  if (!check (self, &year))
    return NULL;
  take_row (change, "given_name", self->given_name);
  take_row (change, "family_name", self->family_name);
  take_row (change, "institution", self->institution);
  take_row (change, "phone", self->phone);
  if (gender)
    ev_change_set_text (change, "gender", gender);
  if (municipality)
    ev_change_set_text (change, "municipality", municipality);
  if (year > 0)
    ev_change_set_integer (change, "birth_year", year);
  if (gtk_switch_get_active (GTK_SWITCH (self->photo)))
    ev_change_set_integer (change, "photo_consent", 1);
  take_consent (self, change);
  return g_steal_pointer (&change);
}

static void
complain_about (EvPersonForm *self, const char *field, const char *sentence)
{
  const struct {
    const char *field;
    AdwEntryRow *row;
  } rows[] = {
    { "given_name", self->given_name },   { "family_name", self->family_name },
    { "birth_year", self->birth_year },   { "municipality", ADW_ENTRY_ROW (self->municipality) },
    { "institution", self->institution }, { "phone", self->phone },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (g_strcmp0 (field, rows[i].field) == 0) {
      ev_field_row_complain (rows[i].row, sentence);
      gtk_widget_grab_focus (GTK_WIDGET (rows[i].row));
      return;
    }
  }
  if (g_strcmp0 (field, "community") == 0)
    ev_choice_row_complain (self->community, sentence);
  else
    ev_say (GTK_WIDGET (self), sentence);
}

void
ev_person_form_complain (EvPersonForm *self, GPtrArray *problems)
{
  for (guint i = problems->len; i-- > 0;) {
    const EvProblem *problem = problems->pdata[i];
    g_autofree char *sentence = ev_reason_text (ev_reason_name (problem->reason), problem->field,
                                                problem->min, problem->max);

    complain_about (self, problem->field, sentence);
  }
}

void
ev_person_form_set_busy (EvPersonForm *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->save, !busy);
}

static void
save_cb (EvPersonForm *self)
{
  if (gtk_widget_get_sensitive (self->save))
    g_signal_emit (self, signals[SAVE], 0);
}

static void
close_cb (EvPersonForm *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

static gboolean
key_cb (EvPersonForm *self, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_Escape)
    return FALSE;
  close_cb (self);
  return TRUE;
}

static void
add_answers (EvChoiceRow *row, EvRegister *reg, const char *list)
{
  const char *const *codes = ev_lists_codes (ev_register_lists (reg), list);

  for (; *codes; codes++) {
    if (strcmp (*codes, NOT_OFFERED) != 0 && strcmp (*codes, "withdrawn") != 0)
      ev_choice_row_add (row, *codes, ev_register_name (reg, list, *codes), FALSE);
  }
}

void
ev_person_form_set_register (EvPersonForm *self, EvRegister *reg)
{
  g_return_if_fail (!self->reg);
  self->reg = g_object_ref (reg);
  ev_code_row_set_list (self->municipality, ev_register_lists (reg), "municipality", NULL);
  add_answers (self->gender, reg, "gender");
  add_answers (self->consent, reg, "consent_form");
  add_answers (self->community, reg, "community");
  consent_changed_cb (self);
}

static void
ev_person_form_finalize (GObject *object)
{
  EvPersonForm *self = EV_PERSON_FORM (object);

  g_ptr_array_unref (self->alike_rows);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_person_form_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/person-form.ui");
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, scrolled);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, given_name);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, family_name);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, alike);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, gender);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, birth_year);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, municipality);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, institution);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, phone);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, consent);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, community);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, photo);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, save);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, consent_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
}

static void
ev_person_form_class_init (EvPersonFormClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_person_form_finalize;
  signals[SAVE] = g_signal_new ("save", EV_TYPE_PERSON_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[CLOSE] = g_signal_new ("close", EV_TYPE_PERSON_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[SAME] = g_signal_new ("same", EV_TYPE_PERSON_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (EV_TYPE_CHOICE_ROW);
  g_type_ensure (EV_TYPE_CODE_ROW);
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
ev_person_form_init (EvPersonForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->alike_rows = g_ptr_array_new ();
  ev_field_row_enter_moves_on (self->given_name);
  ev_field_row_enter_moves_on (self->family_name);
  ev_field_row_enter_moves_on (self->birth_year);
  ev_field_row_enter_moves_on (ADW_ENTRY_ROW (self->municipality));
  ev_field_row_enter_moves_on (self->institution);
  ev_field_row_enter_moves_on (self->phone);
}
