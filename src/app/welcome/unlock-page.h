/* What opens a register that does not open by itself: a passphrase, or the recovery sheet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/store.h"
#include "text/list.h"

#define EV_TYPE_UNLOCK_PAGE (ev_unlock_page_get_type ())
G_DECLARE_FINAL_TYPE (EvUnlockPage, ev_unlock_page, EV, UNLOCK_PAGE, AdwBin)

/* Called with the open register, which is taken. */
typedef void (*EvUnlocked) (EvStore *store, gpointer data);

/* For the register in `folder`. */
GtkWidget *ev_unlock_page_new (EvLists *lists, const char *folder, EvUnlocked unlocked,
                               gpointer data);
