/* Opening a register with what somebody typed. In the background. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/store.h"
#include "text/list.h"

/* Opens the register in `folder` with a passphrase or, if `letters` are given, with the recovery
 * sheet; then `new_passphrase` takes the old one's place, or, NULL or empty, the register opens by
 * itself on this machine. All are copied, and the copies wiped. The result is the open store,
 * owned; errors as ev_store_open(). */
void ev_unlock_run (const char *folder, EvLists *lists, const char *passphrase, const char *letters,
                    const char *new_passphrase, GAsyncReadyCallback callback, gpointer data);
EvStore *ev_unlock_finish (GAsyncResult *result, GError **error);
