/* What is told to a person without stopping her. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/say-bar.h"

#define SHOWN 7u /* seconds; as long as it takes to read two sentences */

struct _EvSayBar {
  AdwBin parent_instance;

  /* Template */
  GtkLabel *words;

  guint timer; /* while it is shown */
};

G_DEFINE_FINAL_TYPE (EvSayBar, ev_say_bar, ADW_TYPE_BIN)

void
ev_say_bar_hide (EvSayBar *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static gboolean
shown_cb (gpointer data)
{
  ev_say_bar_hide (data);
  return G_SOURCE_REMOVE;
}

void
ev_say_bar_say (EvSayBar *self, const char *sentence)
{
  gtk_label_set_label (self->words, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_seconds (SHOWN, shown_cb, self);
}

static void
ev_say_bar_dispose (GObject *object)
{
  g_clear_handle_id (&EV_SAY_BAR (object)->timer, g_source_remove);
  G_OBJECT_CLASS (ev_say_bar_parent_class)->dispose (object);
}

static void
ev_say_bar_class_init (EvSayBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ev_say_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/say-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, EvSayBar, words);
}

static void
ev_say_bar_init (EvSayBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
