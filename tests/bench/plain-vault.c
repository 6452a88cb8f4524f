/* Stands in for the vault, so that the same measurements run over plain SQLite. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault-private.h"

struct _EvVault {
  char *below;
};

EvVault *
ev_vault_new (const char *below, const EvKey *key, GError **error)
{
  EvVault *vault = g_new0 (EvVault, 1);

  vault->below = g_strdup (below != NULL ? below : sqlite3_vfs_find (NULL)->zName);
  return vault;
}

void
ev_vault_free (EvVault *vault)
{
  if (vault != NULL)
    g_free (vault->below);
  g_free (vault);
}

const char *
ev_vault_name (const EvVault *vault)
{
  return vault->below;
}

EvVaultFound
ev_vault_look (const char *path, const EvKey *key)
{
  return g_file_test (path, G_FILE_TEST_EXISTS) ? EV_VAULT_SEALED : EV_VAULT_ABSENT;
}
