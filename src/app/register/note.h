/* Noting in the access log what somebody looks at. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/register/writer.h"
#include "store/access.h"

/* As ev_register_note(), through `writer`. */
void ev_note_access (EvWriter *writer, EvAccessKind kind, const char *subject,
                     GAsyncReadyCallback callback, gpointer data);
