/* What every message has: a version, JSON, and the frame around it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"
#include "base/error.h"

/* An empty message of that version. Owned. */
cJSON *ev_envelope_new (int version);

/* To bytes; takes `message`. `dictionary` as in ev_frame_wrap(). Owned. */
GBytes *ev_envelope_close (cJSON *message, guint32 dictionary);

/* From bytes, within the limits of a message. NULL with an error as wire/codec.h states them. */
cJSON *ev_envelope_open (GBytes *bytes, GError **error);

/* Whether this program speaks the message's version, which goes to `version`; else the error says
 * whether the client (`from_client`: the one who wrote it) is too old or too new. */
gboolean ev_envelope_is_spoken (const cJSON *message, gboolean from_client, int *version,
                                GError **error);
