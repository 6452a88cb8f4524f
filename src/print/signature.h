/* A signature as strokes: drawn with a finger, a pen or a mouse, kept small, drawn smoothly. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

/* Points in the order in which they were drawn. Written, it is base64 of: the version (1); then for
 * each stroke the number of its points and, for each point, how far right and down it lies of the
 * one before (of the corner for the very first). Numbers are LEB128, distances zigzagged. */
typedef struct _EvSignature EvSignature;

/* The longest written form, as the field table has it. */
#define EV_SIGNATURE_MAX 16000

/* An empty signature. Free with ev_signature_free(). */
EvSignature *ev_signature_new (void);

/* Frees it; NULL does nothing. */
void ev_signature_free (EvSignature *signature);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvSignature, ev_signature_free)

/* Adds a point, in units of about half a pixel; `begins` a new stroke. Points that are too close to
 * the one before, or beyond what can be kept, are left out. */
void ev_signature_add (EvSignature *signature, int x, int y, gboolean begins);

/* Forgets all strokes. */
void ev_signature_clear (EvSignature *signature);

/* Whether there is more than a dot. */
gboolean ev_signature_is_drawn (const EvSignature *signature);

/* The written form, for attendance.signature; free with g_free. */
char *ev_signature_format (const EvSignature *signature);

/* Reads the written form, owned; NULL where it is none. */
EvSignature *ev_signature_parse (const char *text);

/* Draws the strokes as they are, `scale` points to a unit, in the present colour. */
void ev_signature_draw (const EvSignature *signature, cairo_t *cairo, double scale);

/* Draws it as large as fits into the box, in the middle. */
void ev_signature_draw_in (const EvSignature *signature, cairo_t *cairo, double x, double y,
                           double width, double height);
