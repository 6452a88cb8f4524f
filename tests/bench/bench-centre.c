/* How much one server takes in, and what a change costs it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <zstd.h>

#include "base/secret.h"
#include "caller.h"
#include "office.h"
#include "processor.h"
#include "rows.h"
#include "server/filing.h"
#include "server/opening.h"
#include "server/registrar.h"
#include "wire/codec.h"

/* Sixteen facilitators, each in a team of its own, bring W1: 30 events, 1,000 people, 3,000
 * attendances. */
enum { LAPTOPS = 16, EVENTS = 30, PEOPLE = 1000, ATTENDANCES = 3000 };

/* Changes in one request, unless told otherwise: about the first batch of a laptop. */
enum { EACH = 1000 };

/* What W1 leads to at least on two cores, in changes a second. */
enum { TARGET_SQLITE = 15000, TARGET_POSTGRES = 6000 };

/* How the cost of a change may grow. */
#define TARGET_RATIO 1.5

static const char *const places[] = { "Komuna e Prizrenit", "OJQ Lulja", "Opština Gračanica",
                                      "OŠ Kralj Milutin",   "NVO Most",  "Biblioteka e qytetit",
                                      "Dom kulture",        NULL };
static const char *const topics[] = { "Buxheti komunal", "Javne nabavke", "Mediacioni", NULL };

typedef struct {
  const char *server, *store; /* NULL: SQLite */
  guint each;
  Names names;
  GRand *random;
  Office *office;
  EvCentral *central; /* beside the server */
  gint64 project;
  gint64 teams[LAPTOPS];
  guint laptops; /* made so far */
} Bench;

typedef struct {
  char device[EV_ID_DEVICE_LENGTH + 1], token[64];
  GPtrArray *batches; /* of GBytes: requests in JSON, without what the last answer gives them */
  GArray *lasts;      /* of gint64: the seq that each goes to */
  char *epoch;
  gint64 cursor;
  guint16 port;
} Loader;

/* What a run came to. */
typedef struct {
  guint changes;
  /* Seconds; all but the first of processors. The writer is the server's one thread that writes. */
  double seconds, server, writer, database, laptops;
} Load;

static void
must (gboolean done, const GError *error)
{
  if (!done)
    g_error ("bench-centre: %s", error != NULL ? error->message : "failed");
}

/* Setting up. */

static void
open_centre (Bench *bench)
{
  const EvRandom random = ev_random_system ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EvCentralProject) project = NULL;

  bench->office = office_new_on (bench->server, bench->store, TRUE);
  bench->central = ev_opening_store (bench->office->central, &random, FALSE, &error);
  must (bench->central != NULL && bench->central->begin (bench->central, TRUE, &error), error);
  project = ev_registrar_project (bench->central, "CFPI", &error);
  must (project != NULL, error);
  bench->project = project->number;
  for (guint i = 0; i < LAPTOPS; i++) {
    g_autofree char *code = g_strdup_printf ("T%u", i);
    g_autofree char *id = ev_registrar_add_team (bench->central, "CFPI", code, code,
                                                 g_get_real_time () / 1000, &error);
    g_autoptr (EvCentralTeam) team = NULL;
    must (id != NULL &&
              bench->central->team_by_id (bench->central, bench->project, id, FALSE, &team, &error),
          error);
    bench->teams[i] = team->number;
  }
  must (bench->central->commit (bench->central, &error), error);
}

static void
close_centre (Bench *bench)
{
  ev_central_close (bench->central);
  office_free (bench->office);
}

/* Another device in the team of this place. Owned. */
static EvCentralDevice *
add_device (Bench *bench, guint place, const char *token)
{
  g_autofree char *id = g_strdup_printf ("%013u", 1000000 + bench->laptops++);
  EvCentralDevice *device = ev_central_device_new (id);
  g_autoptr (GError) error = NULL;

  device->project = bench->project;
  device->role = EV_ROLE_FACILITATOR;
  device->token_hash = ev_secret_hash_hex (token, strlen (token));
  device->enrolled = device->seen = g_get_real_time () / 1000;
  g_array_append_val (device->teams, bench->teams[place]);
  must (bench->central->begin (bench->central, TRUE, &error) &&
            bench->central->device_save (bench->central, device, &error) &&
            bench->central->commit (bench->central, &error),
        error);
  return device;
}

static GPtrArray *
make_work (Bench *bench, const char *device, guint events, guint people, guint attendances)
{
  Laptop work = laptop_new (bench->random, &bench->names, device);
  GPtrArray *changes = laptop_work (&work, events, people, attendances);
  gint64 shift = g_get_real_time () / 1000 - 60000 - work.last.stamp / 256;

  for (guint i = 0; i < changes->len; i++)
    rows_move (changes->pdata[i], shift);
  return changes;
}

/* The request as text, without its first brace. */
static GBytes *
plain_request (const EvRequest *request)
{
  g_autoptr (GBytes) packed = ev_codec_write_request (request);
  gsize length, unfolded;
  const void *bytes = g_bytes_get_data (packed, &length);
  char *text = g_malloc (EV_WIRE_MAX_PLAIN);

  unfolded = ZSTD_decompress (text, EV_WIRE_MAX_PLAIN, bytes, length);
  must (!ZSTD_isError (unfolded), NULL);
  memmove (text, text + 1, unfolded - 1);
  return g_bytes_new_take (g_realloc (text, unfolded), unfolded - 1);
}

/* The laptop has heard of all that there is. */
static void
catch_up (Bench *bench, Loader *loader)
{
  EvCentral *central = bench->central;
  g_autoptr (GError) error = NULL;

  must (central->begin (central, FALSE, &error) &&
            central->fact (central, "epoch", &loader->epoch, &error) &&
            central->cursor (central, bench->project, &loader->cursor, &error),
        error);
  central->rollback (central);
}

static void
prepare (Bench *bench, Loader *loader, guint place)
{
  g_autoptr (EvCentralDevice) device = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  g_snprintf (loader->token, sizeof loader->token, "token-of-laptop-%u", bench->laptops);
  device = add_device (bench, place, loader->token);
  g_strlcpy (loader->device, device->id, sizeof loader->device);
  changes = make_work (bench, device->id, EVENTS, PEOPLE, ATTENDANCES);
  loader->port = bench->office->port;
  catch_up (bench, loader);
  loader->batches = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  loader->lasts = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < changes->len; i += bench->each) {
    g_autoptr (EvRequest) request = ev_request_new ();
    gint64 last;
    request->version = EV_WIRE_VERSION;
    request->dictionary = 0;
    g_strlcpy (request->device, device->id, sizeof request->device);
    request->held = changes->len;
    request->after = i;
    for (guint k = i; k < MIN (i + bench->each, changes->len); k++)
      g_ptr_array_add (request->changes, ev_change_copy (changes->pdata[k]));
    last = i + request->changes->len;
    g_ptr_array_add (loader->batches, plain_request (request));
    g_array_append_val (loader->lasts, last);
  }
}

static void
loader_clear (Loader *loader)
{
  g_ptr_array_unref (loader->batches);
  g_array_unref (loader->lasts);
  g_free (loader->epoch);
}

/* The load. */

static GBytes *
pack (const Loader *loader, GBytes *batch)
{
  g_autoptr (GString) text = g_string_sized_new (g_bytes_get_size (batch) + 100);
  gsize bound, length;
  void *packed;

  g_string_append_printf (text, "{\"d\":%d,", EV_WIRE_DICTIONARY);
  if (loader->epoch != NULL)
    g_string_append_printf (text, "\"e\":\"%s\",\"c\":%" G_GINT64_FORMAT ",", loader->epoch,
                            loader->cursor);
  g_string_append_len (text, g_bytes_get_data (batch, NULL), (gssize)g_bytes_get_size (batch));
  bound = ZSTD_compressBound (text->len);
  packed = g_malloc (bound);
  length = ZSTD_compress (packed, bound, text->str, text->len, 1);
  must (!ZSTD_isError (length), NULL);
  return g_bytes_new_take (packed, length);
}

static void
bring_one (Loader *loader, Caller *caller, guint batch)
{
  g_autoptr (GBytes) body = pack (loader, loader->batches->pdata[batch]);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (EvAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  caller_send (caller, "POST /v1/sync", loader->token, body);
  status = caller_receive (caller, &bytes);
  if (status != 200)
    g_error ("bench-centre: the server answered %d", status);
  answer = ev_codec_read_answer (bytes, &error);
  must (answer != NULL, error);
  if (answer->refusals->len > 0 || answer->acked != g_array_index (loader->lasts, gint64, batch))
    g_error ("bench-centre: %u refusals, taken up to %" G_GINT64_FORMAT, answer->refusals->len,
             answer->acked);
  g_free (loader->epoch);
  loader->epoch = g_strdup (answer->epoch);
  loader->cursor = answer->cursor;
}

static gpointer
bring (gpointer data)
{
  Loader *loader = data;
  g_autoptr (Caller) caller = caller_new (loader->port, 0);

  for (guint i = 0; i < loader->batches->len; i++)
    bring_one (loader, caller, i);
  return NULL;
}

static int
server_process (const Bench *bench)
{
  return (int)g_ascii_strtoll (g_subprocess_get_identifier (bench->office->process), NULL, 10);
}

static Load
run_load (Bench *bench)
{
  Loader loaders[LAPTOPS] = { 0 };
  GThread *threads[LAPTOPS];
  int server = server_process (bench), database = processor_of_database (bench->store);
  Load load = { .changes = LAPTOPS * (2 * EVENTS + PEOPLE + ATTENDANCES) };
  gint64 start;

  for (guint i = 0; i < LAPTOPS; i++)
    prepare (bench, &loaders[i], i);
  load.laptops = processor_of_self ();
  load.server = processor_of (server, FALSE);
  load.writer = processor_of_threads (server, "writer");
  load.database = processor_of (database, TRUE);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < LAPTOPS; i++)
    threads[i] = g_thread_new ("laptop", bring, &loaders[i]);
  for (guint i = 0; i < LAPTOPS; i++)
    g_thread_join (threads[i]);
  load.seconds = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  load.laptops = processor_of_self () - load.laptops;
  load.server = processor_of (server, FALSE) - load.server;
  load.writer = processor_of_threads (server, "writer") - load.writer;
  load.database = processor_of (database, TRUE) - load.database;
  for (guint i = 0; i < LAPTOPS; i++)
    loader_clear (&loaders[i]);
  return load;
}

static double
cost_of (const Load *load)
{
  return (load->server + load->database) / load->changes * 1e6;
}

static void
print_load (const Bench *bench, const char *title, const Load *load)
{
  double all = load->seconds * g_get_num_processors ();

  g_print ("  %-22s %6.0f changes a second (target %d), %u in %.2f s\n", title,
           load->changes / load->seconds, bench->store != NULL ? TARGET_POSTGRES : TARGET_SQLITE,
           load->changes, load->seconds);
  g_print ("  %-22s %6.1f us of processors a change: the server %.1f, its one writer %.1f of them,"
           " the database %.1f\n",
           "", cost_of (load), load->server / load->changes * 1e6,
           load->writer / load->changes * 1e6, load->database / load->changes * 1e6);
  g_print ("  %-22s %6.1f %% of %u processors went to the laptops, %.1f %% to the server and the"
           " database\n",
           "", load->laptops / all * 100, g_get_num_processors (),
           (load->server + load->database) / all * 100);
}

/* Filling. */

static void
file_one (EvFiling *filing, const EvCentralDevice *device, const EvChange *change)
{
  g_autofree char *body = ev_filing_body (change);
  EvCentral *central = ev_shelf_central (ev_filing_shelf (filing));
  guint8 hash[EV_SECRET_HASH_BYTES];
  EvReceipt receipt = { .device = device->number, .seq = change->version.seq, .body = body };
  g_autoptr (GError) error = NULL;

  ev_filing_mark (change, hash);
  memcpy (receipt.hash, hash, sizeof receipt.hash);
  must (ev_filing_put (filing, change, NULL, g_array_index (device->teams, gint64, 0),
                       &receipt.record, &error),
        error);
  receipt.cursor = ev_filing_cursor (filing);
  must (central->receipt_add (central, &receipt, &error), error);
}

/* As many people at once as one laptop of this team brought. */
static void
fill_some (Bench *bench, guint place, guint people)
{
  EvCentral *central = bench->central;
  g_autoptr (EvCentralDevice) device = add_device (bench, place, "no laptop has this");
  g_autoptr (GPtrArray) changes = make_work (bench, device->id, 1, people, 0);
  g_autoptr (EvFiling) filing = NULL;
  g_autoptr (GError) error = NULL;

  must (central->begin (central, TRUE, &error) && central->hold (central, bench->project, &error),
        error);
  filing = ev_filing_begin (central, bench->project, g_get_real_time () / 1000, &error);
  must (filing != NULL, error);
  for (guint i = 0; i < changes->len; i++) {
    ev_shelf_trim (ev_filing_shelf (filing));
    file_one (filing, device, changes->pdata[i]);
  }
  must (ev_filing_end (filing, &error) &&
            central->device_set_acked (central, device->number, changes->len, &error) &&
            central->commit (central, &error),
        error);
}

static void
fill (Bench *bench, guint people)
{
  enum { AT_ONCE = 10000 };
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i * AT_ONCE < people; i++)
    fill_some (bench, i % LAPTOPS, MIN (AT_ONCE, people - i * AT_ONCE));
  g_print ("  %u people filled in within %.0f s\n", people,
           (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC);
}

static void
run (Bench *bench, guint people)
{
  Load empty, full;

  open_centre (bench);
  g_print ("\n%s, TLS, %u laptops, %u changes a request:\n",
           bench->store != NULL ? "PostgreSQL" : "SQLite", LAPTOPS, bench->each);
  empty = run_load (bench);
  print_load (bench, "an empty store", &empty);
  if (people > 0) {
    fill (bench, people);
    full = run_load (bench);
    print_load (bench, "beside those people", &full);
    g_print ("  %-22s %6.2f times the cost of a change in an empty store (target %.1f at most)\n",
             "", cost_of (&full) / cost_of (&empty), TARGET_RATIO);
  }
  close_centre (bench);
}

int
main (int argc, char **argv)
{
  Bench bench = { .names = { NULL, NULL, places, topics }, .each = EACH };
  g_autoptr (GError) error = NULL;

  if (argc < 3 || !names_load (&bench.names, argv[2], &error)) {
    g_printerr ("bench-centre SERVER NAMES.csv [PEOPLE [CHANGES]]\n"
                "PEOPLE: fills the store with so many; CHANGES: so many in a request\n");
    return 2;
  }
  bench.server = argv[1];
  bench.store = g_getenv ("EVIDENCA_TEST_POSTGRES");
  bench.random = g_rand_new_with_seed (20260314);
  if (argc > 4)
    bench.each = (guint)g_ascii_strtoull (argv[4], NULL, 10);
  run (&bench, argc > 3 ? (guint)g_ascii_strtoull (argv[3], NULL, 10) : 0);
  g_rand_free (bench.random);
  names_clear (&bench.names);
  return 0;
}
