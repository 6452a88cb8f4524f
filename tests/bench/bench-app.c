/* The program as it starts beside an empty window: first frame, memory; tick to durable, key to
 * rows.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/application/application.h"
#include "app/checkin/candidate-list.h"
#include "app/register/setup.h"
#include "base/process.h"

#define AT_EVENT 30
#define TICKS 50
#define ROUNDS 7
#define REST 400u  /* ms for a page to come and be drawn */
#define MANY 20000 /* from so many people on the looser limit holds */
#define FRAME_FEW 1.5
#define FRAME_MANY 2.0
#define MEMORY 1.5

static gint64 began;

/* Times in ms, `work` of the processor's; memory in kB. */
typedef struct {
  double frame, work, memory, used; /* memory with the first frame, and after looking around */
} Start;

typedef struct {
  double tick, key;
} Work;

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

/* A start, in a process of its own */

typedef struct {
  Start start;
  gboolean drawn;
  const char *event; /* to look at; NULL: there is nothing to look at */
} Watch;

static gboolean
rested_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Goes to a page as a person does, and looks at it. */
static void
visit (const char *action, const char *argument)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  GtkWindow *window = gtk_application_get_active_window (application);
  gboolean rested = FALSE;

  if (!gtk_widget_activate_action (GTK_WIDGET (window), action, "s", argument))
    g_error ("no action %s", action);
  g_timeout_add (REST, rested_cb, &rested);
  while (!rested)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
look_around_cb (gpointer data)
{
  Watch *watch = data;

  if (watch->event) {
    visit ("win.show", "people");
    visit ("win.event", watch->event);
  }
  watch->start.used = memory_kb ();
  g_application_quit (g_application_get_default ());
  return G_SOURCE_REMOVE;
}

static gboolean
rendering_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  ((Watch *)data)->drawn = TRUE;
  return FALSE;
}

static gboolean
painted_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  Watch *watch = data;

  if (!watch->drawn)
    return TRUE;
  watch->start.frame = since (began);
  watch->start.work = work_ms ();
  watch->start.memory = memory_kb ();
  g_timeout_add (REST, look_around_cb, watch);
  return FALSE;
}

static void
watch_first_frame (Watch *watch)
{
  g_type_class_ref (GDK_TYPE_SURFACE);
  g_type_class_ref (GDK_TYPE_FRAME_CLOCK);
  g_signal_add_emission_hook (g_signal_lookup ("render", GDK_TYPE_SURFACE), 0, rendering_cb, watch,
                              NULL);
  g_signal_add_emission_hook (g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK), 0, painted_cb,
                              watch, NULL);
}

static void
empty_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 720);
  gtk_window_present (GTK_WINDOW (window));
}

static int
start_empty (void)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("org.evidenca.Empty", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (empty_cb), NULL);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}

/* As main() of the program does. */
static int
start_program (char *folder)
{
  char name[] = "evidenca", data[] = "--data";
  char *words[] = { name, data, folder, NULL };

  ev_process_guard (FALSE);
  return ev_application_main (G_N_ELEMENTS (words) - 1, words);
}

static int
run_start (char *folder, const char *event)
{
  Watch watch = { .event = event };
  int status;

  watch_first_frame (&watch);
  status = folder ? start_program (folder) : start_empty ();
  printf ("%f %f %f %f\n", watch.start.frame, watch.start.work, watch.start.memory,
          watch.start.used);
  return status;
}

/* The work, in a process of its own */

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

static int
run_work (const char *folder, const char *event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvLists) lists = NULL;
  g_autoptr (EvRegister) reg = NULL;
  Work work;

  ev_language_init ();
  gtk_disable_setlocale ();
  gtk_init ();
  adw_init ();
  lists = ev_lists_load (NULL, &error);
  reg = lists ? ev_register_open (folder, lists, &error) : NULL;
  if (!reg)
    g_error ("%s", error->message);
  work = (Work){ time_ticks (reg, event), time_keys (reg, event) };
  printf ("%f %f\n", work.tick, work.key);
  return 0;
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

/* The event of day `number` before today with one session; returns the session's id, owned. */
static char *
add_event (EvStore *store, guint number, char **event)
{
  EvChange *change = ev_change_new (EV_KIND_EVENT, NULL);
  g_autofree char *title = g_strdup_printf ("Training %u", number + 1);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, -(int)number);
  g_autofree char *date = g_date_time_format (day, "%F");

  ev_change_set_text (change, "title", title);
  ev_change_set_text (change, "type", "training");
  ev_change_set_text (change, "municipality", "gracanica");
  g_free (*event);
  *event = write_record (store, change);
  change = ev_change_new (EV_KIND_SESSION, NULL);
  ev_change_set_text (change, "event", *event);
  ev_change_set_text (change, "date", date);
  return write_record (store, change);
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
  ev_roster_mark (store, session, id, "present", "typed", NULL);
}

/* Who is remembered, so that the program begins with the page it was left at. */
static void
add_operator (EvStore *store)
{
  EvChange *change = ev_change_new (EV_KIND_OPERATOR, NULL);
  g_autofree char *id = NULL;

  ev_change_set_text (change, "name", "Vesna");
  ev_change_set_integer (change, "active", 1);
  id = write_record (store, change);
  ev_store_set_setting (store, "app.operator", id, NULL);
}

/* Everybody was at one event, AT_EVENT people at each. Returns the id of the last, owned. */
static char *
make_register (const char *folder, guint people)
{
  g_autoptr (EvLists) lists = ev_lists_load (NULL, NULL);
  g_autofree char *mark_folder = ev_setup_mark_folder ();
  EvStoreOptions options = ev_setup_options (lists, mark_folder);
  g_autoptr (EvStore) store = ev_store_create (folder, &options, "B", "Bench", NULL);
  g_autofree char *session = NULL;
  char *event = NULL;

  ev_store_begin (store, NULL);
  add_operator (store);
  for (guint i = 0; i < people; i++) {
    if (i % AT_EVENT == 0) {
      g_free (session);
      session = add_event (store, i / AT_EVENT, &event);
    }
    add_person (store, i, session);
  }
  ev_store_commit (store, NULL);
  return event;
}

/* The figures */

/* What a process of its own prints: this program with `mode`, and with a register or none. Owned.
 */
static char *
run_self (const char *self, const char *mode, const char *folder, const char *event)
{
  const char *const words[] = { self, mode, folder, event, NULL };
  char *out = NULL;
  int status;
  g_autoptr (GError) error = NULL;

  if (!g_spawn_sync (NULL, (char **)words, NULL, 0, NULL, NULL, &out, NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s", error->message);
  return out;
}

/* Starts once more, and keeps what was better. */
static void
measure_start (const char *self, const char *folder, const char *event, Start *best)
{
  g_autofree char *out = run_self (self, "--start", folder, event);
  Start start;

  if (sscanf (out, "%lf %lf %lf %lf", &start.frame, &start.work, &start.memory, &start.used) != 4)
    g_error ("no figures: %s", out);
  *best = (Start){ MIN (best->frame, start.frame), MIN (best->work, start.work),
                   MIN (best->memory, start.memory), MIN (best->used, start.used) };
}

static Work
measure_work (const char *self, const char *folder, const char *event)
{
  g_autofree char *out = run_self (self, "--work", folder, event);
  Work work;

  if (sscanf (out, "%lf %lf", &work.tick, &work.key) != 2)
    g_error ("no figures: %s", out);
  return work;
}

static void
report (const Start *empty, const Start *full, const Work *work, guint people)
{
  double frame = full->frame / empty->frame, memory = full->memory / empty->memory;
  double used = full->used / empty->used, limit = people < MANY ? FRAME_FEW : FRAME_MANY;

  printf ("empty window: first frame %.0f ms (%.0f of the processor's), memory %.0f MB\n",
          empty->frame, empty->work, empty->memory / 1024);
  printf ("%6u people: first frame %.0f ms, %.2f of an empty window (at most %.1f); %.0f ms of the"
          " processor's, %.2f\n",
          people, full->frame, frame, limit, full->work, full->work / empty->work);
  printf ("               memory %.0f MB, %.2f; with everybody and an event looked at %.0f MB, %.2f"
          " (at most %.1f)\n",
          full->memory / 1024, memory, full->used / 1024, used, MEMORY);
  printf ("               tick to durable %.2f ms; key to rows %.2f ms\n", work->tick, work->key);
  fflush (stdout);
}

/* In turns, so that both meet the same machine. */
static void
compare_with_empty (const char *self, const char *folder, guint people)
{
  g_autofree char *number = g_strdup_printf ("%u", people);
  g_autofree char *at = g_build_filename (folder, number, NULL);
  g_autofree char *event = make_register (at, people);
  Start empty = { G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE }, full = empty;
  Work work;

  for (guint i = 0; i < ROUNDS; i++) {
    measure_start (self, NULL, NULL, &empty);
    measure_start (self, at, event, &full);
  }
  work = measure_work (self, at, event);
  report (&empty, &full, &work, people);
}

static void
compare_all (char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("evidenca-bench-XXXXXX", NULL);
  const char *const removal[] = { "rm", "-rf", folder, NULL };

  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  for (int i = 1; argv[i]; i++)
    compare_with_empty (argv[0], folder, (guint)g_ascii_strtoull (argv[i], NULL, 10));
  g_spawn_sync (NULL, (char **)removal, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

int
main (int argc, char **argv)
{
  began = g_get_monotonic_time ();
  if (argc > 1 && strcmp (argv[1], "--start") == 0)
    return run_start (argc > 2 ? argv[2] : NULL, argc > 3 ? argv[3] : NULL);
  if (argc > 3 && strcmp (argv[1], "--work") == 0)
    return run_work (argv[2], argv[3]);
  compare_all (argv);
  return 0;
}
