/* An independent memory of what was acknowledged. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal.h"

#include <string.h>

#include "store/exchange-log.h"

/* Operators that exist in no register. */
#define PEOPLE "1111111111111"

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->operator_id);
  g_ptr_array_unref (entry->changes);
  g_ptr_array_unref (entry->renamed);
  g_free (entry);
}

Journal *
journal_new (void)
{
  Journal *journal = g_new0 (Journal, 1);

  journal->entries = g_ptr_array_new_with_free_func (entry_free);
  journal->by_operator = g_hash_table_new (g_str_hash, g_str_equal);
  return journal;
}

void
journal_free (Journal *journal)
{
  g_hash_table_unref (journal->by_operator);
  g_ptr_array_unref (journal->entries);
  g_free (journal);
}

void
journal_begin (Journal *journal, Laptop *laptop)
{
  g_autofree char *tag = ev_id_new (PEOPLE, ++journal->tags);
  ev_store_set_operator (laptop->store, tag);
}

/* What the laptop has no receipt for. */
static GPtrArray *
unsent (Laptop *laptop)
{
  g_auto (EvExchangeState) state = { 0 };
  GPtrArray *changes = NULL;

  if (ev_exchange_state_load (laptop->store, &state, NULL))
    changes = ev_exchange_pending (laptop->store, state.acked, G_MAXINT32, NULL);
  return changes != NULL ? changes : g_ptr_array_new ();
}

static Entry *
make_entry (Journal *journal, const Laptop *laptop, const char *operator_id)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->operator_id = g_strdup (operator_id);
  entry->laptop = laptop->number;
  entry->changes = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);
  entry->renamed = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);
  g_ptr_array_add (journal->entries, entry);
  g_hash_table_insert (journal->by_operator, entry->operator_id, entry);
  return entry;
}

void
journal_end (Journal *journal, Laptop *laptop)
{
  g_autofree char *operator_id = ev_id_new (PEOPLE, journal->tags);
  g_autoptr (GPtrArray) changes = unsent (laptop);
  Entry *entry = NULL;

  for (guint i = 0; i < changes->len; i++) {
    const EvChange *change = changes->pdata[i];
    if (g_strcmp0 (change->operator_id, operator_id) != 0)
      continue;
    if (entry == NULL)
      entry = make_entry (journal, laptop, operator_id);
    g_ptr_array_add (entry->changes, ev_change_copy (change));
  }
  ev_store_set_operator (laptop->store, NULL);
}

static gboolean
has_name (const GPtrArray *changes, const EvChange *change)
{
  for (guint i = 0; i < changes->len; i++) {
    const EvChange *other = changes->pdata[i];
    if (other->kind == change->kind && strcmp (other->id, change->id) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
writes_the_same (const EvChange *change, const EvChange *other)
{
  if (other->kind != change->kind || strcmp (other->id, change->id) != 0 ||
      other->fields->len != change->fields->len)
    return FALSE;
  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    if (ev_change_find (other, assignment->name) == NULL)
      return FALSE;
  }
  return TRUE;
}

/* A change that was stamped ahead of the server's time is stamped anew, by what that was. */
static void
follow_stamp (Entry *entry, const EvChange *change)
{
  for (guint i = 0; i < entry->changes->len; i++) {
    EvChange *first = entry->changes->pdata[i];
    if (writes_the_same (first, change))
      first->version.stamp = MIN (first->version.stamp, change->version.stamp);
  }
}

void
journal_follow (Journal *journal, Laptop *laptop)
{
  g_autoptr (GPtrArray) changes = NULL;

  if (power_loss_is_out (laptop->disk))
    return;
  changes = ev_exchange_pending (laptop->store, 0, G_MAXINT32, NULL);
  for (guint i = 0; changes != NULL && i < changes->len; i++) {
    const EvChange *change = changes->pdata[i];
    Entry *entry = journal_find (journal, change->operator_id);
    if (entry == NULL)
      continue;
    follow_stamp (entry, change);
    if (!has_name (entry->changes, change) && !has_name (entry->renamed, change))
      g_ptr_array_add (entry->renamed, ev_change_copy (change));
  }
}

gboolean
journal_is_erased (const Oracle *oracle, const Entry *entry, const EvChange *change)
{
  for (guint i = 0; i < entry->renamed->len; i++) {
    const EvChange *other = entry->renamed->pdata[i];
    if (other->kind == change->kind && oracle_is_erased (oracle, other->kind, other->id))
      return TRUE;
  }
  return oracle_is_erased (oracle, change->kind, change->id);
}

gboolean
journal_is_gone (const Oracle *oracle, const Entry *entry, const EvChange *change)
{
  for (guint i = 0; i < entry->renamed->len; i++) {
    const EvChange *other = entry->renamed->pdata[i];
    if (other->kind == change->kind && !oracle_is_erased (oracle, other->kind, other->id))
      return FALSE;
  }
  return (entry->renamed->len > 0 && !entry->may_repeat) ||
         oracle_is_erased (oracle, change->kind, change->id);
}

Entry *
journal_find (const Journal *journal, const char *operator_id)
{
  return operator_id != NULL ? g_hash_table_lookup (journal->by_operator, operator_id) : NULL;
}

void
journal_doubled (Journal *journal, Laptop *laptop)
{
  g_autoptr (GPtrArray) changes = unsent (laptop);

  for (guint i = 0; i < changes->len; i++) {
    const EvChange *change = changes->pdata[i];
    Entry *entry = journal_find (journal, change->operator_id);
    if (entry != NULL)
      entry->may_repeat = TRUE;
  }
}

void
journal_set_back (Journal *journal, Laptop *laptop, guint mark)
{
  for (guint i = 0; i < journal->entries->len; i++) {
    Entry *entry = journal->entries->pdata[i];
    if (entry->laptop != laptop->number)
      continue;
    entry->may_repeat = entry->orphaned = TRUE;
    entry->may_miss |= i >= mark;
  }
}

void
journal_server_set_back (Journal *journal)
{
  for (guint i = 0; i < journal->entries->len; i++) {
    Entry *entry = journal->entries->pdata[i];
    entry->may_miss |= entry->orphaned;
    entry->forgotten = TRUE;
  }
}
