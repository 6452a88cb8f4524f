/* The log: JSON lines on standard error. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/log.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/json.h"

void
ev_log_event (const char *event, ...)
{
  g_autoptr (EvJson) line = cJSON_CreateObject ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.%fZ");
  g_autofree char *text = NULL;
  const char *name;
  va_list pairs;

  ev_json_add_text (line, "time", time);
  ev_json_add_text (line, "event", event);
  va_start (pairs, event);
  while ((name = va_arg (pairs, const char *)) != NULL) {
    if (name[0] == 'i')
      ev_json_add_integer (line, name + 2, va_arg (pairs, gint64));
    else
      ev_json_add_text (line, name + 2, va_arg (pairs, const char *));
  }
  va_end (pairs);
  text = ev_json_print (line);
  fprintf (stderr, "%s\n", text);
}
