/* A record: the values that it holds now, and who wrote each. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/record.h"

#include <string.h>

#include "base/error.h"

struct _EvRecord {
  EvKind kind;
  char *id;
  char *left, *right;   /* the halves of a derived id */
  GHashTable *values;   /* char * -> EvValue * */
  GHashTable *versions; /* char * -> EvVersion * */
};

EvRecord *
ev_record_new (EvKind kind, const char *id)
{
  EvRecord *record = g_new0 (EvRecord, 1);

  record->kind = kind;
  record->id = g_strdup (id);
  if (ev_kind_is_derived (kind))
    ev_id_split (id, &record->left, &record->right);
  record->values =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)ev_value_unref);
  record->versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return record;
}

void
ev_record_free (EvRecord *record)
{
  if (record == NULL)
    return;
  g_free (record->id);
  g_free (record->left);
  g_free (record->right);
  g_hash_table_unref (record->values);
  g_hash_table_unref (record->versions);
  g_free (record);
}

EvRecord *
ev_record_copy (const EvRecord *record)
{
  EvRecord *copy = ev_record_new (record->kind, record->id);
  GHashTableIter iter;
  gpointer key, item;

  g_hash_table_iter_init (&iter, record->values);
  while (g_hash_table_iter_next (&iter, &key, &item))
    ev_record_take (copy, key, ev_value_ref (item));
  g_hash_table_iter_init (&iter, record->versions);
  while (g_hash_table_iter_next (&iter, &key, &item))
    ev_record_set_version (copy, key, item);
  return copy;
}

EvKind
ev_record_kind (const EvRecord *record)
{
  return record->kind;
}

const char *
ev_record_id (const EvRecord *record)
{
  return record->id;
}

EvValue *
ev_record_value (const EvRecord *record, const char *field)
{
  return g_hash_table_lookup (record->values, field);
}

static const char *
derived_text (const EvRecord *record, const char *field)
{
  if (strcmp (field, "person") == 0)
    return record->right;
  if (strcmp (field, record->kind == EV_KIND_ATTENDANCE ? "session" : "result") == 0)
    return record->left;
  return NULL;
}

const char *
ev_record_text (const EvRecord *record, const char *field)
{
  const char *text = ev_kind_is_derived (record->kind) ? derived_text (record, field) : NULL;
  return text != NULL ? text : ev_value_text (ev_record_value (record, field));
}

gint64
ev_record_integer (const EvRecord *record, const char *field)
{
  return ev_value_integer (ev_record_value (record, field));
}

gboolean
ev_record_is_gone (const EvRecord *record)
{
  return ev_record_integer (record, "deleted") != 0 ||
         (record->kind == EV_KIND_PERSON && ev_record_integer (record, "erased") != 0);
}

const EvVersion *
ev_record_version (const EvRecord *record, const char *group)
{
  return g_hash_table_lookup (record->versions, group);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static char **
sorted_keys (GHashTable *table)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (names, g_strdup (key));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_free (names, FALSE);
}

char **
ev_record_fields (const EvRecord *record)
{
  return sorted_keys (record->values);
}

char **
ev_record_groups (const EvRecord *record)
{
  return sorted_keys (record->versions);
}

void
ev_record_take (EvRecord *record, const char *field, EvValue *value)
{
  if (value == NULL)
    g_hash_table_remove (record->values, field);
  else
    g_hash_table_replace (record->values, g_strdup (field), value);
}

void
ev_record_set_version (EvRecord *record, const char *group, const EvVersion *version)
{
  g_hash_table_replace (record->versions, g_strdup (group), g_memdup2 (version, sizeof *version));
}

void
ev_record_drop_group (EvRecord *record, const char *group)
{
  guint count;
  const EvField *table = ev_field_table (record->kind, &count);

  g_hash_table_remove (record->versions, group);
  g_hash_table_remove (record->values, group);
  for (guint i = 0; i < count; i++)
    if (g_strcmp0 (table[i].group, group) == 0)
      g_hash_table_remove (record->values, table[i].name);
}

static cJSON *
version_entry (cJSON *entries, const EvVersion *version)
{
  cJSON *entry = NULL;

  cJSON_ArrayForEach (entry, entries) {
    if (ev_version_same (version, entry->child->valuestring,
                         (gint64)entry->child->next->valuedouble))
      return entry;
  }
  entry = cJSON_CreateArray ();
  cJSON_AddItemToArray (entry, cJSON_CreateString (version->device));
  cJSON_AddItemToArray (entry, cJSON_CreateNumber ((double)version->seq));
  cJSON_AddItemToArray (entry, cJSON_CreateNumber ((double)version->stamp));
  cJSON_AddItemToArray (entries, entry);
  return entry;
}

char *
ev_record_versions_format (const EvRecord *record)
{
  g_auto (GStrv) groups = ev_record_groups (record);
  g_autoptr (EvJson) entries = cJSON_CreateArray ();

  for (char **group = groups; *group != NULL; group++) {
    cJSON *entry = version_entry (entries, ev_record_version (record, *group));
    cJSON_AddItemToArray (entry, cJSON_CreateString (*group));
  }
  return ev_json_print (entries);
}

static gboolean
parse_entry (EvRecord *record, const cJSON *entry)
{
  EvVersion version = { 0 };
  const cJSON *item = cJSON_IsArray (entry) ? entry->child : NULL;

  if (!cJSON_IsString (item) || !ev_id_is_device (item->valuestring))
    return FALSE;
  g_strlcpy (version.device, item->valuestring, sizeof version.device);
  item = item->next;
  if (!ev_json_is_integer (item, &version.seq) || !ev_json_is_integer (item->next, &version.stamp))
    return FALSE;
  for (item = item->next->next; item != NULL; item = item->next) {
    if (!cJSON_IsString (item) || !ev_field_is_name (item->valuestring))
      return FALSE;
    ev_record_set_version (record, item->valuestring, &version);
  }
  return TRUE;
}

gboolean
ev_record_versions_parse (EvRecord *record, const char *text, GError **error)
{
  g_autoptr (EvJson) entries = cJSON_Parse (text);
  const cJSON *entry = NULL;

  cJSON_ArrayForEach (entry, entries) {
    if (!parse_entry (record, entry)) {
      g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "ill-formed versions of a record");
      return FALSE;
    }
  }
  if (!cJSON_IsArray (entries)) {
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "ill-formed versions of a record");
    return FALSE;
  }
  return TRUE;
}

static EvChange *
change_of_version (GPtrArray *changes, const EvRecord *record, const EvVersion *version)
{
  EvChange *change;

  for (guint i = 0; i < changes->len; i++) {
    change = changes->pdata[i];
    if (ev_version_compare (&change->version, version) == 0)
      return change;
  }
  change = ev_change_new (record->kind, record->id);
  change->version = *version;
  g_ptr_array_add (changes, change);
  return change;
}

static void
assign_group (EvChange *change, const EvRecord *record, const char *group)
{
  guint count;
  const EvField *table = ev_field_table (record->kind, &count);
  gboolean known = FALSE;

  for (guint i = 0; i < count; i++)
    if (strcmp (ev_field_group (record->kind, table[i].name), group) == 0) {
      ev_change_take (change, table[i].name,
                      ev_value_ref (ev_record_value (record, table[i].name)));
      known = TRUE;
    }
  if (!known)
    ev_change_take (change, group, ev_value_ref (ev_record_value (record, group)));
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const EvChange *left = *(const EvChange *const *)a;
  const EvChange *right = *(const EvChange *const *)b;
  return ev_version_compare (&left->version, &right->version);
}

GPtrArray *
ev_record_to_changes (const EvRecord *record, const char *const *groups)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);
  g_auto (GStrv) all = ev_record_groups (record);

  for (char **group = all; *group != NULL; group++)
    if (groups == NULL || g_strv_contains (groups, *group)) {
      const EvVersion *version = ev_record_version (record, *group);
      assign_group (change_of_version (changes, record, version), record, *group);
    }
  g_ptr_array_sort (changes, compare_changes);
  return changes;
}
