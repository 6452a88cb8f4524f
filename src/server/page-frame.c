/* What all pages of the admin have in common. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/page-frame.h"

static const char *const tags[EV_N_LANGUAGES] = {
  [EV_LANGUAGE_SQ] = "sq",
  [EV_LANGUAGE_SR] = "sr-Cyrl",
  [EV_LANGUAGE_SR_LATIN] = "sr-Latn",
  [EV_LANGUAGE_EN] = "en",
};

const char *
ev_page_frame_word (const EvPageFrame *frame, EvPageWord word)
{
  return ev_page_words_get (frame->words, frame->language, word);
}

void
ev_page_frame_put (EvPageFrame *frame, const char *element, EvPageWord word)
{
  ev_page_put (frame->page, element, ev_page_frame_word (frame, word));
}

static void
write_head (EvPageFrame *frame, const char *title)
{
  EvPage *page = frame->page;
  g_autofree char *whole =
      g_strdup_printf ("%s – %s", title, ev_page_frame_word (frame, EV_PAGE_TITLE));

  ev_page_open (page, "head", NULL);
  ev_page_void (page, "meta", "charset", "utf-8", NULL);
  ev_page_void (page, "meta", "name", "viewport", "content", "width=device-width", NULL);
  ev_page_void (page, "meta", "name", "color-scheme", "content", "light dark", NULL);
  ev_page_void (page, "link", "rel", "stylesheet", "href", EV_PAGE_PATH_STYLE, NULL);
  ev_page_put (page, "title", whole);
  ev_page_close (page);
}

/* The same page in each language, which calls itself by its own name. */
static void
write_languages (EvPageFrame *frame)
{
  EvPage *page = frame->page;

  ev_page_open (page, "nav", "aria-label", ev_page_frame_word (frame, EV_PAGE_LANGUAGE), NULL);
  for (guint i = 0; i < EV_N_LANGUAGES; i++) {
    g_autofree char *code = g_uri_escape_string (ev_language_code ((EvLanguage)i), NULL, FALSE);
    g_autofree char *target = g_strdup_printf ("%s?%s%slanguage=%s", frame->here,
                                               frame->query != NULL ? frame->query : "",
                                               frame->query != NULL ? "&" : "", code);
    if (i == frame->language)
      ev_page_open (page, "span", "lang", tags[i], "aria-current", "true", NULL);
    else
      ev_page_open (page, "a", "lang", tags[i], "hreflang", tags[i], "href", target, NULL);
    ev_page_text (page, ev_language_autonym ((EvLanguage)i));
    ev_page_close (page);
  }
  ev_page_close (page);
}

static void
write_banner (EvPageFrame *frame)
{
  EvPage *page = frame->page;

  ev_page_open (page, "header", NULL);
  ev_page_open (page, "p", "class", "brand", NULL);
  ev_page_frame_link (frame, EV_PAGE_PATH_TOP, NULL, NULL,
                      ev_page_frame_word (frame, EV_PAGE_TITLE));
  ev_page_close (page);
  write_languages (frame);
  if (frame->seal != NULL) {
    ev_page_frame_form (frame, EV_PAGE_PATH_SIGN_OUT);
    ev_page_frame_button (frame, EV_PAGE_SIGN_OUT, FALSE);
    ev_page_close (page);
  }
  ev_page_close (page);
}

void
ev_page_frame_begin (EvPageFrame *frame, EvPageWord word, const char *title)
{
  const char *heading = title != NULL ? title : ev_page_frame_word (frame, word);

  frame->page = ev_page_new (tags[frame->language]);
  write_head (frame, heading);
  ev_page_open (frame->page, "body", NULL);
  write_banner (frame);
  ev_page_open (frame->page, "main", NULL);
  ev_page_put (frame->page, "h1", heading);
}

GBytes *
ev_page_frame_end (EvPageFrame *frame)
{
  g_autoptr (EvPage) page = g_steal_pointer (&frame->page);
  return ev_page_finish (page);
}

void
ev_page_frame_command (EvPageFrame *frame, const char *text)
{
  ev_page_open (frame->page, "pre", "lang", "en", "tabindex", "0", NULL);
  ev_page_put (frame->page, "code", text);
  ev_page_close (frame->page);
}

void
ev_page_frame_moment (EvPageFrame *frame, gint64 moment, EvPageWord none)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (moment / 1000);
  g_autofree char *exact = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%MZ") : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M UTC") : NULL;

  if (moment <= 0 || time == NULL) {
    ev_page_text (frame->page, ev_page_frame_word (frame, none));
    return;
  }
  ev_page_open (frame->page, "time", "datetime", exact, NULL);
  ev_page_text (frame->page, text);
  ev_page_close (frame->page);
}

void
ev_page_frame_moment_cell (EvPageFrame *frame, gint64 moment)
{
  ev_page_open (frame->page, "td", NULL);
  ev_page_frame_moment (frame, moment, EV_PAGE_NEVER);
  ev_page_close (frame->page);
}

void
ev_page_frame_number_cell (EvPageFrame *frame, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  ev_page_open (frame->page, "td", "class", "number", NULL);
  ev_page_text (frame->page, text);
  ev_page_close (frame->page);
}

void
ev_page_frame_table (EvPageFrame *frame, EvPageWord title, const EvPageWord *columns, guint count)
{
  EvPage *page = frame->page;

  ev_page_open (page, "div", "class", "wide", "role", "region", "tabindex", "0", "aria-label",
                ev_page_frame_word (frame, title), NULL);
  ev_page_open (page, "table", NULL);
  ev_page_open (page, "thead", NULL);
  ev_page_open (page, "tr", NULL);
  for (guint i = 0; i < count; i++) {
    ev_page_open (page, "th", "scope", "col", NULL);
    ev_page_text (page, ev_page_frame_word (frame, columns[i]));
    ev_page_close (page);
  }
  ev_page_close (page);
  ev_page_close (page);
  ev_page_open (page, "tbody", NULL);
}

void
ev_page_frame_table_end (EvPageFrame *frame)
{
  for (guint i = 0; i < 3; i++)
    ev_page_close (frame->page);
}

void
ev_page_frame_form (EvPageFrame *frame, const char *path)
{
  ev_page_open (frame->page, "form", "method", "post", "action", path, NULL);
  if (frame->seal != NULL)
    ev_page_frame_hidden (frame, "seal", frame->seal);
}

void
ev_page_frame_hidden (EvPageFrame *frame, const char *name, const char *value)
{
  ev_page_void (frame->page, "input", "type", "hidden", "name", name, "value", value, NULL);
}

void
ev_page_frame_button (EvPageFrame *frame, EvPageWord word, gboolean grave)
{
  ev_page_open (frame->page, "button", "type", "submit", "class", grave ? "grave" : "plain", NULL);
  ev_page_text (frame->page, ev_page_frame_word (frame, word));
  ev_page_close (frame->page);
}

void
ev_page_frame_link (EvPageFrame *frame, const char *path, const char *name, const char *value,
                    const char *text)
{
  g_autofree char *escaped = name != NULL ? g_uri_escape_string (value, NULL, FALSE) : NULL;
  g_autofree char *target =
      name != NULL ? g_strdup_printf ("%s?%s=%s", path, name, escaped) : g_strdup (path);

  ev_page_open (frame->page, "a", "href", target, NULL);
  ev_page_text (frame->page, text);
  ev_page_close (frame->page);
}
