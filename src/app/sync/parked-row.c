/* A change that the server did not take: what it was, why, and what can be done. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync/parked-row.h"

#include "app/controls/say.h"
#include "store/search.h"
#include "text/i18n.h"
#include "text/reason-text.h"

struct _EvParkedRow {
  AdwActionRow parent_instance;

  EvRegister *reg;
  EvVersion version; /* of the change */
};

G_DEFINE_FINAL_TYPE (EvParkedRow, ev_parked_row, ADW_TYPE_ACTION_ROW)

static const struct {
  EvKind kind;
  const char *words;
} kinds[] = {
  { EV_KIND_PROJECT, NC_ ("record", "Project") },
  { EV_KIND_TEAM, NC_ ("record", "Team") },
  { EV_KIND_OPERATOR, NC_ ("record", "Operator") },
  { EV_KIND_EVENT, NC_ ("record", "Event") },
  { EV_KIND_SESSION, NC_ ("record", "Session") },
  { EV_KIND_PERSON, NC_ ("record", "Participant") },
  { EV_KIND_ATTENDANCE, NC_ ("record", "Attendance") },
  { EV_KIND_RESULT, NC_ ("record", "Result") },
  { EV_KIND_BENEFICIARY, NC_ ("record", "Beneficiary") },
  { EV_KIND_INDICATOR, NC_ ("record", "Indicator") },
  { EV_KIND_NOTE, NC_ ("record", "Note") },
  { EV_KIND_APART, NC_ ("record", "Not a duplicate") },
};

static const char *
kind_words (EvKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (kinds[i].kind == kind)
      return C_ ("record", kinds[i].words);
  }
  return "";
}

/* What the record is called, as far as this laptop knows; owned, may be NULL. */
static char *
record_name (EvRegister *reg, const EvChange *change)
{
  EvStore *store = ev_register_store (reg);
  const char *field =
      change->kind == EV_KIND_EVENT || change->kind == EV_KIND_RESULT ? "title" : "name";
  g_autoptr (EvRecord) record = NULL;
  g_autofree char *person_id = NULL;
  EvPersonRow *person;
  char *name;

  if (change->kind == EV_KIND_ATTENDANCE || change->kind == EV_KIND_APART)
    ev_id_split (change->id, NULL, &person_id);
  if (change->kind == EV_KIND_PERSON || person_id) {
    person = ev_search_person (store, person_id ? person_id : change->id, NULL);
    if (!person)
      return NULL;
    name = g_strdup_printf ("%s %s", person->given_name, person->family_name);
    ev_person_row_free (person);
    return name;
  }
  record = ev_store_read (store, change->kind, change->id, NULL);
  return record ? g_strdup (ev_record_text (record, field)) : NULL;
}

typedef struct {
  EvVersion version;
  gboolean again;
} Decision;

static void
decide_job (GTask *task, EvStore *store, gpointer task_data)
{
  Decision *decision = task_data;
  GError *error = NULL;
  gboolean ok = decision->again
                    ? ev_custody_offer_again (store, &decision->version, NULL, NULL, &error)
                    : ev_custody_give_up (store, &decision->version, &error);

  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvParkedRow) self = data;
  g_autoptr (GError) error = NULL;

  if (ev_register_run_finish (EV_REGISTER (source), result, &error))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  ev_say_error (GTK_WIDGET (self), error);
}

static void
decide (EvParkedRow *self, gboolean again)
{
  Decision *decision = g_new0 (Decision, 1);

  decision->version = self->version;
  decision->again = again;
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  ev_register_run (self->reg, decide_job, decision, g_free, decided_cb, g_object_ref (self));
}

static void
again_cb (EvParkedRow *self)
{
  decide (self, TRUE);
}

static void
give_up_cb (EvParkedRow *self)
{
  decide (self, FALSE);
}

/* The action that opens the form in which the record is mended, owned; NULL where there is none. */
static char *
mending_action (EvRegister *reg, const EvChange *change)
{
  EvStore *store = ev_register_store (reg);
  g_autofree char *left = NULL;
  g_autoptr (EvRecord) session = NULL;
  const char *session_id = change->id, *event = NULL;

  if (change->kind == EV_KIND_EVENT)
    return g_strdup_printf ("win.edit-event::%s", change->id);
  if (change->kind == EV_KIND_PERSON)
    return g_strdup_printf ("win.show::person/%s", change->id);
  if (change->kind == EV_KIND_ATTENDANCE && ev_id_split (change->id, &left, NULL))
    session_id = left;
  else if (change->kind != EV_KIND_SESSION)
    return NULL;
  session = ev_store_read (store, EV_KIND_SESSION, session_id, NULL);
  event = session ? ev_record_text (session, "event") : NULL;
  if (!event)
    return NULL;
  return g_strdup_printf (change->kind == EV_KIND_SESSION ? "win.edit-event::%s" : "win.event::%s",
                          event);
}

static void
add_opener (EvParkedRow *self, EvRegister *reg, const EvChange *change)
{
  g_autofree char *action = mending_action (reg, change);
  GtkWidget *button;

  if (!action)
    return;
  button = gtk_button_new_with_label (C_ ("parked", "Correct…"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

static void
add_button (EvParkedRow *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", callback, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

GtkWidget *
ev_parked_row_new (EvRegister *reg, const EvParked *parked)
{
  EvParkedRow *self = g_object_new (EV_TYPE_PARKED_ROW, NULL);
  g_autofree char *name = record_name (reg, parked->change);
  g_autofree char *title = name
                               ? g_strdup_printf ("%s: %s", kind_words (parked->change->kind), name)
                               : g_strdup (kind_words (parked->change->kind));
  g_autofree char *reason = ev_reason_text (ev_reason_name (parked->reason), parked->field, 0, 0);
  g_autofree char *field =
      parked->field
          ? g_strdup_printf ("%s: %s", ev_register_name (reg, "field", parked->field), reason)
          : g_strdup (reason);

  self->reg = g_object_ref (reg);
  self->version = parked->change->version;
  g_object_set (self, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), field);
  add_opener (self, reg, parked->change);
  add_button (self, _ ("Offer again"), G_CALLBACK (again_cb));
  add_button (self, _ ("Give up"), G_CALLBACK (give_up_cb));
  return GTK_WIDGET (self);
}

static void
ev_parked_row_finalize (GObject *object)
{
  g_clear_object (&EV_PARKED_ROW (object)->reg);
  G_OBJECT_CLASS (ev_parked_row_parent_class)->finalize (object);
}

static void
ev_parked_row_class_init (EvParkedRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_parked_row_finalize;
}

static void
ev_parked_row_init (EvParkedRow *self)
{
}
