/* By what a register is opened: this machine, a passphrase, the recovery sheet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/keys.h"

#include "base/recovery.h"
#include "store/keys-private.h"
#include "store/machine-key-private.h"
#include "store/store-private.h"
#include "store/trailer-private.h"

EvKeysWays
ev_keys_ways (const char *folder)
{
  g_autoptr (EvKeyfile) keyfile = ev_keyfile_load (folder, NULL);
  EvKeysWays ways = 0;

  if (keyfile != NULL && keyfile->machine != NULL)
    ways |= EV_KEYS_MACHINE;
  if (keyfile != NULL && keyfile->passphrase != NULL)
    ways |= EV_KEYS_PASSPHRASE;
  if (keyfile != NULL && keyfile->recovery != NULL)
    ways |= EV_KEYS_RECOVERY;
  return ways;
}

/* The backups last: if that stops half-way, doing it again mends it. */
static gboolean
save (EvStore *store, const EvKeyfile *keyfile, GError **error)
{
  return ev_keyfile_save (keyfile, store->folder, error) &&
         ev_trailer_renew (store->folder, keyfile, error);
}

gboolean
ev_keys_check_passphrase (const char *folder, const char *passphrase, GError **error)
{
  g_autoptr (EvKeyfile) keyfile = ev_keyfile_load (folder, error);
  g_autoptr (EvKey) key =
      keyfile != NULL ? ev_keyfile_open_by_passphrase (keyfile, passphrase, error) : NULL;

  return key != NULL;
}

gboolean
ev_keys_set_passphrase (EvStore *store, const char *passphrase, GError **error)
{
  g_autoptr (EvKeyfile) keyfile = NULL;

  if (g_utf8_strlen (passphrase, -1) < EV_PASSPHRASE_LEAST) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "a passphrase has %d characters at least",
                 EV_PASSPHRASE_LEAST);
    return FALSE;
  }
  keyfile = ev_keyfile_load (store->folder, error);
  if (keyfile == NULL || !ev_keyfile_set_passphrase (keyfile, store->seal->key, passphrase, error))
    return FALSE;
  ev_keyfile_set_machine (keyfile, store->seal->key, NULL);
  return save (store, keyfile, error);
}

gboolean
ev_keys_remove_passphrase (EvStore *store, GError **error)
{
  g_autoptr (EvKeyfile) keyfile = ev_keyfile_load (store->folder, error);
  g_autoptr (EvKey) machine_key = NULL;

  if (keyfile == NULL)
    return FALSE;
  machine_key = ev_machine_key_get (&store->options, error);
  if (machine_key == NULL)
    return FALSE;
  ev_keyfile_set_machine (keyfile, store->seal->key, machine_key);
  ev_keyfile_set_passphrase (keyfile, store->seal->key, NULL, NULL);
  return save (store, keyfile, error);
}

static gboolean
wrap_for (EvStore *store, const char *public_half, GError **error)
{
  g_autoptr (EvKeyfile) keyfile = ev_keyfile_load (store->folder, error);

  if (keyfile == NULL)
    return FALSE;
  if (g_strcmp0 (keyfile->recovery_half, public_half) == 0)
    return TRUE;
  return ev_keyfile_set_recovery (keyfile, store->seal->key, public_half, error) &&
         save (store, keyfile, error);
}

gboolean
ev_keys_follow_project (EvStore *store, GError **error)
{
  g_autoptr (EvRecord) project = ev_store_read (store, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, NULL);
  const char *half = project != NULL ? ev_record_text (project, "recovery_key") : NULL;

  /* A register that has just joined has no project before its first sync. */
  if (half == NULL || !ev_recovery_is_public (half))
    return TRUE;
  return wrap_for (store, half, error);
}

/* A server takes the project's fields from coordinators only. */
static gboolean
may_write_project (EvStore *store, GError **error)
{
  g_autofree char *role = ev_store_setting (store, "role");

  if (role == NULL || g_str_equal (role, "coordinator"))
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_DENIED, "the recovery key is the coordinator's");
  return FALSE;
}

char *
ev_keys_new_recovery (EvStore *store, GError **error)
{
  g_autoptr (EvChange) wish = ev_change_new (EV_KIND_PROJECT, EV_STORE_PROJECT_ID);
  g_autofree char *public_half = NULL, *id = NULL;
  char *letters = NULL;

  if (!may_write_project (store, error))
    return NULL;
  public_half = ev_recovery_new (&store->options.random, &letters);
  ev_change_set_text (wish, "recovery_key", public_half);
  id = ev_store_write (store, wish, NULL, error);
  if (id != NULL && wrap_for (store, public_half, error))
    return letters;
  ev_key_free_text (letters);
  return NULL;
}
