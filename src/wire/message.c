/* What laptop and server say to each other, as structures. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/message.h"

EvRequest *
ev_request_new (void)
{
  EvRequest *request = g_new0 (EvRequest, 1);

  request->version = EV_WIRE_VERSION;
  request->dictionary = EV_WIRE_DICTIONARY;
  request->changes = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);
  request->rescued = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);
  request->sums = g_array_new (FALSE, FALSE, sizeof (guint64));
  return request;
}

void
ev_request_free (EvRequest *request)
{
  if (request == NULL)
    return;
  g_free (request->epoch);
  g_ptr_array_unref (request->changes);
  g_ptr_array_unref (request->rescued);
  g_array_unref (request->sums);
  g_free (request);
}

EvAnswer *
ev_answer_new (void)
{
  EvAnswer *answer = g_new0 (EvAnswer, 1);

  answer->version = EV_WIRE_VERSION;
  answer->refusals = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_refusal_free);
  answer->changes = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);
  answer->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_conflict_free);
  answer->settled = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_conflict_free);
  answer->left = g_ptr_array_new_with_free_func (g_free);
  answer->buckets = g_array_new (FALSE, FALSE, sizeof (guint));
  return answer;
}

void
ev_answer_free (EvAnswer *answer)
{
  if (answer == NULL)
    return;
  g_free (answer->epoch);
  g_free (answer->next_pin);
  g_ptr_array_unref (answer->refusals);
  g_ptr_array_unref (answer->changes);
  g_ptr_array_unref (answer->conflicts);
  g_ptr_array_unref (answer->settled);
  g_ptr_array_unref (answer->left);
  g_array_unref (answer->buckets);
  g_free (answer->role);
  g_strfreev (answer->teams);
  g_free (answer);
}

EvEnrolRequest *
ev_enrol_request_new (void)
{
  EvEnrolRequest *request = g_new0 (EvEnrolRequest, 1);
  request->version = EV_WIRE_VERSION;
  return request;
}

void
ev_enrol_request_free (EvEnrolRequest *request)
{
  if (request == NULL)
    return;
  g_free (request->code);
  g_free (request->name);
  g_free (request->token_hash);
  g_free (request);
}

EvEnrolAnswer *
ev_enrol_answer_new (void)
{
  EvEnrolAnswer *answer = g_new0 (EvEnrolAnswer, 1);
  answer->version = EV_WIRE_VERSION;
  return answer;
}

void
ev_enrol_answer_free (EvEnrolAnswer *answer)
{
  if (answer == NULL)
    return;
  g_free (answer->project);
  g_free (answer->project_name);
  g_free (answer->role);
  g_strfreev (answer->teams);
  g_free (answer->epoch);
  g_free (answer);
}

EvComplaint *
ev_complaint_new (const char *code, gint64 server_time)
{
  EvComplaint *complaint = g_new0 (EvComplaint, 1);

  complaint->code = g_strdup (code);
  complaint->server_time = server_time;
  complaint->oldest = EV_WIRE_OLDEST;
  complaint->newest = EV_WIRE_VERSION;
  return complaint;
}

void
ev_complaint_free (EvComplaint *complaint)
{
  if (complaint == NULL)
    return;
  g_free (complaint->code);
  g_free (complaint);
}
