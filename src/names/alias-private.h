/* Short names and the full names they stand for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* ev_alias_is_short:
 * Whether the given name with the match key @short_key is a short form of the one with @full_key
 * (Saša of Aleksandar). Not symmetric. One short form may serve several full names. */
gboolean ev_alias_is_short (const char *short_key, const char *full_key);
