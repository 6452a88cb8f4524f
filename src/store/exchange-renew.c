/* A register that shares its identity with another takes a new one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "record/merge.h"
#include "store/exchange-log.h"
#include "store/log-private.h"
#include "store/replica-private.h"
#include "store/row-private.h"
#include "store/store-private.h"

typedef struct {
  EvStore *store;
  GPtrArray *touched; /* NULL: not wanted */
  char *device;       /* the new one */
  GPtrArray *changes; /* of EvChange: what is offered anew, under the old versions */
  GHashTable *seqs;   /* old seq (gint64 *) -> new one (gint64 *) */
  GHashTable *ids;    /* old id -> new id, of records that these changes made */
} Renewal;

static void
renewal_clear (Renewal *renewal)
{
  g_free (renewal->device);
  g_clear_pointer (&renewal->changes, g_ptr_array_unref);
  g_clear_pointer (&renewal->seqs, g_hash_table_unref);
  g_clear_pointer (&renewal->ids, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Renewal, renewal_clear)

/* Numbers the changes from 1 on, and names the records that they made accordingly. */
static void
number (Renewal *renewal)
{
  for (guint i = 0; i < renewal->changes->len; i++) {
    const EvChange *change = renewal->changes->pdata[i];
    gint64 seq = (gint64)i + 1;
    g_autofree char *made = ev_id_new (change->version.device, change->version.seq);

    g_hash_table_insert (renewal->seqs,
                         g_memdup2 (&change->version.seq, sizeof change->version.seq),
                         g_memdup2 (&seq, sizeof seq));
    if (strcmp (made, change->id) == 0)
      g_hash_table_insert (renewal->ids, g_steal_pointer (&made), ev_id_new (renewal->device, seq));
  }
}

static char *
new_half (const Renewal *renewal, const char *id)
{
  const char *other = g_hash_table_lookup (renewal->ids, id);
  return g_strdup (other != NULL ? other : id);
}

/* As `id` is called now, of a record of `kind`, or of what a field of that kind refers to. */
static char *
new_id (const Renewal *renewal, EvKind kind, const char *id)
{
  g_autofree char *left = NULL, *right = NULL, *new_left = NULL, *new_right = NULL;

  if (!ev_id_split (id, &left, &right))
    return new_half (renewal, id);
  new_left = new_half (renewal, left);
  new_right = new_half (renewal, right);
  return kind == EV_KIND_APART ? ev_id_pair (new_left, new_right)
                               : ev_id_derive (new_left, new_right);
}

/* A value that names a renamed record, by id or as KIND/ID; NULL where it does not. Owned. */
static char *
new_reference (const Renewal *renewal, EvKind kind, const EvAssignment *assignment)
{
  const EvField *field = ev_field_find (kind, assignment->name);
  const char *text = ev_value_text (assignment->value);
  const char *id = text;
  g_autofree char *other = NULL;

  if (field == NULL || text == NULL ||
      (field->type != EV_TYPE_REFERENCE && field->type != EV_TYPE_ABOUT))
    return NULL;
  if (field->type == EV_TYPE_ABOUT && strchr (text, '/') != NULL)
    id = strchr (text, '/') + 1;
  other = new_id (renewal, kind, id);
  return g_strdup_printf ("%.*s%s", (int)(id - text), text, other);
}

static const gint64 *
new_seq (const Renewal *renewal, const char *device, gint64 seq)
{
  return strcmp (device, renewal->store->standing.device) == 0
             ? g_hash_table_lookup (renewal->seqs, &seq)
             : NULL;
}

/* The change under its new version and with all names new. Owned. */
static EvChange *
translate (const Renewal *renewal, const EvChange *change)
{
  g_autofree char *id = new_id (renewal, change->kind, change->id);
  EvChange *renewed = ev_change_new (change->kind, id);
  const gint64 *seq = new_seq (renewal, change->version.device, change->version.seq);

  renewed->version = change->version;
  if (seq != NULL) {
    g_strlcpy (renewed->version.device, renewal->device, sizeof renewed->version.device);
    renewed->version.seq = *seq;
  }
  if (change->operator_id != NULL)
    renewed->operator_id = new_half (renewal, change->operator_id);
  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    g_autofree char *reference = new_reference (renewal, change->kind, assignment);
    ev_change_take (renewed, assignment->name,
                    reference != NULL ? ev_value_new_text (reference)
                                      : ev_value_ref (assignment->value));
  }
  for (guint i = 0; i < change->bases->len; i++) {
    const EvBase *base = change->bases->pdata[i];
    const gint64 *under = new_seq (renewal, base->device, base->seq);
    ev_change_set_base (renewed, base->group, under != NULL ? renewal->device : base->device,
                        under != NULL ? *under : base->seq);
  }
  return renewed;
}

static gboolean
renew_change (const Renewal *renewal, const EvChange *change, GError **error)
{
  g_autoptr (EvChange) renewed = translate (renewal, change);
  EvDatabase *database = renewal->store->database;

  return ev_query_run (database, error, "DELETE FROM change WHERE device = ? AND seq = ?", "si",
                       change->version.device, change->version.seq) &&
         ev_log_append (database, renewed, error);
}

static void
touch (const Renewal *renewal, EvKind kind, const char *id)
{
  if (renewal->touched != NULL)
    g_ptr_array_add (renewal->touched, g_strconcat (ev_kind_name (kind), "/", id, NULL));
}

/* Puts the record down as it is once its values are translated. One that was renewed with an
 * earlier change is not under its old name any more, or comes out as it is. */
static gboolean
renew_row (const Renewal *renewal, EvKind kind, const char *id, GError **error)
{
  EvStore *store = renewal->store;
  g_autofree char *other = new_id (renewal, kind, id);
  g_autoptr (EvRecord) before = NULL;
  g_autoptr (EvRecord) after = ev_record_new (kind, other);
  g_autoptr (EvRecord) nothing = ev_record_new (kind, id);
  g_autoptr (GPtrArray) values = NULL;
  gboolean renamed = strcmp (id, other) != 0;

  if (!ev_row_load (store->database, kind, id, &before, error))
    return FALSE;
  if (before == NULL)
    return TRUE;
  values = ev_record_to_changes (before, NULL);
  for (guint i = 0; i < values->len; i++) {
    g_autoptr (EvChange) renewed = translate (renewal, values->pdata[i]);
    ev_merge_apply (after, renewed, NULL, NULL);
  }
  touch (renewal, kind, id);
  if (!renamed)
    return ev_replica_put (store->database, &store->standing, before, after, error);
  touch (renewal, kind, other);
  return ev_replica_put (store->database, &store->standing, before, nothing, error) &&
         ev_replica_put (store->database, &store->standing, NULL, after, error);
}

/* Whatever else this register keeps by id: who sits at it, and the like. */
static gboolean
renew_settings (const Renewal *renewal, GError **error)
{
  GHashTableIter iter;
  gpointer id, other;

  g_hash_table_iter_init (&iter, renewal->ids);
  while (g_hash_table_iter_next (&iter, &id, &other)) {
    if (!ev_query_run (renewal->store->database, error,
                       "UPDATE setting SET text = ? WHERE text = ?", "ss", (char *)other,
                       (char *)id))
      return FALSE;
    if (g_strcmp0 (renewal->store->operator_id, id) == 0)
      ev_store_set_operator (renewal->store, other);
  }
  return TRUE;
}

static gboolean
renew (Renewal *renewal, gint64 from, GError **error)
{
  EvStanding *standing = &renewal->store->standing;
  EvDatabase *database = renewal->store->database;

  if (!ev_query_run (database, error,
                     "UPDATE change SET state = 1 WHERE device = ? AND seq < ? AND state = 0", "si",
                     standing->device, from))
    return FALSE;
  renewal->changes = ev_log_read_all (ev_query_new (database, error,
                                                    "SELECT " EV_LOG_COLUMNS
                                                    " FROM change WHERE state = 0 AND device = ?"
                                                    " ORDER BY seq",
                                                    "s", standing->device),
                                      error);
  if (renewal->changes == NULL)
    return FALSE;
  number (renewal);
  for (guint i = 0; i < renewal->changes->len; i++) {
    const EvChange *change = renewal->changes->pdata[i];
    if (!renew_row (renewal, change->kind, change->id, error) ||
        !renew_change (renewal, change, error))
      return FALSE;
  }
  if (!renew_settings (renewal, error))
    return FALSE;
  g_strlcpy (standing->device, renewal->device, sizeof standing->device);
  standing->seq = renewal->changes->len;
  standing->acked = 0;
  return TRUE;
}

gboolean
ev_exchange_renew (EvStore *store, gint64 from, GPtrArray *touched, GError **error)
{
  g_auto (Renewal) renewal = {
    .store = store,
    .touched = touched,
    .device = ev_id_new_device (&store->options.random),
    .seqs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free),
    .ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };

  if (!ev_store_start (store, error))
    return FALSE;
  return ev_store_end (store, renew (&renewal, from, error), error);
}
