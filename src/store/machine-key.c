/* The key of this machine, kept outside the data folder: by the keyring or in a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/machine-key-private.h"

#include <sodium.h>
#include <string.h>

#include "store/keyring-private.h"
#include "store/machine-private.h"

#define NAME "machine.key"

static char *
path_of (const EvStoreOptions *options)
{
  return options->mark_folder != NULL ? g_build_filename (options->mark_folder, NAME, NULL) : NULL;
}

/* 64 hexadecimal digits. */
static EvKey *
read_file (const EvStoreOptions *options)
{
  g_autofree char *path = path_of (options);
  char *text = NULL;
  guint8 bytes[EV_KEY_BYTES];
  gsize length = 0, size = 0;
  EvKey *key = NULL;

  if (path == NULL || !g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  if (sodium_hex2bin (bytes, sizeof bytes, text, length, "\n", &size, NULL) == 0 &&
      size == sizeof bytes)
    key = ev_key_new_from (bytes);
  sodium_memzero (bytes, sizeof bytes);
  ev_key_free_text (text);
  return key;
}

static gboolean
write_file (const EvStoreOptions *options, const EvKey *key, GError **error)
{
  g_autofree char *path = path_of (options);
  char hex[2 * EV_KEY_BYTES + 1];
  gboolean done;

  if (path == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_LOCKED, "there is no place for a key of this machine");
    return FALSE;
  }
  sodium_bin2hex (hex, sizeof hex, ev_key_bytes (key), EV_KEY_BYTES);
  done = ev_machine_make_folder (options->mark_folder, error) &&
         ev_machine_write_file (path, hex, -1, error);
  sodium_memzero (hex, sizeof hex);
  return done;
}

static EvKey *
take_if_named (EvKey *key, const char *id)
{
  g_autofree char *own = key != NULL ? ev_key_id (key) : NULL;

  if (g_strcmp0 (own, id) == 0)
    return key;
  ev_key_free (key);
  return NULL;
}

EvKey *
ev_machine_key_find (const EvStoreOptions *options, const char *id)
{
  EvKey *key = take_if_named (read_file (options), id);

  if (key == NULL && options->keyring)
    key = take_if_named (ev_keyring_find (), id);
  return key;
}

EvKey *
ev_machine_key_get (const EvStoreOptions *options, GError **error)
{
  const EvRandom random = ev_random_system ();
  g_autoptr (EvKey) key = read_file (options);

  if (key == NULL && options->keyring)
    key = ev_keyring_find ();
  if (key != NULL)
    return g_steal_pointer (&key);
  key = ev_key_new (&random);
  if ((options->keyring && ev_keyring_keep (key)) || write_file (options, key, error))
    return g_steal_pointer (&key);
  return NULL;
}
