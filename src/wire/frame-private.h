/* The outermost form of a message: JSON text as it is, or in one zstd frame. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How hard texts are packed below EV_FRAME_SMALL bytes, and from there on, where a dictionary
 * saves nothing any more: tests/bench/bench-wire.c tells what each costs. */
#define EV_FRAME_SMALL (64 * 1024)
#define EV_FRAME_SMALL_LEVEL 19
#define EV_FRAME_LARGE_LEVEL 12

/* Packs `text`, taken over, into a frame made with `dictionary` (0, or one that this version lacks:
 * none), or leaves it as it is where that is not longer. Owned. */
GBytes *ev_frame_wrap (char *text, guint32 dictionary);

/* The text in `bytes`, NUL-terminated, its length in `length`; free with g_free. Errors as
 * wire/codec.h states them. */
char *ev_frame_unwrap (GBytes *bytes, gsize *length, GError **error);
