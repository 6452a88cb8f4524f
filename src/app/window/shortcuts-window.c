/* The list of keys. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/shortcuts-window.h"

struct _EvShortcutsWindow {
  AdwWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (EvShortcutsWindow, ev_shortcuts_window, ADW_TYPE_WINDOW)

GtkWidget *
ev_shortcuts_window_new (GtkWindow *parent)
{
  return g_object_new (EV_TYPE_SHORTCUTS_WINDOW, "transient-for", parent, "destroy-with-parent",
                       TRUE, NULL);
}

static void
ev_shortcuts_window_class_init (EvShortcutsWindowClass *class)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (class),
                                               "/org/evidenca/Evidenca/ui/shortcuts-window.ui");
}

static void
ev_shortcuts_window_init (EvShortcutsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
