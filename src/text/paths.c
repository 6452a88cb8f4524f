/* Where the program's own files are: beside it in a build folder, or installed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/paths.h"

/* How far above a program its build folder may be. */
#define MAX_LEVELS 5

/* A build folder is known by the copied code lists in it. */
static gboolean
is_build (const char *folder)
{
  g_autofree char *list = g_build_filename (folder, "data", "lists", "genders.csv", NULL);
  g_autofree char *ninja = g_build_filename (folder, "build.ninja", NULL);
  return g_file_test (list, G_FILE_TEST_EXISTS) && g_file_test (ninja, G_FILE_TEST_EXISTS);
}

char *
ev_paths_build (void)
{
  g_autofree char *folder = g_file_read_link ("/proc/self/exe", NULL);

  for (int level = 0; folder != NULL && level < MAX_LEVELS; level++) {
    char *above = g_path_get_dirname (folder);
    g_free (folder);
    folder = above;
    if (is_build (folder))
      return g_steal_pointer (&folder);
  }
  return NULL;
}

static char *
find (const char *variable, const char *below_build, const char *installed)
{
  const char *given = g_getenv (variable);
  g_autofree char *build = NULL;

  if (given != NULL && *given != '\0')
    return g_strdup (given);
  build = ev_paths_build ();
  return build != NULL ? g_build_filename (build, below_build, NULL) : g_strdup (installed);
}

char *
ev_paths_data (void)
{
  return find ("EVIDENCA_DATADIR", "data", EV_DATADIR);
}

char *
ev_paths_locale (void)
{
  return find ("EVIDENCA_LOCALEDIR", "po", EV_LOCALEDIR);
}
