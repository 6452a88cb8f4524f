/* Faults of other systems, planted. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault.h"

#include <sqlite3.h>
#include <string.h>

#include "store/seal-private.h"
#include "wire/codec.h"

static const char *const names[N_FAULTS] = { "none",          "expired-login",   "captive-portal",
                                             "early-receipt", "blind-overwrite", "silent-refusal",
                                             "mixed-answers" };

const char *
fault_name (Fault fault)
{
  return names[fault];
}

gboolean
fault_parse (const char *name, Fault *fault)
{
  for (guint i = 0; i < N_FAULTS; i++) {
    if (strcmp (names[i], name) == 0) {
      *fault = (Fault)i;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
is_never_committed (const EvChange *change)
{
  return change->version.seq % 7 == 3;
}

GBytes *
fault_on_request (Fault fault, GBytes *body)
{
  g_autoptr (EvRequest) request = NULL;

  if (fault == FAULT_EARLY_RECEIPT)
    request = ev_codec_read_request (body, NULL);
  if (request == NULL)
    return g_bytes_ref (body);
  for (guint i = request->changes->len; i > 0; i--) {
    const EvChange *change = request->changes->pdata[i - 1];
    if (i < request->changes->len && is_never_committed (change))
      g_ptr_array_remove_index (request->changes, i - 1);
  }
  return ev_codec_write_request (request);
}

GBytes *
fault_on_answer (Fault fault, GBytes *body)
{
  g_autoptr (EvAnswer) answer = NULL;

  if (fault == FAULT_SILENT_REFUSAL || fault == FAULT_BLIND_OVERWRITE)
    answer = ev_codec_read_answer (body, NULL);
  if (answer == NULL)
    return g_bytes_ref (body);
  g_ptr_array_set_size (fault == FAULT_SILENT_REFUSAL ? answer->refusals : answer->conflicts, 0);
  return ev_codec_write_answer (answer);
}

gboolean
fault_drops_queue (Fault fault, int status, gboolean ours)
{
  return (fault == FAULT_EXPIRED_LOGIN && status == 401) ||
         (fault == FAULT_CAPTIVE_PORTAL && status == 200 && !ours);
}

void
fault_drop_queue (const char *folder, const EvStoreOptions *options)
{
  g_autofree char *file = g_build_filename (folder, "register.db", NULL);
  g_autoptr (EvSeal) seal = ev_seal_open (folder, options, NULL);
  sqlite3 *handle = NULL;

  if (seal != NULL &&
      sqlite3_open_v2 (file, &handle, SQLITE_OPEN_READWRITE, ev_seal_vfs (seal)) == SQLITE_OK)
    sqlite3_exec (handle, "DELETE FROM change WHERE state = 0", NULL, NULL, NULL);
  sqlite3_close (handle);
}
