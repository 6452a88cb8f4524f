/* Errors in words that a person can act on. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/error-text.h"

#include <gio/gio.h>

#include "text/i18n.h"

#define SOMETHING N_ ("Something went wrong.")

static const char *const sentences[] = {
  [EV_ERROR_INVALID] = N_ ("Something was not written as it should be. Nothing was saved."),
  [EV_ERROR_NOT_FOUND] = N_ ("Not found."),
  [EV_ERROR_EXISTS] = N_ ("There is a register here already. Nothing was changed."),
  [EV_ERROR_DENIED] = N_ ("You do not have permission to do this."),
  [EV_ERROR_BUSY] = N_ ("The register is open in another program. Close it there first."),
  [EV_ERROR_READ_ONLY] = N_ (
      "The folder of the register cannot be written to. Nothing was saved; let the program write "
      "there and try again."),
  [EV_ERROR_DISK_FULL] =
      N_ ("There is not enough storage space. Nothing was saved; make room and try again."),
  [EV_ERROR_DAMAGED] = N_ ("The register is damaged. Nothing was deleted; restore a backup."),
  [EV_ERROR_TOO_NEW] =
      N_ ("This register was made by a newer version of Evidenca. Update the program."),
  [EV_ERROR_STORAGE] = N_ ("The register could not be read or saved."),
  [EV_ERROR_KEY] = N_ ("This key does not open the register."),
  [EV_ERROR_LOCKED] =
      N_ ("The register is locked. It opens with its passphrase or with the recovery sheet."),
  [EV_ERROR_MALFORMED] = N_ ("The file could not be read."),
  [EV_ERROR_TOO_LARGE] = N_ ("This is too large to be read."),
  [EV_ERROR_NO_NETWORK] = N_ ("The server cannot be reached. Your work is safe on this laptop."),
  [EV_ERROR_TIMEOUT] = N_ ("The server took too long to answer. Your work is safe on this laptop."),
  [EV_ERROR_CERTIFICATE] =
      N_ ("The server is not the one this laptop was connected with. Nothing was sent; tell your "
          "coordinator."),
  [EV_ERROR_NOT_THE_SERVER] =
      N_ ("Something else answered in place of the server. You may have to sign in to the "
          "network first."),
  [EV_ERROR_GARBLED] =
      N_ ("The server's answer was damaged on its way. Nothing is lost; the program will try again "
          "by itself."),
  [EV_ERROR_REVOKED] =
      N_ ("The server does not accept this laptop any more. Your work stays here; ask your "
          "coordinator."),
  [EV_ERROR_FORGOTTEN] =
      N_ ("The server had this laptop forget its register. What had not been sent was handed over "
          "first."),
  [EV_ERROR_INVITATION] = N_ ("This invitation is wrong, used or expired. Ask for a new one."),
  [EV_ERROR_NOT_ENROLLED] = N_ ("This register is not connected to a server."),
  [EV_ERROR_CLIENT_TOO_OLD] =
      N_ ("This version of Evidenca is too old for the server. Your work is safe; update the "
          "program."),
  [EV_ERROR_CLIENT_TOO_NEW] =
      N_ ("This version of Evidenca is too new for the server. Your work is safe; tell your "
          "coordinator."),
  [EV_ERROR_SERVER] = N_ ("The server has a problem. The program will try again by itself."),
  [EV_ERROR_TOO_MANY] = N_ ("The server is busy. The program will try again by itself."),
  [EV_ERROR_CLOCK] = N_ ("Check the date and time of this device."),
  [EV_ERROR_FORK] =
      N_ ("Another laptop works with a copy of this register. Nothing is lost; tell your "
          "coordinator."),
  [EV_ERROR_CANCELLED] = N_ ("Stopped. Nothing was changed."),
  [EV_ERROR_FILE_DAMAGED] =
      N_ ("The file is damaged or not complete. Nothing was changed; have it written again."),
  [EV_ERROR_FILE_FOREIGN] =
      N_ ("This file is not for this laptop: it belongs to another project, or only a coordinator "
          "can read it. Nothing was changed."),
  [EV_ERROR_FILE_UNKNOWN] =
      N_ ("This file comes from a laptop that is not known here yet. Nothing was changed; sync, "
          "then read it again."),
  [EV_ERROR_FILE_NEWER] =
      N_ ("This file was written by a newer version of Evidenca. Update the program."),
  [EV_ERROR_NO_KEYS] =
      N_ ("To write or read such files this laptop has to sync with the server once."),
  [EV_ERROR_UNCHECKED] =
      N_ ("Too many published reports overlap with this one for it to be sure that nobody can be "
          "recognised from all of them together. Choose a period that begins after theirs."),
};

static const char *
file_sentence (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return sentences[EV_ERROR_DISK_FULL];
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return sentences[EV_ERROR_NOT_FOUND];
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ACCES) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_PERM))
    return sentences[EV_ERROR_DENIED];
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return sentences[EV_ERROR_CANCELLED];
  if (error->domain == G_FILE_ERROR || error->domain == G_IO_ERROR)
    return N_ ("The file could not be read or saved.");
  return SOMETHING;
}

char *
ev_error_text (const GError *error)
{
  if (error == NULL)
    return g_strdup (_ (SOMETHING));
  if (error->domain == EV_ERROR && error->code >= 0 && error->code < (int)G_N_ELEMENTS (sentences))
    return g_strdup (_ (sentences[error->code]));
  return g_strdup (_ (file_sentence (error)));
}
