/* The first promise that was broken. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verdict.h"

gboolean
verdict_blame (Verdict *verdict, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  if (verdict->blame == NULL) {
    verdict->blame = g_strdup_vprintf (format, values);
    verdict->promise = format;
  }
  va_end (values);
  return FALSE;
}

gboolean
verdict_is_good (const Verdict *verdict)
{
  return verdict->blame == NULL;
}
