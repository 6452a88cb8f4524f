/* A column of ids (DEVICE-COUNTER) as JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/ids-private.h"

#include "wire/numbers-private.h"
#include "wire/writer-private.h"

/* The different ids of a column in order, and which one each is. */
typedef struct {
  EvIds different;
  gint64 *which;
} Table;

EvIds
ev_ids_new (guint count)
{
  return (EvIds){ count, g_new0 (gint64, count), g_new0 (gint64, count) };
}

void
ev_ids_clear (EvIds *ids)
{
  g_clear_pointer (&ids->devices, g_free);
  g_clear_pointer (&ids->counters, g_free);
}

void
ev_ids_set (EvIds *ids, guint index, EvDevices *devices, const char *device, gint64 counter)
{
  if (*device == '\0')
    return;
  ids->devices[index] = ev_devices_find (devices, device);
  ids->counters[index] = counter;
}

gboolean
ev_ids_set_text (EvIds *ids, guint index, EvDevices *devices, const char *text)
{
  char device[EV_ID_DEVICE_LENGTH + 1];
  gint64 counter;

  if (!ev_id_parse (text, device, &counter))
    return FALSE;
  ev_ids_set (ids, index, devices, device, counter);
  return TRUE;
}

char *
ev_ids_text (const EvIds *ids, guint index, EvDevices *devices)
{
  const EvDevice *device = ev_devices_get (devices, ids->devices[index]);
  return device != NULL && ids->counters[index] > 0 ? ev_id_new (device->name, ids->counters[index])
                                                    : NULL;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const EvIds *ids = data;
  guint left = *(const guint *)a, right = *(const guint *)b;

  if (ids->devices[left] != ids->devices[right])
    return ids->devices[left] < ids->devices[right] ? -1 : 1;
  return (ids->counters[left] > ids->counters[right]) -
         (ids->counters[left] < ids->counters[right]);
}

static Table
table_of (const EvIds *ids)
{
  Table table = { ev_ids_new (ids->count), g_new (gint64, ids->count) };
  g_autofree guint *order = g_new (guint, ids->count);
  guint last = 0;

  for (guint i = 0; i < ids->count; i++)
    order[i] = i;
  g_qsort_with_data (order, (gint)ids->count, sizeof *order, compare_rows, (gpointer)ids);
  table.different.count = 0;
  for (guint i = 0; i < ids->count; i++) {
    if (i == 0 || compare_rows (&order[i], &order[i - 1], (gpointer)ids) != 0) {
      last = table.different.count++;
      table.different.devices[last] = ids->devices[order[i]];
      table.different.counters[last] = ids->counters[order[i]];
    }
    table.which[order[i]] = last;
  }
  return table;
}

static void
table_clear (Table *table)
{
  ev_ids_clear (&table->different);
  g_clear_pointer (&table->which, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static double
plain_bits (const EvIds *ids)
{
  return ev_numbers_bits (ids->devices, ids->count) + ev_numbers_bits (ids->counters, ids->count);
}

static double
table_bits (const Table *table, guint count)
{
  return plain_bits (&table->different) + ev_numbers_bits (table->which, count);
}

double
ev_ids_bits (const EvIds *ids)
{
  g_auto (Table) table = table_of (ids);
  return MIN (plain_bits (ids), table_bits (&table, ids->count));
}

static void
write_plain (GString *out, const EvIds *ids)
{
  ev_numbers_write_member (out, "d", ids->devices, ids->count);
  ev_numbers_write_member (out, "n", ids->counters, ids->count);
}

void
ev_ids_write (GString *out, const EvIds *ids)
{
  g_auto (Table) table = table_of (ids);

  ev_writer_next (out);
  g_string_append_c (out, '{');
  if (table_bits (&table, ids->count) < plain_bits (ids)) {
    ev_writer_key (out, "k");
    ev_writer_integer (out, table.different.count);
    write_plain (out, &table.different);
    ev_numbers_write_member (out, "i", table.which, ids->count);
  } else {
    write_plain (out, ids);
  }
  g_string_append_c (out, '}');
}

static gboolean
read_plain (const cJSON *column, EvDevices *devices, EvIds *ids)
{
  if (!ev_numbers_read (cJSON_GetObjectItemCaseSensitive (column, "d"), ids->devices, ids->count) ||
      !ev_numbers_read (cJSON_GetObjectItemCaseSensitive (column, "n"), ids->counters, ids->count))
    return FALSE;
  for (guint i = 0; i < ids->count; i++)
    if (ids->counters[i] < 0 || ids->counters[i] >= EV_JSON_MAX_INTEGER ||
        ev_devices_get (devices, ids->devices[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
read_table (const cJSON *column, EvDevices *devices, guint size, EvIds *ids)
{
  g_auto (EvIds) different = ev_ids_new (size);
  g_autofree gint64 *which = g_new (gint64, ids->count);

  if (!read_plain (column, devices, &different) ||
      !ev_numbers_read (cJSON_GetObjectItemCaseSensitive (column, "i"), which, ids->count))
    return FALSE;
  for (guint i = 0; i < ids->count; i++) {
    if (which[i] < 0 || which[i] >= size)
      return FALSE;
    ids->devices[i] = different.devices[which[i]];
    ids->counters[i] = different.counters[which[i]];
  }
  return TRUE;
}

gboolean
ev_ids_read (const cJSON *column, EvDevices *devices, EvIds *ids)
{
  gint64 size;

  if (column == NULL)
    return TRUE;
  if (!cJSON_IsObject (column))
    return FALSE;
  if (!ev_json_integer (column, "k", &size))
    return read_plain (column, devices, ids);
  return size > 0 && size <= ids->count && read_table (column, devices, (guint)size, ids);
}
