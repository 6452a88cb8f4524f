/* Invitations as links and as typed codes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "sync/address-private.h"
#include "sync/enrol.h"

#define ACTION "/enrol"

enum { PIN_BYTES = 32, MOST_CODE = 64 };

static EvInvitation *
refuse (GError **error, const char *why)
{
  g_set_error (error, EV_ERROR, EV_ERROR_INVITATION, "this is no invitation: %s", why);
  return NULL;
}

void
ev_invitation_free (EvInvitation *invitation)
{
  if (invitation == NULL)
    return;
  g_free (invitation->url);
  g_free (invitation->code);
  g_free (invitation->pin);
  g_free (invitation->pin_check);
  g_free (invitation);
}

/* The bytes of a pin in either base64 alphabet; NULL if it is none. */
static guchar *
pin_bytes (const char *pin)
{
  gsize length = strlen (pin);
  g_autofree char *text = g_strconcat (pin, length % 4 == 3 ? "=" : "", NULL);
  g_autofree guchar *bytes = NULL;
  g_autofree char *again = NULL;

  g_strdelimit (text, "-", '+');
  g_strdelimit (text, "_", '/');
  bytes = g_base64_decode (text, &length);
  if (length != PIN_BYTES)
    return NULL;
  again = g_base64_encode (bytes, length);
  return g_str_equal (again, text) ? g_steal_pointer (&bytes) : NULL;
}

char *
ev_invitation_letters (const char *pin)
{
  g_autofree guchar *bytes = pin_bytes (pin);
  char *letters;

  if (bytes == NULL)
    return NULL;
  letters = ev_id_base32 (bytes, PIN_BYTES);
  letters[EV_INVITATION_LETTERS] = '\0';
  return letters;
}

/* The code in canonical spelling, without dashes; NULL if something else than letters and digits is
 * in it. */
static char *
canonical_code (const char *typed)
{
  g_autofree char *normal = ev_id_normalise (typed);
  g_auto (GStrv) groups = g_strsplit (normal, "-", -1);
  g_autofree char *code = g_strjoinv ("", groups);
  gsize length = strlen (code);

  for (const char *p = code; *p != '\0'; p++) {
    if (!g_ascii_isalnum (*p))
      return NULL;
  }
  return length > 0 && length <= MOST_CODE ? g_steal_pointer (&code) : NULL;
}

/* The server's address out of a link's; NULL if it is none, or shows another name before it. */
static char *
server_address (GUri *uri)
{
  gboolean is_own = g_str_equal (g_uri_get_scheme (uri), "evidenca");
  const char *scheme = is_own ? "https" : g_uri_get_scheme (uri), *host = g_uri_get_host (uri);
  g_autofree char *path = g_strdup (g_uri_get_path (uri));
  g_autofree char *url = NULL;

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL ||
      !g_str_has_suffix (path, ACTION))
    return NULL;
  path[strlen (path) - strlen (ACTION)] = '\0';
  url = ev_address_join (scheme, host, g_uri_get_port (uri), path);
  return ev_address_base (url, NULL);
}

EvInvitation *
ev_invitation_parse (const char *link, GError **error)
{
  g_autoptr (EvInvitation) invitation = g_new0 (EvInvitation, 1);
  g_autofree char *trimmed = g_strstrip (g_strdup (link));
  g_autoptr (GUri) uri =
      g_uri_parse (trimmed, G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_ENCODED_QUERY, NULL);
  g_autoptr (GHashTable) values = NULL;
  const char *code, *pin;

  if (uri == NULL || g_uri_get_query (uri) == NULL)
    return refuse (error, "not a link with a code");
  invitation->url = server_address (uri);
  if (invitation->url == NULL)
    return refuse (error, "the server's address is wrong or not encrypted");
  values = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, NULL);
  code = values != NULL ? g_hash_table_lookup (values, "code") : NULL;
  pin = values != NULL ? g_hash_table_lookup (values, "pin") : NULL;
  invitation->code = code != NULL ? canonical_code (code) : NULL;
  if (invitation->code == NULL)
    return refuse (error, "the code is missing or ill-formed");
  if (pin != NULL && g_str_has_prefix (invitation->url, "https:")) {
    g_autofree guchar *bytes = pin_bytes (pin);
    if (bytes == NULL)
      return refuse (error, "the pin is ill-formed");
    invitation->pin = g_base64_encode (bytes, PIN_BYTES);
  }
  return g_steal_pointer (&invitation);
}

EvInvitation *
ev_invitation_new (const char *url, const char *typed_code, GError **error)
{
  g_autoptr (EvInvitation) invitation = g_new0 (EvInvitation, 1);
  g_autofree char *trimmed = g_strstrip (g_strdup (url));
  g_autofree char *whole =
      strstr (trimmed, "://") == NULL ? g_strconcat ("https://", trimmed, NULL) : NULL;
  g_autofree char *code = canonical_code (typed_code);
  gsize length = code != NULL ? strlen (code) : 0;

  invitation->url = ev_address_base (whole != NULL ? whole : trimmed, NULL);
  if (invitation->url == NULL)
    return refuse (error, "the server's address is wrong or not encrypted");
  if (length != EV_INVITATION_CODE_LENGTH &&
      length != EV_INVITATION_CODE_LENGTH + EV_INVITATION_LETTERS)
    return refuse (error, "the code has too few or too many characters");
  invitation->code = g_strndup (code, EV_INVITATION_CODE_LENGTH);
  if (length > EV_INVITATION_CODE_LENGTH && g_str_has_prefix (invitation->url, "https:"))
    invitation->pin_check = g_strdup (code + EV_INVITATION_CODE_LENGTH);
  return g_steal_pointer (&invitation);
}
