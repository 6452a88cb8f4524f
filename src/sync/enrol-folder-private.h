/* The data folder of a register that is being enrolled. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

/* Opens the register in `folder`, or, where there is none, makes one for the project to come. That
 * one lives beside `folder` until ev_enrol_folder_settle(), so that a refused invitation leaves
 * nothing behind that looks like a register, and a lost answer finds its token and device again. */
EvStore *ev_enrol_folder_open (const char *folder, const EvStoreOptions *options, GError **error);

/* Closes `store` (taken over) and, if it lives beside `folder`, puts it there in one step. */
gboolean ev_enrol_folder_settle (EvStore *store, const char *folder, GError **error);
