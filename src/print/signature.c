/* A signature as strokes: drawn with a finger, a pen or a mouse, kept small, drawn smoothly. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/signature.h"

#define VERSION 1
#define LIMIT 32767      /* of a coordinate */
#define NEAR 4           /* units: points closer than this say nothing new */
#define BYTES_MAX 11900  /* below EV_SIGNATURE_MAX in base64 */
#define BYTES_OF_POINT 7 /* at most, its stroke's beginning included */
#define PEN 2.4          /* width of the line in units of the pad at scale 1 */
#define PEN_SMALL 0.8    /* on paper, in points */

typedef struct {
  int x, y;
  gboolean begins;
} Point;

struct _EvSignature {
  GArray *points; /* of Point */
};

EvSignature *
ev_signature_new (void)
{
  EvSignature *signature = g_new0 (EvSignature, 1);

  signature->points = g_array_new (FALSE, FALSE, sizeof (Point));
  return signature;
}

void
ev_signature_free (EvSignature *signature)
{
  if (!signature)
    return;
  g_array_unref (signature->points);
  g_free (signature);
}

static const Point *
point (const EvSignature *signature, guint index)
{
  return &g_array_index (signature->points, Point, index);
}

void
ev_signature_add (EvSignature *signature, int x, int y, gboolean begins)
{
  guint count = signature->points->len;
  Point next = { CLAMP (x, 0, LIMIT), CLAMP (y, 0, LIMIT), begins || count == 0 };

  if (count * BYTES_OF_POINT >= BYTES_MAX)
    return;
  if (!next.begins && ABS (next.x - point (signature, count - 1)->x) < NEAR &&
      ABS (next.y - point (signature, count - 1)->y) < NEAR)
    return;
  g_array_append_val (signature->points, next);
}

void
ev_signature_clear (EvSignature *signature)
{
  g_array_set_size (signature->points, 0);
}

gboolean
ev_signature_is_drawn (const EvSignature *signature)
{
  return signature->points->len > 2;
}

/* Writing and reading */

static void
put_number (GByteArray *bytes, guint number)
{
  do {
    guint8 byte = (guint8)(number & 0x7f) | (number > 0x7f ? 0x80 : 0);
    g_byte_array_append (bytes, &byte, 1);
    number >>= 7;
  } while (number > 0);
}

static void
put_distance (GByteArray *bytes, int distance)
{
  put_number (bytes, distance < 0 ? 2 * (guint)-distance - 1 : 2 * (guint)distance);
}

static guint
length_of_stroke (const EvSignature *signature, guint first)
{
  guint end = first + 1;

  while (end < signature->points->len && !point (signature, end)->begins)
    end++;
  return end - first;
}

char *
ev_signature_format (const EvSignature *signature)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  int x = 0, y = 0;

  put_number (bytes, VERSION);
  for (guint i = 0; i < signature->points->len; i++) {
    const Point *here = point (signature, i);
    if (here->begins)
      put_number (bytes, length_of_stroke (signature, i));
    put_distance (bytes, here->x - x);
    put_distance (bytes, here->y - y);
    x = here->x;
    y = here->y;
  }
  return g_base64_encode (bytes->data, bytes->len);
}

/* What is still to be read. */
typedef struct {
  const guint8 *next, *end;
} Reader;

static gboolean
take_number (Reader *reader, guint *number)
{
  *number = 0;
  for (guint shift = 0; reader->next < reader->end && shift <= 21; shift += 7) {
    guint8 byte = *reader->next++;
    *number |= (guint)(byte & 0x7f) << shift;
    if (!(byte & 0x80))
      return TRUE;
  }
  return FALSE;
}

static gboolean
take_distance (Reader *reader, int *place)
{
  guint number;

  if (!take_number (reader, &number))
    return FALSE;
  *place += number & 1 ? -(int)(number / 2) - 1 : (int)(number / 2);
  return *place >= 0 && *place <= LIMIT;
}

static gboolean
take_stroke (Reader *reader, EvSignature *signature, int *x, int *y)
{
  guint count;

  if (!take_number (reader, &count) || count == 0)
    return FALSE;
  for (guint i = 0; i < count; i++) {
    Point next = { .begins = i == 0 };
    if (!take_distance (reader, x) || !take_distance (reader, y))
      return FALSE;
    next.x = *x;
    next.y = *y;
    g_array_append_val (signature->points, next);
  }
  return TRUE;
}

EvSignature *
ev_signature_parse (const char *text)
{
  g_autoptr (EvSignature) signature = ev_signature_new ();
  gsize length = 0;
  g_autofree guint8 *bytes = text ? g_base64_decode (text, &length) : NULL;
  Reader reader = { bytes, bytes + length };
  guint version;
  int x = 0, y = 0;

  if (!bytes || !take_number (&reader, &version) || version != VERSION)
    return NULL;
  while (reader.next < reader.end) {
    if (!take_stroke (&reader, signature, &x, &y))
      return NULL;
  }
  return g_steal_pointer (&signature);
}

/* Drawing */

/* A curve with `control` as its one handle, as the four-point curve that cairo knows. */
static void
curve_to (cairo_t *cairo, double control_x, double control_y, double x, double y)
{
  double from_x, from_y;

  cairo_get_current_point (cairo, &from_x, &from_y);
  cairo_curve_to (cairo, from_x + (control_x - from_x) * 2 / 3,
                  from_y + (control_y - from_y) * 2 / 3, x + (control_x - x) * 2 / 3,
                  y + (control_y - y) * 2 / 3, x, y);
}

/* The line goes through the middles between points; the points are its handles. */
static void
trace (const EvSignature *signature, cairo_t *cairo)
{
  for (guint i = 0; i < signature->points->len; i++) {
    const Point *here = point (signature, i);
    const Point *next = i + 1 < signature->points->len ? point (signature, i + 1) : NULL;
    gboolean last = !next || next->begins;

    if (here->begins)
      cairo_move_to (cairo, here->x, here->y);
    if (last)
      cairo_line_to (cairo, here->x, here->y);
    else if (!here->begins)
      curve_to (cairo, here->x, here->y, (here->x + next->x) / 2.0, (here->y + next->y) / 2.0);
  }
}

static void
stroke (cairo_t *cairo, double width)
{
  cairo_set_line_width (cairo, width);
  cairo_set_line_cap (cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cairo);
}

void
ev_signature_draw (const EvSignature *signature, cairo_t *cairo, double scale)
{
  cairo_save (cairo);
  cairo_scale (cairo, scale, scale);
  trace (signature, cairo);
  cairo_restore (cairo);
  stroke (cairo, PEN);
}

void
ev_signature_draw_in (const EvSignature *signature, cairo_t *cairo, double x, double y,
                      double width, double height)
{
  int left = LIMIT, top = LIMIT, right = 0, bottom = 0;
  double scale;

  for (guint i = 0; i < signature->points->len; i++) {
    left = MIN (left, point (signature, i)->x);
    right = MAX (right, point (signature, i)->x);
    top = MIN (top, point (signature, i)->y);
    bottom = MAX (bottom, point (signature, i)->y);
  }
  if (right < left)
    return;
  scale = MIN (width / MAX (right - left, 1), height / MAX (bottom - top, 1));
  cairo_save (cairo);
  cairo_translate (cairo, x + (width - (right - left) * scale) / 2,
                   y + (height - (bottom - top) * scale) / 2);
  cairo_scale (cairo, scale, scale);
  cairo_translate (cairo, -left, -top);
  trace (signature, cairo);
  cairo_restore (cairo);
  stroke (cairo, PEN_SMALL);
}
