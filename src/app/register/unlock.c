/* Opening a register with what somebody typed. In the background. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/register/unlock.h"

#include "app/register/setup.h"
#include "store/keys.h"

typedef struct {
  char *folder;
  EvLists *lists;
  char *passphrase, *letters, *new_passphrase;
} Attempt;

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  g_free (attempt->folder);
  ev_key_free_text (attempt->passphrase);
  ev_key_free_text (attempt->letters);
  ev_key_free_text (attempt->new_passphrase);
  g_free (attempt);
}

/* The sheet stands in for a passphrase that is forgotten: a new one takes its place, or none. */
static gboolean
settle_recovered (const Attempt *attempt, EvStore *store, GError **error)
{
  if (!attempt->letters)
    return TRUE;
  return attempt->new_passphrase && *attempt->new_passphrase
             ? ev_keys_set_passphrase (store, attempt->new_passphrase, error)
             : ev_keys_remove_passphrase (store, error);
}

static void
unlock_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Attempt *attempt = task_data;
  g_autofree char *mark_folder = ev_setup_mark_folder ();
  EvStoreOptions options = ev_setup_options (attempt->lists, mark_folder);
  g_autoptr (EvStore) store = NULL;
  GError *error = NULL;

  options.passphrase = attempt->passphrase;
  options.recovery = attempt->letters;
  store = ev_store_open (attempt->folder, &options, &error);
  if (store && settle_recovered (attempt, store, &error))
    g_task_return_pointer (task, g_steal_pointer (&store), (GDestroyNotify)ev_store_close);
  else
    g_task_return_error (task, error);
}

void
ev_unlock_run (const char *folder, EvLists *lists, const char *passphrase, const char *letters,
               const char *new_passphrase, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Attempt *attempt = g_new0 (Attempt, 1);

  attempt->folder = g_strdup (folder);
  attempt->lists = lists;
  attempt->passphrase = g_strdup (passphrase);
  attempt->letters = g_strdup (letters);
  attempt->new_passphrase = g_strdup (new_passphrase);
  g_task_set_task_data (task, attempt, attempt_free);
  g_task_run_in_thread (task, unlock_thread);
}

EvStore *
ev_unlock_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
