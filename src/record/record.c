/* A record: the values that it holds now, and who wrote each. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/record.h"

#include <string.h>

#include "base/error.h"

/* A name and what stands under it. */
typedef struct {
  const char *name;
  char *own; /* `name`, where it is not of the field table; or NULL */
  EvValue *value;
} Held;

typedef struct {
  const char *name;
  char *own;
  EvVersion version;
} Written;

/* Who sat at the device when it made a version; some may be of versions that stand no more. */
typedef struct {
  EvVersion version;
  char *operator_id;
} Author;

/* Values and versions are sorted by name, bytewise. */
struct _EvRecord {
  EvKind kind;
  char *id;
  char *left, *right; /* the halves of a derived id */
  GArray *values;     /* of Held */
  GArray *versions;   /* of Written */
  GArray *authors;    /* of Author; NULL: none is known */
};

/* Fields that most records have at most, so that they grow once. */
enum { USUAL_FIELDS = 16 };

/* What no name of a group begins with. */
#define AUTHOR_MARK "@"

static void
held_clear (gpointer data)
{
  Held *held = data;
  g_free (held->own);
  ev_value_unref (held->value);
}

static void
written_clear (gpointer data)
{
  g_free (((Written *)data)->own);
}

static void
author_clear (gpointer data)
{
  g_free (((Author *)data)->operator_id);
}

EvRecord *
ev_record_new (EvKind kind, const char *id)
{
  EvRecord *record = g_new0 (EvRecord, 1);

  record->kind = kind;
  record->id = g_strdup (id);
  if (ev_kind_is_derived (kind))
    ev_id_split (id, &record->left, &record->right);
  record->values = g_array_sized_new (FALSE, FALSE, sizeof (Held), USUAL_FIELDS);
  record->versions = g_array_sized_new (FALSE, FALSE, sizeof (Written), USUAL_FIELDS);
  g_array_set_clear_func (record->values, held_clear);
  g_array_set_clear_func (record->versions, written_clear);
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
  g_array_unref (record->values);
  g_array_unref (record->versions);
  g_clear_pointer (&record->authors, g_array_unref);
  g_free (record);
}

EvRecord *
ev_record_copy (const EvRecord *record)
{
  EvRecord *copy = ev_record_new (record->kind, record->id);

  g_array_append_vals (copy->values, record->values->data, record->values->len);
  g_array_append_vals (copy->versions, record->versions->data, record->versions->len);
  for (guint i = 0; i < copy->values->len; i++) {
    Held *held = &g_array_index (copy->values, Held, i);
    ev_value_ref (held->value);
    if (held->own != NULL)
      held->name = held->own = g_strdup (held->own);
  }
  for (guint i = 0; i < copy->versions->len; i++) {
    Written *written = &g_array_index (copy->versions, Written, i);
    if (written->own != NULL)
      written->name = written->own = g_strdup (written->own);
  }
  for (guint i = 0; record->authors != NULL && i < record->authors->len; i++) {
    const Author *author = &g_array_index (record->authors, Author, i);
    ev_record_set_author (copy, &author->version, author->operator_id);
  }
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

/* Where `name` stands in a sorted array whose entries begin with their name, or would stand. */
static gboolean
find (const GArray *array, const char *name, guint *place)
{
  gsize size = g_array_get_element_size ((GArray *)array);
  guint low = 0, high = array->len;

  while (low < high) {
    guint middle = (low + high) / 2;
    const char *other = *(const char *const *)(gconstpointer)(array->data + middle * size);
    int order = other == name ? 0 : strcmp (other, name);
    if (order == 0) {
      *place = middle;
      return TRUE;
    }
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  *place = low;
  return FALSE;
}

EvValue *
ev_record_value (const EvRecord *record, const char *field)
{
  guint place;
  return find (record->values, field, &place) ? g_array_index (record->values, Held, place).value
                                              : NULL;
}

static const char *
derived_text (const EvRecord *record, const char *field)
{
  const EvField *known = ev_field_find (record->kind, field);

  if (known == NULL || !known->derived)
    return NULL;
  return strcmp (field, "person") == 0 ? record->right : record->left;
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
  guint place;
  return find (record->versions, group, &place)
             ? &g_array_index (record->versions, Written, place).version
             : NULL;
}

const char *
ev_record_author (const EvRecord *record, const EvVersion *version)
{
  for (guint i = 0; record->authors != NULL && i < record->authors->len; i++) {
    const Author *author = &g_array_index (record->authors, Author, i);
    if (ev_version_same (&author->version, version->device, version->seq))
      return author->operator_id;
  }
  return NULL;
}

char **
ev_record_fields (const EvRecord *record)
{
  char **names = g_new0 (char *, record->values->len + 1);

  for (guint i = 0; i < record->values->len; i++)
    names[i] = g_strdup (g_array_index (record->values, Held, i).name);
  return names;
}

char **
ev_record_groups (const EvRecord *record)
{
  char **names = g_new0 (char *, record->versions->len + 1);

  for (guint i = 0; i < record->versions->len; i++)
    names[i] = g_strdup (g_array_index (record->versions, Written, i).name);
  return names;
}

guint
ev_record_group_count (const EvRecord *record)
{
  return record->versions->len;
}

const char *
ev_record_group_at (const EvRecord *record, guint place)
{
  return g_array_index (record->versions, Written, place).name;
}

gboolean
ev_record_is_blank (const EvRecord *record)
{
  return record->versions->len == 0;
}

static void
remove_value (EvRecord *record, const char *field)
{
  guint place;

  if (find (record->values, field, &place))
    g_array_remove_index (record->values, place);
}

void
ev_record_take (EvRecord *record, const char *field, EvValue *value)
{
  Held held = { .name = ev_field_known (record->kind, field), .value = value };
  guint place;

  if (value == NULL) {
    remove_value (record, field);
  } else if (find (record->values, field, &place)) {
    EvValue **slot = &g_array_index (record->values, Held, place).value;
    ev_value_unref (*slot);
    *slot = value;
  } else {
    if (held.name == NULL)
      held.name = held.own = g_strdup (field);
    g_array_insert_val (record->values, place, held);
  }
}

void
ev_record_set_version (EvRecord *record, const char *group, const EvVersion *version)
{
  Written written = { .name = ev_field_known (record->kind, group), .version = *version };
  guint place;

  if (find (record->versions, group, &place)) {
    g_array_index (record->versions, Written, place).version = written.version;
    return;
  }
  if (written.name == NULL)
    written.name = written.own = g_strdup (group);
  g_array_insert_val (record->versions, place, written);
}

void
ev_record_set_author (EvRecord *record, const EvVersion *version, const char *operator_id)
{
  Author author = { .version = *version };

  if (operator_id == NULL || !ev_id_parse (operator_id, NULL, NULL) ||
      ev_record_author (record, version) != NULL)
    return;
  if (record->authors == NULL) {
    record->authors = g_array_new (FALSE, FALSE, sizeof (Author));
    g_array_set_clear_func (record->authors, author_clear);
  }
  author.operator_id = g_strdup (operator_id);
  g_array_append_val (record->authors, author);
}

void
ev_record_drop_group (EvRecord *record, const char *group)
{
  guint count, place;
  const EvField *table = ev_field_table (record->kind, &count);
  const EvField *alone = ev_field_find (record->kind, group);

  if (find (record->versions, group, &place))
    g_array_remove_index (record->versions, place);
  remove_value (record, group);
  if (alone != NULL && alone->group == NULL)
    return;
  for (guint i = 0; i < count; i++)
    if (g_strcmp0 (table[i].group, group) == 0)
      remove_value (record, table[i].name);
}

/* Whether an earlier group has the version of the one at `place`. */
static gboolean
was_met (const EvRecord *record, guint place)
{
  const EvVersion *version = &g_array_index (record->versions, Written, place).version;

  for (guint i = 0; i < place; i++)
    if (ev_version_same (&g_array_index (record->versions, Written, i).version, version->device,
                         version->seq))
      return TRUE;
  return FALSE;
}

/* Neither devices and ids nor the names of groups have anything that JSON would write otherwise. */
static void
append_entry (GString *out, const EvRecord *record, guint place)
{
  const EvVersion *version = &g_array_index (record->versions, Written, place).version;
  const char *author = ev_record_author (record, version);

  g_string_append_printf (out, "%s[\"%s\",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT,
                          out->len > 1 ? "," : "", version->device, version->seq, version->stamp);
  if (author != NULL)
    g_string_append_printf (out, ",\"" AUTHOR_MARK "%s\"", author);
  for (guint i = place; i < record->versions->len; i++) {
    const Written *written = &g_array_index (record->versions, Written, i);
    if (!ev_version_same (&written->version, version->device, version->seq))
      continue;
    g_string_append (out, ",\"");
    g_string_append (out, written->name);
    g_string_append_c (out, '"');
  }
  g_string_append_c (out, ']');
}

char *
ev_record_versions_format (const EvRecord *record)
{
  g_autoptr (GString) out = g_string_sized_new (256);

  g_string_append_c (out, '[');
  for (guint i = 0; i < record->versions->len; i++)
    if (!was_met (record, i))
      append_entry (out, record, i);
  g_string_append_c (out, ']');
  return g_string_free (g_steal_pointer (&out), FALSE);
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
  item = item->next->next;
  if (cJSON_IsString (item) && g_str_has_prefix (item->valuestring, AUTHOR_MARK)) {
    ev_record_set_author (record, &version, item->valuestring + strlen (AUTHOR_MARK));
    item = item->next;
  }
  for (; item != NULL; item = item->next) {
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
  change->operator_id = g_strdup (ev_record_author (record, version));
  g_ptr_array_add (changes, change);
  return change;
}

static void
assign (EvChange *change, const EvRecord *record, const char *field)
{
  ev_change_take (change, field, ev_value_ref (ev_record_value (record, field)));
}

static void
assign_group (EvChange *change, const EvRecord *record, const char *group)
{
  guint count;
  const EvField *table = ev_field_table (record->kind, &count);
  const EvField *alone = ev_field_find (record->kind, group);
  gboolean known = FALSE;

  if (alone != NULL && alone->group == NULL) {
    assign (change, record, alone->name);
    return;
  }
  for (guint i = 0; i < count; i++)
    if (g_strcmp0 (table[i].group, group) == 0) {
      assign (change, record, table[i].name);
      known = TRUE;
    }
  if (!known)
    assign (change, record, group);
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

  for (guint i = 0; i < record->versions->len; i++) {
    const Written *written = &g_array_index (record->versions, Written, i);
    if (groups == NULL || g_strv_contains (groups, written->name))
      assign_group (change_of_version (changes, record, &written->version), record, written->name);
  }
  g_ptr_array_sort (changes, compare_changes);
  return changes;
}
