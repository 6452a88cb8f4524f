/* Whether anything is left of those who were erased. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "erasure.h"

#include <string.h>

#define WORD_LENGTH 7 /* world_word() */

/* All words that acknowledged changes wrote of people who are erased now. */
static GHashTable *
words_of_erased (const World *world, const Oracle *oracle)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < world->journal->entries->len; i++) {
    const Entry *entry = world->journal->entries->pdata[i];
    for (guint k = 0; k < entry->changes->len; k++) {
      const EvChange *change = entry->changes->pdata[k];
      if (change->kind != EV_KIND_PERSON || !journal_is_gone (oracle, entry, change))
        continue;
      for (guint n = 0; n < change->fields->len; n++) {
        const char *text = ev_value_text (((EvAssignment *)change->fields->pdata[n])->value);
        if (text != NULL && g_str_has_prefix (text, "Zq"))
          g_hash_table_add (words, g_ascii_strdown (text, -1));
      }
    }
  }
  return words;
}

static void
search_file (World *world, const char *path, GHashTable *words)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    return;
  for (gsize i = 0; i + WORD_LENGTH <= length; i++) {
    g_autofree char *word = NULL;
    if ((bytes[i] | 0x20) != 'z' || (bytes[i + 1] | 0x20) != 'q')
      continue;
    word = g_ascii_strdown (bytes + i, WORD_LENGTH);
    if (g_hash_table_contains (words, word))
      verdict_blame (&world->verdict, "%s of an erased person is still in %s", word,
                     path + strlen (world->folder));
  }
}

static void
search_database (World *world, const char *folder, const char *name, GHashTable *words)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autofree char *log = g_strconcat (file, "-wal", NULL);

  search_file (world, file, words);
  search_file (world, log, words);
}

void
erasure_check (World *world, const Oracle *oracle)
{
  g_autoptr (GHashTable) words = words_of_erased (world, oracle);

  if (g_hash_table_size (words) == 0)
    return;
  search_database (world, world->hub->folder, "server.db", words);
  for (guint i = 0; i < world->laptops->len; i++) {
    Laptop *laptop = world->laptops->pdata[i];
    if (!network_is_revoked (&world->network, laptop))
      search_database (world, laptop->folder, "register.db", words);
  }
}
