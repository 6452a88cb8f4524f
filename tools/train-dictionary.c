/* Makes the dictionary that small messages are packed with (data/wire), from invented work only. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#define ZDICT_STATIC_LINKING_ONLY
#include <zdict.h>
#include <zstd.h>

#include "rows.h"
#include "wire/codec.h"

#define SEED 1977
#define N_SAMPLES 1200
#define N_SKELETONS 6
#define CAPACITY (32 * 1024)

static const char *const places[] = { "Komuna e Gjilanit",
                                      "Komuna e Ferizajt",
                                      "Opština Štrpce",
                                      "Општина Грачаница",
                                      "Shkolla fillore \"Dardania\"",
                                      "Shkolla e mesme e lartë",
                                      "Osnovna škola \"Sveti Sava\"",
                                      "Основна школа",
                                      "Gimnazija",
                                      "OJQ \"Shpresa\"",
                                      "NVO \"Centar\"",
                                      "Universiteti i Prishtinës",
                                      "Qendra për Punë Sociale",
                                      "Centar za socijalni rad",
                                      "Qendra Kryesore e Mjekësisë Familjare",
                                      "Dom zdravlja",
                                      "Policia e Kosovës",
                                      "Forumi i Komunitetit",
                                      "Drejtoria e Arsimit",
                                      "Kancelarija za zajednice i povratak",
                                      NULL };
static const char *const topics[] = { "Trajnim për aktivistë",
                                      "Takim i Forumit të Komunitetit",
                                      "Obuka za aktiviste",
                                      "Sastanak Foruma zajednice",
                                      "Обука",
                                      "Conference",
                                      "Seanca 1",
                                      NULL };
/* Codes and pieces of values, the more frequent ones later: what is near the end is cheaper. */
static const char *const words[] = { "decan",
                                     "gjakova",
                                     "drenas",
                                     "gjilan",
                                     "dragash",
                                     "istog",
                                     "kacanik",
                                     "klina",
                                     "fushe-kosova",
                                     "kamenica",
                                     "mitrovica-south",
                                     "mitrovica-north",
                                     "leposavic",
                                     "lipjan",
                                     "novo-brdo",
                                     "obiliq",
                                     "rahovec",
                                     "peja",
                                     "podujeva",
                                     "prishtina",
                                     "prizren",
                                     "skenderaj",
                                     "shtime",
                                     "strpce",
                                     "suhareka",
                                     "ferizaj",
                                     "viti",
                                     "vushtrri",
                                     "zubin-potok",
                                     "zvecan",
                                     "malisheva",
                                     "junik",
                                     "mamusha",
                                     "hani-i-elezit",
                                     "gracanica",
                                     "ranilug",
                                     "partes",
                                     "klokot",
                                     "vocational_training",
                                     "cfpi_meeting",
                                     "conference",
                                     "training",
                                     "not_stated",
                                     "montenegrin",
                                     "croat",
                                     "other",
                                     "gorani",
                                     "egyptian",
                                     "ashkali",
                                     "roma",
                                     "turkish",
                                     "bosniak",
                                     "serb",
                                     "albanian",
                                     "sq;sr;en",
                                     "sr@latin",
                                     "sr",
                                     "sq",
                                     "invited",
                                     "registered",
                                     "confirmed",
                                     "left_early",
                                     "excused",
                                     "absent",
                                     "late",
                                     "present",
                                     "forum_member",
                                     "chair",
                                     "trainer",
                                     "speaker",
                                     "facilitator",
                                     "participant",
                                     "typed",
                                     "badge",
                                     "self",
                                     "sheet",
                                     "import",
                                     "tick",
                                     "planned",
                                     "submitted",
                                     "returned",
                                     "approved",
                                     "open",
                                     "spoken",
                                     "withdrawn",
                                     "paper",
                                     "screen",
                                     "male",
                                     "female",
                                     "+000 00 000 000",
                                     "000 000 000",
                                     "000/000-000",
                                     "00000000000",
                                     "2026-00-00",
                                     "0000-00-00",
                                     "00:00",
                                     "09:00",
                                     "10:00",
                                     "16:00",
                                     "1",
                                     NULL };
static const char *const devices[] = { "3F8ZK1D0XW5QH", "N6TB2Y9C4MJRV", "GA7P0E6S8KX1Z" };

/* The bytes of a message without its frame. */
static char *
plain_text (GBytes *message)
{
  gsize length;
  const char *data = g_bytes_get_data (message, &length);
  char *text = g_malloc0 (EV_WIRE_MAX_BODY);
  gsize size = ZSTD_decompress (text, EV_WIRE_MAX_BODY - 1, data, length);

  if (ZSTD_isError (size))
    memcpy (text, data, length);
  return text;
}

/* An hour at the door: people come in, are added or found, and ticked; some are corrected. */
static GPtrArray *
an_hour (Laptop *laptop, guint length)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);
  g_autofree char *session = ev_id_new (laptop->last.device, 17);

  if (g_rand_int_range (laptop->random, 0, 8) == 0)
    g_ptr_array_extend_and_steal (changes, laptop_work (laptop, 1, 1, 1));
  while (changes->len < length) {
    EvChange *person = laptop_add_person (laptop);
    g_ptr_array_add (changes, person);
    g_ptr_array_add (changes, laptop_add_attendance (laptop, session, person->id));
    if (g_rand_int_range (laptop->random, 0, 6) == 0)
      g_ptr_array_add (changes, laptop_edit_person (laptop, person));
    for (gint32 i = g_rand_int_range (laptop->random, 0, 4); i > 0; i--) {
      g_autofree char *known =
          ev_id_new (devices[i % 3], g_rand_int_range (laptop->random, 5, 900));
      g_ptr_array_add (changes, laptop_add_attendance (laptop, session, known));
    }
  }
  return changes;
}

/* Written without a dictionary, since it is not there yet; then it is named. */
static char *
request_text (Laptop *laptop, guint length)
{
  g_autoptr (EvRequest) request = ev_request_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *plain = NULL;

  g_strlcpy (request->device, laptop->last.device, sizeof request->device);
  request->dictionary = 0;
  request->epoch = g_strdup ("0R7WX");
  request->cursor = g_rand_int_range (laptop->random, 1, 100000);
  request->after = laptop->last.seq;
  g_ptr_array_unref (request->changes);
  request->changes = length > 0 ? an_hour (laptop, length)
                                : g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);
  request->held = laptop->last.seq;
  bytes = ev_codec_write_request (request);
  plain = plain_text (bytes);
  return g_strdup_printf ("{\"v\":1,\"d\":%d%s", EV_WIRE_DICTIONARY, plain + strlen ("{\"v\":1"));
}

static char *
answer_text (Laptop *laptop, guint length)
{
  g_autoptr (EvAnswer) answer = ev_answer_new ();
  g_autoptr (GPtrArray) changes = length > 0 ? an_hour (laptop, length) : NULL;
  g_autoptr (GBytes) bytes = NULL;

  answer->epoch = g_strdup ("0R7WX");
  answer->acked = laptop->last.seq;
  answer->cursor = g_rand_int_range (laptop->random, 1, 100000);
  answer->server_time = 1763000000000 + g_rand_int_range (laptop->random, 0, G_MAXINT32);
  answer->has_digest = TRUE;
  answer->digest =
      (EvDigest){ (guint64)g_rand_int (laptop->random) << 32 | g_rand_int (laptop->random),
                  (guint64)g_rand_int (laptop->random) << 32 | g_rand_int (laptop->random) };
  if (changes != NULL) {
    g_ptr_array_unref (answer->changes);
    answer->changes = rows_handed_on (changes);
  }
  bytes = ev_codec_write_answer (answer);
  return plain_text (bytes);
}

static char *
message_text (GRand *random, const Names *names, guint number, guint most)
{
  Laptop laptop = laptop_new (random, names, devices[number % G_N_ELEMENTS (devices)]);
  guint length = (guint)g_rand_int_range (random, 1, (gint32)most + 1);

  laptop.last.seq = g_rand_int_range (random, 1, 5000);
  if (number % 5 == 4)
    length = 0;
  return number % 2 == 0 ? request_text (&laptop, length) : answer_text (&laptop, length);
}

static void
add_words (GString *content, const char *const *list)
{
  for (; *list != NULL; list++)
    g_string_append_printf (content, "\"%s\",", *list);
}

/* What messages are likely to repeat; the zstd dictionary is this and statistics of the samples. */
static char *
make_content (GRand *random, const Names *names)
{
  g_autoptr (GString) content = g_string_new (NULL);

  add_words (content, topics);
  add_words (content, places);
  add_words (content, (const char *const *)names->family);
  add_words (content, (const char *const *)names->given);
  add_words (content, words);
  for (guint i = 0; i < N_SKELETONS; i++) {
    g_autofree char *message = message_text (random, names, N_SKELETONS - 1 - i, 4);
    g_string_append (content, message);
  }
  return g_string_free (g_steal_pointer (&content), FALSE);
}

static GBytes *
train (const char *content, const GString *samples, const gsize *sizes)
{
  ZDICT_params_t parameters = { .compressionLevel = 19, .dictID = EV_WIRE_DICTIONARY };
  g_autofree char *dictionary = g_malloc (CAPACITY);
  gsize size = ZDICT_finalizeDictionary (dictionary, CAPACITY, content, strlen (content),
                                         samples->str, sizes, N_SAMPLES, parameters);

  if (ZDICT_isError (size)) {
    g_printerr ("train-dictionary: %s\n", ZDICT_getErrorName (size));
    return NULL;
  }
  return g_bytes_new (dictionary, size);
}

int
main (int argc, char **argv)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_auto (Names) names = { NULL, NULL, places, topics };
  g_autoptr (GString) samples = g_string_new (NULL);
  g_autofree gsize *sizes = g_new (gsize, N_SAMPLES);
  g_autofree char *content = NULL;
  g_autoptr (GBytes) dictionary = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 3 || !names_load (&names, argv[1], &error)) {
    g_printerr ("train-dictionary NAMES.csv DICTIONARY\n");
    return 2;
  }
  content = make_content (random, &names);
  for (guint i = 0; i < N_SAMPLES; i++) {
    g_autofree char *message = message_text (random, &names, i, i % 3 == 0 ? 100 : 12);
    sizes[i] = strlen (message);
    g_string_append (samples, message);
  }
  dictionary = train (content, samples, sizes);
  if (dictionary == NULL || !g_file_set_contents (argv[2], g_bytes_get_data (dictionary, NULL),
                                                  (gssize)g_bytes_get_size (dictionary), &error))
    return 1;
  return 0;
}
