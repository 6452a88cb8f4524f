/* What can go wrong, by code. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

GQuark
ev_error_quark (void)
{
  return g_quark_from_static_string ("ev-error-quark");
}

static const char *const nicks[] = {
  [EV_ERROR_INVALID] = "invalid",
  [EV_ERROR_NOT_FOUND] = "not_found",
  [EV_ERROR_EXISTS] = "exists",
  [EV_ERROR_DENIED] = "denied",
  [EV_ERROR_BUSY] = "busy",
  [EV_ERROR_READ_ONLY] = "read_only",
  [EV_ERROR_DISK_FULL] = "disk_full",
  [EV_ERROR_DAMAGED] = "damaged",
  [EV_ERROR_TOO_NEW] = "too_new",
  [EV_ERROR_STORAGE] = "storage",
  [EV_ERROR_KEY] = "key",
  [EV_ERROR_LOCKED] = "locked",
  [EV_ERROR_MALFORMED] = "malformed",
  [EV_ERROR_TOO_LARGE] = "too_large",
  [EV_ERROR_NO_NETWORK] = "no_network",
  [EV_ERROR_TIMEOUT] = "timeout",
  [EV_ERROR_CERTIFICATE] = "certificate",
  [EV_ERROR_NOT_THE_SERVER] = "not_the_server",
  [EV_ERROR_GARBLED] = "garbled",
  [EV_ERROR_REVOKED] = "revoked",
  [EV_ERROR_FORGOTTEN] = "forgotten",
  [EV_ERROR_INVITATION] = "invitation",
  [EV_ERROR_NOT_ENROLLED] = "not_enrolled",
  [EV_ERROR_CLIENT_TOO_OLD] = "client_too_old",
  [EV_ERROR_CLIENT_TOO_NEW] = "client_too_new",
  [EV_ERROR_SERVER] = "server",
  [EV_ERROR_TOO_MANY] = "too_many",
  [EV_ERROR_CLOCK] = "clock",
  [EV_ERROR_FORK] = "fork",
  [EV_ERROR_CANCELLED] = "cancelled",
  [EV_ERROR_FILE_DAMAGED] = "file_damaged",
  [EV_ERROR_FILE_FOREIGN] = "file_foreign",
  [EV_ERROR_FILE_UNKNOWN] = "file_unknown",
  [EV_ERROR_FILE_NEWER] = "file_newer",
  [EV_ERROR_NO_KEYS] = "no_keys",
  [EV_ERROR_UNCHECKED] = "unchecked",
};

const char *
ev_error_nick (EvErrorCode code)
{
  return nicks[code];
}

gboolean
ev_error_parse (const char *nick, EvErrorCode *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++) {
    if (g_str_equal (nick, nicks[i])) {
      *code = (EvErrorCode)i;
      return TRUE;
    }
  }
  return FALSE;
}
