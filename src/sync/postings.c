/* Published reports, after all records are exchanged. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/postings-private.h"

#include <string.h>

#include "store/exchange-published.h"
#include "sync/reply-private.h"
#include "sync/settings-private.h"
#include "wire/posting.h"

/* So often others may publish between our look and our word; then it is for the next sync. */
#define MOST_RACES 3

static EvReply *
exchange (EvRun *run, const char *path, GBytes *body, GError **error)
{
  EvReply *reply =
      ev_transport_call (run->transport, path, run->token, body, run->cancellable, error);

  run->outcome->round_trips++;
  if (reply == NULL)
    return NULL;
  run->outcome->bytes_up += reply->bytes_up;
  run->outcome->bytes_down += reply->bytes_down;
  run->outcome->retry_after = reply->retry_after;
  return reply;
}

static EvPublished *
published_of (EvPosting *posting)
{
  EvPublished *published = ev_published_new (posting->id);

  published->after = g_steal_pointer (&posting->after);
  published->number = posting->number;
  published->at = posting->at;
  published->operator_id = g_steal_pointer (&posting->operator_id);
  published->report = g_steal_pointer (&posting->report);
  return published;
}

static GPtrArray *
ask (EvRun *run, gint64 after, gboolean *more, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/v1/report?after=%" G_GINT64_FORMAT, after);
  g_autoptr (EvReply) reply = exchange (run, path, NULL, error);
  g_autoptr (GPtrArray) postings = NULL;
  g_autoptr (GPtrArray) came = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_published_free);
  GError *problem = NULL;

  if (reply == NULL || ev_reply_complains (reply, error))
    return NULL;
  postings = ev_posting_read_list (reply->body, more, &problem);
  if (postings == NULL) {
    ev_reply_propagate (error, problem);
    return NULL;
  }
  for (guint i = 0; i < postings->len; i++)
    g_ptr_array_add (came, published_of (postings->pdata[i]));
  return g_steal_pointer (&came);
}

/* Whether what came goes on from what is here: a server whose file was put back to an earlier state
 * may have given numbers anew. */
static gboolean
goes_on (const GPtrArray *came, const char *newest)
{
  const EvPublished *first = came->len > 0 ? came->pdata[0] : NULL;
  return first != NULL && g_strcmp0 (first->after, newest) == 0;
}

static gboolean
start_over (EvRun *run, gint64 *after, GError **error)
{
  *after = 0;
  return ev_exchange_published_reset (run->store, error);
}

/* Everything after the newest that is here; all of it where the two do not fit. */
static gboolean
fetch (EvRun *run, GError **error)
{
  g_autofree char *newest = NULL;
  gboolean more = TRUE;
  gint64 after, first;

  if (!ev_exchange_published_newest (run->store, &after, &newest, error))
    return FALSE;
  for (first = after; more;) {
    g_autoptr (GPtrArray) came = ask (run, after, &more, error);
    if (came == NULL)
      return FALSE;
    if (after > 0 && after == first && !goes_on (came, newest)) {
      if (!start_over (run, &after, error))
        return FALSE;
      more = TRUE;
      continue;
    }
    if (!ev_exchange_published_take (run->store, came, error))
      return FALSE;
    run->outcome->published += came->len;
    more = more && came->len > 0;
    if (came->len > 0)
      after = ((const EvPublished *)came->pdata[came->len - 1])->number;
  }
  return TRUE;
}

static GBytes *
write_posting (EvPublished *one)
{
  const EvPosting posting = { .id = one->id,
                              .after = one->after,
                              .at = one->at,
                              .operator_id = one->operator_id,
                              .report = one->report };
  return ev_posting_write (&posting);
}

/* What the server says of a report for good; NULL for what may pass. */
static const char *
refusal_of (const GError *error)
{
  if (g_error_matches (error, EV_ERROR, EV_ERROR_DENIED))
    return "role";
  if (g_error_matches (error, EV_ERROR, EV_ERROR_INVALID) ||
      g_error_matches (error, EV_ERROR, EV_ERROR_TOO_LARGE))
    return "unfit";
  return NULL;
}

/* `behind`: others have published meanwhile. */
static gboolean
send (EvRun *run, EvPublished *one, gboolean *behind, GError **error)
{
  g_autoptr (GBytes) body = write_posting (one);
  g_autoptr (EvReply) reply = exchange (run, "/v1/report", body, error);
  g_autoptr (GError) problem = NULL;
  gint64 number;

  if (reply == NULL)
    return FALSE;
  if (!ev_reply_complains (reply, &problem)) {
    run->outcome->published++;
    if (ev_posting_read_receipt (reply->body, &number, &problem))
      return ev_exchange_published_sent (run->store, one->id, number, error);
    ev_reply_propagate (error, g_steal_pointer (&problem));
    return FALSE;
  }
  *behind = g_error_matches (problem, EV_ERROR, EV_ERROR_EXISTS);
  if (*behind)
    return TRUE;
  if (refusal_of (problem) != NULL)
    return ev_exchange_published_refused (run->store, one->id, refusal_of (problem), error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
may_publish (const EvRun *run)
{
  g_autofree char *role = ev_store_setting (run->store, "role");
  return g_strcmp0 (role, "coordinator") == 0 || g_strcmp0 (role, "admin") == 0;
}

static gboolean
send_all (EvRun *run, GError **error)
{
  guint races = 0;

  while (races < MOST_RACES) {
    g_autoptr (EvPublished) next = NULL;
    gboolean behind = FALSE;
    if (!ev_exchange_published_next (run->store, &next, error))
      return FALSE;
    if (next == NULL)
      return TRUE;
    if (!send (run, next, &behind, error) || (behind && !fetch (run, error)))
      return FALSE;
    races += behind;
  }
  return TRUE;
}

/* Numbers hold for one epoch of the server. */
static gboolean
keep_epoch (EvRun *run, GError **error)
{
  g_autofree char *kept = ev_store_setting (run->store, EV_SETTING_POSTINGS);

  if (g_strcmp0 (kept, run->state.epoch) == 0)
    return TRUE;
  return ev_exchange_published_reset (run->store, error) &&
         ev_settings_keep (run->store, EV_SETTING_POSTINGS, run->state.epoch, error);
}

gboolean
ev_postings_exchange (EvRun *run, GError **error)
{
  gint64 number;

  if (!keep_epoch (run, error) ||
      !ev_exchange_published_newest (run->store, &number, NULL, error) ||
      (number != run->posting && !fetch (run, error)))
    return FALSE;
  return !may_publish (run) || send_all (run, error);
}
