/* Words and lines on a page. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/pen.h"

#include <pango/pangocairo.h>
#include <qrencode.h>

/* One family for all scripts of the country; the package depends on it. */
#define FAMILY "Noto Sans"
#define QUIET_MODULES 4
#define SMALLEST 6.0 /* points that can be read on paper */

static PangoLayout *
lay_out (cairo_t *cairo, double width, const EvPenStyle *style, const char *text)
{
  static const PangoAlignment sides[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT };
  PangoLayout *layout = pango_cairo_create_layout (cairo);
  PangoFontDescription *font = pango_font_description_from_string (FAMILY);
  PangoContext *context = pango_layout_get_context (layout);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  cairo_font_options_destroy (options);
  pango_font_description_set_size (font, (int)(style->size * PANGO_SCALE));
  if (style->bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, sides[style->side]);
  if (style->one_line) {
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_single_paragraph_mode (layout, TRUE);
  }
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
height_of (PangoLayout *layout)
{
  int height;
  pango_layout_get_size (layout, NULL, &height);
  return (double)height / PANGO_SCALE;
}

double
ev_pen_text (cairo_t *cairo, double x, double y, double width, const EvPenStyle *style,
             const char *text)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (text == NULL || *text == '\0')
    return 0;
  layout = lay_out (cairo, width, style, text);
  cairo_move_to (cairo, x, y);
  pango_cairo_show_layout (cairo, layout);
  return height_of (layout);
}

double
ev_pen_height (cairo_t *cairo, double width, const EvPenStyle *style, const char *text)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (text == NULL || *text == '\0')
    return 0;
  layout = lay_out (cairo, width, style, text);
  return height_of (layout);
}

void
ev_pen_fit (cairo_t *cairo, double x, double y, double width, double height,
            const EvPenStyle *style, const char *text)
{
  EvPenStyle fitting = *style;

  fitting.one_line = FALSE;
  while (fitting.size > SMALLEST && ev_pen_height (cairo, width, &fitting, text) > height)
    fitting.size -= 0.5;
  ev_pen_text (cairo, x, y, width, &fitting, text);
}

void
ev_pen_line (cairo_t *cairo, double x1, double y1, double x2, double y2)
{
  cairo_set_line_width (cairo, 0.6);
  cairo_move_to (cairo, x1, y1);
  cairo_line_to (cairo, x2, y2);
  cairo_stroke (cairo);
}

void
ev_pen_frame (cairo_t *cairo, double x, double y, double width, double height)
{
  cairo_set_line_width (cairo, 0.6);
  cairo_rectangle (cairo, x, y, width, height);
  cairo_stroke (cairo);
}

gboolean
ev_pen_qr (cairo_t *cairo, double x, double y, double size, const char *text)
{
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  double module;

  if (code == NULL)
    return FALSE;
  module = size / (code->width + 2 * QUIET_MODULES);
  for (int row = 0; row < code->width; row++)
    for (int column = 0; column < code->width; column++)
      if (code->data[row * code->width + column] & 1)
        cairo_rectangle (cairo, x + (column + QUIET_MODULES) * module,
                         y + (row + QUIET_MODULES) * module, module, module);
  cairo_fill (cairo);
  QRcode_free (code);
  return TRUE;
}
