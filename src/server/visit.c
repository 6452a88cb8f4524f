/* One laptop's visit in its three steps. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/visit.h"

#include <string.h>

#include "base/secret.h"
#include "server/gaps.h"
#include "server/grant.h"
#include "server/opening.h"
#include "server/rescue.h"
#include "wire/codec.h"

/* The most news in one answer. */
#define MOST_NEWS 5000
/* How exactly it is known when a laptop was seen last, in milliseconds: not worth a commit each. */
#define SEEN_MILLISECONDS (10 * 60 * 1000)
/* When a server that is busy may be asked again, in seconds. */
#define BUSY_SECONDS 5
/* Under how many ids one laptop may come: each restoring of it takes one. */
#define MOST_IDS 32
/* Characters of a program's version. */
#define MOST_VERSION 20
/* How often one laptop is believed that the store was set back, in milliseconds: each time, every
 * laptop offers again all that it has. */
#define BELIEF_MILLISECONDS G_GINT64_CONSTANT (24 * 3600 * 1000)

struct _EvVisit {
  EvCentralDevice *device;
  EvRequest *request;
  EvPush *push;
  EvPushOutcome outcome;
  gint64 now;
  char *program; /* NULL: it did not say, or nothing that would be kept */
};

static const struct {
  EvErrorCode error;
  int status;
  const char *code;
} complaints[] = {
  { EV_ERROR_NOT_ENROLLED, 401, "unknown_token" },
  { EV_ERROR_REVOKED, 401, "revoked" },
  { EV_ERROR_FORGOTTEN, 401, "forgotten" },
  { EV_ERROR_INVITATION, 403, "invitation" },
  { EV_ERROR_TOO_MANY, 429, "too_many" },
  { EV_ERROR_CLIENT_TOO_OLD, 400, "too_old" },
  { EV_ERROR_CLIENT_TOO_NEW, 400, "too_new" },
  { EV_ERROR_MALFORMED, 400, "malformed" },
  { EV_ERROR_TOO_LARGE, 413, "too_large" },
  { EV_ERROR_NOT_FOUND, 415, "dictionary" },
  { EV_ERROR_DENIED, 403, "role" },
  { EV_ERROR_FILE_UNKNOWN, 403, "letter" },
  { EV_ERROR_EXISTS, 409, "behind" },
  { EV_ERROR_INVALID, 422, "unfit" },
};

void
ev_response_clear (EvResponse *response)
{
  g_clear_pointer (&response->body, g_bytes_unref);
  g_clear_pointer (&response->headers, g_ptr_array_unref);
}

void
ev_response_header (EvResponse *response, const char *name, const char *value)
{
  if (response->headers == NULL)
    response->headers = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (response->headers, g_strdup (name));
  g_ptr_array_add (response->headers, g_strdup (value));
}

void
ev_response_set (EvResponse *response, GBytes *body)
{
  *response = (EvResponse){ .status = 200, .body = body };
}

void
ev_response_complain (EvResponse *response, const GError *error, gint64 now)
{
  const char *code = "busy";
  g_autoptr (EvComplaint) complaint = NULL;

  *response = (EvResponse){ .status = 503, .retry_after = BUSY_SECONDS };
  for (guint i = 0; i < G_N_ELEMENTS (complaints); i++)
    if (g_error_matches (error, EV_ERROR, (int)complaints[i].error)) {
      response->status = complaints[i].status;
      response->retry_after = 0;
      code = complaints[i].code;
    }
  response->complaint = code;
  complaint = ev_complaint_new (code, now);
  complaint->oldest = EV_WIRE_OLDEST;
  complaint->newest = EV_WIRE_VERSION;
  response->body = ev_codec_write_complaint (complaint);
}

static gboolean
find_by_token (EvCentral *central, const char *hash, EvCentralDevice **device, GError **error)
{
  gboolean read = central->begin (central, FALSE, error) &&
                  central->device_by_token (central, hash, device, error);

  central->rollback (central);
  return read;
}

EvCentralDevice *
ev_visit_authenticate (EvCentral *central, const char *token, GError **error)
{
  g_autofree char *hash = token != NULL ? ev_secret_hash_hex (token, strlen (token)) : NULL;
  g_autoptr (EvCentralDevice) device = NULL;

  if (hash != NULL && !find_by_token (central, hash, &device, error))
    return NULL;
  if (device == NULL || !ev_secret_equal (device->token_hash, hash)) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_ENROLLED, "an unknown token");
    return NULL;
  }
  if (device->state == EV_DEVICE_REVOKED) {
    g_set_error (error, EV_ERROR, EV_ERROR_REVOKED, "device %s is revoked", device->id);
    return NULL;
  }
  return g_steal_pointer (&device);
}

gboolean
ev_visit_is_heard (const EvCentralDevice *device, GError **error)
{
  if (device->state == EV_DEVICE_ACTIVE)
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_FORGOTTEN, "device %s is to forget all", device->id);
  return FALSE;
}

EvVisit *
ev_visit_open (const EvCentralDevice *device, const EvRules *rules, GBytes *body, gint64 now,
               GError **error)
{
  g_autoptr (EvVisit) visit = g_new0 (EvVisit, 1);

  visit->now = now;
  visit->device = ev_central_device_copy (device);
  visit->request = ev_codec_read_request (body, error);
  if (visit->request == NULL ||
      (visit->request->rescued->len == 0 && !ev_visit_is_heard (device, error)))
    return NULL;
  visit->push = ev_push_prepare (visit->request, rules, now);
  ev_push_outcome_init (&visit->outcome, device->acked);
  return g_steal_pointer (&visit);
}

void
ev_visit_free (EvVisit *visit)
{
  if (visit == NULL)
    return;
  ev_push_outcome_clear (&visit->outcome);
  ev_push_free (visit->push);
  ev_request_free (visit->request);
  ev_central_device_free (visit->device);
  g_free (visit->program);
  g_free (visit);
}

/* Only a name and a version: this is kept, and shown to the admin. */
void
ev_visit_set_program (EvVisit *visit, const char *program)
{
  static const char known[] = "Evidenca/";
  const char *version;
  gsize length;

  if (program == NULL || !g_str_has_prefix (program, known))
    return;
  version = program + strlen (known);
  length = strspn (version, "0123456789.");
  if (length > 0 && length <= MOST_VERSION && version[length] == '\0') {
    g_free (visit->program);
    visit->program = g_strdup (program);
  }
}

static gboolean
was_seen_lately (const EvVisit *visit)
{
  return visit->now - visit->device->seen < SEEN_MILLISECONDS &&
         (visit->program == NULL || g_strcmp0 (visit->program, visit->device->program) == 0);
}

/* Whether the laptop shows that this store once knew more than it does. */
static gboolean
shows_loss (const EvVisit *visit)
{
  return visit->request->epoch != NULL &&
         (visit->request->cursor > visit->device->last ||
          ev_gaps_has (visit->device->gaps, visit->request->cursor) ||
          (visit->request->after > visit->device->acked &&
           strcmp (visit->request->device, visit->device->id) == 0));
}

gboolean
ev_visit_writes (const EvVisit *visit)
{
  return visit->request->changes->len > 0 || visit->request->rescued->len > 0 ||
         !was_seen_lately (visit) || strcmp (visit->request->device, visit->device->id) != 0 ||
         shows_loss (visit);
}

/* Whoever writes nothing has nothing to offer again, and is not believed at all. */
static gboolean
is_believed (const EvVisit *visit, EvCentral *central, const char *mark, gboolean *believed,
             GError **error)
{
  g_autofree char *epoch = NULL, *last = NULL;

  if (!central->fact (central, "epoch", &epoch, error) ||
      !central->fact (central, mark, &last, error))
    return FALSE;
  *believed = g_strcmp0 (epoch, visit->request->epoch) == 0 &&
              visit->device->role != EV_ROLE_VIEWER &&
              (last == NULL || visit->now - g_ascii_strtoll (last, NULL, 10) > BELIEF_MILLISECONDS);
  return TRUE;
}

/* A store that was set back by a copy of its file gives the same cursors once more, for other news.
 * From the first sign of it on they are of another epoch, so that nobody takes them for those. */
static gboolean
note_loss (const EvVisit *visit, EvCentral *central, GError **error)
{
  EvRandom random = ev_random_system ();
  g_autofree char *mark = g_strdup_printf ("loss/%" G_GINT64_FORMAT, visit->device->number);
  g_autofree char *moment = g_strdup_printf ("%" G_GINT64_FORMAT, visit->now);
  g_autofree char *next = NULL;
  gboolean believed;

  if (!shows_loss (visit))
    return TRUE;
  if (!is_believed (visit, central, mark, &believed, error))
    return FALSE;
  next = ev_opening_new_epoch (&random);
  return !believed || (central->set_fact (central, "epoch", next, error) &&
                       central->set_fact (central, mark, moment, error));
}

static gboolean
has_ids_left (const EvVisit *visit, EvCentral *central, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  guint same = 0;

  if (!central->devices (central, &all, error))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    same +=
        g_strcmp0 (((EvCentralDevice *)all->pdata[i])->token_hash, visit->device->token_hash) == 0;
  if (same >= MOST_IDS)
    g_set_error (error, EV_ERROR, EV_ERROR_TOO_MANY, "too many ids of one laptop");
  return same < MOST_IDS;
}

/* The same laptop under the id that it took after it was restored. */
static gboolean
enter_successor (const EvVisit *visit, EvCentral *central, EvCentralDevice **device, GError **error)
{
  g_autoptr (EvCentralDevice) successor = ev_central_device_copy (visit->device);

  if (!has_ids_left (visit, central, error))
    return FALSE;
  successor->number = 0;
  successor->acked = 0;
  successor->enrolled = visit->now;
  g_strlcpy (successor->id, visit->request->device, sizeof successor->id);
  if (!central->device_save (central, successor, error) ||
      !ev_grant_inherit (central, visit->device, successor, error))
    return FALSE;
  *device = g_steal_pointer (&successor);
  return TRUE;
}

/* What was read before may be old by now. */
static gboolean
reload_device (EvVisit *visit, EvCentral *central, GError **error)
{
  g_autoptr (EvCentralDevice) device = NULL;

  if (!central->device_by_id (central, visit->request->device, &device, error))
    return FALSE;
  if (device == NULL && !enter_successor (visit, central, &device, error))
    return FALSE;
  if (device->state == EV_DEVICE_REVOKED) {
    g_set_error (error, EV_ERROR, EV_ERROR_REVOKED, "device %s is revoked", visit->request->device);
    return FALSE;
  }
  if (g_strcmp0 (device->token_hash, visit->device->token_hash) != 0) {
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "the token is of another device");
    return FALSE;
  }
  ev_central_device_free (visit->device);
  visit->device = g_steal_pointer (&device);
  return TRUE;
}

gboolean
ev_visit_write (EvVisit *visit, EvCentral *central, GError **error)
{
  if (!central->hold (central, visit->device->project, error) ||
      !reload_device (visit, central, error) || !note_loss (visit, central, error) ||
      (!was_seen_lately (visit) && !central->device_set_seen (central, visit->device->number,
                                                              visit->now, visit->program, error)))
    return FALSE;
  if (visit->device->state == EV_DEVICE_FORGOTTEN)
    return ev_rescue_hold (central, visit->device, visit->request->rescued, visit->now, error);
  ev_push_outcome_clear (&visit->outcome);
  return ev_push_take (visit->push, central, visit->device, &visit->outcome, error);
}

const EvRequest *
ev_visit_request (const EvVisit *visit)
{
  return visit->request;
}

gint64
ev_visit_project (const EvVisit *visit)
{
  return visit->device->project;
}

gint64
ev_visit_device (const EvVisit *visit)
{
  return visit->device->number;
}

const GArray *
ev_visit_scopes (const EvVisit *visit)
{
  return visit->outcome.scopes;
}

guint
ev_visit_changes (const EvVisit *visit)
{
  return visit->request->changes->len;
}

guint
ev_visit_refusals (const EvVisit *visit)
{
  return visit->outcome.refusals->len;
}

const GPtrArray *
ev_visit_refused (const EvVisit *visit)
{
  return visit->outcome.refusals;
}

GBytes *
ev_visit_answer (EvVisit *visit, EvCentral *central, gint64 now, GError **error)
{
  g_autoptr (EvAnswer) answer = NULL;

  if (!ev_visit_is_heard (visit->device, error))
    return NULL;
  if (!central->begin (central, FALSE, error))
    return NULL;
  answer = ev_pull_answer (central, visit->device, visit->request, &visit->outcome, now, MOST_NEWS,
                           error);
  central->rollback (central);
  return answer != NULL ? ev_codec_write_answer (answer) : NULL;
}
