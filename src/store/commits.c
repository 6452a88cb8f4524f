/* The sealed counter of commits beside a database: a log that lost some is noticed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/commits-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "store/machine-private.h"
#include "store/vault-seal-private.h"

#define NAME "commits"

/* The count, big-endian, and room for the seal: less than a sector, so that it is written whole. */
typedef struct {
  guint8 bytes[8 + EV_VAULT_RESERVED];
} Block;

static void
make_block (const EvKey *key, gint64 count, Block *block)
{
  guint64 number = GUINT64_TO_BE ((guint64)count);

  memset (block, 0, sizeof *block);
  memcpy (block->bytes, &number, sizeof number);
  ev_vault_seal (key, EV_VAULT_COMMITS, 0, block->bytes, sizeof block->bytes);
}

gboolean
ev_commits_set (const char *folder, const EvKey *key, gint64 count, GError **error)
{
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  Block block;

  make_block (key, count, &block);
  return ev_machine_write_file (path, block.bytes, sizeof block.bytes, error);
}

gint64
ev_commits_get (const char *folder, const EvKey *key)
{
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;
  guint64 number;

  if (!g_file_get_contents (path, &bytes, &length, NULL) || length != sizeof (Block) ||
      !ev_vault_unseal (key, EV_VAULT_COMMITS, 0, (guint8 *)bytes, length))
    return -1;
  memcpy (&number, bytes, sizeof number);
  return (gint64)GUINT64_FROM_BE (number);
}

int
ev_commits_open (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, NAME, NULL);

  return g_open (path, O_WRONLY | O_CLOEXEC, 0);
}

void
ev_commits_note (int descriptor, const EvKey *key, gint64 count)
{
  Block block;

  make_block (key, count, &block);
  if (pwrite (descriptor, block.bytes, sizeof block.bytes, 0) != (gssize)sizeof block.bytes)
    g_debug ("the counter of commits could not be written");
}
