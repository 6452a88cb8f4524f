/* Enrolment: an invitation becomes this laptop's own right to sync. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/enrol.h"

#include <string.h>

#include "base/secret.h"
#include "store/exchange-log.h"
#include "sync/enrol-folder-private.h"
#include "sync/lockbox-private.h"
#include "sync/reply-private.h"
#include "sync/settings-private.h"
#include "sync/transport-curl-private.h"
#include "wire/codec.h"

void
ev_enrolment_free (EvEnrolment *enrolment)
{
  if (enrolment == NULL)
    return;
  g_free (enrolment->project);
  g_free (enrolment->project_name);
  g_free (enrolment->role);
  g_strfreev (enrolment->teams);
  g_free (enrolment);
}

/* The key to trust: the invitation's own, or the one that the server shows, if the letters at the
 * end of the typed code are its. `pin` NULL: an authority vouches. */
static gboolean
find_pin (const EvInvitation *invitation, char **pin, GCancellable *cancellable, GError **error)
{
  g_autofree char *shown = NULL, *letters = NULL;

  *pin = g_strdup (invitation->pin);
  if (invitation->pin_check == NULL)
    return TRUE;
  shown = ev_transport_curl_look (invitation->url, cancellable, error);
  if (shown == NULL)
    return FALSE;
  letters = ev_invitation_letters (shown);
  if (g_strcmp0 (letters, invitation->pin_check) != 0) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVITATION,
                 "the end of the code does not belong to the key of %s", invitation->url);
    return FALSE;
  }
  *pin = g_steal_pointer (&shown);
  return TRUE;
}

/* The token that this server knows the laptop by, maybe under the id that it had before it was
 * restored; NULL if it is a stranger there. No other server is ever shown it. */
static char *
token_in_use (EvStore *store, const EvInvitation *invitation, const char *pin)
{
  g_autofree char *url = ev_store_setting (store, EV_SETTING_URL);
  g_autofree char *known = ev_store_setting (store, EV_SETTING_PIN);
  gboolean same = g_strcmp0 (url, invitation->url) == 0 && g_strcmp0 (known, pin) == 0;

  return same ? ev_store_setting (store, EV_SETTING_TOKEN) : NULL;
}

/* The token of this laptop's identity: made once and kept before it is used, so that asking again
 * is asking the same, and so that a later invitation finds the same laptop. */
static char *
keep_token (EvStore *store, const EvRandom *random, GError **error)
{
  g_autofree char *key = g_strconcat (EV_SETTING_TOKEN_OF, ev_store_device (store), NULL);
  g_autofree char *token = ev_store_setting (store, key);

  if (token != NULL)
    return g_steal_pointer (&token);
  token = ev_secret_new_token (random);
  return ev_store_set_setting (store, key, token, error) ? g_steal_pointer (&token) : NULL;
}

static EvEnrolAnswer *
ask (EvStore *store, const EvInvitation *invitation, const char *token, const char *laptop_name,
     const EvTransport *transport, GCancellable *cancellable, GError **error)
{
  g_autoptr (EvEnrolRequest) request = ev_enrol_request_new ();
  g_autoptr (EvReply) reply = NULL;
  g_autoptr (GBytes) body = NULL;
  EvEnrolAnswer *answer;
  GError *problem = NULL;

  request->version = EV_WIRE_VERSION;
  request->code = g_strdup (invitation->code);
  g_strlcpy (request->device, ev_store_device (store), sizeof request->device);
  request->name = g_strdup (laptop_name);
  request->token_hash = ev_secret_hash_hex (token, strlen (token));
  body = ev_codec_write_enrol_request (request);
  reply = ev_transport_call (transport, "/v1/enrol", NULL, body, cancellable, error);
  if (reply == NULL || ev_reply_complains (reply, error))
    return NULL;
  answer = ev_codec_read_enrol_answer (reply->body, &problem);
  if (answer == NULL)
    ev_reply_propagate (error, problem);
  return answer;
}

static char *
code_hash (const EvInvitation *invitation)
{
  return ev_secret_hash_hex (invitation->code, strlen (invitation->code));
}

static gboolean
keep_facts (EvStore *store, const EvInvitation *invitation, const char *pin, const char *token,
            const char *laptop_name, const EvEnrolAnswer *answer, GError **error)
{
  g_autofree char *used = code_hash (invitation);
  const struct {
    const char *key, *text;
  } facts[] = {
    { EV_SETTING_URL, invitation->url },
    { EV_SETTING_PIN, pin },
    { EV_SETTING_NEXT_PIN, NULL },
    { EV_SETTING_LAPTOP, laptop_name },
    { EV_SETTING_PROJECT, answer->project },
    { EV_SETTING_INVITATION, used },
    { EV_SETTING_TOKEN, token },
  };

  if (!ev_store_begin (store, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++) {
    if (!ev_store_set_setting (store, facts[i].key, facts[i].text, error)) {
      ev_store_rollback (store);
      return FALSE;
    }
  }
  return ev_store_commit (store, error);
}

/* Joins the project and notes how to reach the server. Who joined by this invitation before has
 * nothing to do. A server that was put back has another epoch, but is the same. */
static gboolean
join (EvStore *store, const EvInvitation *invitation, const char *pin, const char *token,
      const char *laptop_name, const EvEnrolAnswer *answer, GError **error)
{
  g_autofree char *in_use = token_in_use (store, invitation, pin);
  g_autofree char *project = ev_store_setting (store, EV_SETTING_PROJECT);
  g_autofree char *used = ev_store_setting (store, EV_SETTING_INVITATION);
  g_autofree char *hash = code_hash (invitation);

  if (project != NULL && g_strcmp0 (project, answer->project) != 0) {
    g_set_error (error, EV_ERROR, EV_ERROR_EXISTS, "this register belongs to project %s", project);
    return FALSE;
  }
  if (g_strcmp0 (used, hash) != 0 &&
      !ev_exchange_join (store, answer->project, answer->role, (const char *const *)answer->teams,
                         in_use != NULL ? NULL : answer->epoch, error))
    return FALSE;
  return keep_facts (store, invitation, pin, token, laptop_name, answer, error);
}

static EvEnrolment *
take_result (EvEnrolAnswer *answer)
{
  EvEnrolment *enrolment = g_new0 (EvEnrolment, 1);

  enrolment->project = g_steal_pointer (&answer->project);
  enrolment->project_name = g_steal_pointer (&answer->project_name);
  enrolment->role = g_steal_pointer (&answer->role);
  enrolment->teams = g_steal_pointer (&answer->teams);
  return enrolment;
}

static EvEnrolment *
join_over (EvStore *store, const EvRandom *random, const EvInvitation *invitation, const char *pin,
           const char *laptop_name, const EvTransport *transport, GCancellable *cancellable,
           GError **error)
{
  g_autofree char *token = token_in_use (store, invitation, pin);
  g_autoptr (EvEnrolAnswer) answer = NULL;

  if (token == NULL)
    token = keep_token (store, random, error);
  if (token == NULL)
    return NULL;
  answer = ask (store, invitation, token, laptop_name, transport, cancellable, error);
  if (answer == NULL || !join (store, invitation, pin, token, laptop_name, answer, error))
    return NULL;
  /* What fails of it comes with the next sync. */
  ev_lockbox_fill (store, transport, token, NULL, cancellable, NULL);
  return take_result (answer);
}

EvEnrolment *
ev_enrol_join (EvStore *store, const EvRandom *random, const EvInvitation *invitation,
               const char *laptop_name, const EvTransport *transport, GCancellable *cancellable,
               GError **error)
{
  g_autofree char *pin = NULL;
  EvTransport own = { 0 };
  EvEnrolment *enrolment;

  if (transport != NULL)
    return join_over (store, random, invitation, invitation->pin, laptop_name, transport,
                      cancellable, error);
  if (!find_pin (invitation, &pin, cancellable, error) ||
      !ev_transport_curl (&own, invitation->url, pin, NULL, error))
    return NULL;
  enrolment = join_over (store, random, invitation, pin, laptop_name, &own, cancellable, error);
  ev_transport_close (&own);
  return enrolment;
}

EvEnrolment *
ev_enrol_run (const char *folder, const EvStoreOptions *options, const EvInvitation *invitation,
              const char *laptop_name, const EvTransport *transport, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (EvStore) store = ev_enrol_folder_open (folder, options, error);
  g_autoptr (EvEnrolment) enrolment =
      store != NULL ? ev_enrol_join (store, &options->random, invitation, laptop_name, transport,
                                     cancellable, error)
                    : NULL;

  if (enrolment == NULL || !ev_enrol_folder_settle (g_steal_pointer (&store), folder, error))
    return NULL;
  return g_steal_pointer (&enrolment);
}
