/* The file of wrapped keys: a data key, and by what it is wrapped. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/keyfile-private.h"

#include <sodium.h>

#include "base/json.h"
#include "base/recovery.h"
#include "store/machine-private.h"
#include "store/shred-private.h"

#define NAME "keys"
#define VERSION 1
#define MAX_DEPTH 4
#define MAX_ITEMS 64

EvKeyfile *
ev_keyfile_new (const EvKey *key)
{
  EvKeyfile *keyfile = g_new0 (EvKeyfile, 1);

  keyfile->id = ev_key_id (key);
  return keyfile;
}

static void
set_pair (char **wrapped, char *new_wrapped, char **by, char *new_by)
{
  g_free (*wrapped);
  g_free (*by);
  *wrapped = new_wrapped;
  *by = new_by;
}

void
ev_keyfile_free (EvKeyfile *keyfile)
{
  if (keyfile == NULL)
    return;
  set_pair (&keyfile->machine, NULL, &keyfile->machine_id, NULL);
  set_pair (&keyfile->passphrase, NULL, &keyfile->salt, NULL);
  set_pair (&keyfile->recovery, NULL, &keyfile->recovery_half, NULL);
  g_free (keyfile->id);
  g_free (keyfile);
}

static void
add_pair (EvJson *json, const char *name, const char *wrapped, const char *by)
{
  cJSON *pair;

  if (wrapped == NULL)
    return;
  pair = cJSON_AddObjectToObject (json, name);
  ev_json_add_text (pair, "by", by);
  ev_json_add_text (pair, "key", wrapped);
}

char *
ev_keyfile_format (const EvKeyfile *keyfile)
{
  g_autoptr (EvJson) json = cJSON_CreateObject ();

  ev_json_add_integer (json, "version", VERSION);
  ev_json_add_text (json, "id", keyfile->id);
  add_pair (json, "machine", keyfile->machine, keyfile->machine_id);
  add_pair (json, "passphrase", keyfile->passphrase, keyfile->salt);
  add_pair (json, "recovery", keyfile->recovery, keyfile->recovery_half);
  return ev_json_print (json);
}

static void
take_pair (const EvJson *json, const char *name, char **wrapped, char **by)
{
  const cJSON *pair = cJSON_GetObjectItemCaseSensitive (json, name);
  const char *key = ev_json_text (pair, "key"), *whose = ev_json_text (pair, "by");

  if (key != NULL && whose != NULL)
    set_pair (wrapped, g_strdup (key), by, g_strdup (whose));
}

EvKeyfile *
ev_keyfile_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (EvKeyfile) keyfile = g_new0 (EvKeyfile, 1);
  g_autoptr (EvJson) json = ev_json_parse (text, length, MAX_DEPTH, MAX_ITEMS, NULL);
  gint64 version;

  if (json == NULL || !ev_json_integer (json, "version", &version) ||
      ev_json_text (json, "id") == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "the file of keys is damaged");
    return NULL;
  }
  if (version > VERSION) {
    g_set_error (error, EV_ERROR, EV_ERROR_TOO_NEW, "the file of keys is of a newer version");
    return NULL;
  }
  keyfile->id = g_strdup (ev_json_text (json, "id"));
  take_pair (json, "machine", &keyfile->machine, &keyfile->machine_id);
  take_pair (json, "passphrase", &keyfile->passphrase, &keyfile->salt);
  take_pair (json, "recovery", &keyfile->recovery, &keyfile->recovery_half);
  return g_steal_pointer (&keyfile);
}

EvKeyfile *
ev_keyfile_load (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  g_autofree char *text = NULL;
  gsize length;

  if (g_file_get_contents (path, &text, &length, NULL))
    return ev_keyfile_parse (text, length, error);
  ev_machine_fail (path, error);
  return NULL;
}

gboolean
ev_keyfile_save (const EvKeyfile *keyfile, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *text = ev_keyfile_format (keyfile);

  return ev_machine_write_file (part, text, -1, error) && ev_shred_replace (part, path, error) &&
         ev_machine_sync_folder (folder, error);
}

void
ev_keyfile_set_machine (EvKeyfile *keyfile, const EvKey *key, const EvKey *machine_key)
{
  gboolean there = machine_key != NULL;

  set_pair (&keyfile->machine, there ? ev_key_wrap (key, machine_key) : NULL, &keyfile->machine_id,
            there ? ev_key_id (machine_key) : NULL);
}

gboolean
ev_keyfile_set_passphrase (EvKeyfile *keyfile, const EvKey *key, const char *passphrase,
                           GError **error)
{
  g_autoptr (EvKey) by = NULL;
  guint8 salt[EV_KEY_SALT_BYTES];

  if (passphrase == NULL) {
    set_pair (&keyfile->passphrase, NULL, &keyfile->salt, NULL);
    return TRUE;
  }
  randombytes_buf (salt, sizeof salt);
  by = ev_key_new_from_passphrase (passphrase, salt);
  if (by == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_STORAGE, "no memory for a passphrase");
    return FALSE;
  }
  set_pair (&keyfile->passphrase, ev_key_wrap (key, by), &keyfile->salt,
            g_base64_encode (salt, sizeof salt));
  return TRUE;
}

gboolean
ev_keyfile_set_recovery (EvKeyfile *keyfile, const EvKey *key, const char *public_half,
                         GError **error)
{
  char *wrapped = public_half != NULL ? ev_recovery_wrap (key, public_half) : NULL;

  if (public_half != NULL && wrapped == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "this is no public half of a recovery key");
    return FALSE;
  }
  set_pair (&keyfile->recovery, wrapped, &keyfile->recovery_half, g_strdup (public_half));
  return TRUE;
}

/* Whether `key` is the one that this file is about. */
static EvKey *
take_if_right (const EvKeyfile *keyfile, EvKey *key, const char *way, GError **error)
{
  g_autofree char *id = key != NULL ? ev_key_id (key) : NULL;

  if (g_strcmp0 (id, keyfile->id) == 0)
    return key;
  ev_key_free (key);
  g_set_error (error, EV_ERROR, EV_ERROR_KEY, "%s does not open the key %s", way, keyfile->id);
  return NULL;
}

EvKey *
ev_keyfile_open_by_machine (const EvKeyfile *keyfile, const EvKey *machine_key, GError **error)
{
  EvKey *key = keyfile->machine != NULL ? ev_key_unwrap (keyfile->machine, machine_key) : NULL;

  return take_if_right (keyfile, key, "this machine's key", error);
}

EvKey *
ev_keyfile_open_by_passphrase (const EvKeyfile *keyfile, const char *passphrase, GError **error)
{
  g_autoptr (EvKey) by = NULL;
  g_autofree guint8 *salt = NULL;
  gsize length = 0;

  if (keyfile->passphrase != NULL)
    salt = g_base64_decode (keyfile->salt, &length);
  if (length == EV_KEY_SALT_BYTES)
    by = ev_key_new_from_passphrase (passphrase, salt);
  return take_if_right (keyfile, by != NULL ? ev_key_unwrap (keyfile->passphrase, by) : NULL,
                        "the passphrase", error);
}

EvKey *
ev_keyfile_open_by_recovery (const EvKeyfile *keyfile, const char *letters, GError **error)
{
  if (keyfile->recovery == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_KEY, "this register knows no recovery key");
    return NULL;
  }
  return ev_recovery_unwrap (keyfile->recovery, letters, error);
}
