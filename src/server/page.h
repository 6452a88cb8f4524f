/* Pages of HTML, escaped by construction: there is no way to write markup but by elements, and none
 * to write text or a value that is not escaped. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A document under way: elements are opened and closed one within the other. */
typedef struct _EvPage EvPage;

/* A document whose language is `tag` (BCP 47), with its <html> open. Owned. */
EvPage *ev_page_new (const char *tag);

/* Frees it; NULL does nothing. */
void ev_page_free (EvPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvPage, ev_page_free)

/* Opens an element with pairs of attribute and value, ended by NULL. `element` and the attributes'
 * names are literals of small letters and dashes; values are whatever they are. */
void ev_page_open (EvPage *page, const char *element, ...) G_GNUC_NULL_TERMINATED;

/* The same for an element without content (input, link, meta), which is closed by it. */
void ev_page_void (EvPage *page, const char *element, ...) G_GNUC_NULL_TERMINATED;

/* Text, whatever is in it. NULL writes nothing. */
void ev_page_text (EvPage *page, const char *text);

/* Closes the innermost element. */
void ev_page_close (EvPage *page);

/* An element with just a text and no attributes. */
void ev_page_put (EvPage *page, const char *element, const char *text);

/* Closes all that is open; the bytes of the document. Nothing can be added after. Owned. */
GBytes *ev_page_finish (EvPage *page);
