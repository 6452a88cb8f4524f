/* JSON as text, written piece by piece. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "record/value.h"

/* A comma, unless `out` ends with an opening bracket, a colon or is empty. */
void ev_writer_next (GString *out);

/* A member's name and colon, after a comma where one is needed. */
void ev_writer_key (GString *out, const char *name);

/* An item, after a comma where one is needed. Texts are valid UTF-8. */
void ev_writer_text (GString *out, const char *text);
void ev_writer_integer (GString *out, gint64 number);
void ev_writer_value (GString *out, const EvValue *value);
