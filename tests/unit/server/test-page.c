/* Pages: whatever is written comes out as text, and elements are closed in their order. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/page.h"

static char *
finish (EvPage *page)
{
  g_autoptr (GBytes) bytes = ev_page_finish (page);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return g_strndup (text, length);
}

static void
test_structure (void)
{
  g_autoptr (EvPage) page = ev_page_new ("sr-Latn");
  g_autofree char *text = NULL;

  ev_page_open (page, "body", "class", "a", NULL);
  ev_page_put (page, "h1", "Čaj");
  ev_page_void (page, "input", "name", "x", "required", "", NULL);
  ev_page_open (page, "p", NULL);
  ev_page_text (page, "one");
  ev_page_close (page);
  ev_page_open (page, "p", NULL);
  text = finish (page);
  g_assert_cmpstr (text, ==,
                   "<!DOCTYPE html>\n<html lang=\"sr-Latn\"><body class=\"a\"><h1>Čaj</h1>"
                   "<input name=\"x\" required=\"\"><p>one</p><p></p></body></html>\n");
}

/* Nothing that can be in a text gets out of the text. */
static void
test_escapes (void)
{
  static const struct {
    const char *text, *written;
  } cases[] = {
    { "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;" },
    { "\" onmouseover=\"x", "&quot; onmouseover=&quot;x" },
    { "' x='", "&#39; x=&#39;" },
    { "&lt;", "&amp;lt;" },
    { "a\nb\tc", "a\nb\tc" },
    { "a\x01\x1b", "a\xef\xbf\xbd\xef\xbf\xbd" },
    { "bad \xff\xfe<", "bad \xef\xbf\xbd\xef\xbf\xbd&lt;" },
    { "cut \xc4", "cut \xef\xbf\xbd" },
    { "", "" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EvPage) page = ev_page_new (cases[i].text);
    g_autofree char *text = NULL, *expected = NULL;
    ev_page_put (page, "p", cases[i].text);
    expected = g_strdup_printf ("<!DOCTYPE html>\n<html lang=\"%s\"><p>%s</p></html>\n",
                                cases[i].written, cases[i].written);
    text = finish (page);
    g_assert_cmpstr (text, ==, expected);
  }
}

/* Names come from the program; one that is none is a fault there, and opens no hole all the same.
 */
static void
test_names (void)
{
  g_autoptr (EvPage) page = ev_page_new ("en");
  g_autofree char *text = NULL;

  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_CRITICAL, "*no name*");
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_CRITICAL, "*no name*");
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_CRITICAL, "*no name*");
  ev_page_open (page, "p><script", "onload=\"x", "y", NULL);
  g_test_assert_expected_messages ();
  text = finish (page);
  g_assert_cmpstr (text, ==, "<!DOCTYPE html>\n<html lang=\"en\"><div></div></html>\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page/structure", test_structure);
  g_test_add_func ("/page/escapes", test_escapes);
  g_test_add_func ("/page/names", test_names);
  return g_test_run ();
}
