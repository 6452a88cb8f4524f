/* Words and lines on a page. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

typedef enum { EV_PEN_LEFT, EV_PEN_CENTRE, EV_PEN_RIGHT } EvPenSide;

/* How words are set: size in points. */
typedef struct {
  double size;
  gboolean bold;
  EvPenSide side;
  gboolean one_line; /* shortened with an ellipsis where it does not fit */
} EvPenStyle;

/* Sets `text` in a column of `width` points with its top left corner at (x, y), in any script.
 * Returns its height in points; NULL text has none. */
double ev_pen_text (cairo_t *cairo, double x, double y, double width, const EvPenStyle *style,
                    const char *text);

/* The same in a box of `height` points: nothing is shortened; what does not fit on one line is set
 * smaller, on as many lines as there is room for, down to 6 points. */
void ev_pen_fit (cairo_t *cairo, double x, double y, double width, double height,
                 const EvPenStyle *style, const char *text);

/* The same height without drawing. */
double ev_pen_height (cairo_t *cairo, double width, const EvPenStyle *style, const char *text);

/* A thin line from point to point. */
void ev_pen_line (cairo_t *cairo, double x1, double y1, double x2, double y2);

/* A thin frame. */
void ev_pen_frame (cairo_t *cairo, double x, double y, double width, double height);

/* `text` as a QR code in a square of `size` points with its quiet zone inside; FALSE if it is too
 * long. */
gboolean ev_pen_qr (cairo_t *cairo, double x, double y, double size, const char *text);
