/* What is wrong with a field, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* One sentence in the present language for a reason of record/validate.h, given by its stable name;
 * `field` (may be NULL), `min` and `max` are those of the problem. Free with g_free. */
char *ev_reason_text (const char *reason, const char *field, gint64 min, gint64 max);
