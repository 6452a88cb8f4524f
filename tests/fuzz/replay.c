/* Gives the files of a corpus to a fuzz target, once each: for builds without libFuzzer. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static gboolean
replay_file (const char *path)
{
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, &error)) {
    g_printerr ("%s\n", error->message);
    return FALSE;
  }
  LLVMFuzzerTestOneInput ((const uint8_t *)data, size);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) folder = argc == 2 ? g_dir_open (argv[1], 0, NULL) : NULL;
  guint count = 0;

  if (folder == NULL) {
    g_printerr ("usage: %s FOLDER\n", argv[0]);
    return 2;
  }
  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder)) {
    g_autofree char *path = g_build_filename (argv[1], name, NULL);
    if (!replay_file (path))
      return 1;
    count++;
  }
  g_print ("%u inputs\n", count);
  return count > 0 ? 0 : 1;
}
