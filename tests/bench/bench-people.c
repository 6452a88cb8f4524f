/* How long it takes to find people among many: while typing, beside a form, and twice registered.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

#include "rows.h"
#include "store/candidate.h"
#include "store/exchange-log.h"

#define PEOPLE 100000
#define TYPED 200 /* names typed, letter by letter */
#define FORMS 500 /* people written down */
#define SHOWN 20
#define PIECE 10000 /* changes an answer */

static const char *const places[] = { "Komuna e Prizrenit",    "Opština Gračanica",
                                      "OŠ Kralj Milutin",      "OJQ Lulja",
                                      "Qendra rinore, Gjilan", NULL };

typedef struct {
  char *folder;
  EvStore *store;
  GRand *random;
  GPtrArray *people; /* of EvChange */
} Bench;

static gboolean
has_code (const char *list, const char *code, gpointer data)
{
  return TRUE;
}

/* Processor time, so that what else the machine does is not counted. */
static gint64
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (gint64)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static double
seconds_since (gint64 start)
{
  return (double)(now () - start) / 1e6;
}

static void
apply (Bench *bench, GPtrArray *changes, gint64 cursor)
{
  g_autoptr (GError) error = NULL;
  EvExchangeReceipt receipt = {
    .epoch = "E1", .cursor = cursor, .server_time = g_get_real_time () / 1000, .changes = changes
  };

  if (!ev_exchange_apply (bench->store, &receipt, NULL, &error))
    g_error ("%s", error->message);
}

static void
fill (Bench *bench, const Names *names, guint count)
{
  Laptop laptop = laptop_new (bench->random, names, "7K2M9PQRSTVWX");
  gint64 start = now ();

  for (guint done = 0; done < count; done += PIECE) {
    g_autoptr (GPtrArray) piece = g_ptr_array_new ();
    for (guint i = 0; i < PIECE && done + i < count; i++) {
      EvChange *person = laptop_add_person (&laptop);
      g_ptr_array_add (piece, person);
      g_ptr_array_add (bench->people, person);
    }
    apply (bench, piece, done + 1);
  }
  g_print ("%u people taken in: %.1f s\n", count, seconds_since (start));
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

static void
print_times (const char *title, GArray *times, double limit)
{
  g_array_sort (times, compare_numbers);
  g_print ("%s: median %.2f ms, p99 %.2f ms, most %.2f ms (p99 at most %.0f), %u times\n", title,
           g_array_index (times, double, times->len / 2) * 1e3,
           g_array_index (times, double, times->len * 99 / 100) * 1e3,
           g_array_index (times, double, times->len - 1) * 1e3, limit, times->len);
}

static const EvChange *
any_person (Bench *bench)
{
  return bench->people->pdata[g_rand_int_range (bench->random, 0, (gint32)bench->people->len)];
}

static const char *
text_of (const EvChange *person, const char *field)
{
  const EvAssignment *assignment = ev_change_find (person, field);
  return assignment != NULL ? ev_value_text (assignment->value) : "";
}

static void
measure_search (Bench *bench)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < TYPED; i++) {
    const EvChange *person = any_person (bench);
    g_autofree char *name =
        g_strdup_printf ("%s %s", text_of (person, "given_name"), text_of (person, "family_name"));
    for (const char *end = name; *end != '\0';) {
      g_autofree char *typed = g_strndup (name, (gsize)(g_utf8_next_char (end) - name));
      gint64 start = now ();
      g_autoptr (GPtrArray) rows = ev_search_people (bench->store, typed, NULL, SHOWN, NULL);
      double took = seconds_since (start);
      g_assert_nonnull (rows);
      g_array_append_val (times, took);
      end = g_utf8_next_char (end);
    }
  }
  print_times ("search, per keystroke", times, 5);
}

static void
measure_candidates (Bench *bench)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < FORMS; i++) {
    const EvChange *person = any_person (bench);
    const EvAssignment *year = ev_change_find (person, "birth_year");
    EvLikenessPerson wanted = { text_of (person, "given_name"), text_of (person, "family_name"),
                                year != NULL ? (int)ev_value_integer (year->value) : 0,
                                text_of (person, "phone"), text_of (person, "municipality") };
    gint64 start = now ();
    g_autoptr (GPtrArray) found = ev_candidate_for (bench->store, &wanted, NULL, SHOWN, NULL);
    double took = seconds_since (start);
    g_assert_cmpuint (found->len, >, 0);
    g_array_append_val (times, took);
  }
  print_times ("candidates, per form", times, 50);
}

static void
measure_pairs (Bench *bench)
{
  gint64 start = now ();
  g_autoptr (GPtrArray) pairs = ev_candidate_pairs (bench->store, G_MAXUINT, NULL);

  g_print ("duplicates: %.2f s (at most 5 at 100000), %u pairs\n", seconds_since (start),
           pairs->len);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *inner = g_build_filename (path, name, NULL);
    remove_tree (inner);
  }
  g_remove (path);
}

static void
bench_clear (Bench *bench)
{
  g_clear_pointer (&bench->store, ev_store_close);
  if (bench->folder != NULL)
    remove_tree (bench->folder);
  g_free (bench->folder);
  g_clear_pointer (&bench->people, g_ptr_array_unref);
  g_clear_pointer (&bench->random, g_rand_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bench, bench_clear)

static gboolean
bench_init (Bench *bench, GError **error)
{
  EvStoreOptions options = { .clock = ev_clock_system (),
                             .random = ev_random_system (),
                             .rules = { .has_code = has_code } };
  g_autofree char *data = NULL;

  bench->random = g_rand_new_with_seed (20260314);
  bench->people = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);
  bench->folder = g_dir_make_tmp ("evidenca-XXXXXX", error);
  if (bench->folder == NULL)
    return FALSE;
  options.mark_folder = bench->folder;
  data = g_build_filename (bench->folder, "data", NULL);
  bench->store = ev_store_create (data, &options, "fierc", "Forums", error);
  return bench->store != NULL;
}

int
main (int argc, char **argv)
{
  g_auto (Bench) bench = { 0 };
  g_auto (Names) names = { NULL, NULL, places, places };
  g_autoptr (GError) error = NULL;
  guint64 count = PEOPLE;

  if (argc < 2 || argc > 3 ||
      (argc == 3 && !g_ascii_string_to_unsigned (argv[2], 10, 1, 10000000, &count, NULL))) {
    g_printerr ("bench-people NAMES.csv [PEOPLE]\n");
    return 2;
  }
  if (!bench_init (&bench, &error) || !names_load (&names, argv[1], &error)) {
    g_printerr ("%s\n", error->message);
    return 1;
  }
  fill (&bench, &names, (guint)count);
  measure_search (&bench);
  measure_candidates (&bench);
  measure_pairs (&bench);
  return 0;
}
