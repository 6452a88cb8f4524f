/* What to make of a reply: the server's own word, or somebody else's. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/reply-private.h"

#include <string.h>

#include "wire/codec.h"

/* What a complaint of the server means. Only a complaint revokes: a status alone may be a proxy's.
 */
static const struct {
  const char *code;
  EvErrorCode error;
} complaints[] = {
  { "revoked", EV_ERROR_REVOKED },        { "forgotten", EV_ERROR_FORGOTTEN },
  { "unknown_token", EV_ERROR_REVOKED },  { "invitation", EV_ERROR_INVITATION },
  { "too_many", EV_ERROR_TOO_MANY },      { "too_old", EV_ERROR_CLIENT_TOO_OLD },
  { "too_new", EV_ERROR_CLIENT_TOO_NEW }, { "malformed", EV_ERROR_SERVER },
  { "too_large", EV_ERROR_TOO_LARGE },    { "busy", EV_ERROR_SERVER },
  { "letter", EV_ERROR_FILE_UNKNOWN },    { "role", EV_ERROR_DENIED },
  { "behind", EV_ERROR_EXISTS },          { "unfit", EV_ERROR_INVALID },
};

gboolean
ev_reply_is_ours (const EvReply *reply)
{
  gsize length = strlen (EV_WIRE_CONTENT_TYPE);
  const char *type = reply->content_type;

  return type != NULL && g_ascii_strncasecmp (type, EV_WIRE_CONTENT_TYPE, length) == 0 &&
         strchr ("; ", type[length]) != NULL;
}

static EvComplaint *
read_complaint (const EvReply *reply)
{
  if (reply->status == 200 || !ev_reply_is_ours (reply))
    return NULL;
  return ev_codec_read_complaint (reply->body, NULL);
}

/* An error by status alone, from whoever stands between. */
static EvErrorCode
status_error (int status)
{
  if (status == 413)
    return EV_ERROR_TOO_LARGE;
  if (status == 429)
    return EV_ERROR_TOO_MANY;
  return status >= 500 ? EV_ERROR_SERVER : EV_ERROR_NOT_THE_SERVER;
}

static EvErrorCode
complaint_error (const EvComplaint *complaint, int status)
{
  for (guint i = 0; i < G_N_ELEMENTS (complaints); i++) {
    if (g_strcmp0 (complaint->code, complaints[i].code) == 0)
      return complaints[i].error;
  }
  return status >= 500 ? EV_ERROR_SERVER : status_error (status);
}

gboolean
ev_reply_complains (const EvReply *reply, GError **error)
{
  g_autoptr (EvComplaint) complaint = read_complaint (reply);

  if (reply->status == 200 && ev_reply_is_ours (reply))
    return FALSE;
  if (complaint != NULL)
    g_set_error (error, EV_ERROR, (int)complaint_error (complaint, reply->status),
                 "the server answered %d: %s", reply->status, complaint->code);
  else
    g_set_error (error, EV_ERROR, (int)status_error (reply->status),
                 "an answer with status %d and type %s is not the server's", reply->status,
                 reply->content_type != NULL ? reply->content_type : "none");
  return TRUE;
}

void
ev_reply_propagate (GError **error, GError *problem)
{
  if (g_error_matches (problem, EV_ERROR, EV_ERROR_MALFORMED) ||
      g_error_matches (problem, EV_ERROR, EV_ERROR_TOO_LARGE) ||
      g_error_matches (problem, EV_ERROR, EV_ERROR_NOT_FOUND))
    problem->code = EV_ERROR_GARBLED;
  g_propagate_error (error, problem);
}

gboolean
ev_reply_lacks_dictionary (const EvReply *reply)
{
  g_autoptr (EvComplaint) complaint = read_complaint (reply);
  return complaint != NULL && g_strcmp0 (complaint->code, "dictionary") == 0;
}
