/* What every message has: a version, JSON, and the frame around it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/envelope-private.h"

#include "wire/frame-private.h"
#include "wire/message.h"

#define MAX_DEPTH 32
#define MAX_ITEMS 400000

cJSON *
ev_envelope_new (int version)
{
  cJSON *message = cJSON_CreateObject ();
  ev_json_add_integer (message, "v", version);
  return message;
}

GBytes *
ev_envelope_close (cJSON *message, guint32 dictionary)
{
  GBytes *bytes = ev_frame_wrap (ev_json_print (message), dictionary);
  cJSON_Delete (message);
  return bytes;
}

cJSON *
ev_envelope_open (GBytes *bytes, GError **error)
{
  gsize length;
  g_autofree char *text = ev_frame_unwrap (bytes, &length, error);
  return text != NULL ? ev_json_parse (text, length, MAX_DEPTH, MAX_ITEMS, error) : NULL;
}

/* A version that is too high for a server speaks for a client that is too new, and the reverse. */
gboolean
ev_envelope_is_spoken (const cJSON *message, gboolean from_client, int *version, GError **error)
{
  gint64 number;
  gboolean too_new;

  if (!ev_json_integer (message, "v", &number) || number < 1 || number > G_MAXINT) {
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "a message without a version");
    return FALSE;
  }
  if (number < EV_WIRE_OLDEST || number > EV_WIRE_VERSION) {
    too_new = from_client == (number > EV_WIRE_VERSION);
    g_set_error (error, EV_ERROR, too_new ? EV_ERROR_CLIENT_TOO_NEW : EV_ERROR_CLIENT_TOO_OLD,
                 "protocol version %d", (int)number);
    return FALSE;
  }
  *version = (int)number;
  return TRUE;
}
