/* The admin's pages for whoever is not signed in, and what can't be answered otherwise. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/page-frame.h"

/* How to sign in. Owned. */
GBytes *ev_page_sign_in_write (EvPageFrame *frame);

/* A link was followed: the button that signs in with its `key`. A browser that only looks at what
 * is behind a link does not use it up. Owned. */
GBytes *ev_page_sign_in_write_link (EvPageFrame *frame, const char *key);

/* One sentence. Owned. */
GBytes *ev_page_sign_in_write_complaint (EvPageFrame *frame, EvPageWord word);
