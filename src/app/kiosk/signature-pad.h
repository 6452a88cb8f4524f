/* Where a person signs, with a finger, a pen or a mouse. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#define EV_TYPE_SIGNATURE_PAD (ev_signature_pad_get_type ())
G_DECLARE_FINAL_TYPE (EvSignaturePad, ev_signature_pad, EV, SIGNATURE_PAD, GtkDrawingArea)

/* Signal "changed": a stroke was drawn, or all are gone. */

/* The strokes as attendance.signature keeps them, owned; NULL where nothing is drawn. */
char *ev_signature_pad_strokes (EvSignaturePad *self);

/* Empties the pad. */
void ev_signature_pad_clear (EvSignaturePad *self);
