/* The file that is carried where no network comes: parcels, each for one reader. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"

/* No bundle is larger, nor has more parcels. */
#define EV_BUNDLE_MOST_BYTES (64 * 1024 * 1024)
#define EV_BUNDLE_MOST_PARCELS 1000

/* What its name ends in. */
#define EV_BUNDLE_SUFFIX ".evbundle"

/* A file of `parcels` (GBytes). EV_ERROR_TOO_LARGE beyond the limits. Owned. */
GBytes *ev_bundle_write (const GPtrArray *parcels, GError **error);

/* The parcels of a file. Array of GBytes, owned. EV_ERROR_MALFORMED if it never was a bundle,
 * EV_ERROR_FILE_NEWER, EV_ERROR_TOO_LARGE, EV_ERROR_FILE_DAMAGED if it is cut or changed. */
GPtrArray *ev_bundle_read (GBytes *bytes, GError **error);
