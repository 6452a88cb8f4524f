/* A column of ids (DEVICE-COUNTER) as JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/devices-private.h"

/* Ids as two columns of numbers; counter 0 stands for no id. */
typedef struct {
  guint count;
  gint64 *devices;
  gint64 *counters;
} EvIds;

/* `count` times no id. Release with ev_ids_clear(). */
EvIds ev_ids_new (guint count);
void ev_ids_clear (EvIds *ids);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvIds, ev_ids_clear)

/* Sets one; `device` is a device id, or empty for no id. */
void ev_ids_set (EvIds *ids, guint index, EvDevices *devices, const char *device, gint64 counter);

/* Sets one from its text; FALSE if that is no id in canonical spelling. */
gboolean ev_ids_set_text (EvIds *ids, guint index, EvDevices *devices, const char *text);

/* The text of one, owned; NULL for no id, and for a device that is not among `devices`. */
char *ev_ids_text (const EvIds *ids, guint index, EvDevices *devices);

/* Writes an object: "d" the numbers of the devices and "n" the counters, one for each id; or, where
 * ids come again and that packs better, "k" how many different ones there are, "d" and "n" those,
 * and "i" which one each is. */
void ev_ids_write (GString *out, const EvIds *ids);

/* About how many bits that takes once packed. */
double ev_ids_bits (const EvIds *ids);

/* Reads what ev_ids_write() wrote; FALSE where it is ill-formed or names a device that is not among
 * `devices`. NULL gives no ids. */
gboolean ev_ids_read (const cJSON *column, EvDevices *devices, EvIds *ids);
