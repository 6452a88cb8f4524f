/* Following the project's recovery key. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/keys.h"

/* Wraps the data key for the recovery key that the project record knows, if it is not yet. */
gboolean ev_keys_follow_project (EvStore *store, GError **error);
