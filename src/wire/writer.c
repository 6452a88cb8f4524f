/* JSON as text, written piece by piece: unlike a tree of nodes, exact for every whole number up to
 * 2^53 and quick for long columns. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/writer-private.h"

#include <string.h>

void
ev_writer_next (GString *out)
{
  if (out->len > 0 && strchr ("[{:", out->str[out->len - 1]) == NULL)
    g_string_append_c (out, ',');
}

void
ev_writer_key (GString *out, const char *name)
{
  ev_writer_text (out, name);
  g_string_append_c (out, ':');
}

void
ev_writer_text (GString *out, const char *text)
{
  ev_writer_next (out);
  g_string_append_c (out, '"');
  for (const char *rest = text; *rest != '\0'; rest++) {
    guchar c = (guchar)*rest;
    if (c == '"' || c == '\\')
      g_string_append_c (out, '\\');
    if (c < 0x20)
      g_string_append_printf (out, "\\u%04x", c);
    else
      g_string_append_c (out, *rest);
  }
  g_string_append_c (out, '"');
}

void
ev_writer_integer (GString *out, gint64 number)
{
  ev_writer_next (out);
  g_string_append_printf (out, "%" G_GINT64_FORMAT, number);
}

void
ev_writer_value (GString *out, const EvValue *value)
{
  if (value != NULL && ev_value_type (value) == EV_VALUE_TEXT) {
    ev_writer_text (out, ev_value_text (value));
  } else if (value != NULL && ev_value_type (value) == EV_VALUE_INTEGER) {
    ev_writer_integer (out, ev_value_integer (value));
  } else {
    ev_writer_next (out);
    g_string_append (out, value != NULL ? ev_value_text (value) : "null");
  }
}
