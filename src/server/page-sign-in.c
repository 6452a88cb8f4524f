/* The admin's pages for whoever is not signed in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/page-sign-in.h"

#define COMMAND "evidenca-server sign-in-link"

GBytes *
ev_page_sign_in_write (EvPageFrame *frame)
{
  ev_page_frame_begin (frame, EV_PAGE_SIGN_IN, NULL);
  ev_page_frame_put (frame, "p", EV_PAGE_SIGN_IN_HOW);
  ev_page_frame_command (frame, COMMAND);
  return ev_page_frame_end (frame);
}

GBytes *
ev_page_sign_in_write_link (EvPageFrame *frame, const char *key)
{
  ev_page_frame_begin (frame, EV_PAGE_SIGN_IN, NULL);
  ev_page_frame_put (frame, "p", EV_PAGE_SIGN_IN_ONCE);
  ev_page_frame_form (frame, EV_PAGE_PATH_SIGN_IN);
  ev_page_frame_hidden (frame, "key", key);
  ev_page_frame_button (frame, EV_PAGE_SIGN_IN, FALSE);
  ev_page_close (frame->page);
  return ev_page_frame_end (frame);
}

GBytes *
ev_page_sign_in_write_complaint (EvPageFrame *frame, EvPageWord word)
{
  ev_page_frame_begin (frame, EV_PAGE_TITLE, NULL);
  ev_page_open (frame->page, "p", "role", "alert", NULL);
  ev_page_text (frame->page, ev_page_frame_word (frame, word));
  ev_page_close (frame->page);
  if (word == EV_PAGE_LINK_BAD)
    ev_page_frame_command (frame, COMMAND);
  ev_page_open (frame->page, "p", NULL);
  ev_page_frame_link (frame, EV_PAGE_PATH_TOP, NULL, NULL,
                      ev_page_frame_word (frame, EV_PAGE_BACK));
  ev_page_close (frame->page);
  return ev_page_frame_end (frame);
}
