/* Badges with a code that a scanner types back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/badge.h"

#include "print/paper-private.h"
#include "print/pen.h"
#include "text/i18n.h"

#define COLUMNS 2u
#define ROWS 5u
#define WIDTH 255.12  /* 90 mm */
#define HEIGHT 153.07 /* 54 mm */
#define CODE 84.0

typedef struct {
  char *id, *name, *institution;
} Badge;

typedef struct {
  GPtrArray *badges; /* of Badge */
  char *event;
} Badges;

static void
badge_free (gpointer data)
{
  Badge *badge = data;
  g_free (badge->id);
  g_free (badge->name);
  g_free (badge->institution);
  g_free (badge);
}

static void
badges_free (gpointer data)
{
  Badges *badges = data;
  g_ptr_array_unref (badges->badges);
  g_free (badges->event);
  g_free (badges);
}

static void
draw_badge (cairo_t *cairo, const Badges *badges, const Badge *badge, double x, double y)
{
  static const EvPenStyle name = { 18, TRUE, EV_PEN_LEFT, FALSE };
  static const EvPenStyle small = { 9, FALSE, EV_PEN_LEFT, FALSE };
  static const EvPenStyle id = { 7, FALSE, EV_PEN_CENTRE, TRUE };
  double height;

  cairo_set_source_rgb (cairo, 0.75, 0.75, 0.75);
  ev_pen_frame (cairo, x, y, WIDTH, HEIGHT);
  cairo_set_source_rgb (cairo, 0, 0, 0);
  height = ev_pen_text (cairo, x + 12, y + 12, WIDTH - 24, &name, badge->name);
  ev_pen_text (cairo, x + 12, y + 18 + height, WIDTH - CODE - 30, &small, badge->institution);
  ev_pen_text (cairo, x + 12, y + HEIGHT - 36, WIDTH - CODE - 30, &small, badges->event);
  ev_pen_qr (cairo, x + WIDTH - CODE - 8, y + HEIGHT - CODE - 14, CODE, badge->id);
  ev_pen_text (cairo, x + WIDTH - CODE - 8, y + HEIGHT - 15, CODE, &id, badge->id);
}

static void
draw_page (cairo_t *cairo, guint page, gpointer data)
{
  const Badges *badges = data;
  double left = (EV_PAGE_WIDTH - COLUMNS * WIDTH) / 2;
  double top = (EV_PAGE_HEIGHT - ROWS * HEIGHT) / 2;

  for (guint i = 0; i < COLUMNS * ROWS; i++) {
    guint index = page * COLUMNS * ROWS + i;
    if (index < badges->badges->len)
      draw_badge (cairo, badges, badges->badges->pdata[index], left + i % COLUMNS * WIDTH,
                  top + i / COLUMNS * HEIGHT);
  }
}

EvDocument *
ev_badge_new (EvStore *store, const EvLists *lists, const char *event, GError **error)
{
  EvPaper paper;
  Badges *badges;
  guint per_page = COLUMNS * ROWS;

  if (!ev_paper_load (&paper, store, lists, event, error))
    return NULL;
  badges = g_new0 (Badges, 1);
  badges->badges = g_ptr_array_new_with_free_func (badge_free);
  badges->event = g_strdup (ev_record_text (paper.event, "title"));
  for (guint i = 0; i < paper.roster->rows->len; i++) {
    const EvRosterRow *row = paper.roster->rows->pdata[i];
    Badge *badge = g_new0 (Badge, 1);
    badge->id = g_strdup (row->person.id);
    badge->name = ev_paper_name (row);
    badge->institution = g_strdup (row->person.institution);
    g_ptr_array_add (badges->badges, badge);
  }
  ev_paper_clear (&paper);
  if (badges->badges->len == 0) {
    badges_free (badges);
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "nobody is registered at this event");
    return NULL;
  }
  return ev_document_new ((badges->badges->len + per_page - 1) / per_page, FALSE, _ ("Badges"),
                          draw_page, badges, badges_free);
}
