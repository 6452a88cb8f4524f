/* What one action of a person does to the register, and how it is taken back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/register/plan.h"

#define NO_MAKER G_MAXUINT

typedef struct {
  EvChange *wish; /* NULL: a mark */
  char *field;    /* of the wish, to be filled with the id that `maker` made */
  char *session, *person, *status, *method, *signature;
  guint maker;         /* of the person, or of the wish's field */
  guint session_maker; /* of the session */
} Step;

struct _EvPlan {
  char *words;
  GPtrArray *steps; /* of Step */
};

static void
step_free (gpointer data)
{
  Step *step = data;

  if (step->wish)
    ev_change_free (step->wish);
  g_free (step->field);
  g_free (step->session);
  g_free (step->person);
  g_free (step->status);
  g_free (step->method);
  g_free (step->signature);
  g_free (step);
}

EvPlan *
ev_plan_new (const char *words)
{
  EvPlan *plan = g_new0 (EvPlan, 1);

  plan->words = g_strdup (words);
  plan->steps = g_ptr_array_new_with_free_func (step_free);
  return plan;
}

void
ev_plan_free (EvPlan *plan)
{
  if (!plan)
    return;
  g_free (plan->words);
  g_ptr_array_unref (plan->steps);
  g_free (plan);
}

const char *
ev_plan_words (const EvPlan *plan)
{
  return plan->words;
}

static Step *
add_step (EvPlan *plan)
{
  Step *step = g_new0 (Step, 1);

  step->maker = step->session_maker = NO_MAKER;
  g_ptr_array_add (plan->steps, step);
  return step;
}

guint
ev_plan_write (EvPlan *plan, EvChange *wish)
{
  add_step (plan)->wish = wish;
  return plan->steps->len - 1;
}

void
ev_plan_link (EvPlan *plan, guint step, const char *field, guint maker)
{
  Step *child = g_ptr_array_index (plan->steps, step);

  g_return_if_fail (child->wish && maker < step);
  child->field = g_strdup (field);
  child->maker = maker;
}

void
ev_plan_mark (EvPlan *plan, const char *session, const char *person, const char *status,
              const char *method)
{
  Step *step = add_step (plan);

  step->session = g_strdup (session);
  step->person = g_strdup (person);
  step->status = g_strdup (status);
  step->method = g_strdup (method);
}

void
ev_plan_mark_made (EvPlan *plan, const char *session, guint maker, const char *status,
                   const char *method)
{
  g_return_if_fail (maker < plan->steps->len);
  ev_plan_mark (plan, session, NULL, status, method);
  ((Step *)g_ptr_array_index (plan->steps, plan->steps->len - 1))->maker = maker;
}

void
ev_plan_mark_there (EvPlan *plan, guint session_maker, const char *person, const char *status,
                    const char *method)
{
  g_return_if_fail (session_maker < plan->steps->len);
  ev_plan_mark (plan, NULL, person, status, method);
  ((Step *)g_ptr_array_index (plan->steps, plan->steps->len - 1))->session_maker = session_maker;
}

void
ev_plan_sign (EvPlan *plan, const char *strokes)
{
  Step *mark = g_ptr_array_index (plan->steps, plan->steps->len - 1);

  g_return_if_fail (!mark->wish);
  mark->signature = g_strdup (strokes);
}

void
ev_plan_result_clear (EvPlanResult *result)
{
  g_clear_pointer (&result->id, g_free);
  g_clear_pointer (&result->inverse, ev_plan_free);
  g_clear_pointer (&result->problems, g_ptr_array_unref);
}

/* The change that puts back what `wish` is about to replace in `record`. */
static EvChange *
change_back (const EvChange *wish, const EvRecord *record)
{
  EvChange *back = ev_change_new (wish->kind, wish->id);

  for (guint i = 0; i < wish->fields->len; i++) {
    const EvAssignment *assignment = g_ptr_array_index (wish->fields, i);
    EvValue *value = ev_record_value (record, assignment->name);
    ev_change_take (back, assignment->name, value ? ev_value_ref (value) : NULL);
  }
  return back;
}

static EvChange *
removal_of (EvKind kind, const char *id)
{
  EvChange *back = ev_change_new (kind, id);

  ev_change_set_integer (back, "deleted", 1);
  return back;
}

static char *
run_write (const Step *step, GPtrArray *ids, EvStore *store, EvPlan *inverse, GPtrArray **problems,
           GError **error)
{
  g_autoptr (EvChange) wish = ev_change_copy (step->wish);
  g_autoptr (EvChange) back = NULL;
  char *id;

  if (step->field)
    ev_change_set_text (wish, step->field, g_ptr_array_index (ids, step->maker));
  if (wish->id) {
    g_autoptr (GError) missing = NULL;
    g_autoptr (EvRecord) record = ev_store_read (store, wish->kind, wish->id, &missing);
    if (record) {
      back = change_back (wish, record);
    } else if (!ev_kind_is_derived (wish->kind) ||
               !g_error_matches (missing, EV_ERROR, EV_ERROR_NOT_FOUND)) {
      g_propagate_error (error, g_steal_pointer (&missing));
      return NULL;
    }
  }
  id = ev_store_write (store, wish, problems, error);
  if (id)
    ev_plan_write (inverse, back ? g_steal_pointer (&back) : removal_of (wish->kind, id));
  return id;
}

/* The status that stands now, owned; NULL where there is none. */
static char *
status_now (EvStore *store, const char *session, const char *person)
{
  g_autofree char *id = ev_id_derive (session, person);
  g_autoptr (EvRecord) record = ev_store_read (store, EV_KIND_ATTENDANCE, id, NULL);

  if (!record || ev_record_is_gone (record))
    return NULL;
  return g_strdup (ev_record_text (record, "status"));
}

static gboolean
sign (EvStore *store, const char *session, const char *person, const char *strokes, GError **error)
{
  g_autofree char *id = ev_id_derive (session, person);
  g_autoptr (EvChange) wish = ev_change_new (EV_KIND_ATTENDANCE, id);
  g_autofree char *written = NULL;

  ev_change_set_text (wish, "signature", strokes);
  written = ev_store_write (store, wish, NULL, error);
  return written != NULL;
}

static gboolean
run_mark (const Step *step, GPtrArray *ids, EvStore *store, EvPlan *inverse, GError **error)
{
  const char *person = step->person ? step->person : g_ptr_array_index (ids, step->maker);
  const char *session =
      step->session ? step->session : g_ptr_array_index (ids, step->session_maker);
  g_autofree char *before = status_now (store, session, person);

  if (!ev_roster_mark (store, session, person, step->status, step->method, error))
    return FALSE;
  if (step->signature && !sign (store, session, person, step->signature, error))
    return FALSE;
  ev_plan_mark (inverse, session, person, before, step->method);
  return TRUE;
}

static gboolean
run_steps (const EvPlan *plan, EvStore *store, EvPlan *inverse, EvPlanResult *result,
           GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < plan->steps->len; i++) {
    const Step *step = g_ptr_array_index (plan->steps, i);
    char *id = NULL;

    result->step = i;
    if (step->wish) {
      id = run_write (step, ids, store, inverse, &result->problems, error);
      if (!id)
        return FALSE;
      if (!result->id)
        result->id = g_strdup (id);
    } else if (!run_mark (step, ids, store, inverse, error)) {
      return FALSE;
    }
    g_ptr_array_add (ids, id);
  }
  return TRUE;
}

/* The last thing done is the first to be taken back. */
static void
reverse_steps (EvPlan *plan)
{
  for (guint i = 0, j = plan->steps->len; i + 1 < j; i++) {
    gpointer other = plan->steps->pdata[--j];
    plan->steps->pdata[j] = plan->steps->pdata[i];
    plan->steps->pdata[i] = other;
  }
}

gboolean
ev_plan_run (const EvPlan *plan, EvStore *store, EvPlanResult *result, GError **error)
{
  g_autoptr (EvPlan) inverse = ev_plan_new (plan->words);

  *result = (EvPlanResult){ 0 };
  if (!ev_store_begin (store, error))
    return FALSE;
  if (!run_steps (plan, store, inverse, result, error)) {
    ev_store_rollback (store);
    return FALSE;
  }
  if (!ev_store_commit (store, error))
    return FALSE;
  reverse_steps (inverse);
  result->inverse = g_steal_pointer (&inverse);
  return TRUE;
}
