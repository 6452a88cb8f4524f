/* In which order a list stands, and ticks as in another session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/list-menu.h"

#include "text/i18n.h"

GMenuModel *
ev_list_menu_new (guint sessions, int session)
{
  g_autoptr (GMenu) order = g_menu_new (), others = g_menu_new ();
  g_autofree char *heading = g_strdup_printf (_ ("Tick in session %d"), session + 1);
  GMenu *menu = g_menu_new ();

  g_menu_append (order, _ ("By arrival"), "checkin.order::arrival");
  g_menu_append (order, _ ("By name"), "checkin.order::name");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  for (guint i = 0; session >= 0 && i < sessions; i++) {
    g_autofree char *label = g_strdup_printf (_ ("As in session %d"), (int)i + 1);
    g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
    g_menu_item_set_action_and_target (item, "checkin.as-in", "i", (int)i);
    if ((int)i != session)
      g_menu_append_item (others, item);
  }
  if (g_menu_model_get_n_items (G_MENU_MODEL (others)) > 0)
    g_menu_append_section (menu, heading, G_MENU_MODEL (others));
  return G_MENU_MODEL (menu);
}
