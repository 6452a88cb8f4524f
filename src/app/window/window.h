/* The one window: its pages, and the way among them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"
#include "app/welcome/unlock-page.h"

#define EV_TYPE_WINDOW (ev_window_get_type ())
G_DECLARE_FINAL_TYPE (EvWindow, ev_window, EV, WINDOW, AdwApplicationWindow)

/* Pages talk to the window by its actions alone, which app/window/window-actions gives it. */

/* A window without a page. `folder` is where the register is or will be; `settings` and `lists` are
 * borrowed and outlive it. */
EvWindow *ev_window_new (GtkApplication *application, GSettings *settings, EvLists *lists,
                         const char *folder);

/* Shows the pages of a register: who sits here first, unless that is known. */
void ev_window_set_register (EvWindow *self, EvRegister *reg);

/* Shows how to begin. */
void ev_window_welcome (EvWindow *self);

/* Shows why the register cannot be opened, and what can be done. */
void ev_window_show_trouble (EvWindow *self, const GError *error);

/* Asks for what opens the register; `unlocked` is called with it. */
void ev_window_ask_key (EvWindow *self, EvUnlocked unlocked, gpointer data);

/* Covers the pages, which stay as they are, and closes all other windows; the register is about to
 * be locked. `unlocked` is called with the register opened again. */
void ev_window_lock (EvWindow *self, EvUnlocked unlocked, gpointer data);

/* Shows `reg` again where it was left, once it is known who sits here. */
void ev_window_unlock (EvWindow *self, EvRegister *reg);

/* Where the window is, for ev_window_go(); owned. */
char *ev_window_place (EvWindow *self);

/* Goes to a place; one that does not exist any more leads to the first page. */
void ev_window_go (EvWindow *self, const char *place);
