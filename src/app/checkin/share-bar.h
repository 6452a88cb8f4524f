/* A bar in parts, told apart by colour and by pattern. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#define EV_TYPE_SHARE_BAR (ev_share_bar_get_type ())
G_DECLARE_FINAL_TYPE (EvShareBar, ev_share_bar, EV, SHARE_BAR, GtkWidget)

/* Draws `count` parts in proportion to `shares`, in their order; `words` say the same. */
void ev_share_bar_show (EvShareBar *self, const guint *shares, guint count, const char *words);
