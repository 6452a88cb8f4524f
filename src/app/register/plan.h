/* What one action of a person does to the register, and how it is taken back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/roster.h"

/* Writes that belong together: done in one transaction, undone as one. Built on the main thread,
 * run on the worker's. */
typedef struct _EvPlan EvPlan;

/* An empty plan. `words` say what it does, as undo will name it. Free with ev_plan_free(). */
EvPlan *ev_plan_new (const char *words);

/* Frees a plan; NULL does nothing. */
void ev_plan_free (EvPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvPlan, ev_plan_free)

/* What the plan does, in words; borrowed. */
const char *ev_plan_words (const EvPlan *plan);

/* Adds a write as by ev_store_write(); takes `wish`. Returns the number of the step. */
guint ev_plan_write (EvPlan *plan, EvChange *wish);

/* Lets `field` of the write `step` be the id that the earlier `maker` will have made. */
void ev_plan_link (EvPlan *plan, guint step, const char *field, guint maker);

/* Adds a mark as by ev_roster_mark(); `status` and `method` may be NULL. */
void ev_plan_mark (EvPlan *plan, const char *session, const char *person, const char *status,
                   const char *method);

/* The same for the person whom the earlier step `maker` will have made. */
void ev_plan_mark_made (EvPlan *plan, const char *session, guint maker, const char *status,
                        const char *method);

/* The same for a known person in the session that the earlier step `session_maker` will have made.
 */
void ev_plan_mark_there (EvPlan *plan, guint session_maker, const char *person, const char *status,
                         const char *method);

/* Adds the strokes of a signature (print/signature.h) to the mark that was added last. */
void ev_plan_sign (EvPlan *plan, const char *strokes);

/* What running a plan gave. */
typedef struct {
  char *id;            /* of the record that the first write made or changed; NULL without any */
  EvPlan *inverse;     /* takes the plan back, with the same words */
  GPtrArray *problems; /* of EvProblem, with EV_ERROR_INVALID; NULL otherwise */
  guint step;          /* the step that failed */
} EvPlanResult;

/* Releases what is inside. */
void ev_plan_result_clear (EvPlanResult *result);

/* Does all of it or nothing. Durable when it returns TRUE. */
gboolean ev_plan_run (const EvPlan *plan, EvStore *store, EvPlanResult *result, GError **error);
