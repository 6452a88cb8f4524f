/* How a register begins: made here, or by an invitation. In the background. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/store.h"
#include "sync/enrol.h"
#include "text/list.h"

/* Where this machine's mark is kept, beside the settings; free with g_free. */
char *ev_setup_mark_folder (void);

/* Options of a store on this machine. Both arguments are borrowed by what is returned. */
EvStoreOptions ev_setup_options (EvLists *lists, const char *mark_folder);

/* Makes a register with a project in `folder`, with the sample's people in it if `sample`, and
 * closes it. The code of the project is made of its name. Finish with ev_setup_create_finish().
 * `lists` must outlive the call. */
void ev_setup_create (const char *folder, EvLists *lists, const char *name, gboolean sample,
                      GAsyncReadyCallback callback, gpointer data);
gboolean ev_setup_create_finish (GAsyncResult *result, GError **error);

/* Enrols the register in `folder`, which nobody has open, or makes it for the project. The result
 * is owned. */
void ev_setup_enrol (const char *folder, EvLists *lists, const EvInvitation *invitation,
                     const char *laptop_name, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer data);
EvEnrolment *ev_setup_enrol_finish (GAsyncResult *result, GError **error);

/* The same for an open register: `store` is a connection to it that nobody else uses, and is taken.
 * Finish with ev_setup_enrol_finish(). */
void ev_setup_join (EvStore *store, const EvInvitation *invitation, const char *laptop_name,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* Puts the backup `file` in the place of the register in `folder`; nobody may have it open. `key`
 * (may be NULL) opens it without asking. What was there is kept. Errors as ev_backup_restore(). */
void ev_setup_restore (const char *folder, EvLists *lists, const EvKey *key, const char *file,
                       GAsyncReadyCallback callback, gpointer data);
gboolean ev_setup_restore_finish (GAsyncResult *result, GError **error);

/* A backup of a register. */
typedef struct {
  char *file;
  gint64 made_at; /* ms UTC */
  gint64 size;    /* bytes */
  gboolean aside; /* put there by a restore, which had a reason, such as damage */
} EvSetupBackup;

/* The backups of the register in `folder`, latest first. Array of EvSetupBackup, owned. */
GPtrArray *ev_setup_backups (const char *folder);

/* Whether `store` holds the sample project and has no server: nothing in it is anybody's. */
gboolean ev_setup_is_sample (EvStore *store);

/* Removes the register in `folder` with its backups, for good; nobody may have it open. */
void ev_setup_remove (const char *folder);
