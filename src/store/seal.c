/* An unlocked data key and the vault that seals with it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/seal-private.h"

#include "store/machine-key-private.h"
#include "store/trailer-private.h"

/* Takes `key`. */
static EvSeal *
seal_of (EvKey *key, const EvStoreOptions *options, GError **error)
{
  g_autoptr (EvKey) taken = key;
  EvVault *vault = ev_vault_new (options->vfs, key, error);
  EvSeal *seal;

  if (vault == NULL)
    return NULL;
  seal = g_atomic_rc_box_new0 (EvSeal);
  seal->key = g_steal_pointer (&taken);
  seal->vault = vault;
  return seal;
}

static EvKey *
unlock_by_machine (const EvKeyfile *keyfile, const EvStoreOptions *options, GError **error)
{
  g_autoptr (EvKey) machine_key =
      keyfile->machine != NULL ? ev_machine_key_find (options, keyfile->machine_id) : NULL;

  if (machine_key != NULL)
    return ev_keyfile_open_by_machine (keyfile, machine_key, error);
  g_set_error (error, EV_ERROR, EV_ERROR_LOCKED, "%s",
               keyfile->machine == NULL ? "a passphrase is needed"
                                        : "the key of this register is kept on another machine, "
                                          "or by a keyring that does not answer");
  return NULL;
}

/* A copy of the key that is given, if it is the one; else NULL. */
static EvKey *
take_given (const EvKeyfile *keyfile, const EvStoreOptions *options)
{
  g_autofree char *id = options->key != NULL ? ev_key_id (options->key) : NULL;

  return g_strcmp0 (id, keyfile->id) == 0 ? ev_key_new_from (ev_key_bytes (options->key)) : NULL;
}

EvSeal *
ev_seal_unlock (const EvKeyfile *keyfile, const EvStoreOptions *options, GError **error)
{
  EvKey *key = take_given (keyfile, options);

  if (key != NULL)
    return seal_of (key, options, error);
  if (options->recovery != NULL)
    key = ev_keyfile_open_by_recovery (keyfile, options->recovery, error);
  else if (options->passphrase != NULL && keyfile->passphrase != NULL)
    key = ev_keyfile_open_by_passphrase (keyfile, options->passphrase, error);
  else
    key = unlock_by_machine (keyfile, options, error);
  return key != NULL ? seal_of (key, options, error) : NULL;
}

EvSeal *
ev_seal_open (const char *folder, const EvStoreOptions *options, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EvKeyfile) keyfile = ev_keyfile_load (folder, &failure);

  if (keyfile == NULL && (g_error_matches (failure, EV_ERROR, EV_ERROR_NOT_FOUND) ||
                          g_error_matches (failure, EV_ERROR, EV_ERROR_DAMAGED))) {
    keyfile = ev_trailer_latest (folder);
    if (keyfile != NULL && !ev_keyfile_save (keyfile, folder, error))
      return NULL;
    if (keyfile == NULL)
      g_set_error (error, EV_ERROR, EV_ERROR_KEY, "there is no file of keys: %s", failure->message);
  } else if (keyfile == NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
  }
  return keyfile != NULL ? ev_seal_unlock (keyfile, options, error) : NULL;
}

EvSeal *
ev_seal_new (const EvStoreOptions *options, EvKeyfile **keyfile, GError **error)
{
  const EvRandom random = ev_random_system (); /* keys are no part of a day that is replayed */
  g_autoptr (EvKey) machine_key = ev_machine_key_get (options, error);
  EvKey *key;

  if (machine_key == NULL)
    return NULL;
  key = ev_key_new (&random);
  *keyfile = ev_keyfile_new (key);
  ev_keyfile_set_machine (*keyfile, key, machine_key);
  return seal_of (key, options, error);
}

EvSeal *
ev_seal_make (const char *folder, const EvStoreOptions *options, GError **error)
{
  g_autoptr (EvKeyfile) keyfile = NULL;
  g_autoptr (EvSeal) seal = ev_seal_new (options, &keyfile, error);

  if (seal == NULL || !ev_keyfile_save (keyfile, folder, error))
    return NULL;
  return g_steal_pointer (&seal);
}

const char *
ev_seal_vfs (const EvSeal *seal)
{
  return ev_vault_name (seal->vault);
}

EvSeal *
ev_seal_ref (EvSeal *seal)
{
  return g_atomic_rc_box_acquire (seal);
}

static void
clear (gpointer data)
{
  EvSeal *seal = data;

  ev_vault_free (seal->vault);
  ev_key_free (seal->key);
}

void
ev_seal_unref (EvSeal *seal)
{
  if (seal != NULL)
    g_atomic_rc_box_release_full (seal, clear);
}
