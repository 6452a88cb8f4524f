/* What can be said of people beyond a tick. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/status-menu.h"

#include "app/checkin/status-key.h"
#include "text/i18n.h"

static void
add (GMenu *menu, const char *label, const char *code)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "roster.status", "s", code);
  g_menu_append_item (menu, item);
}

GMenuModel *
ev_status_menu_new (EvRegister *reg, const char *heading)
{
  const char *const *codes = ev_lists_codes (ev_register_lists (reg), "attendance_status");
  g_autoptr (GMenu) statuses = g_menu_new (), last = g_menu_new ();
  GMenu *menu = g_menu_new ();

  for (; *codes; codes++) {
    const char *name = ev_register_name (reg, "attendance_status", *codes);
    const char *letter = ev_status_key_letter (*codes);
    /* Translators: a status of attendance and its key. */
    g_autofree char *label =
        *letter ? g_strdup_printf (_ ("%1$s  (%2$s)"), name, letter) : g_strdup (name);
    add (statuses, label, *codes);
  }
  add (last, _ ("Take the mark away"), "");
  g_menu_append_section (menu, heading, G_MENU_MODEL (statuses));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}
