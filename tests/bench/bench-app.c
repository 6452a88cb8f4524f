/* The window beside an empty one: first frame, memory, tick to durable, key to rows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/checkin/candidate-list.h"
#include "app/checkin/checkin-page.h"
#include "app/events/events-page.h"
#include "app/register/setup.h"

#define AT_EVENT 30
#define TICKS 50
#define ROUNDS 7
#define MANY 20000 /* from so many people on the looser limit holds */
#define FRAME_FEW 1.5
#define FRAME_MANY 2.0
#define MEMORY 1.5

static gint64 began;

typedef struct {
  double frame, work, memory, tick, key; /* ms, ms of the processor's, kB, ms, ms */
} Figures;

static double
since (gint64 start)
{
  return (double)(g_get_monotonic_time () - start) / 1000;
}

/* The processor's time of this process so far, which other processes do not lengthen. */
static double
work_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1000 + (double)time.tv_nsec / 1e6;
}

static double
memory_kb (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmRSS:");
  return line ? g_ascii_strtod (line + strlen ("VmRSS:"), NULL) : 0;
}

/* One run, in a process of its own */

static void
painted_cb (gboolean *painted)
{
  *painted = TRUE;
}

static void
show (GtkWidget *child)
{
  GtkWidget *window = g_object_new (ADW_TYPE_APPLICATION_WINDOW, NULL);
  GdkFrameClock *clock;
  gboolean painted = FALSE;

  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 720);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (clock, &painted);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!ev_register_do_finish (EV_REGISTER (source), result, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  *(gboolean *)data = TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *left = a, *right = b;

  return *left < *right ? -1 : *left > *right;
}

static double
median (GArray *times)
{
  g_array_sort (times, compare);
  return g_array_index (times, double, times->len / 2);
}

/* From the click until it is on the disk and the list has been told. */
static double
time_ticks (EvRegister *reg, const char *event)
{
  g_autoptr (EvRoster) roster = ev_roster_load (ev_register_store (reg), event, NULL);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < TICKS; i++) {
    const EvRosterRow *row = roster->rows->pdata[i % roster->rows->len];
    EvPlan *plan = ev_plan_new ("tick");
    gint64 start = g_get_monotonic_time ();
    gboolean done = FALSE;
    double time;

    ev_plan_mark (plan, ((EvRosterSession *)roster->sessions->pdata[0])->id, row->person.id,
                  i / roster->rows->len % 2 ? "late" : "present", "tick");
    ev_register_do (reg, plan, done_cb, &done);
    while (!done)
      g_main_context_iteration (NULL, TRUE);
    time = since (start);
    g_array_append_val (times, time);
  }
  return median (times);
}

/* From the key until the rows for it are made. */
static double
time_keys (EvRegister *reg, const char *event)
{
  static const char *const typed[] = { "p", "pe", "per", "pers", "person 1", "person 12", "1" };
  EvCandidateList *list = g_object_ref_sink (g_object_new (EV_TYPE_CANDIDATE_LIST, NULL));
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < TICKS; i++) {
    gint64 start = g_get_monotonic_time ();
    double time;

    ev_candidate_list_search (list, reg, typed[i % G_N_ELEMENTS (typed)], event);
    time = since (start);
    g_array_append_val (times, time);
  }
  g_object_unref (list);
  return median (times);
}

static void
run (const char *folder, const char *event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvLists) lists = NULL;
  g_autoptr (EvRegister) reg = NULL;
  Figures figures = { 0 };

  gtk_init ();
  adw_init ();
  if (folder) {
    lists = ev_lists_load (NULL, &error);
    reg = lists ? ev_register_open (folder, lists, &error) : NULL;
    if (!reg)
      g_error ("%s", error->message);
  }
  show (reg ? ev_events_page_new (reg) : adw_bin_new ());
  figures.frame = since (began);
  figures.work = work_ms ();
  if (reg) {
    show (ev_checkin_page_new (reg, event));
    figures.tick = time_ticks (reg, event);
    figures.key = time_keys (reg, event);
  }
  figures.memory = memory_kb ();
  printf ("%f %f %f %f %f\n", figures.frame, figures.work, figures.memory, figures.tick,
          figures.key);
}

/* The register */

static char *
write_record (EvStore *store, EvChange *change)
{
  g_autoptr (GError) error = NULL;
  char *id = ev_store_write (store, change, NULL, &error);

  ev_change_free (change);
  if (!id)
    g_error ("%s", error->message);
  return id;
}

static void
add_person (EvStore *store, guint number, const char *session)
{
  g_autofree char *given = g_strdup_printf ("Person %c%u", 'A' + (int)(number % 26), number % 500);
  g_autofree char *family = g_strdup_printf ("Family%u", number / 7);
  EvChange *change = ev_change_new (EV_KIND_PERSON, NULL);
  g_autofree char *id = NULL;

  ev_change_set_text (change, "given_name", given);
  ev_change_set_text (change, "family_name", family);
  ev_change_set_text (change, "municipality", "gracanica");
  ev_change_set_integer (change, "birth_year", 1950 + number % 55);
  id = write_record (store, change);
  if (number < AT_EVENT)
    ev_roster_mark (store, session, id, "present", "typed", NULL);
}

/* Returns the id of the event, owned. */
static char *
make_register (const char *folder, guint people)
{
  g_autoptr (EvLists) lists = ev_lists_load (NULL, NULL);
  g_autofree char *mark_folder = ev_setup_mark_folder ();
  EvStoreOptions options = ev_setup_options (lists, mark_folder);
  g_autoptr (EvStore) store = ev_store_create (folder, &options, "B", "Bench", NULL);
  EvChange *change = ev_change_new (EV_KIND_EVENT, NULL);
  g_autofree char *session = NULL;
  char *event;

  ev_change_set_text (change, "title", "Training");
  ev_change_set_text (change, "type", "training");
  event = write_record (store, change);
  change = ev_change_new (EV_KIND_SESSION, NULL);
  ev_change_set_text (change, "event", event);
  ev_change_set_text (change, "date", "2026-11-24");
  session = write_record (store, change);
  ev_store_begin (store, NULL);
  for (guint i = 0; i < people; i++)
    add_person (store, i, session);
  ev_store_commit (store, NULL);
  return event;
}

/* Runs once more, over the register or over nothing (`folder` NULL), and keeps what was better. */
static void
measure (const char *self, const char *folder, const char *event, Figures *best)
{
  const char *const words[] = { self, "--run", folder, event, NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  Figures figures;

  if (!g_spawn_sync (NULL, (char **)words, NULL, 0, NULL, NULL, &out, NULL, NULL, &error))
    g_error ("%s", error->message);
  if (sscanf (out, "%lf %lf %lf %lf %lf", &figures.frame, &figures.work, &figures.memory,
              &figures.tick, &figures.key) != 5)
    g_error ("no figures: %s", out);
  *best = (Figures){ MIN (best->frame, figures.frame), MIN (best->work, figures.work),
                     MIN (best->memory, figures.memory), MIN (best->tick, figures.tick),
                     MIN (best->key, figures.key) };
}

static gboolean
report (const Figures *empty, const Figures *full, guint people)
{
  double frame = full->frame / empty->frame, work = full->work / empty->work;
  double memory = full->memory / empty->memory, limit = people < MANY ? FRAME_FEW : FRAME_MANY;

  printf ("empty window: first frame %.0f ms (%.0f of the processor's), memory %.0f MB\n",
          empty->frame, empty->work, empty->memory / 1024);
  printf ("%6u people: first frame %.0f ms, %.2f of an empty window (at most %.1f); %.0f ms of the"
          " processor's, %.2f; memory %.0f MB, %.2f (at most %.1f); tick to durable %.2f ms; key to"
          " rows %.2f ms\n",
          people, full->frame, frame, limit, full->work, work, full->memory / 1024, memory, MEMORY,
          full->tick, full->key);
  return frame <= limit && memory <= MEMORY;
}

/* In turns, so that both meet the same machine. */
static gboolean
compare_with_empty (const char *self, guint people)
{
  g_autofree char *folder = g_dir_make_tmp ("evidenca-bench-XXXXXX", NULL);
  g_autofree char *at = g_build_filename (folder, "register", NULL);
  g_autofree char *event = make_register (at, people);
  const char *const removal[] = { "rm", "-rf", folder, NULL };
  Figures empty = { G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE };
  Figures full = empty;

  for (guint i = 0; i < ROUNDS; i++) {
    measure (self, NULL, NULL, &empty);
    measure (self, at, event, &full);
  }
  g_spawn_sync (NULL, (char **)removal, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
  return report (&empty, &full, people);
}

int
main (int argc, char **argv)
{
  gboolean within = TRUE;

  began = g_get_monotonic_time ();
  ev_language_init ();
  gtk_disable_setlocale ();
  if (argc > 1 && strcmp (argv[1], "--run") == 0) {
    run (argc > 2 ? argv[2] : NULL, argc > 3 ? argv[3] : NULL);
    return 0;
  }
  for (int i = 1; i < argc; i++)
    within &= compare_with_empty (argv[0], (guint)g_ascii_strtoull (argv[i], NULL, 10));
  return within ? 0 : 1;
}
