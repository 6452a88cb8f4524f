/* Many changes as JSON, column by column. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/changes-private.h"

#include "base/error.h"
#include "base/hlc.h"
#include "wire/column-private.h"
#include "wire/message.h"
#include "wire/numbers-private.h"
#include "wire/shape-private.h"
#include "wire/writer-private.h"

/* Below this many, milliseconds times 256 are a valid stamp. */
#define MAX_MILLISECONDS (EV_HLC_MAX >> 8)

/* How each version differs from the one foreseen. */
typedef struct {
  gint64 *devices, *seqs, *milliseconds, *counters;
} Versions;

static Versions
versions_new (guint count)
{
  return (Versions){ g_new (gint64, count), g_new (gint64, count), g_new (gint64, count),
                     g_new (gint64, count) };
}

static void
versions_clear (Versions *versions)
{
  g_clear_pointer (&versions->devices, g_free);
  g_clear_pointer (&versions->seqs, g_free);
  g_clear_pointer (&versions->milliseconds, g_free);
  g_clear_pointer (&versions->counters, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Versions, versions_clear)

/* The counter after `last` if no more than `milliseconds` have passed since. */
static gint64
foreseen_counter (const EvVersion *last, gint64 milliseconds)
{
  return last->stamp > 0 && milliseconds == 0 ? (last->stamp & 255) + 1 : 0;
}

static EvVersion *
last_of (GArray *lasts, guint device)
{
  if (lasts->len <= device)
    g_array_set_size (lasts, device + 1);
  return &g_array_index (lasts, EvVersion, device);
}

static Versions
versions_of (const GPtrArray *changes, EvDevices *devices)
{
  Versions versions = versions_new (changes->len);
  g_autoptr (GArray) lasts = g_array_new (FALSE, TRUE, sizeof (EvVersion));

  for (guint i = 0; i < changes->len; i++) {
    const EvVersion *version = &((const EvChange *)changes->pdata[i])->version;
    guint number = ev_devices_find (devices, version->device);
    EvDevice *device = ev_devices_get (devices, number);
    EvVersion *last = last_of (lasts, number);
    gint64 milliseconds = version->stamp >> 8;

    if (device->seq == 0) {
      device->seq = version->seq;
      device->milliseconds = milliseconds;
      last->seq = version->seq - 1;
    }
    versions.devices[i] = number;
    versions.seqs[i] = version->seq - last->seq - 1;
    versions.milliseconds[i] =
        milliseconds - (last->stamp > 0 ? last->stamp >> 8 : device->milliseconds);
    versions.counters[i] =
        (version->stamp & 255) - foreseen_counter (last, versions.milliseconds[i]);
    *last = *version;
  }
  return versions;
}

static void
write_operators (GString *out, const GPtrArray *changes, EvDevices *devices)
{
  g_autoptr (GPtrArray) values =
      g_ptr_array_new_full (changes->len, (GDestroyNotify)ev_value_unref);
  EvColumn column = { changes->len, NULL, NULL };

  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (values,
                     ev_value_new_text (((const EvChange *)changes->pdata[i])->operator_id));
  column.values = (EvValue **)values->pdata;
  if (ev_column_is_constant (&column) && (changes->len == 0 || column.values[0] == NULL))
    return;
  ev_writer_key (out, "w");
  g_string_append_c (out, '{');
  ev_column_write (out, &column, devices);
  g_string_append_c (out, '}');
}

char *
ev_changes_write (const GPtrArray *changes, const char *own)
{
  guint count = changes->len;
  GString *out = g_string_sized_new (256 + 16 * (gsize)count);
  g_autoptr (EvDevices) devices = ev_devices_new (own);
  g_autofree gint64 *which = g_new (gint64, count);
  g_autoptr (GPtrArray) shapes = ev_shapes_of (changes, which);
  g_auto (Versions) versions = versions_of (changes, devices);

  g_string_append_c (out, '{');
  ev_writer_key (out, "n");
  ev_writer_integer (out, count);
  ev_writer_key (out, "k");
  g_string_append_c (out, '[');
  for (guint i = 0; i < shapes->len; i++)
    ev_shape_write (out, shapes->pdata[i], devices);
  g_string_append_c (out, ']');
  ev_numbers_write_member (out, "o", which, count);
  ev_numbers_write_member (out, "v", versions.devices, count);
  ev_numbers_write_member (out, "s", versions.seqs, count);
  ev_numbers_write_member (out, "t", versions.milliseconds, count);
  ev_numbers_write_member (out, "u", versions.counters, count);
  write_operators (out, changes, devices);
  ev_devices_write (devices, own, out);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static const cJSON *
member (const cJSON *object, const char *name)
{
  return cJSON_GetObjectItemCaseSensitive (object, name);
}

/* The version of one change, and so the last one of its device. */
static gboolean
restore_version (const Versions *versions, guint index, EvDevices *devices, GArray *lasts,
                 EvVersion *version)
{
  const EvDevice *device = ev_devices_get (devices, versions->devices[index]);
  gint64 milliseconds = versions->milliseconds[index];
  gint64 counter = versions->counters[index];
  EvVersion *last;

  if (device == NULL || device->seq == 0)
    return FALSE;
  last = last_of (lasts, (guint)versions->devices[index]);
  counter += foreseen_counter (last, milliseconds);
  milliseconds += last->stamp > 0 ? last->stamp >> 8 : device->milliseconds;
  version->seq = (last->seq > 0 ? last->seq + 1 : device->seq) + versions->seqs[index];
  if (version->seq < 1 || version->seq >= EV_JSON_MAX_INTEGER || milliseconds < 0 ||
      milliseconds >= MAX_MILLISECONDS || counter < 0 || counter > 255)
    return FALSE;
  version->stamp = milliseconds << 8 | counter;
  g_strlcpy (version->device, device->name, sizeof version->device);
  *last = *version;
  return ev_hlc_is_valid (version->stamp);
}

static gboolean
read_versions (const cJSON *object, EvDevices *devices, const GPtrArray *changes)
{
  g_auto (Versions) versions = versions_new (changes->len);
  g_autoptr (GArray) lasts = g_array_new (FALSE, TRUE, sizeof (EvVersion));

  if (!ev_numbers_read (member (object, "v"), versions.devices, changes->len) ||
      !ev_numbers_read (member (object, "s"), versions.seqs, changes->len) ||
      !ev_numbers_read (member (object, "t"), versions.milliseconds, changes->len) ||
      !ev_numbers_read (member (object, "u"), versions.counters, changes->len))
    return FALSE;
  for (guint i = 0; i < changes->len; i++) {
    EvChange *change = changes->pdata[i];
    if (!restore_version (&versions, i, devices, lasts, &change->version))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_operator (const EvValue *value)
{
  return value == NULL || (ev_value_type (value) == EV_VALUE_TEXT &&
                           ev_id_parse (ev_value_text (value), NULL, NULL));
}

static gboolean
read_operators (const cJSON *item, EvDevices *devices, EvBudget *budget, const GPtrArray *changes)
{
  g_autofree EvValue **values = g_new0 (EvValue *, changes->len);
  EvColumn column = { changes->len, values, NULL };
  gboolean sound = item == NULL || ev_column_read (item, devices, budget, &column);

  for (guint i = 0; i < changes->len; i++) {
    EvChange *change = changes->pdata[i];
    sound = sound && is_operator (values[i]);
    if (sound)
      change->operator_id = g_strdup (ev_value_text (values[i]));
    ev_value_unref (values[i]);
  }
  return sound;
}

/* The changes of each shape, borrowed; NULL where "o" is ill-formed. */
static GPtrArray *
sort_by_shape (const cJSON *object, const GPtrArray *changes, guint n_shapes)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  g_autofree gint64 *which = g_new (gint64, changes->len);

  if (n_shapes > changes->len || !ev_numbers_read (member (object, "o"), which, changes->len))
    return NULL;
  for (guint i = 0; i < n_shapes; i++)
    g_ptr_array_add (sorted, g_ptr_array_new ());
  for (guint i = 0; i < changes->len; i++) {
    if (which[i] < 0 || which[i] >= n_shapes)
      return NULL;
    g_ptr_array_add (sorted->pdata[which[i]], changes->pdata[i]);
  }
  return g_steal_pointer (&sorted);
}

static gboolean
read_all (const cJSON *object, const char *own, const GPtrArray *changes)
{
  const cJSON *shapes = ev_json_array (object, "k"), *shape = NULL;
  g_autoptr (EvDevices) devices = ev_devices_read (ev_json_array (object, "d"), own);
  g_autoptr (GPtrArray) sorted = NULL;
  EvBudget budget = ev_budget_new ();
  guint place = 0;

  if (devices == NULL || !read_versions (object, devices, changes) ||
      !read_operators (member (object, "w"), devices, &budget, changes))
    return FALSE;
  sorted = sort_by_shape (object, changes, (guint)cJSON_GetArraySize (shapes));
  if (sorted == NULL)
    return FALSE;
  cJSON_ArrayForEach (shape, shapes) {
    if (!ev_shape_read (shape, devices, &budget, sorted->pdata[place++]))
      return FALSE;
  }
  return place > 0 || changes->len == 0;
}

gboolean
ev_changes_read (const cJSON *object, const char *own, GPtrArray *changes, GError **error)
{
  gint64 count = 0;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);

  if (object == NULL)
    return TRUE;
  if (ev_json_integer (object, "n", &count) && count > EV_WIRE_MAX_CHANGES) {
    g_set_error (error, EV_ERROR, EV_ERROR_TOO_LARGE, "%" G_GINT64_FORMAT " changes", count);
    return FALSE;
  }
  for (gint64 i = 0; i < count; i++)
    g_ptr_array_add (fresh, ev_change_new (EV_KIND_NOTE, NULL));
  if (!cJSON_IsObject (object) || count < 1 || !read_all (object, own, fresh)) {
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "ill-formed changes");
    return FALSE;
  }
  g_ptr_array_extend_and_steal (changes, g_steal_pointer (&fresh));
  return TRUE;
}
