/* Where every acknowledged change is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "custody.h"

#include <string.h>

#include "history.h"
#include "store/custody.h"
#include "store/exchange-log.h"

/* How many changes of each entry are where. */
typedef struct {
  GHashTable *taken;   /* Entry -> count + 1 of those on the server */
  GHashTable *waiting; /* Entry -> those parked, or only on a laptop that is shut out */
} Count;

static guint
count_of (GHashTable *table, const Entry *entry)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (table, entry));
}

/* Changes about an erased person do not count: they are to be gone. */
static void
count (World *world, const Oracle *oracle, GHashTable *table, const EvChange *change)
{
  Entry *entry = journal_find (world->journal, change->operator_id);

  if (entry != NULL && !oracle_is_erased (oracle, change->kind, change->id))
    g_hash_table_insert (table, entry, GUINT_TO_POINTER (count_of (table, entry) + 1));
}

static void
count_waiting (World *world, const Oracle *oracle, Laptop *laptop, Count *found)
{
  g_autoptr (GPtrArray) parked = ev_custody_parked (laptop->store, NULL);
  g_auto (EvExchangeState) state = { 0 };
  g_autoptr (GPtrArray) unsent = NULL;

  for (guint i = 0; parked != NULL && i < parked->len; i++)
    count (world, oracle, found->waiting, ((EvParked *)parked->pdata[i])->change);
  if (!network_is_revoked (&world->network, laptop) ||
      !ev_exchange_state_load (laptop->store, &state, NULL))
    return;
  unsent = ev_exchange_pending (laptop->store, 0, G_MAXINT32, NULL);
  for (guint i = 0; unsent != NULL && i < unsent->len; i++) {
    const EvChange *change = unsent->pdata[i];
    const Entry *entry = journal_find (world->journal, change->operator_id);
    if (change->version.seq > state.acked || (entry != NULL && entry->forgotten))
      count (world, oracle, found->waiting, change);
  }
}

/* Whether somebody erased her on the laptop that wrote the change, perhaps without the right to:
 * the laptop then forgot what it had not sent. */
static gboolean
is_erased_there (const World *world, const Entry *entry, const EvChange *change)
{
  for (guint i = 0; i < world->journal->entries->len; i++) {
    const Entry *other = world->journal->entries->pdata[i];
    const EvChange *first = other->changes->pdata[0];
    g_autofree char *person = NULL;
    if (other->laptop != entry->laptop || ev_change_find (first, "erased") == NULL)
      continue;
    if (ev_kind_is_derived (change->kind))
      ev_id_split (change->id, NULL, &person);
    if (strcmp (first->id, person != NULL ? person : change->id) == 0)
      return TRUE;
  }
  return FALSE;
}

static guint
expected (const Oracle *oracle, const Entry *entry)
{
  guint number = 0;

  for (guint i = 0; i < entry->changes->len; i++) {
    const EvChange *change = entry->changes->pdata[i];
    number += !journal_is_erased (oracle, entry, change);
  }
  return number;
}

/* How many changes of an entry there may be at most. Under the id that a record had before its
 * maker took another identity there may be one of the other's, which is erased. */
static guint
most (const Oracle *oracle, const Entry *entry)
{
  guint number = 0;

  for (guint i = 0; i < entry->changes->len; i++) {
    const EvChange *change = entry->changes->pdata[i];
    number +=
        !journal_is_erased (oracle, entry, change) || !journal_is_gone (oracle, entry, change);
  }
  return number;
}

/* Whether the server has the change's values, or later ones, or holds them for the admin. */
static gboolean
has_values (const Oracle *oracle, const EvChange *change)
{
  const EvRecord *record = oracle_record (oracle, change->kind, change->id);

  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    const char *group = ev_field_group (change->kind, assignment->name);
    const EvVersion *stands = record != NULL ? ev_record_version (record, group) : NULL;
    if ((stands == NULL || stands->stamp < change->version.stamp) &&
        !oracle_holds (oracle, change, group))
      return FALSE;
  }
  return TRUE;
}

/* Whether the laptop still has a change of the entry in its log, to offer it again. */
static gboolean
offers_again (Laptop *laptop, const Entry *entry)
{
  g_autoptr (GPtrArray) changes = ev_exchange_pending (laptop->store, 0, G_MAXINT32, NULL);

  for (guint i = 0; changes != NULL && i < changes->len; i++) {
    const EvChange *change = changes->pdata[i];
    if (g_strcmp0 (change->operator_id, entry->operator_id) == 0)
      return TRUE;
  }
  return FALSE;
}

/* A server that was set back gets the changes again from whoever made them, but only the values of
 * what was made under an identity that its maker has no more, or of what left her scope since; none
 * from who is shut out. */
static gboolean
has_come_back (const World *world, const Oracle *oracle, const Entry *entry)
{
  Laptop *laptop = world->laptops->pdata[entry->laptop];

  if (!entry->forgotten || offers_again (laptop, entry))
    return FALSE;
  for (guint i = 0; i < entry->changes->len; i++) {
    const EvChange *change = entry->changes->pdata[i];
    if (!network_is_revoked (&world->network, laptop) &&
        !journal_is_erased (oracle, entry, change) && !has_values (oracle, change))
      return FALSE;
  }
  return TRUE;
}

static void
judge (World *world, const Oracle *oracle, const Entry *entry, const Count *found)
{
  const EvChange *first = entry->changes->pdata[0];
  guint wanted = expected (oracle, entry);
  guint taken = count_of (found->taken, entry), waiting = count_of (found->waiting, entry);

  if (taken + waiting < wanted && !entry->may_miss && !entry->given_up &&
      !is_erased_there (world, entry, first) && !has_come_back (world, oracle, entry))
    verdict_blame (&world->verdict,
                   "%u of %u changes that laptop-%u acknowledged are nowhere (%s, %s %s)",
                   wanted - taken - waiting, wanted, entry->laptop, entry->operator_id,
                   ev_kind_name (first->kind), first->id);
  if (taken > most (oracle, entry) && !entry->may_repeat)
    verdict_blame (&world->verdict, "%u changes of laptop-%u are %u on the server (%s, %s %s)",
                   wanted, entry->laptop, taken, entry->operator_id, ev_kind_name (first->kind),
                   first->id);
}

void
custody_check (World *world, const Oracle *oracle, const GPtrArray *history)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) waiting = g_hash_table_new (NULL, NULL);
  Count found = { taken, waiting };

  for (guint i = 0; i < history->len; i++) {
    const Taken *one = history->pdata[i];
    if (one->change != NULL && !one->refused)
      count (world, oracle, taken, one->change);
  }
  for (guint i = 0; i < world->laptops->len; i++)
    count_waiting (world, oracle, world->laptops->pdata[i], &found);
  for (guint i = 0; i < world->journal->entries->len; i++)
    judge (world, oracle, world->journal->entries->pdata[i], &found);
}

/* One group as a change wrote it, for finding it again: by who wrote it, or by what. */
static char *
name_of (const EvChange *change, const char *group, const char *device, gint64 seq)
{
  return g_strdup_printf ("%s %s %s %s-%" G_GINT64_FORMAT, ev_kind_name (change->kind), change->id,
                          group, device, seq);
}

static char *
content_of (const EvChange *change, const char *group)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s", ev_kind_name (change->kind), change->id);
  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    g_autoptr (EvJson) json = NULL;
    g_autofree char *value = NULL;
    if (strcmp (ev_field_group (change->kind, assignment->name), group) != 0)
      continue;
    json = ev_value_to_json (assignment->value);
    value = ev_json_print (json);
    g_string_append_printf (text, " %s=%s", assignment->name, value);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_observed (EvKind kind, const char *group)
{
  const EvField *field = ev_field_find (kind, group);
  return field != NULL && field->observed;
}

typedef void (*EachGroup) (const EvChange *change, const char *group, gpointer data);

static void
each_group (const GPtrArray *history, EachGroup function, gpointer data)
{
  for (guint i = 0; i < history->len; i++) {
    const Taken *one = history->pdata[i];
    const char *last = NULL;
    for (guint k = 0; one->change != NULL && !one->refused && k < one->change->fields->len; k++) {
      const EvAssignment *assignment = one->change->fields->pdata[k];
      const char *group = ev_field_group (one->change->kind, assignment->name);
      if (g_strcmp0 (group, last) != 0 && !is_observed (one->change->kind, group))
        function (one->change, group, data);
      last = group;
    }
  }
}

/* What excuses a value that does not stand. */
typedef struct {
  World *world;
  const Oracle *oracle;
  GHashTable *known;    /* names of values that somebody knew who wrote after them, or kept */
  GHashTable *contents; /* how often each content was written */
} Excuses;

static void
note_known (const EvChange *change, const char *group, gpointer data)
{
  Excuses *excuses = data;
  char *content = content_of (change, group);
  guint times = GPOINTER_TO_UINT (g_hash_table_lookup (excuses->contents, content));

  for (guint i = 0; i < change->bases->len; i++) {
    const EvBase *base = change->bases->pdata[i];
    if (ev_change_base_is_of (base->group, group))
      g_hash_table_add (excuses->known, name_of (change, group, base->device, base->seq));
  }
  g_hash_table_insert (excuses->contents, content, GUINT_TO_POINTER (times + 1));
}

static void
note_conflicts (Excuses *excuses)
{
  EvCentral *central = excuses->oracle->hub->central;

  for (guint i = 0; i < excuses->oracle->order->len; i++) {
    g_autoptr (GPtrArray) conflicts = NULL;
    if (!central->begin (central, FALSE, NULL) ||
        !central->conflicts (central, excuses->oracle->order->pdata[i], FALSE, &conflicts, NULL))
      g_error ("the conflicts cannot be read");
    central->rollback (central);
    for (guint k = 0; k < conflicts->len; k++) {
      const EvConflict *conflict = ((EvCentralConflict *)conflicts->pdata[k])->conflict;
      g_hash_table_add (excuses->known,
                        name_of (conflict->lost, conflict->group, conflict->lost_version.device,
                                 conflict->lost_version.seq));
    }
  }
}

/* Whether what stands says what the change said, whoever brought it. */
static gboolean
still_says (const EvRecord *record, const EvChange *change, const char *group)
{
  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    if (strcmp (ev_field_group (change->kind, assignment->name), group) == 0 &&
        !ev_value_equal (ev_record_value (record, assignment->name), assignment->value))
      return FALSE;
  }
  return TRUE;
}

static void
judge_group (const EvChange *change, const char *group, gpointer data)
{
  Excuses *excuses = data;
  const EvRecord *record = oracle_record (excuses->oracle, change->kind, change->id);
  const EvVersion *stands = record != NULL ? ev_record_version (record, group) : NULL;
  g_autofree char *name = name_of (change, group, change->version.device, change->version.seq);
  g_autofree char *content = content_of (change, group);

  if ((stands != NULL && still_says (record, change, group)) ||
      oracle_is_erased (excuses->oracle, change->kind, change->id) ||
      g_hash_table_contains (excuses->known, name) ||
      GPOINTER_TO_UINT (g_hash_table_lookup (excuses->contents, content)) > 1)
    return;
  verdict_blame (&excuses->world->verdict, "%s was replaced by somebody who did not know it", name);
}

void
custody_check_overwritten (World *world, const Oracle *oracle, const GPtrArray *history)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Excuses excuses = { world, oracle, known, contents };

  each_group (history, note_known, &excuses);
  note_conflicts (&excuses);
  each_group (history, judge_group, &excuses);
}
