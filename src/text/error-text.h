/* Errors in words that a person can act on. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"

/* One or two sentences in the present language for any error, NULL included: what happened, and
 * what to do. Never technical, never with personal data. Free with g_free. */
char *ev_error_text (const GError *error);
