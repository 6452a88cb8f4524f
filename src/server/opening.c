/* Which central store is meant, and the first words in a new one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/opening.h"

#include <glib/gstdio.h>
#include <string.h>

#include "server/central-postgres.h"
#include "server/central-sqlite.h"
#include "server/standing.h"

#define SQLITE "sqlite:"
/* Characters of Crockford base32; it travels with every request. */
#define EPOCH_LENGTH 8

char *
ev_opening_default (void)
{
  const char *named = g_getenv ("EVIDENCA_STORE");

  if (named != NULL && *named != '\0')
    return g_strdup (named);
  return g_strconcat (SQLITE, g_get_user_data_dir (), "/evidenca-server/server.db", NULL);
}

gboolean
ev_opening_is_postgres (const char *url)
{
  return g_str_has_prefix (url, "postgresql://") || g_str_has_prefix (url, "postgres://");
}

const char *
ev_opening_path (const char *url, GError **error)
{
  if (g_str_has_prefix (url, SQLITE) && url[strlen (SQLITE)] != '\0')
    return url + strlen (SQLITE);
  if (ev_opening_is_postgres (url))
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID,
                 "a backup is restored into sqlite:PATH, and moved to PostgreSQL from there");
  else
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID,
                 "%s is no store: sqlite:PATH or postgresql://... is expected", url);
  return NULL;
}

char *
ev_opening_new_epoch (const EvRandom *random)
{
  char *epoch = ev_id_new_device (random);

  epoch[EPOCH_LENGTH] = '\0';
  return epoch;
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_READ_ONLY, "the folder %s cannot be made", folder);
  return FALSE;
}

static gboolean
write_first_words (EvCentral *central, const EvRandom *random, GError **error)
{
  g_autofree char *known = NULL, *epoch = NULL, *id = NULL;
  g_autoptr (EvCentralDevice) device = NULL;

  if (!central->fact (central, "device", &known, error))
    return FALSE;
  if (known != NULL)
    return TRUE;
  epoch = ev_opening_new_epoch (random);
  id = ev_id_new_device (random);
  device = ev_central_device_new (id);
  device->role = EV_ROLE_SERVER;
  return central->set_fact (central, "epoch", epoch, error) &&
         central->set_fact (central, "device", id, error) &&
         central->device_save (central, device, error);
}

static gboolean
begin_store (EvCentral *central, const EvRandom *random, GError **error)
{
  if (!central->begin (central, TRUE, error))
    return FALSE;
  if (write_first_words (central, random, error) && central->commit (central, error))
    return TRUE;
  central->rollback (central);
  return FALSE;
}

static EvCentral *
open_file (const char *url, gboolean create, GError **error)
{
  const char *path = ev_opening_path (url, error);

  if (path == NULL || (create && !make_folder (path, error)))
    return NULL;
  return ev_central_sqlite_open (path, create, error);
}

EvCentral *
ev_opening_bare (const char *url, gboolean create, GError **error)
{
  return ev_opening_is_postgres (url) ? ev_central_postgres_open (url, create, error)
                                      : open_file (url, create, error);
}

static gboolean
may_be_used (EvCentral *central, GError **error)
{
  gboolean here = central->begin (central, FALSE, error) && ev_standing_check (central, error);
  central->rollback (central);
  return here;
}

EvCentral *
ev_opening_store (const char *url, const EvRandom *random, gboolean create, GError **error)
{
  g_autoptr (EvCentral) central = ev_opening_bare (url, create, error);

  if (central == NULL || !may_be_used (central, error) ||
      (create && !begin_store (central, random, error)))
    return NULL;
  return g_steal_pointer (&central);
}
