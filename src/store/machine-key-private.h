/* The key of this machine, kept outside the data folder: by the keyring or in a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/key.h"
#include "store/store.h"

/* The key of the id, from `options->mark_folder`/machine.key or, if `options->keyring`, from the
 * desktop's keyring. NULL if this machine has none of that id. */
EvKey *ev_machine_key_find (const EvStoreOptions *options, const char *id);

/* The key that new registers of this machine are wrapped by: the one there is, or a new one, given
 * to the keyring if that takes it, else written to the file. EV_ERROR_LOCKED without a mark folder;
 * EV_ERROR_READ_ONLY, _DISK_FULL, _STORAGE. */
EvKey *ev_machine_key_get (const EvStoreOptions *options, GError **error);
