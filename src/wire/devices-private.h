/* The devices that a batch speaks of, each by its number. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"
#include "record/change.h"

/* A device, and the first version of it in the batch (seq 0: it only occurs in ids). */
typedef struct {
  char name[EV_ID_DEVICE_LENGTH + 1];
  gint64 seq, milliseconds;
} EvDevice;

/* The devices in the order of their first mention. */
typedef struct {
  GArray *rows;        /* of EvDevice */
  GHashTable *numbers; /* char * -> number + 1 */
} EvDevices;

/* None yet, but `own` as number 0 if it is given. Free with ev_devices_free(). */
EvDevices *ev_devices_new (const char *own);

/* Frees the devices; NULL does nothing. */
void ev_devices_free (EvDevices *devices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvDevices, ev_devices_free)

/* The device with that number, borrowed until another is added; NULL if there is none. */
EvDevice *ev_devices_get (EvDevices *devices, gint64 number);

/* The number of the device whose name begins at `name`; a new one is added. */
guint ev_devices_find (EvDevices *devices, const char *name);

/* Writes member "d": ["NAME"] or ["NAME", seq, milliseconds] each, `own` by the empty name. */
void ev_devices_write (EvDevices *devices, const char *own, GString *out);

/* Reads that; NULL where it is ill-formed. */
EvDevices *ev_devices_read (const cJSON *rows, const char *own);
