/* How many bytes the work takes on the wire, and how long it takes to pack and unpack. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <lzma.h>
#include <string.h>
#include <zstd.h>

#include "rows.h"
#include "wire/codec.h"

#define DEVICE "7K2M9PQRSTVWX"
#define EPOCH "6WT3Q0AB"
#define CURSOR 48211

/* Not those that the dictionary was trained with. */
static const char *const places[] = { "Komuna e Prizrenit",
                                      "Shkolla e mesme \"Ulpiana\"",
                                      "OJQ Lulja",
                                      "Opština Gračanica",
                                      "OŠ Kralj Milutin",
                                      "Qendra e grave, Ferizaj",
                                      "Biblioteka e qytetit",
                                      "NVO Most",
                                      "Универзитет у Приштини",
                                      "Qendra rinore, Gjilan",
                                      "Zyra për komunitete",
                                      "Dom kulture",
                                      "Këshilli i lagjes",
                                      "Mesna zajednica",
                                      "Shoqata e bletarëve",
                                      "Udruženje penzionera",
                                      NULL };
static const char *const topics[] = { "Buxheti komunal",      "Javne nabavke",
                                      "Të drejtat gjuhësore", "Socijalno preduzetništvo",
                                      "Mediacioni",           NULL };

/* Headers as sync/ and server/ send them; test-transport.c holds that the request has no others. */
static const char request_headers[] =
    "POST /v1/sync HTTP/1.1\r\nHost: evidenca.example.org\r\nAuthorization: Bearer "
    "0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456789ABCDEFGHJK\r\n"
    "Content-Length: 12\r\n\r\n";
static const char answer_headers[] =
    "HTTP/1.1 200 OK\r\nContent-Type: " EV_WIRE_CONTENT_TYPE "\r\nContent-Length: 12\r\n\r\n";

static gsize
zstd_size (const char *text, int level)
{
  gsize bound = ZSTD_compressBound (strlen (text));
  g_autofree char *packed = g_malloc (bound);
  return ZSTD_compress (packed, bound, text, strlen (text), level);
}

static gsize
xz_size (const char *text)
{
  gsize bound = lzma_stream_buffer_bound (strlen (text)), size = 0;
  g_autofree guint8 *packed = g_malloc (bound);

  lzma_easy_buffer_encode (9 | LZMA_PRESET_EXTREME, LZMA_CHECK_CRC32, NULL, (const guint8 *)text,
                           strlen (text), packed, &size, bound);
  return size;
}

static GBytes *
pack_request (const GPtrArray *changes, guint32 dictionary)
{
  g_autoptr (EvRequest) request = ev_request_new ();
  const EvChange *last = changes->len > 0 ? changes->pdata[changes->len - 1] : NULL;

  request->dictionary = dictionary;
  g_strlcpy (request->device, DEVICE, sizeof request->device);
  request->epoch = g_strdup (EPOCH);
  request->cursor = CURSOR;
  request->held = last != NULL ? last->version.seq : CURSOR;
  request->after = last != NULL ? ((const EvChange *)changes->pdata[0])->version.seq - 1 : CURSOR;
  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (request->changes, ev_change_copy (changes->pdata[i]));
  return ev_codec_write_request (request);
}

static GBytes *
pack_answer (const GPtrArray *changes, guint32 dictionary)
{
  g_autoptr (EvAnswer) answer = ev_answer_new ();

  answer->dictionary = dictionary;
  answer->epoch = g_strdup (EPOCH);
  answer->acked = CURSOR;
  answer->cursor = CURSOR;
  answer->server_time = 1763012345678;
  answer->has_digest = TRUE;
  answer->digest = (EvDigest){ 0x0123456789abcdef, 0xfedcba9876543210 };
  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (answer->changes, ev_change_copy (changes->pdata[i]));
  return ev_codec_write_answer (answer);
}

static void
print_push (const char *title, const GPtrArray *changes, guint limit)
{
  g_autofree char *rows = rows_to_json (changes);
  g_autoptr (GBytes) with = pack_request (changes, EV_WIRE_DICTIONARY);
  g_autoptr (GBytes) without = pack_request (changes, 0);
  g_autoptr (GPtrArray) handed = rows_handed_on (changes);
  g_autoptr (GBytes) down = pack_answer (handed, EV_WIRE_DICTIONARY);

  g_print ("%-26s %7zu %7zu %7zu %7zu | %7zu %7zu | %7zu %7zu   (%u)\n", title, strlen (rows),
           zstd_size (rows, 3), zstd_size (rows, 19), xz_size (rows), g_bytes_get_size (without),
           g_bytes_get_size (with), g_bytes_get_size (with) + strlen (request_headers),
           g_bytes_get_size (down) + strlen (answer_headers), limit);
}

static void
print_idle (void)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GBytes) up = pack_request (nothing, EV_WIRE_DICTIONARY);
  g_autoptr (GBytes) down = pack_answer (nothing, EV_WIRE_DICTIONARY);

  g_print ("\nW5 nothing to say: up %zu + %zu, down %zu + %zu (headers + body), in all %zu (400)\n",
           strlen (request_headers), g_bytes_get_size (up), strlen (answer_headers),
           g_bytes_get_size (down),
           strlen (request_headers) + g_bytes_get_size (up) + strlen (answer_headers) +
               g_bytes_get_size (down));
}

typedef void (*Job) (gpointer data);

/* Seconds for one call, the least of several. */
static double
seconds_for (Job job, gpointer data)
{
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < 7; i++) {
    gint64 start = g_get_monotonic_time ();
    job (data);
    least = MIN (least, (double)(g_get_monotonic_time () - start) / 1e6);
  }
  return least;
}

static void
job_write (gpointer data)
{
  g_autoptr (GBytes) bytes = ev_codec_write_request (data);
}

static void
job_read (gpointer data)
{
  g_autoptr (EvRequest) request = ev_codec_read_request (data, NULL);
  g_assert_nonnull (request);
}

static void
job_answer (gpointer data)
{
  g_autoptr (GBytes) bytes = ev_codec_write_answer (data);
}

/* The plain way: a JSON row for each change, printed by cJSON, zstd at its usual level. */
static void
job_naive (gpointer data)
{
  const EvRequest *request = data;
  g_autofree char *rows = rows_to_json (request->changes);
  zstd_size (rows, 3);
}

static void
job_naive_read (gpointer data)
{
  g_autoptr (EvJson) rows = cJSON_Parse (data);
  g_assert_nonnull (rows);
}

static void
print_speed (const char *title, const GPtrArray *changes)
{
  g_autoptr (GBytes) bytes = pack_request (changes, EV_WIRE_DICTIONARY);
  g_autoptr (EvRequest) request = ev_codec_read_request (bytes, NULL);
  g_autoptr (EvAnswer) answer = ev_answer_new ();
  g_autofree char *rows = rows_to_json (changes);
  double write, read, naive, naive_read, down;

  answer->dictionary = EV_WIRE_DICTIONARY;
  g_ptr_array_unref (answer->changes);
  answer->changes = rows_handed_on (changes);
  write = seconds_for (job_write, request);
  read = seconds_for (job_read, bytes);
  down = seconds_for (job_answer, answer);
  naive = seconds_for (job_naive, request);
  naive_read = seconds_for (job_naive_read, rows);
  g_print ("%-26s write %5.2f of naive (%6.0f changes/s), answer %5.2f (%6.0f/s), read %5.2f "
           "(%7.0f/s)\n",
           title, write / naive, changes->len / write, down / naive, changes->len / down,
           read / naive_read, changes->len / read);
}

/* What a server does for each laptop that has nothing to say. */
static void
print_idle_speed (void)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GBytes) up = pack_request (nothing, EV_WIRE_DICTIONARY);
  g_autoptr (EvAnswer) answer = ev_answer_new ();
  double read, write;

  answer->dictionary = EV_WIRE_DICTIONARY;
  answer->epoch = g_strdup (EPOCH);
  answer->cursor = answer->acked = CURSOR;
  answer->server_time = 1763012345678;
  answer->has_digest = TRUE;
  read = seconds_for (job_read, up);
  write = seconds_for (job_answer, answer);
  g_print ("W5                         read %.0f us, answer %.0f us\n", read * 1e6, write * 1e6);
}

int
main (int argc, char **argv)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260314);
  g_auto (Names) names = { NULL, NULL, places, topics };
  g_auto (Names) strangers = { NULL, NULL, places, topics };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) much = NULL, little = NULL, strange = NULL, strange_little = NULL;
  Laptop laptop, other;

  if (argc != 2 || !names_load (&names, argv[1], &error)) {
    g_printerr ("bench-wire NAMES.csv\n");
    return 2;
  }
  names_invent (&strangers, random, 1000);
  laptop = laptop_new (random, &names, DEVICE);
  other = laptop_new (random, &strangers, DEVICE);
  much = laptop_work (&laptop, 30, 1000, 3000);
  little = laptop_work (&laptop, 1, 50, 50);
  strange = laptop_work (&other, 30, 1000, 3000);
  strange_little = laptop_work (&other, 1, 50, 50);
  g_ptr_array_remove_range (little, 0, 2);
  g_ptr_array_remove_range (strange_little, 0, 2);
  g_print ("bytes                         JSON  zstd-3 zstd-19  xz -9e | no dict.  body  | "
           "pushed  pulled   (limit)\n");
  print_push ("W1/W2 1000 + 3000", much, 45000);
  print_push ("W1/W2, unlisted names", strange, 45000);
  print_push ("W3 50 + 50", little, 2800);
  print_push ("W3, unlisted names", strange_little, 2800);
  print_idle ();
  g_print ("\nBest peer: W1 137000, W2 137000, W3 5700 (SQLite changesets, zstd -19).\n\n");
  print_speed ("W1", much);
  print_speed ("W3", little);
  print_idle_speed ();
  return 0;
}
