/* The desktop's keyring, asked in a way that never keeps anybody waiting. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/key.h"

/* The machine's key as the Secret Service (or, under Flatpak, its portal) has it. NULL if it has
 * none, is locked, or does not answer within a second and a half; nobody is asked anything. */
EvKey *ev_keyring_find (void);

/* Gives it the machine's key; TRUE only once it gives the same key back. Within the same time. */
gboolean ev_keyring_keep (const EvKey *key);
