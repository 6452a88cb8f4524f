/* Pairs of people who were looked at and are two: not to be proposed again on this laptop. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/apart.h"

#include <string.h>

static char *
key_of (const char *a, const char *b)
{
  gboolean ordered = strcmp (a, b) < 0;

  return g_strdup_printf ("apart/%s/%s", ordered ? a : b, ordered ? b : a);
}

gboolean
ev_apart_is (EvStore *store, const char *a, const char *b)
{
  g_autofree char *key = key_of (a, b);
  g_autofree char *said = ev_store_setting (store, key);

  return said != NULL;
}

gboolean
ev_apart_set (EvStore *store, const char *a, const char *b, gboolean apart, GError **error)
{
  g_autofree char *key = key_of (a, b);

  return ev_store_set_setting (store, key, apart ? "1" : NULL, error);
}
