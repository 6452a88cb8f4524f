/* What a register keeps about its server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/settings-private.h"

#include "sync/batch-private.h"

gboolean
ev_settings_keep (EvStore *store, const char *key, const char *text, GError **error)
{
  g_autofree char *old = ev_store_setting (store, key);
  return g_strcmp0 (old, text) == 0 || ev_store_set_setting (store, key, text, error);
}

gsize
ev_settings_budget (EvStore *store)
{
  g_autofree char *text = ev_store_setting (store, EV_SETTING_BUDGET);
  gint64 budget = text != NULL ? g_ascii_strtoll (text, NULL, 10) : EV_BATCH_FIRST;
  return (gsize)CLAMP (budget, EV_BATCH_LEAST, EV_BATCH_FIRST);
}

void
ev_settings_keep_budget (EvStore *store, gsize budget)
{
  gsize kept = CLAMP (budget, EV_BATCH_LEAST, EV_BATCH_FIRST);
  g_autofree char *text = g_strdup_printf ("%" G_GSIZE_FORMAT, kept);

  if (kept != ev_settings_budget (store))
    ev_store_set_setting (store, EV_SETTING_BUDGET, text, NULL);
}

gsize
ev_settings_window (EvStore *store)
{
  g_autofree char *text = ev_store_setting (store, EV_SETTING_WINDOW);
  gint64 window = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  return window > 0 ? (gsize)CLAMP (window, EV_BATCH_LEAST, EV_BATCH_MOST) : 0;
}

void
ev_settings_keep_window (EvStore *store, gsize window)
{
  g_autofree char *text = window > 0 ? g_strdup_printf ("%" G_GSIZE_FORMAT, window) : NULL;
  ev_settings_keep (store, EV_SETTING_WINDOW, text, NULL);
}

gboolean
ev_settings_keep_pins (EvStore *store, const char *shown, const char *announced, GError **error)
{
  g_autofree char *pin = ev_store_setting (store, EV_SETTING_PIN);
  g_autofree char *next = ev_store_setting (store, EV_SETTING_NEXT_PIN);

  if (pin == NULL)
    return TRUE;
  if (next != NULL && g_strcmp0 (shown, next) == 0 &&
      !ev_settings_keep (store, EV_SETTING_PIN, next, error))
    return FALSE;
  return ev_settings_keep (store, EV_SETTING_NEXT_PIN, announced, error);
}
