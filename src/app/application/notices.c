/* Notifications of the desktop, only for what needs a person. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application/notices.h"

#include "app/sync/sync-words.h"
#include "text/i18n.h"

#define NOTICE "attention"
#define TOLD_KEY "evidenca-told"

static void
custody_cb (GApplication *application, EvRegister *reg)
{
  gboolean needed = ev_register_sync_state (reg, NULL) == EV_SYNC_ATTENTION;
  gboolean told = g_object_get_data (G_OBJECT (reg), TOLD_KEY) != NULL;
  g_autoptr (GNotification) notice = NULL;
  g_autofree char *words = NULL;

  if (needed == told)
    return;
  g_object_set_data (G_OBJECT (reg), TOLD_KEY, needed ? reg : NULL);
  if (!needed) {
    g_application_withdraw_notification (application, NOTICE);
    return;
  }
  words = ev_sync_words_long (reg);
  notice = g_notification_new (_ ("Needs attention"));
  g_notification_set_body (notice, words);
  g_application_send_notification (application, NOTICE, notice);
}

void
ev_notices_follow (GApplication *application, EvRegister *reg)
{
  g_signal_connect_object (reg, "custody", G_CALLBACK (custody_cb), application, G_CONNECT_SWAPPED);
  custody_cb (application, reg);
}
