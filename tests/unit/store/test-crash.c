/* What the register holds after a crash, a power loss, a full disk. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "power-loss-vfs.h"
#include "register.h"
#include "store/backup.h"
#include "store/roster.h"

#define LOSSES 40
#define KILLS 10

typedef struct {
  Register *reg;
  char *session;
  GPtrArray *ticked; /* ids of people whose tick was acknowledged */
} Day;

static void
day_init (Day *day, const char *vfs)
{
  g_autofree char *event = NULL;

  day->reg = register_new_on (vfs);
  event =
      register_write (day->reg, EV_KIND_EVENT, NULL, "title", "Debate", "type", "training", NULL);
  day->session =
      register_write (day->reg, EV_KIND_SESSION, NULL, "event", event, "date", "2025-06-15", NULL);
  day->ticked = g_ptr_array_new_with_free_func (g_free);
}

static void
day_clear (Day *day)
{
  register_free (day->reg);
  g_free (day->session);
  g_ptr_array_unref (day->ticked);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Day, day_clear)

/* Adds a person and ticks her; NULL with error if either fails. */
static char *
tick (Day *day, guint i, GError **error)
{
  g_autoptr (EvChange) wish = ev_change_new (EV_KIND_PERSON, NULL);
  g_autofree char *name = g_strdup_printf ("Person %c%c", 'A' + i % 26, 'a' + i / 26 % 26);
  g_autofree char *id = NULL;

  ev_change_set_text (wish, "given_name", name);
  id = ev_store_write (day->reg->store, wish, NULL, error);
  if (id == NULL || !ev_roster_mark (day->reg->store, day->session, id, "present", "tick", error))
    return NULL;
  return g_steal_pointer (&id);
}

static void
assert_ticked (Day *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  for (guint i = 0; i < day->ticked->len; i++) {
    g_autofree char *id = ev_id_derive (day->session, day->ticked->pdata[i]);
    g_autoptr (EvRecord) record = ev_store_read (day->reg->store, EV_KIND_ATTENDANCE, id, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (ev_record_text (record, "status"), ==, "present");
  }
  problems = ev_backup_check (day->reg->store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *)problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* The power goes at any write; every acknowledged tick is there, nothing is half there. Some runs
 * are long enough for the log to be written back. */
static void
test_power_loss (void)
{
  guint acknowledged = 0;

  for (guint run = 0; run < LOSSES; run++) {
    g_autoptr (PowerLoss) disk = power_loss_new ("losing", run);
    g_auto (Day) day = { 0 };
    char *id;

    day_init (&day, "losing");
    power_loss_arm (disk, 1 + (run * 7919) % (run % 6 == 0 ? 6000 : 300));
    for (guint i = 0; (id = tick (&day, i, NULL)) != NULL; i++)
      g_ptr_array_add (day.ticked, id);
    g_assert_true (power_loss_is_out (disk));
    g_clear_pointer (&day.reg->store, ev_store_close);
    power_loss_recover (disk);
    register_reopen (day.reg);
    assert_ticked (&day);
    acknowledged += day.ticked->len;
    g_clear_pointer (&day.reg->store, ev_store_close);
  }
  g_test_message ("%u acknowledged ticks, none lost", acknowledged);
  g_assert_cmpuint (acknowledged, >, LOSSES);
}

/* Making a register and putting a backup back are whole or not at all, wherever the power goes. */
static void
test_power_loss_while_made (void)
{
  gboolean made = FALSE;

  for (guint fuse = 1; !made; fuse += 5) {
    g_autoptr (PowerLoss) disk = power_loss_new ("losing", fuse);
    g_autoptr (Register) reg = register_new ();
    g_autofree char *folder = g_build_filename (reg->folder, "new", NULL);
    EvStoreOptions options = reg->options;
    g_autoptr (EvStore) store = NULL;
    g_autoptr (GError) error = NULL;

    options.vfs = "losing";
    power_loss_arm (disk, fuse);
    store = ev_store_create (folder, &options, "fierc", "Forums", NULL);
    made = store != NULL;
    g_clear_pointer (&store, ev_store_close);
    power_loss_recover (disk);
    store = ev_store_open (folder, &options, &error);
    if (g_error_matches (error, EV_ERROR, EV_ERROR_NOT_FOUND)) {
      g_clear_error (&error);
      store = ev_store_create (folder, &options, "fierc", "Forums", &error);
    }
    g_assert_no_error (error);
    g_assert_cmpint (ev_store_count (store, EV_KIND_PROJECT, NULL), ==, 1);
    g_clear_pointer (&store, ev_store_close);
  }
}

/* One tick is one sync: on the disk before the call returns, and no more than that. */
static void
test_one_sync (void)
{
  g_autoptr (PowerLoss) disk = power_loss_new ("counting", 1);
  g_auto (Day) day = { 0 };
  g_autofree char *first = NULL, *second = NULL;
  guint64 syncs;

  day_init (&day, "counting");
  first = tick (&day, 0, NULL);
  second = register_person (day.reg, "Petar", "Ilić");
  syncs = power_loss_syncs (disk);
  g_assert_true (ev_roster_mark (day.reg->store, day.session, second, "present", "tick", NULL));
  g_assert_cmpuint (power_loss_syncs (disk) - syncs, ==, 1);
  /* The same tick again writes nothing. */
  g_assert_true (ev_roster_mark (day.reg->store, day.session, second, "present", "tick", NULL));
  g_free (register_write (day.reg, EV_KIND_PERSON, second, "family_name", "Ilić", NULL));
  g_assert_cmpuint (power_loss_syncs (disk) - syncs, ==, 1);
  g_clear_pointer (&day.reg->store, ev_store_close);
}

static void
test_disk_full (void)
{
  for (gint64 room = 0; room < 60000; room += 3700) {
    g_autoptr (PowerLoss) disk = power_loss_new ("small", 1);
    g_auto (Day) day = { 0 };
    g_autoptr (GError) error = NULL;
    char *id;

    day_init (&day, "small");
    power_loss_set_room (disk, room);
    for (guint i = 0; (id = tick (&day, i, &error)) != NULL; i++)
      g_ptr_array_add (day.ticked, id);
    g_assert_error (error, EV_ERROR, EV_ERROR_DISK_FULL);
    assert_ticked (&day);
    power_loss_set_room (disk, -1);
    g_ptr_array_add (day.ticked, tick (&day, 900, NULL));
    g_assert_nonnull (day.ticked->pdata[day.ticked->len - 1]);
    assert_ticked (&day);
    register_reopen (day.reg);
    assert_ticked (&day);
    g_clear_pointer (&day.reg->store, ev_store_close);
  }
}

/* A batch that meets a full disk is gone whole, and says so. */
static void
test_disk_full_in_batch (void)
{
  g_autoptr (PowerLoss) disk = power_loss_new ("small", 1);
  g_auto (Day) day = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  gint64 people;

  day_init (&day, "small");
  people = ev_store_count (day.reg->store, EV_KIND_PERSON, NULL);
  g_assert_true (ev_store_begin (day.reg->store, NULL));
  id = tick (&day, 0, NULL);
  g_assert_nonnull (id);
  power_loss_set_room (disk, 0);
  g_assert_false (ev_store_commit (day.reg->store, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_DISK_FULL);
  power_loss_set_room (disk, -1);
  g_assert_cmpint (ev_store_count (day.reg->store, EV_KIND_PERSON, NULL), ==, people);
  g_ptr_array_add (day.ticked, tick (&day, 1, NULL));
  assert_ticked (&day);
  g_clear_pointer (&day.reg->store, ev_store_close);
}

/* In the child: ticks for ever, each told through the pipe once it is acknowledged. */
static void G_GNUC_NORETURN
tick_for_ever (Day *day, int pipe_end)
{
  char *id;

  day->reg->store = ev_store_open (day->reg->data, &day->reg->options, NULL);
  for (guint i = 0; (id = tick (day, i, NULL)) != NULL; i++) {
    g_autofree char *line = g_strconcat (id, "\n", NULL);
    if (write (pipe_end, line, strlen (line)) < 0)
      break;
  }
  _exit (1);
}

static void
read_ticks (Day *day, FILE *pipe_end, guint wanted)
{
  char line[EV_ID_MAX_LENGTH + 2];

  for (guint i = 0; i < wanted && fgets (line, sizeof line, pipe_end) != NULL; i++)
    g_ptr_array_add (day->ticked, g_strndup (line, strcspn (line, "\n")));
}

static void
test_kill (void)
{
  g_auto (Day) day = { 0 };

  day_init (&day, NULL);
  for (guint run = 0; run < KILLS; run++) {
    int ends[2], status;
    FILE *reading;
    pid_t child;

    g_clear_pointer (&day.reg->store, ev_store_close);
    g_assert_cmpint (pipe (ends), ==, 0);
    child = fork ();
    if (child == 0)
      tick_for_ever (&day, ends[1]);
    close (ends[1]);
    reading = fdopen (ends[0], "r");
    read_ticks (&day, reading, 1 + run * 5);
    kill (child, SIGKILL);
    read_ticks (&day, reading, G_MAXUINT);
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_true (WIFSIGNALED (status));
    fclose (reading);
    register_reopen (day.reg);
    assert_ticked (&day);
  }
  g_test_message ("%u acknowledged ticks, none lost", day.ticked->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crash/power-loss", test_power_loss);
  g_test_add_func ("/crash/power-loss-while-made", test_power_loss_while_made);
  g_test_add_func ("/crash/one-sync", test_one_sync);
  g_test_add_func ("/crash/disk-full", test_disk_full);
  g_test_add_func ("/crash/disk-full-in-batch", test_disk_full_in_batch);
  g_test_add_func ("/crash/kill", test_kill);
  return g_test_run ();
}
