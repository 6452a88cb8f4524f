/* The warning that this laptop's clock is wrong. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/clock-banner.h"

#include "text/i18n.h"
#include "text/moment.h"

#define TOLERANCE (10 * 60 * 1000) /* ms; less than a time zone, more than any journey */
#define INTERVAL 5u                /* seconds from setting the clock right until it is believed */

struct _EvClockBanner {
  AdwBin parent_instance;

  /* Template */
  GtkLabel *words;

  EvRegister *reg; /* NULL: no clock to compare with */
  guint timer;     /* while it is shown */
};

G_DEFINE_FINAL_TYPE (EvClockBanner, ev_clock_banner, ADW_TYPE_BIN)

/* Owned. */
static char *
sentence (gint64 now, gint64 ahead)
{
  g_autofree char *here = ev_moment_text (now), *there = ev_moment_text (now - ahead);

  if (ahead < 0)
    /* Translators: both %s are a date and a time of day. */
    return g_strdup_printf (_ ("The clock of this laptop is behind: it shows %s, but at the "
                               "last sync it was %s already. Set date, time and time zone in "
                               "the settings of the laptop. You can work on; nothing is lost."),
                            here, there);
  /* Translators: both %s are a date and a time of day. */
  return g_strdup_printf (_ ("The clock of this laptop is ahead: it shows %s, but by the "
                             "server’s clock it is %s. Set date, time and time zone in the "
                             "settings of the laptop. You can work on; nothing is lost."),
                          here, there);
}

static gboolean
look (gpointer data)
{
  EvClockBanner *self = data;
  EvClock clock = ev_clock_system ();
  gint64 now = ev_clock_now (&clock), ahead = 0;
  const EvCustodyCounts *counts;
  g_autofree char *words = NULL;

  if (self->reg && ev_register_sync_state (self->reg, &counts) != EV_SYNC_ALONE)
    ahead = ev_custody_clock_ahead (counts, now);
  if (ABS (ahead) > TOLERANCE)
    words = sentence (now, ahead);
  gtk_label_set_label (self->words, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
  if (words && self->timer == 0)
    self->timer = g_timeout_add_seconds (INTERVAL, look, self);
  if (words)
    return G_SOURCE_CONTINUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  return G_SOURCE_REMOVE;
}

void
ev_clock_banner_set_register (EvClockBanner *self, EvRegister *reg)
{
  if (self->reg)
    g_signal_handlers_disconnect_by_func (self->reg, look, self);
  g_set_object (&self->reg, reg);
  if (reg)
    g_signal_connect_object (reg, "custody", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  look (self);
}

static void
ev_clock_banner_dispose (GObject *object)
{
  EvClockBanner *self = EV_CLOCK_BANNER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_clock_banner_parent_class)->dispose (object);
}

static void
ev_clock_banner_class_init (EvClockBannerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ev_clock_banner_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/clock-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, EvClockBanner, words);
}

static void
ev_clock_banner_init (EvClockBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
