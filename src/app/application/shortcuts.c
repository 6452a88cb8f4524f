/* The keys of the program. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application/shortcuts.h"

/* ui/shortcuts-window.ui shows them; a lint compares the two. Escape is bound in ui/window.ui,
 * where whatever has the focus comes first. */
static const struct {
  const char *action;
  const char *keys[3];
} shortcuts[] = {
  { "app.quit", { "<Control>q" } },
  { "win.new-event", { "<Control>n" } },
  { "win.find", { "<Control>f" } },
  { "win.undo", { "<Control>z" } },
  { "win.back", { "<Alt>Left" } },
  { "win.sync-now", { "F9" } },
  { "win.show::preferences", { "<Control>comma" } },
  { "win.show::events", { "<Alt>Home", "<Control>1" } },
  { "win.show::people", { "<Control>2" } },
  { "win.show::review", { "<Control>3" } },
  { "win.show::results", { "<Control>4" } },
  { "win.show::reports", { "<Control>5" } },
  { "win.shortcuts", { "<Control>question" } },
  { "win.help", { "F1" } },
  { "win.operator", { "<Control>u" } },
  { "app.lock", { "<Control>l" } },
};

void
ev_shortcuts_install (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (application, shortcuts[i].action, shortcuts[i].keys);
}
