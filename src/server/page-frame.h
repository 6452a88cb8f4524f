/* What all pages of the admin have in common: head, languages, who is signed in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/page.h"
#include "server/page-words.h"

/* The paths of the pages. */
#define EV_PAGE_PATH_TOP "/"
#define EV_PAGE_PATH_STYLE "/style.css"
#define EV_PAGE_PATH_SIGN_IN "/sign-in"
#define EV_PAGE_PATH_SIGN_OUT "/sign-out"
#define EV_PAGE_PATH_PROJECT "/project"
#define EV_PAGE_PATH_LAPTOP "/laptop"
#define EV_PAGE_PATH_REVOKE "/revoke"
#define EV_PAGE_PATH_INVITE "/invite"
#define EV_PAGE_PATH_TAKE_BACK "/take-back"

/* A page under way. Borrows everything but `page`. */
typedef struct {
  EvPage *page;
  const EvPageWords *words;
  EvLanguage language;
  const char *seal;  /* ev_admission_seal(); NULL: nobody is signed in */
  const char *here;  /* its own path */
  const char *query; /* that goes with it, encoded, without a language; NULL: none */
} EvPageFrame;

/* Begins the page: all up to the first heading, which is `title` or, if that is NULL, `word`. */
void ev_page_frame_begin (EvPageFrame *frame, EvPageWord word, const char *title);

/* Ends it. Owned. */
GBytes *ev_page_frame_end (EvPageFrame *frame);

/* A word of the page's language, as text; as an element. */
const char *ev_page_frame_word (const EvPageFrame *frame, EvPageWord word);
void ev_page_frame_put (EvPageFrame *frame, const char *element, EvPageWord word);

/* A command to be typed. */
void ev_page_frame_command (EvPageFrame *frame, const char *text);

/* A moment (ms UTC) to the minute; `none` where there is none (0). */
void ev_page_frame_moment (EvPageFrame *frame, gint64 moment, EvPageWord none);

/* Cells of a table: a moment, or none yet; a number. */
void ev_page_frame_moment_cell (EvPageFrame *frame, gint64 moment);
void ev_page_frame_number_cell (EvPageFrame *frame, gint64 number);

/* The head of a table with these columns, in a frame that scrolls by itself; its body is open. */
void ev_page_frame_table (EvPageFrame *frame, EvPageWord title, const EvPageWord *columns,
                          guint count);
void ev_page_frame_table_end (EvPageFrame *frame);

/* Opens a form that is posted to `path`, and carries the seal. */
void ev_page_frame_form (EvPageFrame *frame, const char *path);

/* A value that a form carries. */
void ev_page_frame_hidden (EvPageFrame *frame, const char *name, const char *value);

/* The button that sends a form; `grave`: it can't be undone. */
void ev_page_frame_button (EvPageFrame *frame, EvPageWord word, gboolean grave);

/* A link within the pages, with one argument (`name` NULL: none). */
void ev_page_frame_link (EvPageFrame *frame, const char *path, const char *name, const char *value,
                         const char *text);
