/* What to make of a reply: the server's own word, or somebody else's. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/transport.h"

/* Whether the reply bears the content type of our messages. */
gboolean ev_reply_is_ours (const EvReply *reply);

/* The error that a reply with another status than 200, or of another content type, amounts to: the
 * server's complaint where it is one, else what the status alone tells. FALSE if it is a good reply
 * as far as this goes; its body may still be broken. */
gboolean ev_reply_complains (const EvReply *reply, GError **error);

/* Passes on what was wrong in reading the body of a good reply: whoever hears of it is to know that
 * an answer was damaged, not a file. Takes `problem`. */
void ev_reply_propagate (GError **error, GError *problem);

/* Whether the reply asks for the same message without a dictionary. */
gboolean ev_reply_lacks_dictionary (const EvReply *reply);
