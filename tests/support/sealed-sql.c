/* Looks into a sealed register from outside, for tests. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <stdio.h>

#include "store/seal-private.h"

static int
run (const char *file, const char *vfs, const char *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_open_v2 (file, &handle, SQLITE_OPEN_READWRITE, vfs);

  if (code == SQLITE_OK)
    code = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    printf ("%s\n", (const char *)sqlite3_column_text (statement, 0));
  else if (code != SQLITE_DONE)
    fprintf (stderr, "%s\n", sqlite3_errmsg (handle));
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return code == SQLITE_ROW || code == SQLITE_DONE ? 0 : 1;
}

/* sealed-sql FOLDER SQL: runs a statement on the register in FOLDER with the key that this machine
 * has, and prints the first column of the first row. */
int
main (int argc, char **argv)
{
  g_autofree char *mark = g_build_filename (g_get_user_config_dir (), "evidenca", NULL);
  const EvStoreOptions options = { .random = ev_random_system (), .mark_folder = mark };
  g_autofree char *file = NULL;
  g_autoptr (EvSeal) seal = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    return 2;
  seal = ev_seal_open (argv[1], &options, &error);
  if (seal == NULL) {
    fprintf (stderr, "%s\n", error->message);
    return 1;
  }
  file = g_build_filename (argv[1], "register.db", NULL);
  return run (file, ev_seal_vfs (seal), argv[2]);
}
