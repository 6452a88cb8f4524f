/* What pages, menus and keys ask of the window. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/window.h"

/* Gives `window` its actions, all named win.*:
 * show PLACE, event ID, edit-event ID, new-event, back, finish, resume: where to go.
 * self-sign-in ID, help, shortcuts: windows of their own.
 * find, undo, say SENTENCE, sync-now, operator: what is done here. */
void ev_window_actions_add (EvWindow *window);
