/* The file of wrapped keys: a data key, and by what it is wrapped. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"
#include "base/key.h"

/* What is known of a data key without opening anything. A wrapped copy is NULL where there is none.
 */
typedef struct {
  char *id;                       /* ev_key_id() of the data key */
  char *machine, *machine_id;     /* wrapped by the machine's key of that id */
  char *passphrase, *salt;        /* wrapped by a passphrase with that salt */
  char *recovery, *recovery_half; /* wrapped for the recovery key with that public half */
} EvKeyfile;

/* One of `key` with no wrapped copy yet. */
EvKeyfile *ev_keyfile_new (const EvKey *key);
void ev_keyfile_free (EvKeyfile *keyfile);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvKeyfile, ev_keyfile_free)

/* As text, and back; EV_ERROR_DAMAGED if it is not such text. */
char *ev_keyfile_format (const EvKeyfile *keyfile);
EvKeyfile *ev_keyfile_parse (const char *text, gsize length, GError **error);

/* Reads FOLDER/keys; EV_ERROR_NOT_FOUND if there is none. */
EvKeyfile *ev_keyfile_load (const char *folder, GError **error);

/* Writes FOLDER/keys, durable and in one step; what was there is overwritten as far as the file
 * system allows. */
gboolean ev_keyfile_save (const EvKeyfile *keyfile, const char *folder, GError **error);

/* Puts a wrapped copy in, in place of the one there was; NULL takes it out. EV_ERROR_STORAGE if the
 * machine has no memory for a passphrase, EV_ERROR_INVALID if `public_half` is none. */
void ev_keyfile_set_machine (EvKeyfile *keyfile, const EvKey *key, const EvKey *machine_key);
gboolean ev_keyfile_set_passphrase (EvKeyfile *keyfile, const EvKey *key, const char *passphrase,
                                    GError **error);
gboolean ev_keyfile_set_recovery (EvKeyfile *keyfile, const EvKey *key, const char *public_half,
                                  GError **error);

/* The data key by one of the ways; NULL with EV_ERROR_KEY if what is given does not open it, or
 * there is no such copy. */
EvKey *ev_keyfile_open_by_machine (const EvKeyfile *keyfile, const EvKey *machine_key,
                                   GError **error);
EvKey *ev_keyfile_open_by_passphrase (const EvKeyfile *keyfile, const char *passphrase,
                                      GError **error);
EvKey *ev_keyfile_open_by_recovery (const EvKeyfile *keyfile, const char *letters, GError **error);
