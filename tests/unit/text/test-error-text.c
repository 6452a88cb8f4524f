/* Every error has words, in every language. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/error-text.h"

#include <gio/gio.h>
#include <string.h>

#include "text/i18n.h"
#include "text/language.h"

static char *
text_of (GQuark domain, int code)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "sqlite3: no such table");

  return ev_error_text (error);
}

static void
test_every_code (void)
{
  g_autofree char *fallback = NULL;

  ev_language_set (EV_LANGUAGE_EN);
  fallback = text_of (EV_ERROR, G_MAXINT);
  g_assert_cmpstr (fallback, ==, "Something went wrong.");
  for (int code = EV_ERROR_INVALID; code <= EV_ERROR_CANCELLED; code++) {
    g_autofree char *english = NULL;

    ev_language_set (EV_LANGUAGE_EN);
    english = text_of (EV_ERROR, code);
    g_assert_cmpstr (english, !=, fallback);
    g_assert_null (strstr (english, "sqlite3"));
    for (EvLanguage language = 0; language < EV_LANGUAGE_EN; language++) {
      g_autofree char *translated = NULL;

      ev_language_set (language);
      translated = text_of (EV_ERROR, code);
      g_assert_cmpstr (translated, !=, english);
    }
  }
}

static void
test_files (void)
{
  static const struct {
    gboolean gio;
    int code;
    const char *text;
  } cases[] = {
    { TRUE, G_IO_ERROR_NO_SPACE,
      "There is not enough storage space. Nothing was saved; make room and try again." },
    { FALSE, G_FILE_ERROR_NOSPC,
      "There is not enough storage space. Nothing was saved; make room and try again." },
    { TRUE, G_IO_ERROR_NOT_FOUND, "Not found." },
    { FALSE, G_FILE_ERROR_NOENT, "Not found." },
    { TRUE, G_IO_ERROR_CANCELLED, "Stopped. Nothing was changed." },
    { TRUE, G_IO_ERROR_PERMISSION_DENIED, "You do not have permission to do this." },
    { FALSE, G_FILE_ERROR_ACCES, "You do not have permission to do this." },
    { FALSE, G_FILE_ERROR_IO, "The file could not be read or saved." },
  };

  ev_language_set (EV_LANGUAGE_EN);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = text_of (cases[i].gio ? G_IO_ERROR : G_FILE_ERROR, cases[i].code);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

static void
test_no_error (void)
{
  g_autofree char *text = NULL;

  ev_language_set (EV_LANGUAGE_EN);
  text = ev_error_text (NULL);
  g_assert_cmpstr (text, ==, "Something went wrong.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ev_language_init ();
  g_test_add_func ("/text/error-text/every-code", test_every_code);
  g_test_add_func ("/text/error-text/files", test_files);
  g_test_add_func ("/text/error-text/no-error", test_no_error);
  return g_test_run ();
}
