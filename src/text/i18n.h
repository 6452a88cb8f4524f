/* Translation: the program's one message domain. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define EV_TEXT_DOMAIN "evidenca"

/* A sentence or word in the present language. */
#define _(text) g_dgettext (EV_TEXT_DOMAIN, text)

/* The same where the English alone would be ambiguous. */
#define C_(context, text) g_dpgettext2 (EV_TEXT_DOMAIN, context, text)

/* Marks a text in a table; translate it with _() when it is shown. */
#define N_(text) text

/* Marks a text with context in a table; translate it with C_(). */
#define NC_(context, text) text

/* A text whose form depends on `n`. libintl.h has a macro of this name for the C library. */
#undef ngettext
#define ngettext(one, many, n) g_dngettext (EV_TEXT_DOMAIN, one, many, (gulong)(n))
