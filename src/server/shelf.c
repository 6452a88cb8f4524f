/* The records of one project that a transaction has in hand: each is read once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/shelf.h"

#include <string.h>

#define MANY 2000

struct _EvShelf {
  EvCentral *central;
  gint64 project;
  GHashTable *by_name;   /* EvCentralRecord * as a set by kind and id; owns them */
  GHashTable *by_number; /* gint64 * within the record -> EvCentralRecord * */
  GHashTable *teams;     /* char * -> gint64 * */
};

static guint
name_hash (gconstpointer key)
{
  const EvCentralRecord *record = key;
  return g_str_hash (ev_record_id (record->record)) + (guint)ev_record_kind (record->record);
}

static gboolean
name_equal (gconstpointer a, gconstpointer b)
{
  const EvRecord *left = ((const EvCentralRecord *)a)->record;
  const EvRecord *right = ((const EvCentralRecord *)b)->record;
  return ev_record_kind (left) == ev_record_kind (right) &&
         strcmp (ev_record_id (left), ev_record_id (right)) == 0;
}

EvShelf *
ev_shelf_new (EvCentral *central, gint64 project)
{
  EvShelf *shelf = g_new0 (EvShelf, 1);

  shelf->central = central;
  shelf->project = project;
  shelf->by_name =
      g_hash_table_new_full (name_hash, name_equal, (GDestroyNotify)ev_central_record_free, NULL);
  shelf->by_number = g_hash_table_new (g_int64_hash, g_int64_equal);
  shelf->teams = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return shelf;
}

void
ev_shelf_free (EvShelf *shelf)
{
  if (shelf == NULL)
    return;
  g_hash_table_unref (shelf->by_number);
  g_hash_table_unref (shelf->by_name);
  g_hash_table_unref (shelf->teams);
  g_free (shelf);
}

EvCentral *
ev_shelf_central (const EvShelf *shelf)
{
  return shelf->central;
}

gint64
ev_shelf_project (const EvShelf *shelf)
{
  return shelf->project;
}

static EvCentralRecord *
place (EvShelf *shelf, EvCentralRecord *record)
{
  if (record == NULL)
    return NULL;
  g_hash_table_add (shelf->by_name, record);
  if (record->number != 0)
    g_hash_table_insert (shelf->by_number, &record->number, record);
  return record;
}

gboolean
ev_shelf_find (EvShelf *shelf, EvKind kind, const char *id, EvCentralRecord **record,
               GError **error)
{
  g_autoptr (EvRecord) name = ev_record_new (kind, id);
  EvCentralRecord key = { .record = name };

  *record = g_hash_table_lookup (shelf->by_name, &key);
  if (*record != NULL)
    return TRUE;
  if (!shelf->central->record_find (shelf->central, shelf->project, kind, id, record, error))
    return FALSE;
  place (shelf, *record);
  return TRUE;
}

gboolean
ev_shelf_get (EvShelf *shelf, gint64 number, EvCentralRecord **record, GError **error)
{
  *record = g_hash_table_lookup (shelf->by_number, &number);
  if (*record != NULL)
    return TRUE;
  if (!shelf->central->record_get (shelf->central, number, record, error))
    return FALSE;
  place (shelf, *record);
  return TRUE;
}

EvCentralRecord *
ev_shelf_make (EvShelf *shelf, EvKind kind, const char *id)
{
  return place (shelf, ev_central_record_new (shelf->project, kind, id));
}

gboolean
ev_shelf_save (EvShelf *shelf, EvCentralRecord *record, const char *anchor, GError **error)
{
  if (!shelf->central->record_save (shelf->central, record, anchor, error))
    return FALSE;
  g_hash_table_insert (shelf->by_number, &record->number, record);
  return TRUE;
}

void
ev_shelf_trim (EvShelf *shelf)
{
  if (g_hash_table_size (shelf->by_name) < MANY)
    return;
  g_hash_table_remove_all (shelf->by_number);
  g_hash_table_remove_all (shelf->by_name);
}

gboolean
ev_shelf_team (EvShelf *shelf, const char *id, gboolean make, gint64 *number, GError **error)
{
  const gint64 *known = g_hash_table_lookup (shelf->teams, id);
  g_autoptr (EvCentralTeam) team = NULL;

  *number = known != NULL ? *known : 0;
  if (known != NULL)
    return TRUE;
  if (!shelf->central->team_by_id (shelf->central, shelf->project, id, make, &team, error))
    return FALSE;
  if (team != NULL) {
    *number = team->number;
    g_hash_table_insert (shelf->teams, g_strdup (id), g_memdup2 (number, sizeof *number));
  }
  return TRUE;
}
