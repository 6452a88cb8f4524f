/* Certificates for those who attended. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/certificate.h"

#include "print/paper-private.h"
#include "print/pen.h"
#include "text/i18n.h"

#define MARGIN 54.0

/* The words of one page, ready to be drawn. */
typedef struct {
  char *heading, *name, *type, *title, *where, *attended, *project, *organiser, *date;
} Certificate;

static void
certificate_free (gpointer data)
{
  Certificate *certificate = data;

  g_free (certificate->heading);
  g_free (certificate->name);
  g_free (certificate->type);
  g_free (certificate->title);
  g_free (certificate->where);
  g_free (certificate->attended);
  g_free (certificate->project);
  g_free (certificate->organiser);
  g_free (certificate->date);
  g_free (certificate);
}

/* The participant's language, or the present one. */
static EvLanguage
language_of (const EvPaper *paper, const EvRosterRow *row)
{
  g_autoptr (EvRecord) person = ev_store_read (paper->store, EV_KIND_PERSON, row->person.id, NULL);
  const char *code = person != NULL ? ev_record_text (person, "language") : NULL;
  EvLanguage language = ev_language_get ();

  if (code != NULL)
    ev_language_parse (code, &language);
  return language;
}

static Certificate *
certificate_of (const EvPaper *paper, const EvRosterRow *row)
{
  Certificate *certificate = g_new0 (Certificate, 1);
  EvLanguage before = ev_language_get ();
  const char *type = ev_record_text (paper->event, "type");

  ev_language_set (language_of (paper, row));
  certificate->heading = g_strdup (_ ("Certificate of attendance"));
  certificate->name = ev_paper_name (row);
  certificate->type = g_strdup (
      type != NULL ? ev_lists_name (paper->lists, "event_type", type, ev_language_get ()) : NULL);
  certificate->title = g_strdup (ev_record_text (paper->event, "title"));
  certificate->where = ev_paper_when_and_where (paper);
  certificate->attended =
      g_strdup_printf (_ ("Sessions attended: %1$u of %2$u"), ev_paper_attended (paper, row),
                       paper->roster->sessions->len);
  certificate->project = g_strdup (paper->project);
  certificate->organiser = g_strdup (_ ("Organiser"));
  certificate->date = g_strdup (_ ("Date"));
  ev_language_set (before);
  return certificate;
}

static double
draw_centred (cairo_t *cairo, double y, double size, gboolean bold, const char *text)
{
  EvPenStyle style = { size, bold, EV_PEN_CENTRE, FALSE };
  double width = EV_PAGE_HEIGHT - 4 * MARGIN;
  return y + ev_pen_text (cairo, 2 * MARGIN, y, width, &style, text);
}

static void
draw_signature (cairo_t *cairo, double x, const char *label)
{
  static const EvPenStyle style = { 10, FALSE, EV_PEN_CENTRE, TRUE };
  double y = EV_PAGE_WIDTH - 2 * MARGIN;

  ev_pen_line (cairo, x, y, x + 200, y);
  ev_pen_text (cairo, x, y + 6, 200, &style, label);
}

static void
draw_page (cairo_t *cairo, guint page, gpointer data)
{
  const Certificate *certificate = ((GPtrArray *)data)->pdata[page];
  double y = 96;

  cairo_set_source_rgb (cairo, 0.11, 0.30, 0.44);
  ev_pen_frame (cairo, MARGIN / 2, MARGIN / 2, EV_PAGE_HEIGHT - MARGIN, EV_PAGE_WIDTH - MARGIN);
  y = draw_centred (cairo, y, 26, TRUE, certificate->heading);
  cairo_set_source_rgb (cairo, 0, 0, 0);
  y = draw_centred (cairo, y + 34, 30, TRUE, certificate->name);
  y = draw_centred (cairo, y + 30, 13, FALSE, certificate->type);
  y = draw_centred (cairo, y + 6, 18, TRUE, certificate->title);
  y = draw_centred (cairo, y + 14, 13, FALSE, certificate->where);
  y = draw_centred (cairo, y + 8, 11, FALSE, certificate->attended);
  draw_centred (cairo, y + 20, 11, FALSE, certificate->project);
  draw_signature (cairo, 2 * MARGIN, certificate->date);
  draw_signature (cairo, EV_PAGE_HEIGHT - 2 * MARGIN - 200, certificate->organiser);
}

EvDocument *
ev_certificate_new (EvStore *store, const EvLists *lists, const char *event, GError **error)
{
  EvPaper paper;
  GPtrArray *pages;

  if (!ev_paper_load (&paper, store, lists, event, error))
    return NULL;
  pages = g_ptr_array_new_with_free_func (certificate_free);
  for (guint i = 0; i < paper.roster->rows->len; i++) {
    const EvRosterRow *row = paper.roster->rows->pdata[i];
    if (ev_paper_attended (&paper, row) * 5 >= paper.roster->sessions->len * 4 &&
        ev_paper_takes_part (&paper, row))
      g_ptr_array_add (pages, certificate_of (&paper, row));
  }
  ev_paper_clear (&paper);
  if (pages->len == 0) {
    g_ptr_array_unref (pages);
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "nobody attended 80 %% of the sessions");
    return NULL;
  }
  return ev_document_new (pages->len, TRUE, _ ("Certificates"), draw_page, pages,
                          (GDestroyNotify)g_ptr_array_unref);
}
