/* The pages that were made, of which one is shown. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#define EV_TYPE_PAGE_STACK (ev_page_stack_get_type ())
G_DECLARE_FINAL_TYPE (EvPageStack, ev_page_stack, EV, PAGE_STACK, AdwBin)

/* Shows `page` from now on. The page that was put under the same `kind` before is gone; the others
 * stay as they are, hidden from screen readers too. `place` (may be NULL) is what the page is
 * about. */
void ev_page_stack_put (EvPageStack *self, const char *kind, const char *place, GtkWidget *page);

/* Shows the page of `kind` if it is about `place`, as it was left; FALSE if there is none. */
gboolean ev_page_stack_show (EvPageStack *self, const char *kind, const char *place);

/* The page that is shown, borrowed; NULL for none. */
GtkWidget *ev_page_stack_shown (EvPageStack *self);

/* `page` is done with: it stays on screen as long as it is shown, and is never come back to. */
void ev_page_stack_let_go (EvPageStack *self, GtkWidget *page);

/* No pages. */
void ev_page_stack_clear (EvPageStack *self);
