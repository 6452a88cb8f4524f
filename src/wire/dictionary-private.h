/* The zstd dictionaries that this version has. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <zstd.h>

/* The dictionary with that id, made ready for packing and unpacking; NULL if this version lacks it.
 * Shared and lasting. */
const ZSTD_CDict *ev_dictionary_for_writing (guint32 id);
const ZSTD_DDict *ev_dictionary_for_reading (guint32 id);
