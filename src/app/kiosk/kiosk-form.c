/* What a participant says of herself: consent, name, a few answers, signature; one step a page. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/kiosk/kiosk-form.h"

#include <string.h>

#include "app/controls/choice-row.h"
#include "app/controls/code-row.h"
#include "app/controls/field-row.h"
#include "app/kiosk/consent-text.h"
#include "app/kiosk/signature-pad.h"
#include "text/error-text.h"
#include "text/i18n.h"
#include "text/reason-text.h"

#define NOT_OFFERED "unknown" /* for imports only */
#define AGE_OF_CONSENT 16     /* where the project says nothing else */

typedef enum { CONSENT, PERSON, ABOUT, SIGNATURE, N_STEPS } Step;

struct _EvKioskForm {
  AdwBin parent_instance;

  /* Template */
  GtkWidget *progress, *heading, *scrolled, *consent_text, *signer, *back, *next;
  GtkStack *steps;
  EvChoiceRow *consent, *photo, *gender, *community;
  AdwEntryRow *given_name, *family_name, *birth_year, *guardian, *institution, *phone;
  EvCodeRow *municipality;
  EvSignaturePad *pad;

  EvRegister *reg;
  char *version; /* of the consent text */
  gint64 age_of_consent;
  Step step;
};

enum { DONE, CANCEL, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EvKioskForm, ev_kiosk_form, ADW_TYPE_BIN)

static const struct {
  const char *name;
  const char *heading;
} steps[N_STEPS] = {
  [CONSENT] = { "consent", NC_ ("self sign-in", "Before we begin") },
  [PERSON] = { "person", NC_ ("self sign-in", "Who are you?") },
  [ABOUT] = { "about", NC_ ("self sign-in", "A little about you") },
  [SIGNATURE] = { "signature", NC_ ("self sign-in", "Please sign here") },
};

static gboolean
agrees (EvKioskForm *self)
{
  return g_strcmp0 (ev_choice_row_code (self->consent), "yes") == 0;
}

/* Who does not consent is asked for the name alone. */
static gboolean
is_asked (EvKioskForm *self, Step step)
{
  return step != ABOUT || agrees (self);
}

/* Age */

/* The year typed; 0 where there is none, -1 where it is no year. */
static gint64
year_of_birth (EvKioskForm *self)
{
  g_autofree char *typed = ev_field_row_text (self->birth_year);
  guint64 year = 0;

  if (!typed)
    return 0;
  return g_ascii_string_to_unsigned (typed, 10, 1900, 2100, &year, NULL) ? (gint64)year : -1;
}

static gboolean
needs_guardian (EvKioskForm *self)
{
  g_autofree char *today = ev_register_today (self->reg);
  gint64 year = agrees (self) ? year_of_birth (self) : 0;

  return year > 0 && g_ascii_strtoll (today, NULL, 10) - year < self->age_of_consent;
}

static void
year_changed_cb (EvKioskForm *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->guardian), self->reg && needs_guardian (self));
}

/* Steps */

static void
show_progress (EvKioskForm *self)
{
  guint place = 0, count = 0;
  g_autofree char *words = NULL;

  for (Step step = CONSENT; step < N_STEPS; step++) {
    count += is_asked (self, step);
    place += step <= self->step && is_asked (self, step);
  }
  words = g_strdup_printf (C_ ("self sign-in", "Step %1$u of %2$u"), place, count);
  gtk_label_set_label (GTK_LABEL (self->progress), words);
}

static void
show_fields (EvKioskForm *self)
{
  GtkWidget *asked[] = { GTK_WIDGET (self->birth_year), GTK_WIDGET (self->municipality),
                         GTK_WIDGET (self->institution), GTK_WIDGET (self->phone) };

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    gtk_widget_set_visible (asked[i], agrees (self));
  year_changed_cb (self);
}

static void
show_signer (EvKioskForm *self)
{
  g_autofree char *given = ev_field_row_text (self->given_name);
  g_autofree char *family = ev_field_row_text (self->family_name);
  g_autofree char *name = g_strjoin (" ", given ? given : "", family, NULL);

  gtk_label_set_label (GTK_LABEL (self->signer), name);
}

/* The other pages are hidden, so that they take no room. "vhomogeneous" would do the same for the
 * height, but a stack that is homogeneous one way only is as wide as its pages at their lowest. */
static void
show_page (EvKioskForm *self, Step step)
{
  gtk_widget_set_visible (gtk_stack_get_child_by_name (self->steps, steps[step].name), TRUE);
  gtk_stack_set_visible_child_name (self->steps, steps[step].name);
  for (Step other = CONSENT; other < N_STEPS; other++)
    gtk_widget_set_visible (gtk_stack_get_child_by_name (self->steps, steps[other].name),
                            other == step);
}

static void
show_step (EvKioskForm *self, Step step)
{
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  self->step = step;
  gtk_label_set_label (GTK_LABEL (self->heading), C_ ("self sign-in", steps[step].heading));
  show_page (self, step);
  gtk_button_set_label (GTK_BUTTON (self->next), step == SIGNATURE
                                                     ? C_ ("self sign-in", "Sign in")
                                                     : C_ ("self sign-in", "Continue"));
  gtk_widget_set_sensitive (self->back, step != CONSENT);
  gtk_adjustment_set_value (adjustment, 0);
  show_progress (self);
  show_fields (self);
  show_signer (self);
  if (gtk_widget_get_root (GTK_WIDGET (self)))
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->steps), GTK_DIR_TAB_FORWARD);
}

static gboolean
check_consent (EvKioskForm *self)
{
  if (ev_choice_row_code (self->consent))
    return TRUE;
  ev_choice_row_complain (self->consent, C_ ("self sign-in", "Choose one of the two answers."));
  return FALSE;
}

static gboolean
complain (AdwEntryRow *row, const char *sentence)
{
  ev_field_row_complain (row, sentence);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return FALSE;
}

static gboolean
check_person (EvKioskForm *self)
{
  g_autofree char *given = ev_field_row_text (self->given_name);
  g_autofree char *guardian = ev_field_row_text (self->guardian);

  if (!given)
    return complain (self->given_name, _ ("Type at least the first name."));
  if (agrees (self) && year_of_birth (self) < 0)
    return complain (self->birth_year, _ ("Type the year with four digits, such as 1987."));
  if (needs_guardian (self) && !guardian)
    return complain (self->guardian, C_ ("self sign-in", "At your age a parent or guardian has "
                                                         "to agree as well."));
  if (agrees (self) && ev_code_row_is_wrong (self->municipality))
    return complain (ADW_ENTRY_ROW (self->municipality),
                     _ ("There is no municipality of this name."));
  return TRUE;
}

static gboolean
check_step (EvKioskForm *self)
{
  switch (self->step) {
  case CONSENT:
    return check_consent (self);
  case PERSON:
    return check_person (self);
  case ABOUT:
  case SIGNATURE:
  case N_STEPS:
  default:
    return TRUE;
  }
}

static void
next_cb (EvKioskForm *self)
{
  Step step = self->step;

  if (!gtk_widget_get_sensitive (self->next) || !check_step (self))
    return;
  if (step == SIGNATURE) {
    g_signal_emit (self, signals[DONE], 0);
    return;
  }
  do
    step++;
  while (!is_asked (self, step));
  show_step (self, step);
}

static void
back_cb (EvKioskForm *self)
{
  Step step = self->step;

  do
    step--;
  while (!is_asked (self, step));
  show_step (self, step);
}

static void
cancel_cb (EvKioskForm *self)
{
  g_signal_emit (self, signals[CANCEL], 0);
}

static void
clear_cb (EvKioskForm *self)
{
  ev_signature_pad_clear (self->pad);
}

/* What was said */

static void
take_row (EvChange *change, const char *field, AdwEntryRow *row)
{
  g_autofree char *text = ev_field_row_text (row);

  if (text)
    ev_change_set_text (change, field, text);
}

static void
take_code (EvChange *change, const char *field, const char *code)
{
  if (code)
    ev_change_set_text (change, field, code);
}

/* All that takes consent. */
static void
take_consented (EvKioskForm *self, EvChange *change)
{
  EvClock clock = ev_clock_system ();
  gint64 year = year_of_birth (self);

  ev_change_set_text (change, "consent", "screen");
  ev_change_set_integer (change, "consent_at", ev_clock_now (&clock));
  ev_change_set_text (change, "consent_version", self->version);
  if (needs_guardian (self))
    take_row (change, "guardian", self->guardian);
  take_code (change, "community", ev_choice_row_code (self->community));
  take_code (change, "gender", ev_choice_row_code (self->gender));
  take_code (change, "municipality", ev_code_row_code (self->municipality));
  take_row (change, "institution", self->institution);
  take_row (change, "phone", self->phone);
  if (year > 0)
    ev_change_set_integer (change, "birth_year", year);
}

EvPlan *
ev_kiosk_form_plan (EvKioskForm *self, const char *session)
{
  EvPlan *plan = ev_plan_new (C_ ("undo", "self sign-in"));
  EvChange *change = ev_change_new (EV_KIND_PERSON, NULL);
  const char *photo = ev_choice_row_code (self->photo);
  g_autofree char *strokes = ev_signature_pad_strokes (self->pad);
  guint person;

  take_row (change, "given_name", self->given_name);
  take_row (change, "family_name", self->family_name);
  ev_change_set_text (change, "language", ev_language_code (ev_language_get ()));
  if (photo)
    ev_change_set_integer (change, "photo_consent", strcmp (photo, "yes") == 0);
  if (agrees (self))
    take_consented (self, change);
  person = ev_plan_write (plan, change);
  ev_plan_mark_made (plan, session, person, "present", "self");
  if (strokes)
    ev_plan_sign (plan, strokes);
  return plan;
}

void
ev_kiosk_form_complain (EvKioskForm *self, GPtrArray *problems, const GError *error)
{
  const EvProblem *problem = problems && problems->len > 0 ? problems->pdata[0] : NULL;
  g_autofree char *sentence = problem ? ev_reason_text (ev_reason_name (problem->reason),
                                                        problem->field, problem->min, problem->max)
                                      : ev_error_text (error);
  const struct {
    const char *field;
    AdwEntryRow *row;
  } rows[] = { { "family_name", self->family_name }, { "birth_year", self->birth_year },
               { "institution", self->institution }, { "phone", self->phone },
               { "guardian", self->guardian },       { "given_name", self->given_name } };
  AdwEntryRow *wrong = self->given_name;

  for (guint i = 0; problem && i < G_N_ELEMENTS (rows); i++) {
    if (g_strcmp0 (problem->field, rows[i].field) == 0)
      wrong = rows[i].row;
  }
  show_step (self, PERSON);
  complain (wrong, sentence);
}

void
ev_kiosk_form_set_busy (EvKioskForm *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->next, !busy);
}

/* Class */

static void
add_answers (EvChoiceRow *row, EvRegister *reg, const char *list)
{
  const char *const *codes = ev_lists_codes (ev_register_lists (reg), list);

  for (; *codes; codes++) {
    if (strcmp (*codes, NOT_OFFERED) != 0)
      ev_choice_row_add (row, *codes, ev_register_name (reg, list, *codes), FALSE);
  }
}

static void
show_consent (EvKioskForm *self)
{
  g_autoptr (EvRecord) project =
      ev_store_read (ev_register_store (self->reg), EV_KIND_PROJECT, EV_STORE_PROJECT_ID, NULL);
  g_autofree char *text = ev_consent_text (project, ev_language_get (), &self->version);

  self->age_of_consent = project ? ev_record_integer (project, "age_of_consent") : 0;
  if (self->age_of_consent <= 0)
    self->age_of_consent = AGE_OF_CONSENT;
  gtk_label_set_label (GTK_LABEL (self->consent_text), text);
}

GtkWidget *
ev_kiosk_form_new (EvRegister *reg, const char *municipality)
{
  EvKioskForm *self = g_object_new (EV_TYPE_KIOSK_FORM, NULL);

  self->reg = g_object_ref (reg);
  ev_choice_row_add (self->consent, "yes", C_ ("consent", "I agree"), FALSE);
  ev_choice_row_add (self->consent, "no", C_ ("consent", "I do not agree"), FALSE);
  ev_choice_row_add (self->photo, "yes", C_ ("photographs", "Yes"), FALSE);
  ev_choice_row_add (self->photo, "no", C_ ("photographs", "No"), FALSE);
  add_answers (self->gender, reg, "gender");
  add_answers (self->community, reg, "community");
  ev_code_row_set_list (self->municipality, ev_register_lists (reg), "municipality", municipality);
  show_consent (self);
  show_step (self, CONSENT);
  return GTK_WIDGET (self);
}

static void
ev_kiosk_form_finalize (GObject *object)
{
  EvKioskForm *self = EV_KIOSK_FORM (object);

  g_clear_object (&self->reg);
  g_free (self->version);
  G_OBJECT_CLASS (ev_kiosk_form_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/kiosk-form.ui");
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, progress);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, heading);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, scrolled);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, consent_text);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, signer);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, back);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, next);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, steps);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, consent);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, photo);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, gender);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, community);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, given_name);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, family_name);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, birth_year);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, guardian);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, institution);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, phone);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, municipality);
  gtk_widget_class_bind_template_child (widget_class, EvKioskForm, pad);
  gtk_widget_class_bind_template_callback (widget_class, year_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
ev_kiosk_form_class_init (EvKioskFormClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_kiosk_form_finalize;
  signals[DONE] = g_signal_new ("done", EV_TYPE_KIOSK_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[CANCEL] = g_signal_new ("cancel", EV_TYPE_KIOSK_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  g_type_ensure (EV_TYPE_CHOICE_ROW);
  g_type_ensure (EV_TYPE_CODE_ROW);
  g_type_ensure (EV_TYPE_SIGNATURE_PAD);
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
ev_kiosk_form_init (EvKioskForm *self)
{
  AdwEntryRow *rows[6];

  gtk_widget_init_template (GTK_WIDGET (self));
  rows[0] = self->given_name;
  rows[1] = self->family_name;
  rows[2] = self->birth_year;
  rows[3] = self->guardian;
  rows[4] = ADW_ENTRY_ROW (self->municipality);
  rows[5] = self->institution;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    ev_field_row_enter_moves_on (rows[i]);
  g_signal_connect_swapped (self->phone, "entry-activated", G_CALLBACK (next_cb), self);
}
