/* Who is in the room, as a picture and in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/register/register.h"

#define EV_TYPE_BALANCE_BAR (ev_balance_bar_get_type ())
G_DECLARE_FINAL_TYPE (EvBalanceBar, ev_balance_bar, EV, BALANCE_BAR, GtkBox)

typedef enum {
  EV_BALANCE_STACKED, /* one picture below the other */
  EV_BALANCE_BESIDE,  /* side by side */
  EV_BALANCE_BRIEF,   /* women and men; the others when asked for */
} EvBalanceLayout;

/* Shows a balance, which is not kept, against `expected` people (0: not said) and the project's
 * targets. Communities appear only when five people or more of one are there; fewer are counted
 * together. */
void ev_balance_bar_show (EvBalanceBar *self, EvRegister *reg, const EvRosterBalance *balance,
                          guint expected);

/* How much room there is; stacked unless told. */
void ev_balance_bar_set_layout (EvBalanceBar *self, EvBalanceLayout layout);
