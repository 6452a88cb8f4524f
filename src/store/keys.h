/* By what a register is opened: this machine, a passphrase, the recovery sheet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/passphrase.h"
#include "store/store.h"

/* The ways that open a register now; any number of them. */
typedef enum {
  EV_KEYS_MACHINE = 1 << 0,    /* by itself, on the machine it was made or recovered on */
  EV_KEYS_PASSPHRASE = 1 << 1, /* only somebody who knows it */
  EV_KEYS_RECOVERY = 1 << 2    /* the project's recovery sheet */
} EvKeysWays;

/* Which of them the register in `folder` has, without opening it; 0 if it has no file of keys. */
EvKeysWays ev_keys_ways (const char *folder);

/* Whether `passphrase` opens the register in `folder`; as slow as opening it. FALSE with
 * EV_ERROR_KEY if it does not, or there is none. */
gboolean ev_keys_check_passphrase (const char *folder, const char *passphrase, GError **error);

/* Sets the passphrase of an open register, or changes it: the data key is wrapped anew, the data
 * stay as they are. From then on it no longer opens by itself on this machine. The backups in the
 * data folder follow; those elsewhere keep the ways of their time. EV_ERROR_INVALID if it is too
 * short. */
gboolean ev_keys_set_passphrase (EvStore *store, const char *passphrase, GError **error);

/* Takes the passphrase away; the register opens by itself on this machine. Also for a register that
 * was carried here or recovered. */
gboolean ev_keys_remove_passphrase (EvStore *store, GError **error);

/* Makes a new recovery key for the project: its public half becomes the project's field
 * `recovery_key`, which the other laptops follow when they next open after a sync. Answers the
 * letters of the sheet (free with ev_key_free_text()). EV_ERROR_DENIED for a role that may not
 * write the project. */
char *ev_keys_new_recovery (EvStore *store, GError **error);
