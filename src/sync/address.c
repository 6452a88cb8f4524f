/* The addresses that a laptop may talk to. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/address-private.h"

#include <gio/gio.h>
#include <string.h>

#include "base/error.h"

gboolean
ev_address_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address == NULL)
    return g_ascii_strcasecmp (host, "localhost") == 0;
  return g_inet_address_get_is_loopback (address);
}

char *
ev_address_join (const char *scheme, const char *host, int port, const char *path)
{
  gboolean is_v6 = strchr (host, ':') != NULL;
  g_autoptr (GString) url = g_string_new (scheme);

  g_string_append_printf (url, is_v6 ? "://[%s]" : "://%s", host);
  if (port >= 0)
    g_string_append_printf (url, ":%d", port);
  g_string_append (url, path);
  return g_string_free (g_steal_pointer (&url), FALSE);
}

static char *
without_slash (const char *path)
{
  char *copy = g_strdup (path);
  gsize length = strlen (copy);

  while (length > 0 && copy[length - 1] == '/')
    copy[--length] = '\0';
  return copy;
}

/* What is wrong with a parsed address, in English; NULL if nothing. */
static const char *
complaint_about (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri), *host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0')
    return "has no host";
  if (g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL ||
      g_uri_get_fragment (uri) != NULL)
    return "holds more than host, port and path";
  if (g_str_equal (scheme, "https"))
    return NULL;
  if (!g_str_equal (scheme, "http"))
    return "does not begin with https://";
  return ev_address_is_loopback (host) ? NULL : "is not encrypted (https://)";
}

char *
ev_address_base (const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED_PATH, NULL);
  const char *wrong = uri != NULL ? complaint_about (uri) : "is none";
  g_autofree char *path = NULL;

  if (wrong != NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "the server's address %s", wrong);
    return NULL;
  }
  path = without_slash (g_uri_get_path (uri));
  return ev_address_join (g_uri_get_scheme (uri), g_uri_get_host (uri), g_uri_get_port (uri), path);
}
