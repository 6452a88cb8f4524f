/* The open register as the screens see it: read at once, written in the background. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/register/link.h"
#include "app/register/plan.h"
#include "app/register/worker.h"
#include "store/access.h"
#include "sync/enrol.h"
#include "text/list.h"

#define EV_TYPE_REGISTER (ev_register_get_type ())
G_DECLARE_FINAL_TYPE (EvRegister, ev_register, EV, REGISTER, GObject)

/* Signals, all on the main thread:
 * "changed": records were written here or came from the server; screens look again.
 * "custody": what is where has changed, or a sync began or ended.
 * "operator": somebody else sits at the laptop.
 * "closing": the register is about to be locked; what is half written is kept now. */

/* Opens the register in `folder`; errors as ev_store_open(). `lists` must outlive it. */
EvRegister *ev_register_open (const char *folder, EvLists *lists, GError **error);

/* The same over a store that is open already, which is taken in any case. */
EvRegister *ev_register_take (EvStore *store, EvLists *lists, GError **error);

/* What opens the register again, borrowed. */
const EvKey *ev_register_key (EvRegister *self);

/* The connection for reading on the main thread, borrowed; NULL only while a backup is put in the
 * register's place, or the register is locked. */
EvStore *ev_register_store (EvRegister *self);

/* Closes the register until somebody opens it again: what was asked for is written, syncing stops,
 * and the key is wiped from memory. Nobody sits at the laptop afterwards, and what was done before
 * cannot be undone. FALSE, and nothing done, while it is being connected or restored, or is locked
 * already. */
gboolean ev_register_lock (EvRegister *self);

/* Goes on over `store`, which is the same register opened again and is taken in any case. */
gboolean ev_register_unlock (EvRegister *self, EvStore *store, GError **error);

/* Whether it is locked. */
gboolean ev_register_is_locked (EvRegister *self);

/* Notes in the access log that whoever sits here did `kind` to `subject` (store/access.h), in the
 * background. `callback` (may be NULL) hears when it is noted. */
void ev_register_note (EvRegister *self, EvAccessKind kind, const char *subject,
                       GAsyncReadyCallback callback, gpointer data);
gboolean ev_register_note_finish (EvRegister *self, GAsyncResult *result, GError **error);

/* The code lists, borrowed. */
EvLists *ev_register_lists (EvRegister *self);

/* The code of `list`'s name in the present language; "" for NULL. Borrowed. */
const char *ev_register_name (EvRegister *self, const char *list, const char *code);

/* Today's civil date, YYYY-MM-DD; free with g_free. */
char *ev_register_today (EvRegister *self);

/* Runs a plan on the writer's thread; takes `plan`. When it is durable, "changed" is emitted, undo
 * knows of it, and then `callback` is called. */
void ev_register_do (EvRegister *self, EvPlan *plan, GAsyncReadyCallback callback, gpointer data);

/* Whether it was done. `id` (may be NULL) receives the id of the first write, owned; `problems`
 * (may be NULL) what the field table forbids, owned, for the step `step` (may be NULL). */
gboolean ev_register_do_finish (EvRegister *self, GAsyncResult *result, char **id,
                                GPtrArray **problems, guint *step, GError **error);

/* Takes back the last thing done; finish returns what it was in words, owned, or NULL with error
 * (EV_ERROR_NOT_FOUND: nothing to undo). */
void ev_register_undo (EvRegister *self, GAsyncReadyCallback callback, gpointer data);
char *ev_register_undo_finish (EvRegister *self, GAsyncResult *result, GError **error);

/* Runs a job on the writer's thread that is no plan, and so is not undone; `task_data` is freed
 * with `free`. Afterwards "changed" is emitted as well. */
void ev_register_run (EvRegister *self, EvWorkerJob job, gpointer task_data, GDestroyNotify free,
                      GAsyncReadyCallback callback, gpointer data);
gboolean ev_register_run_finish (EvRegister *self, GAsyncResult *result, GError **error);

/* Runs a job that only reads and may take long on a thread of its own, with a connection of its
 * own; `task_data` is freed with `free`. `callback` comes on the main thread; the job answers with
 * g_task_return_*(), which `callback` takes with g_task_propagate_*(). Nothing is emitted. */
void ev_register_look (EvRegister *self, EvWorkerJob job, gpointer task_data, GDestroyNotify free,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* Keeps a text under `key` in the register of this laptop, which never travels; NULL forgets it. It
 * is written in the background, and nobody is told. For what is half written. */
void ev_register_keep (EvRegister *self, const char *key, const char *text);

/* What was kept, owned; NULL for nothing. */
char *ev_register_kept (EvRegister *self, const char *key);

/* Who sits at the laptop: an operator's id, or NULL. Set is remembered until the program ends. */
const char *ev_register_operator (EvRegister *self);
void ev_register_set_operator (EvRegister *self, const char *operator_id);

/* Whether the register has a server. */
gboolean ev_register_is_enrolled (EvRegister *self);

/* The server's address, owned; NULL without one. */
char *ev_register_server (EvRegister *self);

/* Connects the register with a server, or anew after the server refused it; people work on
 * meanwhile. Finish returns what enrolment gave, owned. On failure the register is as it was. */
void ev_register_enrol (EvRegister *self, const EvInvitation *invitation, const char *laptop_name,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
EvEnrolment *ev_register_enrol_finish (EvRegister *self, GAsyncResult *result, GError **error);

/* Puts the backup `file` in the register's place. It is closed and opened again meanwhile; on
 * failure the register is as it was. Nobody sits at it afterwards. What was done before cannot be
 * undone. */
void ev_register_restore (EvRegister *self, const char *file, GAsyncReadyCallback callback,
                          gpointer data);
gboolean ev_register_restore_finish (EvRegister *self, GAsyncResult *result, GError **error);

/* Calls `function` while no thread of the register looks at the environment; for changing the
 * language. */
void ev_register_quietly (EvRegister *self, void (*function) (gpointer data), gpointer data);

/* What is where; `counts` (may be NULL) is borrowed and valid until the next "custody". */
EvSyncState ev_register_sync_state (EvRegister *self, const EvCustodyCounts **counts);

/* Whether an exchange is under way. */
gboolean ev_register_is_syncing (EvRegister *self);

/* What went wrong last, borrowed; NULL if nothing did. */
const GError *ev_register_sync_error (EvRegister *self);

/* Exchanges now, whatever the network. Nothing without a server. */
void ev_register_sync_now (EvRegister *self);

/* Whether paid connections may be used for exchanges that nobody asked for. */
void ev_register_set_metered (EvRegister *self, gboolean allowed);
