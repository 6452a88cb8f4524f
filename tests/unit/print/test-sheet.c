/* The sign-in sheet: what stands in its head row stands clear of the rows below, and its title is
 * whole. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/sheet.h"

#include <math.h>

#include "register.h"

/* Pixels a point. */
#define SCALE 4
/* From where to where the first column of signatures lies, clear of its upright rules; where there
 * are three it ends at 555. */
#define COLUMN_LEFT (432 * SCALE)
#define COLUMN_RIGHT (552 * SCALE)

static char *
write_event (Register *reg, guint sessions)
{
  char *event = register_write (reg, EV_KIND_EVENT, NULL, "title", "Forum", "type", "training",
                                "municipality", "gracanica", NULL);

  for (guint i = 0; i < sessions; i++) {
    g_autofree char *date = g_strdup_printf ("2026-11-%u", 23 + i);
    g_free (register_write (reg, EV_KIND_SESSION, NULL, "event", event, "date", date, "start",
                            "09:30", NULL));
  }
  return event;
}

static cairo_surface_t *
draw (const EvDocument *document, guint page)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_A8, (int)ceil (EV_PAGE_HEIGHT * SCALE), (int)ceil (EV_PAGE_WIDTH * SCALE));
  cairo_t *cairo = cairo_create (surface);

  cairo_scale (cairo, SCALE, SCALE);
  document->draw (cairo, page, document->data);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  return surface;
}

/* How many pixels of a line have ink, of those within the column of signatures. */
static guint
ink (cairo_surface_t *surface, int line)
{
  const guint8 *bytes = cairo_image_surface_get_data (surface) +
                        (gsize)line * (gsize)cairo_image_surface_get_stride (surface);
  guint count = 0;

  for (int x = COLUMN_LEFT; x < COLUMN_RIGHT; x++)
    count += bytes[x] > 0;
  return count;
}

static gboolean
is_rule (cairo_surface_t *surface, int line)
{
  return ink (surface, line) == COLUMN_RIGHT - COLUMN_LEFT;
}

/* The first line of the next rule from `line` on, and in `line` the one after its last. */
static int
next_rule (cairo_surface_t *surface, int *line)
{
  int height = cairo_image_surface_get_height (surface);
  int start;

  while (*line < height && !is_rule (surface, *line))
    ++*line;
  g_assert_cmpint (*line, <, height);
  start = *line;
  while (is_rule (surface, *line))
    ++*line;
  return start;
}

/* In a sheet without names the column of signatures holds ink between its first two rules alone,
 * and at the second that ink has ended. */
static void
check_page (const EvDocument *document, guint page)
{
  cairo_surface_t *surface = draw (document, page);
  int line = 0, head, words = 0, first_row, second_row;

  next_rule (surface, &line);
  head = line;
  first_row = next_rule (surface, &line);
  for (int i = head; i < first_row; i++)
    words += ink (surface, i) > 0;
  g_assert_cmpint (words, >, 0);
  for (int i = first_row - SCALE; i < first_row; i++)
    g_assert_cmpuint (ink (surface, i), ==, 0);
  head = line;
  second_row = next_rule (surface, &line);
  for (int i = head; i < second_row; i++)
    g_assert_cmpuint (ink (surface, i), ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_head (void)
{
  static const EvLanguage pairs[][2] = {
    { EV_LANGUAGE_EN, EV_LANGUAGE_EN },       { EV_LANGUAGE_SR, EV_LANGUAGE_EN },
    { EV_LANGUAGE_SQ, EV_LANGUAGE_SR },       { EV_LANGUAGE_EN, EV_LANGUAGE_SQ },
    { EV_LANGUAGE_SQ, EV_LANGUAGE_SR_LATIN },
  };
  g_autoptr (Register) reg = register_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EvLists) lists = ev_lists_load (NULL, &error);

  g_assert_no_error (error);
  for (guint sessions = 1; sessions <= 6; sessions++) {
    g_autofree char *event = write_event (reg, sessions);
    for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
      EvSheetOptions options = { pairs[i][0], pairs[i][1], TRUE };
      g_autoptr (EvDocument) document = ev_sheet_new (reg->store, lists, event, &options, &error);
      g_assert_no_error (error);
      for (guint page = 0; page < document->pages; page++)
        check_page (document, page);
    }
  }
}

/* A picture of the first page of a sheet with this title. */
static GBytes *
picture_of (Register *reg, const EvLists *lists, const char *title)
{
  g_autofree char *event = write_event (reg, 1);
  EvSheetOptions options = { EV_LANGUAGE_EN, EV_LANGUAGE_EN, TRUE };
  g_autoptr (EvDocument) document = NULL;
  cairo_surface_t *surface;
  GBytes *picture;

  g_free (register_write (reg, EV_KIND_EVENT, event, "title", title, NULL));
  document = ev_sheet_new (reg->store, lists, event, &options, NULL);
  g_assert_nonnull (document);
  surface = draw (document, 0);
  picture = g_bytes_new (cairo_image_surface_get_data (surface),
                         (gsize)cairo_image_surface_get_height (surface) *
                             (gsize)cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);
  return picture;
}

/* The longest title there can be is on the paper to its last letter. */
static void
test_title (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autoptr (EvLists) lists = ev_lists_load (NULL, NULL);
  g_autoptr (GString) title = g_string_new ("Forum");
  g_autoptr (GBytes) one = NULL, other = NULL;

  while (title->len < 193)
    g_string_append (title, " training");
  g_string_append_c (title, 'x');
  one = picture_of (reg, lists, title->str);
  title->str[title->len - 1] = 'y';
  other = picture_of (reg, lists, title->str);
  g_assert_false (g_bytes_equal (one, other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/sheet/head", test_head);
  g_test_add_func ("/print/sheet/title", test_title);
  return g_test_run ();
}
