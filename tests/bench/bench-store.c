/* How long the laptop's register takes to find, to tick and to show, at 1,000 people and many more.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "power-loss-vfs.h"
#include "register.h"
#include "store/custody.h"
#include "store/event-list.h"
#include "store/roster.h"

#define WRITTEN_AT_ONCE 5000
#define EVENT_PEOPLE 60
#define EVENTS 200
#define QUERIES 400
#define TICKS 200
#define SHOWN 50

typedef struct {
  GPtrArray *given, *family;
  Register *reg;
  char *event, *session;
} Bench;

static void
read_names (Bench *bench, const char *file)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  bench->given = g_ptr_array_new_with_free_func (g_free);
  bench->family = g_ptr_array_new_with_free_func (g_free);
  if (!g_file_get_contents (file, &text, NULL, NULL))
    g_error ("cannot read %s", file);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++) {
    g_auto (GStrv) cells = g_strsplit (lines[i], ",", 4);
    g_ptr_array_add (strcmp (cells[2], "given") == 0 ? bench->given : bench->family,
                     g_strdup (cells[1]));
  }
}

/* Family names as in a country: two of them together make ten times as many. */
static char *
family_name (const Bench *bench, guint64 i)
{
  const char *first = bench->family->pdata[i * 31 % bench->family->len];
  const char *second = bench->family->pdata[i * 17 / 5 % bench->family->len];
  return i % 10 == 0 ? g_strdup_printf ("%s-%s", first, second) : g_strdup (first);
}

static char *
add_person (Bench *bench, guint64 i)
{
  static const char *const institutions[] = { "Komuna e Prishtinës", "Општина Грачаница",
                                              "Shkolla 9 Maji", "OJQ Fjala", NULL };
  g_autofree char *family = family_name (bench, i);
  g_autofree char *phone =
      g_strdup_printf ("04%d %06d", (int)(3 + i % 7), (int)(i * 7919 % 1000000));
  g_autofree char *born = g_strdup_printf ("%d", (int)(1950 + i % 60));
  const char *institution = institutions[i % 5];

  return register_write (bench->reg, EV_KIND_PERSON, NULL, "given_name",
                         bench->given->pdata[i * 13 % bench->given->len], "family_name", family,
                         "phone", phone, "birth_year", born, "gender",
                         i % 2 == 0 ? "female" : "male", "institution",
                         institution != NULL ? institution : "", NULL);
}

/* `people` people, of whom EVENT_PEOPLE each came to the first EVENTS events. */
static void
fill (Bench *bench, guint64 people)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint64 i = 0; i < people; i++) {
    if (i % WRITTEN_AT_ONCE == 0)
      ev_store_begin (bench->reg->store, NULL);
    g_ptr_array_add (ids, add_person (bench, i));
    if (i + 1 == people || (i + 1) % WRITTEN_AT_ONCE == 0)
      ev_store_commit (bench->reg->store, NULL);
  }
  ev_store_begin (bench->reg->store, NULL);
  for (guint i = 0; i < EVENTS; i++) {
    g_autofree char *date = g_strdup_printf ("2025-%02u-%02u", 1 + i % 5, 1 + i / 5 % 28);
    g_free (bench->event);
    g_free (bench->session);
    bench->event = register_write (bench->reg, EV_KIND_EVENT, NULL, "title", "Debate", "type",
                                   "training", NULL);
    bench->session = register_write (bench->reg, EV_KIND_SESSION, NULL, "event", bench->event,
                                     "date", date, NULL);
    for (guint k = 0; k < EVENT_PEOPLE; k++)
      ev_roster_mark (bench->reg->store, bench->session, ids->pdata[(i * 37 + k * 101) % ids->len],
                      "present", "tick", NULL);
  }
  ev_store_commit (bench->reg->store, NULL);
  g_ptr_array_unref (ids);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

static void
print_times (const char *what, GArray *times)
{
  g_array_sort (times, compare_doubles);
  printf ("  %-28s p50 %8.3f ms   p99 %8.3f ms   max %8.3f ms\n", what,
          g_array_index (times, double, times->len / 2),
          g_array_index (times, double, times->len * 99 / 100),
          g_array_index (times, double, times->len - 1));
}

/* What the processor spent on this thread, whatever else the machine does. */
static double
busy_milliseconds (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return (double)spent.tv_sec * 1e3 + (double)spent.tv_nsec / 1e6;
}

static void
measure_text (Bench *bench, const char *text, GArray *times)
{
  double start = busy_milliseconds (), took;
  g_autoptr (GPtrArray) rows =
      ev_search_people (bench->reg->store, text, bench->event, SHOWN, NULL);

  took = busy_milliseconds () - start;

  g_assert_nonnull (rows);
  g_array_append_val (times, took);
}

/* Each keystroke of names typed letter by letter, one and two words and an institution. */
static void
measure_search (Bench *bench)
{
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) two = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint64 i = 0; i < QUERIES; i++) {
    g_autofree char *family = family_name (bench, i * 7 + 3);
    const char *given = bench->given->pdata[i * 11 % bench->given->len];
    const char *second = i % 8 == 7 ? "Komuna" : family;
    g_autofree char *name = g_strdup_printf ("%s %s", given, second);
    for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at)) {
      g_autofree char *typed = g_strndup (name, (gsize)(g_utf8_next_char (at) - name));
      measure_text (bench, typed, strchr (typed, ' ') != NULL ? two : one);
    }
  }
  print_times ("search, one word (cpu)", one);
  print_times ("search, two words (cpu)", two);
}

static void
measure_ticks (Bench *bench)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint64 i = 0; i < TICKS; i++) {
    gint64 start = g_get_monotonic_time (), between;
    g_autofree char *id = add_person (bench, i * 997);
    double took;

    between = g_get_monotonic_time ();
    ev_roster_mark (bench->reg->store, bench->session, id, "present", "tick", NULL);
    took = (double)(g_get_monotonic_time () - between) / 1000;
    g_array_append_val (times, took);
    took = (double)(between - start) / 1000;
    g_array_append_val (people, took);
  }
  print_times ("new person, durable", people);
  print_times ("tick, durable", times);
}

static void
measure_views (Bench *bench)
{
  double start = busy_milliseconds ();
  g_autoptr (GPtrArray) events = ev_event_list (bench->reg->store, "2025-06-15", NULL);
  g_autoptr (EvRoster) roster = NULL;
  g_autoptr (EvRosterBalance) balance = NULL;
  g_auto (EvCustodyCounts) counts = { 0 };

  printf ("  %-28s %u events: %.3f ms\n", "event list (cpu)", events->len,
          busy_milliseconds () - start);
  start = busy_milliseconds ();
  roster = ev_roster_load (bench->reg->store, bench->event, NULL);
  printf ("  %-28s %u people: %.3f ms\n", "roster (cpu)", roster->rows->len,
          busy_milliseconds () - start);
  start = busy_milliseconds ();
  balance = ev_roster_balance (bench->reg->store, bench->event, NULL);
  printf ("  %-28s %u people: %.3f ms\n", "balance (cpu)", balance->people,
          busy_milliseconds () - start);
  start = busy_milliseconds ();
  ev_custody_count (bench->reg->store, &counts, NULL);
  printf ("  %-28s %.3f ms\n", "custody (cpu)", busy_milliseconds () - start);
  start = busy_milliseconds ();
  register_reopen (bench->reg);
  printf ("  %-28s %.3f ms\n", "close and open (cpu)", busy_milliseconds () - start);
}

static void
measure_syncs (void)
{
  g_autoptr (PowerLoss) disk = power_loss_new ("counting", 1);
  g_autoptr (Register) reg = register_new_on ("counting");
  g_autofree char *event =
      register_write (reg, EV_KIND_EVENT, NULL, "title", "Debate", "type", "training", NULL);
  g_autofree char *session =
      register_write (reg, EV_KIND_SESSION, NULL, "event", event, "date", "2025-06-15", NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  guint64 syncs, written;

  for (guint i = 0; i < TICKS; i++)
    g_ptr_array_add (ids, register_person (reg, "Arta", "Hoxha"));
  syncs = power_loss_syncs (disk);
  written = power_loss_written (disk);
  for (guint i = 0; i < TICKS; i++)
    ev_roster_mark (reg->store, session, ids->pdata[i], "present", "tick", NULL);
  printf ("%u ticks: %" G_GUINT64_FORMAT " syncs (those beyond one a tick write the log back), "
          "%" G_GUINT64_FORMAT " bytes a tick\n",
          TICKS, power_loss_syncs (disk) - syncs, (power_loss_written (disk) - written) / TICKS);
  g_clear_pointer (&reg->store, ev_store_close);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };

  if (argc < 2) {
    fprintf (stderr, "usage: bench-store NAMES.csv [PEOPLE ...]\n");
    return 2;
  }
  read_names (&bench, argv[1]);
  measure_syncs ();
  for (int i = 2; i < argc; i++) {
    guint64 people = g_ascii_strtoull (argv[i], NULL, 10);
    gint64 start = g_get_monotonic_time ();

    bench.reg = register_new ();
    fill (&bench, people);
    printf ("%" G_GUINT64_FORMAT " people (made in %.1f s):\n", people,
            (double)(g_get_monotonic_time () - start) / 1e6);
    measure_search (&bench);
    measure_ticks (&bench);
    measure_views (&bench);
    g_clear_pointer (&bench.event, g_free);
    g_clear_pointer (&bench.session, g_free);
    g_clear_pointer (&bench.reg, register_free);
  }
  g_ptr_array_unref (bench.given);
  g_ptr_array_unref (bench.family);
  return 0;
}
