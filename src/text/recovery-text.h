/* The recovery sheet in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The text of the page that is printed and locked away; `date` is a civil date. It holds a secret:
 * overwrite it before it is freed with g_free. */
char *ev_recovery_text (const char *project, const char *date, const char *letters);
