/* The log: JSON lines on standard error, without personal data. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Writes one line with the time, `event`, and pairs of const char * name and value, ended by NULL:
 * the letter before the name's colon says what the value is ("s:path", const char *, may be NULL;
 * "i:status", gint64). */
void ev_log_event (const char *event, ...) G_GNUC_NULL_TERMINATED;
