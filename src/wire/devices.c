/* The devices that a batch speaks of, each by its number. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/devices-private.h"

#include "wire/message.h"
#include "wire/writer-private.h"

static guint
add (EvDevices *devices, const EvDevice *device)
{
  g_array_append_val (devices->rows, *device);
  g_hash_table_insert (devices->numbers, g_strdup (device->name),
                       GUINT_TO_POINTER (devices->rows->len));
  return devices->rows->len - 1;
}

EvDevices *
ev_devices_new (const char *own)
{
  EvDevices *devices = g_new0 (EvDevices, 1);

  devices->rows = g_array_new (FALSE, FALSE, sizeof (EvDevice));
  devices->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (own != NULL)
    ev_devices_find (devices, own);
  return devices;
}

void
ev_devices_free (EvDevices *devices)
{
  if (devices == NULL)
    return;
  g_array_unref (devices->rows);
  g_hash_table_unref (devices->numbers);
  g_free (devices);
}

EvDevice *
ev_devices_get (EvDevices *devices, gint64 number)
{
  if (number < 0 || number >= devices->rows->len)
    return NULL;
  return &g_array_index (devices->rows, EvDevice, number);
}

guint
ev_devices_find (EvDevices *devices, const char *name)
{
  EvDevice device = { 0 };
  guint found;

  g_strlcpy (device.name, name, sizeof device.name);
  found = GPOINTER_TO_UINT (g_hash_table_lookup (devices->numbers, device.name));
  return found > 0 ? found - 1 : add (devices, &device);
}

void
ev_devices_write (EvDevices *devices, const char *own, GString *out)
{
  ev_writer_key (out, "d");
  g_string_append_c (out, '[');
  for (guint i = 0; i < devices->rows->len; i++) {
    const EvDevice *device = ev_devices_get (devices, i);
    ev_writer_next (out);
    g_string_append_c (out, '[');
    ev_writer_text (out, i == 0 && own != NULL ? "" : device->name);
    if (device->seq > 0) {
      ev_writer_integer (out, device->seq);
      ev_writer_integer (out, device->milliseconds);
    }
    g_string_append_c (out, ']');
  }
  g_string_append_c (out, ']');
}

static gboolean
read_device (const cJSON *row, const char *own, EvDevice *device)
{
  const cJSON *item = cJSON_IsArray (row) ? row->child : NULL;
  const char *name = cJSON_GetStringValue (item);

  if (name == NULL)
    return FALSE;
  if (*name == '\0' && own != NULL)
    name = own;
  if (!ev_id_is_device (name))
    return FALSE;
  g_strlcpy (device->name, name, sizeof device->name);
  item = item->next;
  return item == NULL || (ev_json_is_integer (item, &device->seq) && device->seq > 0 &&
                          ev_json_is_integer (item->next, &device->milliseconds));
}

EvDevices *
ev_devices_read (const cJSON *rows, const char *own)
{
  g_autoptr (EvDevices) devices = ev_devices_new (NULL);
  const cJSON *row = NULL;

  cJSON_ArrayForEach (row, rows) {
    EvDevice device = { 0 };
    if (!read_device (row, own, &device))
      return NULL;
    add (devices, &device);
  }
  return g_steal_pointer (&devices);
}
