/* A laptop as the app is one, but without a window: it writes what it is told, syncs by itself, and
 * says what has come. For test-together.py. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "app/register/syncer.h"
#include "store/roster.h"

typedef struct {
  EvStore *store;
  EvSyncer *syncer;
  GMainLoop *loop;
  GHashTable *known; /* ids of attendances that were told of */
} Laptop;

/* For the listener, which is given an object only. */
#define LAPTOP "laptop"

static gboolean
has_code (const char *list, const char *code, gpointer data)
{
  return TRUE;
}

static void
say (const char *what, const char *id)
{
  printf ("%s %s %" G_GINT64_FORMAT "\n", what, id, g_get_real_time ());
  fflush (stdout);
}

static gboolean
look (const EvRecord *record, gpointer data)
{
  Laptop *laptop = data;

  if (g_hash_table_add (laptop->known, g_strdup (ev_record_id (record))))
    say ("has", ev_record_id (record));
  return TRUE;
}

static void
listen (GObject *owner, const EvSyncReport *report)
{
  Laptop *laptop = g_object_get_data (owner, LAPTOP);

  if (report->running)
    return;
  ev_store_each (laptop->store, EV_KIND_ATTENDANCE, NULL, look, laptop, NULL);
  say (report->error == NULL ? "rests" : "fails", report->error == NULL ? "-" : "sync");
}

/* A line is "SESSION PERSON": she is ticked there. */
static void
tick (Laptop *laptop, char *line)
{
  g_auto (GStrv) words = g_strsplit (g_strchomp (line), " ", 2);
  g_autofree char *id = g_strjoin (".", words[0], words[1], NULL);
  g_autoptr (GError) error = NULL;

  say ("ticks", id);
  g_hash_table_add (laptop->known, g_strdup (id));
  if (!ev_roster_mark (laptop->store, words[0], words[1], "present", "tick", &error))
    g_error ("%s", error->message);
  ev_syncer_changed (laptop->syncer);
}

static gboolean
hear (GIOChannel *input, GIOCondition condition, gpointer data)
{
  Laptop *laptop = data;
  g_autofree char *line = NULL;

  if (g_io_channel_read_line (input, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL) {
    g_main_loop_quit (laptop->loop);
    return G_SOURCE_REMOVE;
  }
  tick (laptop, line);
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  g_autofree char *mark = g_build_filename (g_get_user_config_dir (), "evidenca", NULL);
  EvStoreOptions options = { .clock = ev_clock_system (),
                             .random = ev_random_system (),
                             .rules.has_code = has_code,
                             .mark_folder = mark };
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  Laptop laptop = { .loop = g_main_loop_new (NULL, FALSE), .known = known };
  EvStore *beside;

  laptop.store = argc == 2 ? ev_store_open (argv[1], &options, &error) : NULL;
  beside = laptop.store != NULL ? ev_store_open_beside (laptop.store, &error) : NULL;
  if (beside == NULL) {
    g_printerr ("laptop-process FOLDER: %s\n", error != NULL ? error->message : "one word");
    return EXIT_FAILURE;
  }
  g_object_set_data (owner, LAPTOP, &laptop);
  laptop.syncer = ev_syncer_start (beside, NULL, owner, listen);
  ev_syncer_network (laptop.syncer, TRUE, FALSE, TRUE);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, hear, &laptop);
  g_main_loop_run (laptop.loop);
  ev_syncer_stop (laptop.syncer);
  ev_store_close (laptop.store);
  g_main_loop_unref (laptop.loop);
  return EXIT_SUCCESS;
}
