/* The records of one project that a transaction has in hand: each is read once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/shelf.h"

#include <string.h>

/* Of records that are kept, this many and as many of before are in memory; half a kilobyte to two
 * each. */
#define MANY 10000
/* Of projects. */
#define MOST_SHELVES 8

/* Where a record stands, or is known to be none. */
typedef struct {
  EvKind kind;
  char *id;
  EvCentralRecord *record; /* NULL: there is none */
} Slot;

struct _EvShelf {
  EvCentral *central;
  gint64 project;
  GHashTable *slots;     /* a set of Slot, of the kinds that other records hang on */
  GHashTable *old;       /* another: those that were not asked for since the first was full */
  GHashTable *passing;   /* another, of the kinds that nothing but notes hangs on */
  GHashTable *by_number; /* gint64 * within the record -> EvCentralRecord * */
  GHashTable *alone;     /* a set of char *: ids of records on which no other hangs */
  GHashTable *teams;     /* char * -> gint64 * */
  gint64 others;         /* as the store had it when this was put by */
  guint undone;
};

static guint
slot_hash (gconstpointer key)
{
  const Slot *slot = key;
  return g_str_hash (slot->id) + (guint)slot->kind;
}

static gboolean
slot_equal (gconstpointer a, gconstpointer b)
{
  const Slot *left = a, *right = b;
  return left->kind == right->kind && strcmp (left->id, right->id) == 0;
}

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  ev_central_record_free (slot->record);
  g_free (slot->id);
  g_free (slot);
}

EvShelf *
ev_shelf_new (EvCentral *central, gint64 project)
{
  EvShelf *shelf = g_new0 (EvShelf, 1);

  shelf->central = central;
  shelf->project = project;
  shelf->slots = g_hash_table_new_full (slot_hash, slot_equal, slot_free, NULL);
  shelf->old = g_hash_table_new_full (slot_hash, slot_equal, slot_free, NULL);
  shelf->passing = g_hash_table_new_full (slot_hash, slot_equal, slot_free, NULL);
  shelf->by_number = g_hash_table_new (g_int64_hash, g_int64_equal);
  shelf->alone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  shelf->teams = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return shelf;
}

void
ev_shelf_free (EvShelf *shelf)
{
  if (shelf == NULL)
    return;
  g_hash_table_unref (shelf->by_number);
  g_hash_table_unref (shelf->slots);
  g_hash_table_unref (shelf->old);
  g_hash_table_unref (shelf->passing);
  g_hash_table_unref (shelf->alone);
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

static gboolean
is_passing (EvKind kind)
{
  return ev_kind_is_derived (kind) || kind == EV_KIND_NOTE;
}

static Slot *
slot_of (const EvShelf *shelf, EvKind kind, const char *id)
{
  Slot key = { .kind = kind, .id = (char *)id };
  GHashTable *table = is_passing (kind) ? shelf->passing : shelf->slots;
  gpointer slot = g_hash_table_lookup (table, &key);

  if (slot == NULL && table == shelf->slots &&
      g_hash_table_steal_extended (shelf->old, &key, &slot, NULL))
    g_hash_table_add (table, slot);
  return slot;
}

/* Puts a record (NULL: that there is none) in its slot. */
static void
place (EvShelf *shelf, EvKind kind, const char *id, EvCentralRecord *record)
{
  Slot *slot = slot_of (shelf, kind, id);

  if (slot == NULL) {
    slot = g_new0 (Slot, 1);
    slot->kind = kind;
    slot->id = g_strdup (id);
    g_hash_table_add (is_passing (kind) ? shelf->passing : shelf->slots, slot);
  }
  slot->record = record;
  if (record != NULL && record->number != 0)
    g_hash_table_insert (shelf->by_number, &record->number, record);
}

gboolean
ev_shelf_find (EvShelf *shelf, EvKind kind, const char *id, EvCentralRecord **record,
               GError **error)
{
  const Slot *slot = slot_of (shelf, kind, id);

  if (slot != NULL) {
    *record = slot->record;
    return TRUE;
  }
  if (!shelf->central->record_find (shelf->central, shelf->project, kind, id, record, error))
    return FALSE;
  place (shelf, kind, id, *record);
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
  if (*record != NULL)
    place (shelf, ev_record_kind ((*record)->record), ev_record_id ((*record)->record), *record);
  return TRUE;
}

EvCentralRecord *
ev_shelf_make (EvShelf *shelf, EvKind kind, const char *id)
{
  EvCentralRecord *record = ev_central_record_new (shelf->project, kind, id);

  place (shelf, kind, id, record);
  return record;
}

gboolean
ev_shelf_save (EvShelf *shelf, EvCentralRecord *record, const char *anchor, GError **error)
{
  if (!shelf->central->record_save (shelf->central, record, anchor, error))
    return FALSE;
  g_hash_table_insert (shelf->by_number, &record->number, record);
  if (anchor != NULL)
    g_hash_table_remove (shelf->alone, anchor);
  return TRUE;
}

static gboolean
forget_number (gpointer key, gpointer value, gpointer data)
{
  const Slot *slot = key;
  EvShelf *shelf = data;

  if (slot->record != NULL)
    g_hash_table_remove (shelf->by_number, &slot->record->number);
  return TRUE;
}

static void
clear (EvShelf *shelf, GHashTable *slots)
{
  g_hash_table_foreach_remove (slots, forget_number, shelf);
}

void
ev_shelf_trim (EvShelf *shelf)
{
  GHashTable *old = shelf->old;

  if (g_hash_table_size (shelf->passing) >= MANY)
    clear (shelf, shelf->passing);
  if (g_hash_table_size (shelf->slots) < MANY)
    return;
  clear (shelf, old);
  shelf->old = shelf->slots;
  shelf->slots = old;
  g_hash_table_remove_all (shelf->alone);
}

/* Shelves that are kept. */

EvShelf *
ev_shelf_take_up (EvCentral *central, gint64 project, GError **error)
{
  gpointer key, kept = NULL;
  gint64 others;
  EvShelf *shelf;

  if (!central->others (central, &others, error))
    return NULL;
  if (central->shelves != NULL)
    g_hash_table_steal_extended (central->shelves, &project, &key, &kept);
  if (kept != NULL && ((EvShelf *)kept)->others == others &&
      ((EvShelf *)kept)->undone == central->undone)
    return kept;
  ev_shelf_free (kept);
  shelf = ev_shelf_new (central, project);
  shelf->others = others;
  shelf->undone = central->undone;
  return shelf;
}

void
ev_shelf_put_by (EvShelf *shelf)
{
  EvCentral *central = shelf->central;

  clear (shelf, shelf->passing);
  if (central->shelves == NULL)
    central->shelves =
        g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)ev_shelf_free);
  if (g_hash_table_size (central->shelves) >= MOST_SHELVES)
    g_hash_table_remove_all (central->shelves);
  g_hash_table_replace (central->shelves, &shelf->project, shelf);
}

/* What changes are about. */

static void
wish_for (const EvShelf *shelf, GPtrArray **wishes, EvKind kind, const char *id)
{
  if (id == NULL || slot_of (shelf, kind, id) != NULL)
    return;
  if (wishes[kind] == NULL)
    wishes[kind] = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (wishes[kind], g_strdup (id));
}

static void
wish_for_change (const EvShelf *shelf, GPtrArray **wishes, const EvChange *change)
{
  g_autofree char *left = NULL, *right = NULL;
  const EvAssignment *event = ev_change_find (change, "event");

  wish_for (shelf, wishes, change->kind, change->id);
  if (event != NULL)
    wish_for (shelf, wishes, EV_KIND_EVENT, ev_value_text (event->value));
  if (!ev_kind_is_derived (change->kind) || !ev_id_split (change->id, &left, &right))
    return;
  wish_for (shelf, wishes, change->kind == EV_KIND_ATTENDANCE ? EV_KIND_SESSION : EV_KIND_RESULT,
            left);
  wish_for (shelf, wishes, EV_KIND_PERSON, right);
}

/* Puts those that there are on the shelf, and that there are no others. */
static gboolean
fetch (EvShelf *shelf, EvKind kind, const GPtrArray *ids, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  if (!shelf->central->records_find (shelf->central, shelf->project, kind, ids, &found, error))
    return FALSE;
  while (found->len > 0) {
    EvCentralRecord *record = g_ptr_array_steal_index_fast (found, found->len - 1);
    if (slot_of (shelf, kind, ev_record_id (record->record)) == NULL)
      place (shelf, kind, ev_record_id (record->record), record);
    else
      ev_central_record_free (record);
  }
  for (guint i = 0; i < ids->len; i++)
    if (slot_of (shelf, kind, ids->pdata[i]) == NULL)
      place (shelf, kind, ids->pdata[i], NULL);
  return TRUE;
}

/* Attendance hangs on a session by its own id, not by its anchor. */
static gboolean
hangs_by_anchor (EvKind kind)
{
  return kind != EV_KIND_SESSION && kind != EV_KIND_RESULT && !ev_kind_is_derived (kind);
}

/* What is still to be made, and whether something waits for it already. */
static gboolean
look_for_followers (EvShelf *shelf, EvKind kind, const GPtrArray *ids, GError **error)
{
  g_autoptr (GPtrArray) absent = g_ptr_array_new (), anchors = NULL;

  for (guint i = 0; i < ids->len && hangs_by_anchor (kind); i++)
    if (slot_of (shelf, kind, ids->pdata[i])->record == NULL)
      g_ptr_array_add (absent, ids->pdata[i]);
  if (absent->len == 0)
    return TRUE;
  if (!shelf->central->anchors_find (shelf->central, shelf->project, absent, &anchors, error))
    return FALSE;
  for (guint i = 0; i < absent->len; i++)
    g_hash_table_add (shelf->alone, g_strdup (absent->pdata[i]));
  for (guint i = 0; i < anchors->len; i++)
    g_hash_table_remove (shelf->alone, anchors->pdata[i]);
  return TRUE;
}

gboolean
ev_shelf_expect (EvShelf *shelf, const EvChange *const *changes, guint count, GError **error)
{
  GPtrArray *wishes[EV_N_KINDS] = { NULL };
  gboolean good = TRUE;

  for (guint i = 0; i < count; i++)
    wish_for_change (shelf, wishes, changes[i]);
  for (EvKind kind = 0; kind < EV_N_KINDS; kind++)
    if (wishes[kind] != NULL) {
      good = good && fetch (shelf, kind, wishes[kind], error) &&
             look_for_followers (shelf, kind, wishes[kind], error);
      g_ptr_array_unref (wishes[kind]);
    }
  return good;
}

gboolean
ev_shelf_is_alone (const EvShelf *shelf, const char *id)
{
  return g_hash_table_contains (shelf->alone, id);
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
