/* What a sync costs over real sockets, beside what the same work costs others. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <lzma.h>
#include <string.h>
#include <sys/resource.h>

#include "edge.h"
#include "office.h"
#include "rows.h"

/* Bytes and seconds of the best of six sync programs on this work (SQLite changesets in zstd -19),
 * and what is known of the limit: columnar, brotli 11, ids counted up. */
#define BEST "best peer"
#define LIMIT "limit"

/* Twenty laptops, 200 people and 200 attendances each. */
enum { CROWD = 20, CROWD_EACH = 200 };

static const char *const places[] = { "Komuna e Prizrenit", "OJQ Lulja", "Opština Gračanica",
                                      "OŠ Kralj Milutin",   "NVO Most",  "Biblioteka e qytetit",
                                      "Dom kulture",        NULL };
static const char *const topics[] = { "Buxheti komunal", "Javne nabavke", "Mediacioni", NULL };

typedef struct {
  gint64 up, down;
  double seconds;
  guint rounds;
  gboolean verified;
} Cost;

typedef struct {
  const char *server;
  Names names;
  GRand *random;
} Bench;

static void
must (gboolean done, const GError *error)
{
  if (!done)
    g_error ("bench-sync: %s", error != NULL ? error->message : "failed");
}

static Cost
sync_once (OfficeLaptop *laptop)
{
  g_auto (EvSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  laptop->now = g_get_real_time () / 1000;
  must (ev_sync_run (laptop->store, &laptop->transport, &outcome, NULL, &error), error);
  if (outcome.refused > 0)
    g_error ("bench-sync: the server refused %" G_GINT64_FORMAT " changes", outcome.refused);
  return (Cost){ outcome.bytes_up, outcome.bytes_down,
                 (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC, outcome.round_trips,
                 outcome.verified };
}

/* Lets the laptop do what `changes` say, each at its time and `shift` milliseconds; ids come out as
 * there, since the laptop's counter goes in step. */
static void
do_work (OfficeLaptop *laptop, const GPtrArray *changes, gint64 shift)
{
  g_autoptr (GError) error = NULL;

  must (ev_store_begin (laptop->store, &error), error);
  for (guint i = 0; i < changes->len; i++) {
    g_autoptr (EvChange) wish = ev_change_copy (changes->pdata[i]);
    g_autofree char *id = NULL, *expected = g_strdup (wish->id);
    rows_move (wish, shift);
    laptop->now = wish->version.stamp / 256;
    ev_store_set_operator (laptop->store, wish->operator_id);
    if (!ev_kind_is_derived (wish->kind))
      g_clear_pointer (&wish->id, g_free);
    id = ev_store_write (laptop->store, wish, NULL, &error);
    must (id != NULL && strcmp (id, expected) == 0, error);
  }
  must (ev_store_commit (laptop->store, &error), error);
}

/* Brings work that is to come, of at most `changes`, into the time before now. */
static gint64
shift_of (const Laptop *work, guint changes)
{
  return g_get_real_time () / 1000 - (gint64)changes * 20000 - work->last.stamp / 256;
}

/* Fifty more people, all at a session that is there already. */
static GPtrArray *
fifty_more (Laptop *work, const char *session)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);

  for (guint i = 0; i < 50; i++)
    g_ptr_array_add (changes, laptop_add_person (work));
  for (guint i = 0; i < 50; i++)
    g_ptr_array_add (changes,
                     laptop_add_attendance (work, session, ((EvChange *)changes->pdata[i])->id));
  return changes;
}

/* The session of the first of `events` events in work by laptop_work(). */
static const char *
first_session (const GPtrArray *changes, guint events)
{
  return ((const EvChange *)changes->pdata[events])->id;
}

/* What was measured is what was meant. */
static void
must_equal (OfficeLaptop *a, OfficeLaptop *b)
{
  for (EvKind kind = 0; kind < EV_N_KINDS; kind++) {
    gint64 held = ev_store_count (a->store, kind, NULL);
    gint64 other = ev_store_count (b->store, kind, NULL);
    if (held != other)
      g_error ("bench-sync: %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT " of %s", held, other,
               ev_kind_name (kind));
  }
}

static gsize
xz_size (const GPtrArray *changes)
{
  g_autofree char *text = rows_to_json (changes);
  gsize bound = lzma_stream_buffer_bound (strlen (text)), size = 0;
  g_autofree guint8 *packed = g_malloc (bound);

  lzma_easy_buffer_encode (9 | LZMA_PRESET_EXTREME, LZMA_CHECK_CRC32, NULL, (const guint8 *)text,
                           strlen (text), packed, &size, bound);
  return size;
}

static void
print_cost (const char *title, const Cost *cost, const char *beside)
{
  g_print ("  %-22s %7" G_GINT64_FORMAT " up %7" G_GINT64_FORMAT
           " down, %u round trip%s, %6.2f s%s   %s\n",
           title, cost->up, cost->down, cost->rounds, cost->rounds == 1 ? "" : "s", cost->seconds,
           cost->verified ? "" : ", NOT VERIFIED", beside);
}

static OfficeLaptop *
laptop_on (Office *office, gboolean slow)
{
  return office_laptop (office, slow ? edge_port (edge_new (office->port)) : 0);
}

static void
run_two (Bench *bench, gboolean slow, gboolean tls)
{
  Office *office = office_new (bench->server, tls);
  OfficeLaptop *a = laptop_on (office, slow), *b = laptop_on (office, slow);
  Laptop work = laptop_new (bench->random, &bench->names, ev_store_device (a->store));
  gint64 shift = shift_of (&work, 5000);
  g_autoptr (GPtrArray) much = laptop_work (&work, 30, 1000, 3000);
  g_autoptr (GPtrArray) little = NULL;
  Cost cost;

  g_print ("\nTwo laptops, %s%s:\n", slow ? "EDGE" : "loopback", tls ? ", TLS" : "");
  do_work (a, much, shift);
  cost = sync_once (a);
  print_cost ("W1 push", &cost,
              slow ? "(target 5 s; " BEST " 13; floor 3.2)"
                   : "(target 45000; " BEST " 137000; " LIMIT " 31096)");
  cost = sync_once (b);
  print_cost ("W2 pull", &cost,
              slow ? "(target 3 s; " BEST " 6.3; floor 1.9)"
                   : "(target 45000; " BEST " 137000; " LIMIT " 31096)");
  must_equal (a, b);
  little = fifty_more (&work, first_session (much, 30));
  do_work (a, little, shift);
  cost = sync_once (a);
  print_cost ("W3 push", &cost,
              slow ? "(" BEST " 1.5 s; floor 0.9)"
                   : "(target 2800; " BEST " 5900; " LIMIT " 2315)");
  cost = sync_once (b);
  print_cost ("W3 pull", &cost,
              slow ? "(" BEST " 0.9 s)" : "(target 2800; " BEST " 5900; " LIMIT " 2315)");
  must_equal (a, b);
  cost = sync_once (b);
  print_cost ("W5 nothing to say", &cost,
              slow ? "(target one round trip, 0.3 s)" : "(target 400 in all; " BEST " 200)");
  office_laptop_hang_up (b);
  cost = sync_once (b);
  print_cost ("W5, new connection", &cost, slow ? "(" BEST " 0.7 s)" : "");
  if (!slow && !tls)
    g_print ("  xz -9e of the rows: W1 %zu, W3 %zu bytes\n", xz_size (much), xz_size (little));
  office_laptop_free (a);
  office_laptop_free (b);
  office_free (office);
}

/* One laptop of the crowd, until it holds what all the others wrote. */
typedef struct {
  OfficeLaptop *laptop;
  Cost cost;
} Member;

static gpointer
take_part (gpointer data)
{
  Member *member = data;
  gint64 people = 0;

  while (people < CROWD * CROWD_EACH) {
    Cost once = sync_once (member->laptop);
    member->cost.up += once.up;
    member->cost.down += once.down;
    member->cost.rounds += once.rounds;
    member->cost.verified = once.verified;
    people = ev_store_count (member->laptop->store, EV_KIND_PERSON, NULL);
    if (people < CROWD * CROWD_EACH)
      g_usleep (20000);
  }
  return NULL;
}

/* What the laptops have used of the processors, and what all servers that have ended, in seconds.
 */
static double
processor_time (int who)
{
  struct rusage used;

  getrusage (who, &used);
  return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

static void
run_crowd (Bench *bench, gboolean slow)
{
  Office *office = office_new (bench->server, FALSE);
  Member members[CROWD] = { 0 };
  GThread *threads[CROWD];
  Cost all = { .verified = TRUE };
  double laptops, servers = processor_time (RUSAGE_CHILDREN);
  gint64 start;

  for (guint i = 0; i < CROWD; i++) {
    Laptop work;
    gint64 shift;
    g_autoptr (GPtrArray) changes = NULL;
    members[i].laptop = laptop_on (office, slow);
    work = laptop_new (bench->random, &bench->names, ev_store_device (members[i].laptop->store));
    shift = shift_of (&work, 3 * CROWD_EACH);
    changes = laptop_work (&work, 1, CROWD_EACH, CROWD_EACH);
    do_work (members[i].laptop, changes, shift);
  }
  laptops = processor_time (RUSAGE_SELF);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < CROWD; i++)
    threads[i] = g_thread_new ("laptop", take_part, &members[i]);
  for (guint i = 0; i < CROWD; i++) {
    g_thread_join (threads[i]);
    all.up += members[i].cost.up;
    all.down += members[i].cost.down;
    all.rounds += members[i].cost.rounds;
    all.verified = all.verified && members[i].cost.verified;
  }
  all.seconds = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  laptops = processor_time (RUSAGE_SELF) - laptops;
  g_print ("\nTwenty laptops at once, %s, until all hold the same:\n", slow ? "EDGE" : "loopback");
  print_cost ("W4", &all,
              slow ? "(" BEST " 18 s; reference 24)"
                   : "(target 3200000 in all; " BEST " 7.6 MB, 1.2 s)");
  for (guint i = 0; i < CROWD; i++)
    office_laptop_free (members[i].laptop);
  office_free (office);
  servers = processor_time (RUSAGE_CHILDREN) - servers;
  g_print ("  of processors: the laptops %.2f s, the server %.2f s, over %u of them\n", laptops,
           servers, g_get_num_processors ());
}

/* What fifty new people cost another laptop where there are `people` already. */
static void
run_growth (Bench *bench, guint people)
{
  Office *office = office_new (bench->server, FALSE);
  OfficeLaptop *a = office_laptop (office, 0), *b = office_laptop (office, 0);
  Laptop work = laptop_new (bench->random, &bench->names, ev_store_device (a->store));
  gint64 shift = shift_of (&work, 3 * people);
  g_autoptr (GPtrArray) much = laptop_work (&work, people / 100, people, people);
  g_autoptr (GPtrArray) little = NULL;
  g_autofree char *title = g_strdup_printf ("50 new of %u", people);
  Cost cost;

  do_work (a, much, shift);
  cost = sync_once (a);
  cost = sync_once (b);
  little = fifty_more (&work, first_session (much, people / 100));
  do_work (a, little, shift);
  sync_once (a);
  cost = sync_once (b);
  must_equal (a, b);
  print_cost (title, &cost, "");
  cost = sync_once (b);
  print_cost ("  nothing new", &cost, "");
  office_laptop_free (a);
  office_laptop_free (b);
  office_free (office);
}

/* Whether a part was asked for by its name; all are if none is named. "growth" names the last,
 * which the numbers of people ask for. */
static gboolean
is_wanted (char **words, const char *part)
{
  gboolean named = FALSE;

  for (char **word = words; *word != NULL; word++)
    named = named || !g_ascii_isdigit (**word);
  return !named || g_strv_contains ((const char *const *)words, part);
}

static void
run_parts (Bench *bench, char **words)
{
  gboolean grown = FALSE;

  if (is_wanted (words, "loopback"))
    run_two (bench, FALSE, FALSE);
  if (is_wanted (words, "edge"))
    run_two (bench, TRUE, FALSE);
  if (is_wanted (words, "edge-tls"))
    run_two (bench, TRUE, TRUE);
  if (is_wanted (words, "crowd"))
    run_crowd (bench, FALSE);
  if (is_wanted (words, "crowd-edge"))
    run_crowd (bench, TRUE);
  for (char **word = words; *word != NULL; word++)
    if (g_ascii_isdigit (**word)) {
      if (!grown)
        g_print ("\nA pull costs what is new, not what is there:\n");
      grown = TRUE;
      run_growth (bench, (guint)g_ascii_strtoull (*word, NULL, 10));
    }
}

int
main (int argc, char **argv)
{
  Bench bench = { .names = { NULL, NULL, places, topics } };
  g_autoptr (GError) error = NULL;

  if (argc < 3 || !names_load (&bench.names, argv[2], &error)) {
    g_printerr ("bench-sync SERVER NAMES.csv"
                " [loopback] [edge] [edge-tls] [crowd] [crowd-edge] [growth] [PEOPLE ...]\n");
    return 2;
  }
  bench.server = argv[1];
  bench.random = g_rand_new_with_seed (20260314);
  g_print ("Bytes are HTTP bodies and headers.\n");
  run_parts (&bench, argv + 3);
  g_rand_free (bench.random);
  names_clear (&bench.names);
  return 0;
}
