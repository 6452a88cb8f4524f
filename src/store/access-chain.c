/* How the entries of the access log hang together. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/access-chain-private.h"

#include <string.h>

#include "base/secret.h"

/* The settings: the last link; the link that the first entry hangs on, and the place up to which
 * entries were taken away, which the table's trigger asks for. */
#define HEAD "access.head"
#define ANCHOR "access.anchor"
#define PRUNED "access.pruned"

#define ENTRY "SELECT place, at, device, operator, action, subject, reason, link FROM access"

static gboolean
read_setting (EvDatabase *database, const char *key, char **text, GError **error)
{
  g_autoptr (EvQuery) query =
      ev_query_new (database, error, "SELECT text FROM setting WHERE key = ?", "s", key);

  *text = NULL;
  if (query != NULL && ev_query_next (query, error))
    *text = g_strdup (ev_query_text (query, 0));
  return query != NULL && (*text != NULL || ev_query_ended (query));
}

static gboolean
write_setting (EvDatabase *database, const char *key, const char *text, GError **error)
{
  return ev_query_run (database, error,
                       "INSERT INTO setting (key, text) VALUES (?, ?)"
                       " ON CONFLICT (key) DO UPDATE SET text = excluded.text",
                       "ss", key, text);
}

/* A text after its length, so that no two entries read the same; "-" for none. */
static void
add_text (GString *said, const char *text)
{
  if (text == NULL)
    g_string_append (said, "-;");
  else
    g_string_append_printf (said, "%zu:%s;", strlen (text), text);
}

/* The link of the entry at hand after `before`. Owned. */
static char *
link_of (EvQuery *entry, const char *before)
{
  g_autoptr (GString) said = g_string_new (before);

  g_string_append_printf (said, ";%" G_GINT64_FORMAT ";%" G_GINT64_FORMAT ";",
                          ev_query_integer (entry, 0), ev_query_integer (entry, 1));
  for (int i = 2; i <= 6; i++)
    add_text (said, ev_query_text (entry, i));
  return ev_secret_hash_hex (said->str, said->len);
}

/* Follows the chain from the anchor to `until`: `link` is the last one, owned, and `broken` the
 * place of the first entry that has another link than it should; 0: none. */
static gboolean
follow (EvDatabase *database, gint64 until, char **link, gint64 *broken, GError **error)
{
  g_autofree char *at = NULL;
  g_autoptr (EvQuery) query = NULL;

  *broken = 0;
  if (!read_setting (database, ANCHOR, &at, error))
    return FALSE;
  if (at == NULL)
    at = g_strdup ("");
  query = ev_query_new (database, error, ENTRY " WHERE place <= ? ORDER BY place", "i", until);
  while (query != NULL && ev_query_next (query, error)) {
    const char *held = ev_query_text (query, 7);
    char *next = link_of (query, at);
    if (*broken == 0 && *held != '\0' && g_strcmp0 (held, next) != 0)
      *broken = ev_query_integer (query, 0);
    g_free (at);
    at = next;
  }
  *link = g_steal_pointer (&at);
  return query != NULL && ev_query_ended (query);
}

/* The link that a new entry hangs on: the last that was kept, else that of all entries. */
static gboolean
last_link (EvDatabase *database, gint64 place, char **link, GError **error)
{
  gint64 broken;

  if (!read_setting (database, HEAD, link, error))
    return FALSE;
  return *link != NULL || follow (database, place - 1, link, &broken, error);
}

gboolean
ev_access_chain_add (EvDatabase *database, gint64 place, GError **error)
{
  g_autofree char *before = NULL, *link = NULL;
  g_autoptr (EvQuery) query = NULL;

  if (!last_link (database, place, &before, error))
    return FALSE;
  query = ev_query_new (database, error, ENTRY " WHERE place = ?", "i", place);
  if (query == NULL || !ev_query_next (query, error))
    return FALSE;
  link = link_of (query, before);
  g_clear_pointer (&query, ev_query_free);
  return ev_query_run (database, error, "UPDATE access SET link = ? WHERE place = ?", "si", link,
                       place) &&
         write_setting (database, HEAD, link, error);
}

gboolean
ev_access_chain_prune (EvDatabase *database, gint64 before, GError **error)
{
  g_autofree char *link = NULL, *text = NULL;
  gint64 last, broken;

  if (!ev_query_number (database, &last, error,
                        "SELECT max (place) FROM access WHERE place < coalesce ((SELECT min (place)"
                        " FROM access WHERE at >= ?), 9223372036854775807)",
                        "i", before))
    return FALSE;
  if (last == 0)
    return TRUE;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, last);
  return follow (database, last, &link, &broken, error) &&
         write_setting (database, ANCHOR, link, error) &&
         write_setting (database, PRUNED, text, error) &&
         ev_query_run (database, error, "DELETE FROM access WHERE place <= ?", "i", last);
}

gboolean
ev_access_chain_check (EvDatabase *database, gint64 *broken, GError **error)
{
  g_autofree char *link = NULL, *head = NULL;

  if (!follow (database, G_MAXINT64, &link, broken, error) ||
      !read_setting (database, HEAD, &head, error))
    return FALSE;
  if (*broken == 0 && head != NULL && g_strcmp0 (head, link) != 0)
    *broken = -1;
  return TRUE;
}
