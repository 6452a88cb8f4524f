/* The words of a command line, out of which options are taken. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Takes `name` and the word after it out of the words (char *, borrowed); `value` (borrowed) stays
 * as it was where the name is absent. FALSE if it stands without a value. */
gboolean ev_words_option (GPtrArray *words, const char *name, const char **value);

/* Takes `name` out of the words; whether it was there. */
gboolean ev_words_flag (GPtrArray *words, const char *name);
