/* The pane beside the list in which somebody new is written down and checked in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/newcomer-pane.h"

#include "app/checkin/marking.h"
#include "app/controls/say.h"
#include "app/person/person-form.h"
#include "text/i18n.h"

struct _EvNewcomerPane {
  AdwBin parent_instance;

  GtkRevealer *revealer;
  EvPersonForm *form;

  EvRegister *reg;
  const EvRoster *roster; /* borrowed */
  int session;
};

enum { ARRIVED, KNOWN, CLOSED, EDITED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EvNewcomerPane, ev_newcomer_pane, ADW_TYPE_BIN)

static void
show (EvNewcomerPane *self, gboolean shown)
{
  if (shown)
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, shown);
}

/* A closed pane is hidden, also from screen readers. */
static void
moved_cb (EvNewcomerPane *self)
{
  if (!gtk_revealer_get_child_revealed (self->revealer) && !ev_newcomer_pane_is_open (self))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
close_cb (EvNewcomerPane *self)
{
  show (self, FALSE);
  g_signal_emit (self, signals[CLOSED], 0);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
finish (EvNewcomerPane *self)
{
  ev_person_form_clear (self->form);
  close_cb (self);
}

static void
edited_cb (EvNewcomerPane *self)
{
  g_signal_emit (self, signals[EDITED], 0);
}

/* What was typed stays where it is unless all of it is on the disk. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvNewcomerPane) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *id = NULL;

  ev_person_form_set_busy (self->form, FALSE);
  if (ev_register_do_finish (EV_REGISTER (source), result, &id, &problems, NULL, &error)) {
    g_autofree char *name = ev_person_form_name (self->form);

    finish (self);
    g_signal_emit (self, signals[ARRIVED], 0, id, name);
  } else if (problems && problems->len > 0) {
    ev_person_form_complain (self->form, problems);
  } else {
    ev_say_error (GTK_WIDGET (self), error);
  }
}

/* Takes `plan`. */
static void
save (EvNewcomerPane *self, EvPlan *plan)
{
  ev_person_form_set_busy (self->form, TRUE);
  ev_register_do (self->reg, plan, saved_cb, g_object_ref (self));
}

static void
save_cb (EvNewcomerPane *self)
{
  const EvRosterSession *session =
      self->session >= 0 ? self->roster->sessions->pdata[self->session] : NULL;
  EvChange *person = session ? ev_person_form_change (self->form) : NULL;
  g_autofree char *name = ev_person_form_name (self->form);
  g_autofree char *words = g_strdup_printf (_ ("new participant %s"), name);
  EvPlan *plan;

  if (!person)
    return;
  plan = ev_plan_new (words);
  ev_plan_mark_made (plan, session->id, ev_plan_write (plan, person), "present", "typed");
  save (self, plan);
}

/* It is somebody who is known: she is checked in, and what is new about her is written. */
static void
same_cb (EvNewcomerPane *self, const char *person)
{
  EvChange *fill = self->session >= 0 ? ev_person_form_fill (self->form) : NULL;
  g_autofree char *name = ev_person_form_name (self->form);
  EvPlan *plan;

  if (!fill) {
    finish (self);
    g_signal_emit (self, signals[KNOWN], 0, person);
    return;
  }
  plan = ev_marking_arrival (self->roster, (guint)self->session, person, name, "typed");
  ev_plan_write (plan, fill);
  save (self, plan);
}

void
ev_newcomer_pane_set_register (EvNewcomerPane *self, EvRegister *reg)
{
  g_return_if_fail (!self->reg);
  self->reg = g_object_ref (reg);
  ev_person_form_set_register (self->form, reg);
}

void
ev_newcomer_pane_set_session (EvNewcomerPane *self, const EvRoster *roster, int session)
{
  self->roster = roster;
  self->session = session;
}

void
ev_newcomer_pane_begin (EvNewcomerPane *self, const char *typed, const char *municipality)
{
  show (self, TRUE);
  ev_person_form_begin (self->form, typed, municipality);
}

void
ev_newcomer_pane_submit (EvNewcomerPane *self)
{
  if (ev_newcomer_pane_is_open (self))
    ev_person_form_submit (self->form);
}

gboolean
ev_newcomer_pane_is_open (EvNewcomerPane *self)
{
  return gtk_revealer_get_reveal_child (self->revealer);
}

cJSON *
ev_newcomer_pane_draft (EvNewcomerPane *self)
{
  return ev_person_form_draft (self->form);
}

void
ev_newcomer_pane_restore (EvNewcomerPane *self, const cJSON *draft, gboolean open)
{
  ev_person_form_restore (self->form, draft);
  show (self, open);
}

static void
ev_newcomer_pane_finalize (GObject *object)
{
  g_clear_object (&EV_NEWCOMER_PANE (object)->reg);
  G_OBJECT_CLASS (ev_newcomer_pane_parent_class)->finalize (object);
}

static void
ev_newcomer_pane_class_init (EvNewcomerPaneClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = ev_newcomer_pane_finalize;
  signals[ARRIVED] = g_signal_new ("arrived", EV_TYPE_NEWCOMER_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[KNOWN] = g_signal_new ("known", EV_TYPE_NEWCOMER_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CLOSED] = g_signal_new ("closed", EV_TYPE_NEWCOMER_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[EDITED] = g_signal_new ("edited", EV_TYPE_NEWCOMER_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
ev_newcomer_pane_init (EvNewcomerPane *self)
{
  self->session = -1;
  self->form = g_object_new (EV_TYPE_PERSON_FORM, "width-request", EV_NEWCOMER_PANE_WIDTH, NULL);
  self->revealer =
      g_object_new (GTK_TYPE_REVEALER, "transition-type", GTK_REVEALER_TRANSITION_TYPE_SLIDE_LEFT,
                    "child", self->form, NULL);
  g_signal_connect_swapped (self->form, "save", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->form, "close", G_CALLBACK (close_cb), self);
  g_signal_connect_swapped (self->form, "same", G_CALLBACK (same_cb), self);
  g_signal_connect_swapped (self->form, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->revealer, "notify::child-revealed", G_CALLBACK (moved_cb), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->revealer));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
