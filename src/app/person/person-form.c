/* A new person, in the order in which people say who they are. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/person/person-form.h"

#include <string.h>

#include "app/controls/choice-row.h"
#include "app/controls/code-row.h"
#include "app/controls/field-row.h"
#include "app/controls/say.h"
#include "app/kiosk/consent-text.h"
#include "app/person/alike-list.h"
#include "app/person/difference-group.h"
#include "text/date.h"
#include "text/i18n.h"
#include "text/reason-text.h"

#define NOT_OFFERED "unknown" /* for imports only */
#define AGE_OF_CONSENT 16     /* where the project says nothing */

struct _EvPersonForm {
  AdwBin parent_instance;

  /* Template */
  GtkWidget *scrolled;
  GtkStack *pages;
  GtkLabel *heading;
  EvAlikeList *alike;
  EvDifferenceGroup *differences;
  GtkWidget *given_name, *family_name, *gender, *birth_year, *municipality, *institution, *position,
      *phone, *email, *consent, *guardian, *community, *disability, *photo;
  GtkButton *save;

  EvRegister *reg;
  char *consent_version;
  int age_of_consent;
  gboolean filling; /* by the program */
};

enum { SAVE, CLOSE, SAME, EDITED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EvPersonForm, ev_person_form, ADW_TYPE_BIN)

/* Fields and the controls they are asked with */

typedef enum { TEXT, CODE, CHOICE, SWITCH } Control;

static const struct {
  const char *field;
  Control control;
  gsize offset;
  gboolean number;
} fields[] = {
#define FIELD(name, ...)                                                                           \
  {                                                                                                \
#name, __VA_ARGS__                                                                             \
  }
  FIELD (given_name, TEXT, G_STRUCT_OFFSET (EvPersonForm, given_name)),
  FIELD (family_name, TEXT, G_STRUCT_OFFSET (EvPersonForm, family_name)),
  FIELD (gender, CHOICE, G_STRUCT_OFFSET (EvPersonForm, gender)),
  FIELD (birth_year, TEXT, G_STRUCT_OFFSET (EvPersonForm, birth_year), .number = TRUE),
  FIELD (municipality, CODE, G_STRUCT_OFFSET (EvPersonForm, municipality)),
  FIELD (institution, TEXT, G_STRUCT_OFFSET (EvPersonForm, institution)),
  FIELD (position, TEXT, G_STRUCT_OFFSET (EvPersonForm, position)),
  FIELD (phone, TEXT, G_STRUCT_OFFSET (EvPersonForm, phone)),
  FIELD (email, TEXT, G_STRUCT_OFFSET (EvPersonForm, email)),
  FIELD (consent, CHOICE, G_STRUCT_OFFSET (EvPersonForm, consent)),
  FIELD (guardian, TEXT, G_STRUCT_OFFSET (EvPersonForm, guardian)),
  FIELD (community, CHOICE, G_STRUCT_OFFSET (EvPersonForm, community)),
  FIELD (disability, CHOICE, G_STRUCT_OFFSET (EvPersonForm, disability), .number = TRUE),
  FIELD (photo_consent, SWITCH, G_STRUCT_OFFSET (EvPersonForm, photo), .number = TRUE),
#undef FIELD
};

static GtkWidget *
control_of (EvPersonForm *self, guint index)
{
  return G_STRUCT_MEMBER (GtkWidget *, self, fields[index].offset);
}

/* What stands there, owned; NULL for nothing. */
static char *
value_of (EvPersonForm *self, guint index)
{
  GtkWidget *control = control_of (self, index);

  switch (fields[index].control) {
  case CODE:
    return g_strdup (ev_code_row_code (EV_CODE_ROW (control)));
  case CHOICE:
    return g_strdup (ev_choice_row_code (EV_CHOICE_ROW (control)));
  case SWITCH:
    return gtk_switch_get_active (GTK_SWITCH (control)) ? g_strdup ("1") : NULL;
  case TEXT:
  default:
    return ev_field_row_text (ADW_ENTRY_ROW (control));
  }
}

static void
set_value (EvPersonForm *self, guint index, const char *text)
{
  GtkWidget *control = control_of (self, index);

  switch (fields[index].control) {
  case CODE:
    ev_code_row_set_code (EV_CODE_ROW (control), text);
    break;
  case CHOICE:
    ev_choice_row_set_codes (EV_CHOICE_ROW (control), text);
    break;
  case SWITCH:
    gtk_switch_set_active (GTK_SWITCH (control), text != NULL);
    break;
  case TEXT:
  default:
    gtk_editable_set_text (GTK_EDITABLE (control), text ? text : "");
    ev_field_row_complain (ADW_ENTRY_ROW (control), NULL);
  }
}

static int
born (EvPersonForm *self)
{
  g_autofree char *typed = ev_field_row_text (ADW_ENTRY_ROW (self->birth_year));
  guint64 year = 0;

  return typed && g_ascii_string_to_unsigned (typed, 10, 1900, 2199, &year, NULL) ? (int)year : 0;
}

/* What follows from what is typed */

static void
look_for_alike (EvPersonForm *self)
{
  g_autofree char *given = ev_field_row_text (ADW_ENTRY_ROW (self->given_name));
  g_autofree char *family = ev_field_row_text (ADW_ENTRY_ROW (self->family_name));
  g_autofree char *phone = ev_field_row_text (ADW_ENTRY_ROW (self->phone));
  const EvLikenessPerson person = { given, family, born (self), phone,
                                    ev_code_row_code (EV_CODE_ROW (self->municipality)) };

  ev_alike_list_show (self->alike, self->reg, &person);
}

/* Whether a guardian has to agree: by the year alone she may not have reached the age. */
static gboolean
may_be_under_age (EvPersonForm *self)
{
  g_autofree char *today = ev_register_today (self->reg);
  int year = 0, month, day;

  ev_date_split (today, &year, &month, &day);
  return born (self) > 0 && year - born (self) <= self->age_of_consent;
}

static void
show_dependants (EvPersonForm *self)
{
  gboolean consents = ev_choice_row_code (EV_CHOICE_ROW (self->consent)) != NULL;

  gtk_widget_set_sensitive (self->community, consents);
  gtk_widget_set_sensitive (self->disability, consents);
  gtk_widget_set_visible (self->guardian, consents && may_be_under_age (self));
  if (consents)
    return;
  ev_choice_row_set_codes (EV_CHOICE_ROW (self->community), NULL);
  ev_choice_row_set_codes (EV_CHOICE_ROW (self->disability), NULL);
}

static void
edited_cb (EvPersonForm *self)
{
  if (self->filling || !self->reg)
    return;
  show_dependants (self);
  look_for_alike (self);
  g_signal_emit (self, signals[EDITED], 0);
}

/* The form as a whole */

char *
ev_person_form_name (EvPersonForm *self)
{
  g_autofree char *given = ev_field_row_text (ADW_ENTRY_ROW (self->given_name));
  g_autofree char *family = ev_field_row_text (ADW_ENTRY_ROW (self->family_name));

  return g_strstrip (g_strconcat (given ? given : "", " ", family ? family : "", NULL));
}

static void
show_page (EvPersonForm *self, gboolean differences)
{
  gtk_stack_set_visible_child_name (self->pages, differences ? "differences" : "fields");
  gtk_label_set_label (self->heading, differences ? _ ("What is right?") : _ ("New participant"));
  gtk_button_set_label (self->save, differences ? _ ("Check in") : _ ("Save and check in"));
}

static gboolean
asks_about_differences (EvPersonForm *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->pages), "differences");
}

void
ev_person_form_clear (EvPersonForm *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    set_value (self, i, NULL);
  self->filling = FALSE;
  ev_difference_group_clear (self->differences);
  show_page (self, FALSE);
  edited_cb (self);
}

/* The last word is the surname, unless there is only one. */
static void
split_name (EvPersonForm *self, const char *typed)
{
  g_autofree char *name = g_strstrip (g_strdup (typed));
  char *last = strrchr (name, ' ');

  if (last) {
    *last = '\0';
    gtk_editable_set_text (GTK_EDITABLE (self->family_name), last + 1);
  }
  gtk_editable_set_text (GTK_EDITABLE (self->given_name), g_strstrip (name));
}

/* What is to be said next, with what is typed already. */
static GtkWidget *
first_question (EvPersonForm *self)
{
  if (!*gtk_editable_get_text (GTK_EDITABLE (self->given_name)))
    return self->given_name;
  return *gtk_editable_get_text (GTK_EDITABLE (self->family_name)) ? self->gender
                                                                   : self->family_name;
}

void
ev_person_form_begin (EvPersonForm *self, const char *typed, const char *municipality)
{
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  show_page (self, FALSE);
  if (typed && *typed) {
    ev_person_form_clear (self);
    split_name (self, typed);
  }
  ev_code_row_set_list (EV_CODE_ROW (self->municipality), ev_register_lists (self->reg),
                        "municipality", municipality);
  gtk_adjustment_set_value (adjustment, 0);
  gtk_widget_child_focus (first_question (self), GTK_DIR_TAB_FORWARD);
}

/* Reading */

static GtkWidget *
complain (GtkWidget *row, const char *sentence)
{
  ev_field_row_complain (ADW_ENTRY_ROW (row), sentence);
  return row;
}

/* Whether what is typed can be understood; what is not is said in its row. */
static gboolean
check (EvPersonForm *self)
{
  g_autofree char *given = ev_field_row_text (ADW_ENTRY_ROW (self->given_name));
  g_autofree char *year = ev_field_row_text (ADW_ENTRY_ROW (self->birth_year));
  g_autofree char *guardian = ev_field_row_text (ADW_ENTRY_ROW (self->guardian));
  GtkWidget *wrong = NULL;

  if (gtk_widget_get_visible (self->guardian) && !guardian)
    wrong = complain (self->guardian, _ ("Type the name of the parent or guardian who agrees."));
  if (ev_code_row_is_wrong (EV_CODE_ROW (self->municipality)))
    wrong = complain (self->municipality, _ ("There is no municipality of this name."));
  if (year && born (self) == 0)
    wrong = complain (self->birth_year, _ ("Type the year with four digits, such as 1987."));
  if (!given)
    wrong = complain (self->given_name, _ ("Type at least the first name."));
  if (wrong)
    gtk_widget_grab_focus (wrong);
  return wrong == NULL;
}

static void
take (EvPersonForm *self, EvChange *change, guint index)
{
  g_autofree char *text = value_of (self, index);

  if (!text || !gtk_widget_get_visible (control_of (self, index)))
    return;
  if (fields[index].number)
    ev_change_set_integer (change, fields[index].field, g_ascii_strtoll (text, NULL, 10));
  else
    ev_change_set_text (change, fields[index].field, text);
}

EvChange *
ev_person_form_change (EvPersonForm *self)
{
  EvClock clock = ev_clock_system ();
  EvChange *change;

  if (!check (self))
    return NULL;
  change = ev_change_new (EV_KIND_PERSON, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    take (self, change, i);
  if (ev_change_find (change, "consent")) {
    ev_change_set_integer (change, "consent_at", ev_clock_now (&clock));
    ev_change_set_text (change, "consent_version", self->consent_version);
  }
  return change;
}

static void
complain_about (EvPersonForm *self, const char *field, const char *sentence)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    GtkWidget *control = control_of (self, i);
    if (g_strcmp0 (field, fields[i].field) != 0)
      continue;
    if (ADW_IS_ENTRY_ROW (control))
      gtk_widget_grab_focus (complain (control, sentence));
    else if (EV_IS_CHOICE_ROW (control))
      ev_choice_row_complain (EV_CHOICE_ROW (control), sentence);
    return;
  }
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
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), !busy);
}

/* Drafts */

cJSON *
ev_person_form_draft (EvPersonForm *self)
{
  cJSON *draft = cJSON_CreateObject ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    g_autofree char *text = value_of (self, i);
    if (text)
      cJSON_AddStringToObject (draft, fields[i].field, text);
  }
  if (!draft->child)
    g_clear_pointer (&draft, cJSON_Delete);
  return draft;
}

void
ev_person_form_restore (EvPersonForm *self, const cJSON *draft)
{
  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    set_value (self, i, cJSON_GetStringValue (cJSON_GetObjectItem (draft, fields[i].field)));
  self->filling = FALSE;
  show_dependants (self);
  look_for_alike (self);
}

/* Somebody who is known */

static void
same_cb (EvPersonForm *self, const char *person)
{
  g_autoptr (EvChange) change = ev_person_form_change (self);
  g_autoptr (GError) error = NULL;

  if (!change)
    return;
  if (!ev_difference_group_compare (self->differences, self->reg, person, change, &error))
    ev_say_error (GTK_WIDGET (self), error);
  else if (ev_difference_group_is_settled (self->differences))
    g_signal_emit (self, signals[SAME], 0, person);
  else
    show_page (self, TRUE);
}

EvChange *
ev_person_form_fill (EvPersonForm *self)
{
  return ev_difference_group_change (self->differences);
}

static void
back_cb (EvPersonForm *self)
{
  show_page (self, FALSE);
}

void
ev_person_form_submit (EvPersonForm *self)
{
  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->save)))
    return;
  if (asks_about_differences (self))
    g_signal_emit (self, signals[SAME], 0, ev_difference_group_person (self->differences));
  else
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
  if (asks_about_differences (self))
    back_cb (self);
  else
    close_cb (self);
  return TRUE;
}

/* Making */

static void
add_answers (GtkWidget *row, EvRegister *reg, const char *list)
{
  const char *const *codes = ev_lists_codes (ev_register_lists (reg), list);

  for (; *codes; codes++) {
    if (strcmp (*codes, NOT_OFFERED) != 0 && strcmp (*codes, "withdrawn") != 0)
      ev_choice_row_add (EV_CHOICE_ROW (row), *codes, ev_register_name (reg, list, *codes), FALSE);
  }
}

static gboolean
asks (const EvRecord *project, const char *field)
{
  const char *extra = project ? ev_record_text (project, "extra_fields") : NULL;
  g_auto (GStrv) asked = g_strsplit (extra ? extra : "", ";", -1);

  return g_strv_contains ((const char *const *)asked, field);
}

static void
ask_as_project_says (EvPersonForm *self)
{
  g_autoptr (EvRecord) project =
      ev_store_read (ev_register_store (self->reg), EV_KIND_PROJECT, EV_STORE_PROJECT_ID, NULL);
  g_autofree char *text = ev_consent_text (project, ev_language_get (), &self->consent_version);

  self->age_of_consent = project && ev_record_value (project, "age_of_consent")
                             ? (int)ev_record_integer (project, "age_of_consent")
                             : AGE_OF_CONSENT;
  g_object_set (self->consent, "hint", text, NULL);
  gtk_widget_set_visible (self->position, asks (project, "position"));
  gtk_widget_set_visible (self->email, asks (project, "email"));
  gtk_widget_set_visible (self->disability, asks (project, "disability"));
}

void
ev_person_form_set_register (EvPersonForm *self, EvRegister *reg)
{
  g_return_if_fail (!self->reg);
  self->reg = g_object_ref (reg);
  ev_code_row_set_list (EV_CODE_ROW (self->municipality), ev_register_lists (reg), "municipality",
                        NULL);
  add_answers (self->gender, reg, "gender");
  add_answers (self->consent, reg, "consent_form");
  add_answers (self->community, reg, "community");
  ev_choice_row_add (EV_CHOICE_ROW (self->disability), "1", _ ("Yes"), FALSE);
  ev_choice_row_add (EV_CHOICE_ROW (self->disability), "0", _ ("No"), FALSE);
  ask_as_project_says (self);
  show_dependants (self);
}

static void
ev_person_form_finalize (GObject *object)
{
  EvPersonForm *self = EV_PERSON_FORM (object);

  g_free (self->consent_version);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_person_form_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/person-form.ui");
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, scrolled);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, pages);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, heading);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, alike);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, differences);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, given_name);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, family_name);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, gender);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, birth_year);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, municipality);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, institution);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, position);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, phone);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, email);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, consent);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, guardian);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, community);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, disability);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, photo);
  gtk_widget_class_bind_template_child (widget_class, EvPersonForm, save);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, same_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, ev_person_form_submit);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
}

static void
ev_person_form_class_init (EvPersonFormClass *class)
{
  static const char *const names[] = { "save", "close", "same", "edited" };

  G_OBJECT_CLASS (class)->finalize = ev_person_form_finalize;
  for (guint i = 0; i < N_SIGNALS; i++) {
    if (i == SAME)
      signals[i] = g_signal_new (names[i], EV_TYPE_PERSON_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
    else
      signals[i] = g_signal_new (names[i], EV_TYPE_PERSON_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  }
  g_type_ensure (EV_TYPE_CHOICE_ROW);
  g_type_ensure (EV_TYPE_CODE_ROW);
  g_type_ensure (EV_TYPE_ALIKE_LIST);
  g_type_ensure (EV_TYPE_DIFFERENCE_GROUP);
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
ev_person_form_init (EvPersonForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->age_of_consent = AGE_OF_CONSENT;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    if (ADW_IS_ENTRY_ROW (control_of (self, i)))
      ev_field_row_enter_moves_on (ADW_ENTRY_ROW (control_of (self, i)));
  }
}
