/* Secrets from a terminal, a file or a descriptor. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/error.h"
#include "base/key.h"
#include "text/i18n.h"

#define LONGEST 1024

gboolean
ev_cli_has_terminal (void)
{
  return isatty (STDIN_FILENO) && isatty (STDERR_FILENO);
}

/* The first line that `descriptor` gives; NULL if it is empty, too long or no text. */
static char *
read_line (int descriptor)
{
  char buffer[LONGEST];
  gsize length = 0;
  char *line = NULL;

  while (length < sizeof buffer && read (descriptor, buffer + length, 1) == 1 &&
         buffer[length] != '\n')
    length++;
  if (length > 0 && length < sizeof buffer && buffer[length - 1] == '\r')
    length--;
  if (length > 0 && length < sizeof buffer && g_utf8_validate (buffer, (gssize)length, NULL))
    line = g_strndup (buffer, length);
  sodium_memzero (buffer, sizeof buffer);
  return line;
}

static char *
read_descriptor (int descriptor, GError **error)
{
  char *line = read_line (descriptor);

  if (line == NULL)
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "there is no line with a secret");
  return line;
}

static char *
read_file (const char *path, GError **error)
{
  int descriptor = open (path, O_RDONLY | O_CLOEXEC);
  char *line;

  if (descriptor < 0) {
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path,
                 g_strerror (errno));
    return NULL;
  }
  line = read_descriptor (descriptor, error);
  close (descriptor);
  return line;
}

static char *
ask (const char *prompt, GError **error)
{
  struct termios usual, silent;
  char *line;

  if (!ev_cli_has_terminal () || tcgetattr (STDIN_FILENO, &usual) != 0) {
    g_set_error (error, EV_ERROR, EV_ERROR_LOCKED, "a secret is needed, and there is no terminal");
    return NULL;
  }
  silent = usual;
  silent.c_lflag &= ~(tcflag_t)ECHO;
  fprintf (stderr, "%s ", prompt);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  line = read_descriptor (STDIN_FILENO, error);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &usual);
  fputc ('\n', stderr);
  return line;
}

char *
ev_cli_read_secret (const EvCliSource *source, const char *prompt, GError **error)
{
  gint64 descriptor;

  if (source->file != NULL)
    return read_file (source->file, error);
  if (source->descriptor == NULL)
    return ask (prompt, error);
  if (g_ascii_string_to_signed (source->descriptor, 10, 0, G_MAXINT, &descriptor, error))
    return read_descriptor ((int)descriptor, error);
  return NULL;
}

char *
ev_cli_read_new_secret (const EvCliSource *source, GError **error)
{
  char *first, *again;

  first = ev_cli_read_secret (source, _ ("New passphrase:"), error);
  if (first == NULL || source->file != NULL || source->descriptor != NULL)
    return first;
  again = ev_cli_read_secret (source, _ ("Once more:"), error);
  if (again != NULL && strcmp (first, again) != 0) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "the two passphrases differ");
    ev_key_free_text (first);
    first = NULL;
  } else if (again == NULL) {
    ev_key_free_text (first);
    first = NULL;
  }
  ev_key_free_text (again);
  return first;
}
