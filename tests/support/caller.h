/* A laptop's side of the wire and nothing more: TLS and HTTP, so cheap that a machine can make many
 * beside the server that they load. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef struct _Caller Caller;

/* Connects to a server on this machine, whatever its certificate says, and greets it. Any failure
 * ends the measurement. `buffer` is that of its socket, in bytes; 0: as the system has it. */
Caller *caller_new (guint16 port, int buffer);

/* Closes; NULL does nothing. */
void caller_free (Caller *caller);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Caller, caller_free)

/* Sends a request: `line` is its method and path, `body` may be NULL. */
void caller_send (Caller *caller, const char *line, const char *token, GBytes *body);

/* Waits for the answer and returns its status; `body` (may be NULL) is set to what it brings. */
int caller_receive (Caller *caller, GBytes **body);

/* Whether an answer has begun to come, without waiting; it is then to be received. */
gboolean caller_is_answered (Caller *caller);

/* Its socket, to wait at with others. */
int caller_fd (const Caller *caller);
