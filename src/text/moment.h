/* Times of day, and moments as a person would say them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* ev_moment_read_time:
 * Reads a time of day as a person types it: 9, 9:30, 9.30, 0930, 9h, 9:30h. Returns HH:MM, which
 * the caller frees, or NULL. */
char *ev_moment_read_time (const char *typed);

/* ev_moment_text:
 * The moment @milliseconds (since 1970 UTC) as date and time of day where this machine is:
 * "24.11.2026 09:30". The caller frees it. */
char *ev_moment_text (gint64 milliseconds);

/* ev_moment_ago:
 * How long before @now the moment was, both in milliseconds since 1970 UTC: "just now", "5 minutes
 * ago", "2 days ago"; ev_moment_text() when more than a month has passed or it lies ahead by more
 * than clocks differ. The caller frees it. */
char *ev_moment_ago (gint64 milliseconds, gint64 now);
