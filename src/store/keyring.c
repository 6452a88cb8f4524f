/* The desktop's keyring, asked in a way that never keeps anybody waiting. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/keyring-private.h"

#include <libsecret/secret.h>
#include <sodium.h>
#include <string.h>

#define PATIENCE_MILLISECONDS 1500
#define LABEL "Evidenca: the key of this laptop's registers"

static const SecretSchema schema = {
  "org.evidenca.MachineKey",
  SECRET_SCHEMA_NONE,
  { { "use", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

#define ATTRIBUTES "use", "registers", NULL

/* Cancels a call that takes too long. */
typedef struct {
  GCancellable *cancellable;
  GMutex mutex;
  GCond cond;
  gboolean ended;
  GThread *thread;
} Patience;

static gpointer
wait_for_end (gpointer data)
{
  Patience *patience = data;
  gint64 end = g_get_monotonic_time () + PATIENCE_MILLISECONDS * G_TIME_SPAN_MILLISECOND;

  g_mutex_lock (&patience->mutex);
  while (!patience->ended && g_cond_wait_until (&patience->cond, &patience->mutex, end))
    continue;
  g_mutex_unlock (&patience->mutex);
  g_cancellable_cancel (patience->cancellable);
  return NULL;
}

static void
patience_begin (Patience *patience)
{
  patience->cancellable = g_cancellable_new ();
  g_mutex_init (&patience->mutex);
  g_cond_init (&patience->cond);
  patience->ended = FALSE;
  patience->thread = g_thread_new ("keyring", wait_for_end, patience);
}

static void
patience_end (Patience *patience)
{
  g_mutex_lock (&patience->mutex);
  patience->ended = TRUE;
  g_cond_signal (&patience->cond);
  g_mutex_unlock (&patience->mutex);
  g_thread_join (patience->thread);
  g_mutex_clear (&patience->mutex);
  g_cond_clear (&patience->cond);
  g_object_unref (patience->cancellable);
}

/* Without a bus of the session GLib would start one. */
static gboolean
has_bus (void)
{
  g_autofree char *socket = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

  return g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL || g_file_test (socket, G_FILE_TEST_EXISTS);
}

static gboolean
is_sandboxed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

/* Storing in a locked or absent collection would ask for its password; the portal has none. */
static gboolean
is_unlocked (GCancellable *cancellable)
{
  g_autoptr (SecretService) service = NULL;
  g_autoptr (SecretCollection) collection = NULL;

  if (is_sandboxed ())
    return TRUE;
  service = secret_service_get_sync (SECRET_SERVICE_NONE, cancellable, NULL);
  if (service != NULL)
    collection = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT,
                                                   SECRET_COLLECTION_NONE, cancellable, NULL);
  return collection != NULL && !secret_collection_get_locked (collection);
}

static EvKey *
key_of (SecretRetrievable *item, GCancellable *cancellable)
{
  g_autoptr (SecretValue) value =
      item != NULL ? secret_retrievable_retrieve_secret_sync (item, cancellable, NULL) : NULL;
  const char *hex = value != NULL ? secret_value_get_text (value) : NULL;
  guint8 bytes[EV_KEY_BYTES];
  gsize length;
  EvKey *key = NULL;

  if (hex != NULL &&
      sodium_hex2bin (bytes, sizeof bytes, hex, strlen (hex), NULL, &length, NULL) == 0 &&
      length == sizeof bytes)
    key = ev_key_new_from (bytes);
  sodium_memzero (bytes, sizeof bytes);
  return key;
}

/* Without SECRET_SEARCH_UNLOCK nobody is asked. */
static EvKey *
find (GCancellable *cancellable)
{
  GList *items = secret_password_search_sync (&schema, SECRET_SEARCH_LOAD_SECRETS, cancellable,
                                              NULL, ATTRIBUTES);
  EvKey *key = items != NULL ? key_of (items->data, cancellable) : NULL;

  g_list_free_full (items, g_object_unref);
  return key;
}

EvKey *
ev_keyring_find (void)
{
  Patience patience;
  EvKey *key;

  if (!has_bus () || sodium_init () < 0)
    return NULL;
  patience_begin (&patience);
  key = find (patience.cancellable);
  patience_end (&patience);
  return key;
}

static gboolean
keep (const EvKey *key, GCancellable *cancellable)
{
  char hex[2 * EV_KEY_BYTES + 1];
  g_autoptr (EvKey) back = NULL;
  gboolean kept;

  if (!is_unlocked (cancellable))
    return FALSE;
  sodium_bin2hex (hex, sizeof hex, ev_key_bytes (key), EV_KEY_BYTES);
  kept = secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, LABEL, hex, cancellable,
                                     NULL, ATTRIBUTES);
  sodium_memzero (hex, sizeof hex);
  if (kept)
    back = find (cancellable);
  return back != NULL && memcmp (ev_key_bytes (back), ev_key_bytes (key), EV_KEY_BYTES) == 0;
}

gboolean
ev_keyring_keep (const EvKey *key)
{
  Patience patience;
  gboolean kept;

  if (!has_bus () || sodium_init () < 0)
    return FALSE;
  patience_begin (&patience);
  kept = keep (key, patience.cancellable);
  patience_end (&patience);
  return kept;
}
