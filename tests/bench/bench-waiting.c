/* What it costs a server to have many laptops wait for news, and how soon they hear of some. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/secret.h"
#include "caller.h"
#include "office.h"
#include "processor.h"
#include "rows.h"
#include "server/opening.h"
#include "server/registrar.h"
#include "wire/codec.h"

/* Laptops in one team; processes that make the load; the buffer of a laptop's socket, in bytes. */
enum { IN_TEAM = 20, MAKERS = 4, BUFFER = 4096 };

/* Bytes of the server's for a laptop; seconds until the last of the team has heard. */
enum { TARGET_BYTES = 32768 };
#define TARGET_SECONDS 1.0
/* How long news may take at all. */
#define PATIENCE_SECONDS 20

typedef struct {
  guint count, teams;
  Office *office;
  gint64 project;
  gint64 *numbers; /* of the teams */
  char *epoch;
  gint64 cursor;
} Bench;

/* What a maker tells: that all its laptops wait (laptop -1), or that one has heard of news. */
typedef struct {
  int laptop;
  gint64 at; /* monotonic, microseconds */
} Word;

static void
must (gboolean done, const GError *error)
{
  if (!done)
    g_error ("bench-waiting: %s", error != NULL ? error->message : "failed");
}

static char *
token_of (guint laptop)
{
  return g_strdup_printf ("waiting-laptop-%u", laptop);
}

static void
add_device (const Bench *bench, EvCentral *central, guint laptop)
{
  g_autofree char *id = g_strdup_printf ("%013u", 1000000 + laptop);
  g_autofree char *token = token_of (laptop);
  g_autoptr (EvCentralDevice) device = ev_central_device_new (id);
  g_autoptr (GError) error = NULL;

  device->project = bench->project;
  device->role = EV_ROLE_FACILITATOR;
  device->token_hash = ev_secret_hash_hex (token, strlen (token));
  device->enrolled = device->seen = g_get_real_time () / 1000;
  g_array_append_val (device->teams, bench->numbers[laptop / IN_TEAM % bench->teams]);
  must (central->device_save (central, device, &error), error);
}

static void
set_up (Bench *bench, const char *server)
{
  const EvRandom random = ev_random_system ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EvCentral) central = NULL;
  g_autoptr (EvCentralProject) project = NULL;

  bench->office = office_new_on (server, g_getenv ("EVIDENCA_TEST_POSTGRES"), TRUE);
  central = ev_opening_store (bench->office->central, &random, FALSE, &error);
  must (central != NULL && central->begin (central, TRUE, &error), error);
  project = ev_registrar_project (central, "CFPI", &error);
  must (project != NULL, error);
  bench->project = project->number;
  bench->numbers = g_new0 (gint64, bench->teams);
  for (guint i = 0; i < bench->teams; i++) {
    g_autofree char *id = g_strdup_printf ("2222222222222-%u", i + 1);
    g_autoptr (EvCentralTeam) team = NULL;
    must (central->team_by_id (central, bench->project, id, TRUE, &team, &error), error);
    bench->numbers[i] = team->number;
  }
  for (guint i = 0; i <= bench->count; i++)
    add_device (bench, central, i);
  must (central->fact (central, "epoch", &bench->epoch, &error) &&
            central->cursor (central, bench->project, &bench->cursor, &error) &&
            central->commit (central, &error),
        error);
}

/* The load. */

typedef struct {
  const Bench *bench;
  guint first, count;
  Caller **callers;
  char *line;
  int poll, pipe;
} Maker;

static void
wait_for_news (Maker *maker, guint place)
{
  g_autofree char *token = token_of (maker->first + place);
  caller_send (maker->callers[place], maker->line, token, NULL);
}

/* Whoever was told nothing in its time asks again. */
static void
hear (Maker *maker, int timeout)
{
  struct epoll_event events[64];
  int count = epoll_wait (maker->poll, events, G_N_ELEMENTS (events), timeout);

  for (int i = 0; i < count; i++) {
    guint place = events[i].data.u32;
    Word word = { .laptop = (int)(maker->first + place), .at = g_get_monotonic_time () };
    if (!caller_is_answered (maker->callers[place]))
      continue;
    if (caller_receive (maker->callers[place], NULL) == 204)
      wait_for_news (maker, place);
    else
      must (write (maker->pipe, &word, sizeof word) == sizeof word, NULL);
  }
}

static void
make_load (Maker *maker)
{
  const Word ready = { .laptop = -1 };

  maker->callers = g_new0 (Caller *, maker->count);
  maker->poll = epoll_create1 (EPOLL_CLOEXEC);
  maker->line = g_strdup_printf ("GET /v1/wait?epoch=%s&cursor=%" G_GINT64_FORMAT,
                                 maker->bench->epoch, maker->bench->cursor);
  for (guint i = 0; i < maker->count; i++) {
    struct epoll_event event = { .events = EPOLLIN, .data.u32 = i };
    maker->callers[i] = caller_new (maker->bench->office->port, BUFFER);
    wait_for_news (maker, i);
    epoll_ctl (maker->poll, EPOLL_CTL_ADD, caller_fd (maker->callers[i]), &event);
    hear (maker, 0);
  }
  must (write (maker->pipe, &ready, sizeof ready) == sizeof ready, NULL);
  for (;;)
    hear (maker, -1);
}

static pid_t
start_maker (const Bench *bench, guint number, const int *ends)
{
  guint each = bench->count / MAKERS;
  Maker maker = { .bench = bench, .first = number * each, .count = each, .pipe = ends[1] };
  pid_t process = fork ();

  must (process >= 0, NULL);
  if (process == 0)
    make_load (&maker);
  return process;
}

/* The tick. */

static GBytes *
one_person (const Bench *bench, GRand *random, const Names *names)
{
  g_autofree char *id = g_strdup_printf ("%013u", 1000000 + bench->count);
  Laptop work = laptop_new (random, names, id);
  g_autoptr (EvRequest) request = ev_request_new ();
  EvChange *person = laptop_add_person (&work);

  rows_move (person, g_get_real_time () / 1000 - 60000 - work.last.stamp / 256);
  request->version = EV_WIRE_VERSION;
  g_strlcpy (request->device, id, sizeof request->device);
  request->held = 1;
  g_ptr_array_add (request->changes, person);
  return ev_codec_write_request (request);
}

static void
tick (const Bench *bench, Caller *caller, GBytes *body)
{
  g_autofree char *token = token_of (bench->count);

  caller_send (caller, "POST /v1/sync", token, body);
  must (caller_receive (caller, NULL) == 200, NULL);
}

static gboolean
read_word (int pipe, Word *word)
{
  struct timeval patience = { .tv_sec = PATIENCE_SECONDS };
  fd_set set;

  FD_ZERO (&set);
  FD_SET (pipe, &set);
  return select (pipe + 1, &set, NULL, NULL, &patience) == 1 &&
         read (pipe, word, sizeof *word) == sizeof *word;
}

/* The laptop after the last is in the same team as those of the first places. */
static void
run_tick (const Bench *bench, const char *names_csv, int pipe)
{
  static const char *const places[] = { "Dom kulture", NULL };
  g_auto (Names) names = { NULL, NULL, places, places };
  GRand *random = g_rand_new_with_seed (1);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (Caller) caller = caller_new (bench->office->port, 0);
  gint64 start, last = 0;
  guint heard = 0;
  Word word;

  must (names_load (&names, names_csv, &error), error);
  body = one_person (bench, random, &names);
  start = g_get_monotonic_time ();
  tick (bench, caller, body);
  while (heard < IN_TEAM && read_word (pipe, &word)) {
    heard++;
    last = MAX (last, word.at);
  }
  g_print (
      "  a tick reached %u of the %u others of its team, the last after %.3f s (target %.0f)\n",
      heard, IN_TEAM, (double)(last - start) / G_USEC_PER_SEC, TARGET_SECONDS);
  g_rand_free (random);
}

static void
run (Bench *bench, const char *names_csv)
{
  int server =
          (int)g_ascii_strtoll (g_subprocess_get_identifier (bench->office->process), NULL, 10),
      ends[2];
  gint64 before = processor_memory (server), after;
  double began = processor_of (server, FALSE), rest;
  pid_t makers[MAKERS];
  Word word;

  must (pipe (ends) == 0, NULL);
  for (guint i = 0; i < MAKERS; i++)
    makers[i] = start_maker (bench, i, ends);
  for (guint ready = 0; ready < MAKERS;) {
    must (read (ends[0], &word, sizeof word) == sizeof word && word.laptop == -1, NULL);
    ready++;
  }
  after = processor_memory (server);
  rest = processor_of (server, FALSE);
  g_print ("%u laptops wait, over TLS, in teams of %u:\n", bench->count, IN_TEAM);
  g_print (
      "  %.1f kB of the server's memory each (target %.0f): %.0f MB before, %.0f MB with them\n",
      (double)(after - before) / bench->count / 1024, TARGET_BYTES / 1024.0, (double)before / 1e6,
      (double)after / 1e6);
  g_print ("  %.2f ms of its processors for each to connect and ask\n",
           (rest - began) / bench->count * 1000);
  run_tick (bench, names_csv, ends[0]);
  for (guint i = 0; i < MAKERS; i++) {
    kill (makers[i], SIGKILL);
    waitpid (makers[i], NULL, 0);
  }
}

int
main (int argc, char **argv)
{
  struct rlimit files;
  Bench bench = { .count = argc > 3 ? (guint)g_ascii_strtoull (argv[3], NULL, 10) : 10000 };

  if (argc < 3) {
    g_printerr ("bench-waiting SERVER NAMES.csv [LAPTOPS]\n");
    return 2;
  }
  getrlimit (RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit (RLIMIT_NOFILE, &files);
  bench.count -= bench.count % (MAKERS * IN_TEAM);
  bench.teams = bench.count / IN_TEAM;
  set_up (&bench, argv[1]);
  run (&bench, argv[2]);
  office_free (bench.office);
  g_free (bench.numbers);
  g_free (bench.epoch);
  return 0;
}
