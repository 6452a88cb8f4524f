/* Pages of HTML, escaped by construction. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/page.h"

#include <stdarg.h>
#include <string.h>

struct _EvPage {
  GString *html;
  GPtrArray *open; /* of const char *: the elements, outermost first */
};

EvPage *
ev_page_new (const char *tag)
{
  EvPage *page = g_new0 (EvPage, 1);

  page->html = g_string_new ("<!DOCTYPE html>\n");
  page->open = g_ptr_array_new ();
  ev_page_open (page, "html", "lang", tag, NULL);
  return page;
}

void
ev_page_free (EvPage *page)
{
  if (page == NULL)
    return;
  if (page->html != NULL)
    g_string_free (page->html, TRUE);
  g_ptr_array_unref (page->open);
  g_free (page);
}

/* Good in text and between double quotes. What is no UTF-8, and control characters, which HTML does
 * not allow, become U+FFFD. */
static void
append_escaped (GString *html, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *c = valid; *c != '\0'; c++)
    switch (*c) {
    case '&':
      g_string_append (html, "&amp;");
      break;
    case '<':
      g_string_append (html, "&lt;");
      break;
    case '>':
      g_string_append (html, "&gt;");
      break;
    case '"':
      g_string_append (html, "&quot;");
      break;
    case '\'':
      g_string_append (html, "&#39;");
      break;
    default:
      if (g_ascii_iscntrl (*c) && *c != '\n' && *c != '\t')
        g_string_append (html, "\xef\xbf\xbd");
      else
        g_string_append_c (html, *c);
    }
}

/* A name that is none would be a hole: it is left out, loudly. */
static gboolean
is_name (const char *name)
{
  gboolean is = *name != '\0' && name[strspn (name, "abcdefghijklmnopqrstuvwxyz123-")] == '\0';

  if (!is)
    g_critical ("no name of an element or attribute: %s", name);
  return is;
}

static void
begin_tag (EvPage *page, const char *element, va_list pairs)
{
  const char *name;

  g_string_append_printf (page->html, "<%s", is_name (element) ? element : "div");
  while ((name = va_arg (pairs, const char *)) != NULL) {
    const char *value = va_arg (pairs, const char *);
    if (!is_name (name))
      continue;
    g_string_append_printf (page->html, " %s=\"", name);
    append_escaped (page->html, value != NULL ? value : "");
    g_string_append_c (page->html, '"');
  }
  g_string_append_c (page->html, '>');
}

void
ev_page_open (EvPage *page, const char *element, ...)
{
  va_list pairs;

  va_start (pairs, element);
  begin_tag (page, element, pairs);
  va_end (pairs);
  g_ptr_array_add (page->open, (gpointer)(is_name (element) ? element : "div"));
}

void
ev_page_void (EvPage *page, const char *element, ...)
{
  va_list pairs;

  va_start (pairs, element);
  begin_tag (page, element, pairs);
  va_end (pairs);
}

void
ev_page_text (EvPage *page, const char *text)
{
  if (text != NULL)
    append_escaped (page->html, text);
}

void
ev_page_close (EvPage *page)
{
  g_return_if_fail (page->open->len > 0);
  g_string_append_printf (page->html, "</%s>",
                          (const char *)page->open->pdata[page->open->len - 1]);
  g_ptr_array_set_size (page->open, (int)page->open->len - 1);
}

void
ev_page_put (EvPage *page, const char *element, const char *text)
{
  ev_page_open (page, element, NULL);
  ev_page_text (page, text);
  ev_page_close (page);
}

GBytes *
ev_page_finish (EvPage *page)
{
  while (page->open->len > 0)
    ev_page_close (page);
  g_string_append_c (page->html, '\n');
  return g_string_free_to_bytes (g_steal_pointer (&page->html));
}
