/* A bar in parts, told apart by colour and by pattern. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#define EV_TYPE_SHARE_BAR (ev_share_bar_get_type ())
G_DECLARE_FINAL_TYPE (EvShareBar, ev_share_bar, EV, SHARE_BAR, GtkWidget)

/* The parts of a whole, in the order in which they are drawn. */
typedef struct {
  GArray *parts; /* of guint; zeros take no room and keep the looks of those that follow */
  guint missing; /* what the whole still lacks: drawn empty, at the end */
  double aim;    /* a mark, as a share (0 to 1) of the parts together; negative: none */
} EvShares;

/* Shows `shares`, which are copied; `words` say the same to a screen reader. */
void ev_share_bar_show (EvShareBar *self, const EvShares *shares, const char *words);

/* The sign that stands for a part, for what is missing, or for the mark, before its words: Pango
 * markup, owned. */
char *ev_share_bar_sign (guint part);
char *ev_share_bar_sign_missing (void);
char *ev_share_bar_sign_aim (void);
