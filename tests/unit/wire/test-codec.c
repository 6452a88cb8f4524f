/* Messages: what was written is read back; what no one of ours wrote is refused. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/codec.h"

#include <string.h>
#include <zstd.h>

#include "sample.h"

static void
test_requests (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint round = 0; round < 120; round++) {
    g_autoptr (EvRequest) request =
        sample_request (random, (guint)g_rand_int_range (random, 0, round < 117 ? 40 : 2000));
    g_autoptr (GBytes) bytes = ev_codec_write_request (request);
    g_autoptr (GError) error = NULL;
    g_autoptr (EvRequest) read = ev_codec_read_request (bytes, &error);

    g_assert_no_error (error);
    sample_assert_same_requests (request, read);
  }
}

static void
test_answers (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);

  for (guint round = 0; round < 120; round++) {
    g_autoptr (EvAnswer) answer =
        sample_answer (random, (guint)g_rand_int_range (random, 0, round < 117 ? 40 : 2000));
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (EvAnswer) read = NULL;

    answer->dictionary = round % 2 == 0 ? EV_WIRE_DICTIONARY : 0;
    bytes = ev_codec_write_answer (answer);
    read = ev_codec_read_answer (bytes, &error);
    g_assert_no_error (error);
    sample_assert_same_answers (answer, read);
  }
}

static void
test_enrolment (void)
{
  g_autoptr (EvEnrolRequest) request = ev_enrol_request_new ();
  g_autoptr (EvEnrolRequest) read_request = NULL;
  g_autoptr (EvEnrolAnswer) answer = ev_enrol_answer_new ();
  g_autoptr (EvEnrolAnswer) read_answer = NULL;
  g_autoptr (GBytes) up = NULL;
  g_autoptr (GBytes) down = NULL;

  request->code = g_strdup ("K7PM-2Q9X-55");
  g_strlcpy (request->device, "ABCDEFGHJKMNP", sizeof request->device);
  request->name = g_strdup ("Zyra, laptopi i dytë");
  request->token_hash = g_strnfill (64, 'a');
  up = ev_codec_write_enrol_request (request);
  read_request = ev_codec_read_enrol_request (up, NULL);
  g_assert_nonnull (read_request);
  g_assert_cmpstr (read_request->code, ==, request->code);
  g_assert_cmpstr (read_request->device, ==, request->device);
  g_assert_cmpstr (read_request->name, ==, request->name);
  g_assert_cmpstr (read_request->token_hash, ==, request->token_hash);

  answer->project = g_strdup ("FIERC");
  answer->project_name = g_strdup ("Forumet e komunitetit");
  answer->role = g_strdup ("facilitator");
  answer->teams = g_strsplit ("ABCDEFGHJKMNP-3,ABCDEFGHJKMNP-4", ",", -1);
  answer->epoch = g_strdup ("6WT3Q");
  answer->server_time = 1763000000000;
  down = ev_codec_write_enrol_answer (answer);
  read_answer = ev_codec_read_enrol_answer (down, NULL);
  g_assert_nonnull (read_answer);
  g_assert_cmpstr (read_answer->project, ==, answer->project);
  g_assert_cmpstr (read_answer->project_name, ==, answer->project_name);
  g_assert_cmpstr (read_answer->role, ==, answer->role);
  g_assert_cmpstr (read_answer->epoch, ==, answer->epoch);
  g_assert_cmpint (read_answer->server_time, ==, answer->server_time);
  g_assert_true (
      g_strv_equal ((const char *const *)read_answer->teams, (const char *const *)answer->teams));
}

static void
test_complaint (void)
{
  g_autoptr (EvComplaint) complaint = ev_complaint_new ("busy", 1763000000000);
  g_autoptr (GBytes) bytes = ev_codec_write_complaint (complaint);
  g_autoptr (EvComplaint) read = ev_codec_read_complaint (bytes, NULL);

  g_assert_nonnull (read);
  g_assert_cmpstr (read->code, ==, "busy");
  g_assert_cmpint (read->server_time, ==, complaint->server_time);
  g_assert_cmpint (read->oldest, ==, EV_WIRE_OLDEST);
  g_assert_cmpint (read->newest, ==, EV_WIRE_VERSION);
}

/* Every reader refuses what is not its message, with a code that says why. */
static void
test_refused (void)
{
  static const struct {
    const char *text;
    EvErrorCode code;
  } cases[] = {
    { "", EV_ERROR_MALFORMED },
    { "<html><body>Welcome to the hotel</body></html>", EV_ERROR_MALFORMED },
    { "[]", EV_ERROR_MALFORMED },
    { "{}", EV_ERROR_MALFORMED },
    { "{\"v\":\"1\",\"i\":\"ABCDEFGHJKMNP\"}", EV_ERROR_MALFORMED },
    { "{\"v\":1}", EV_ERROR_MALFORMED },
    { "{\"v\":1,\"i\":\"abcdefghjkmnp\"}", EV_ERROR_MALFORMED },
    { "{\"v\":1,\"i\":\"ABCDEFGHJKMNP\",\"c\":-1}", EV_ERROR_MALFORMED },
    { "{\"v\":1,\"i\":\"ABCDEFGHJKMNP\",\"e\":7}", EV_ERROR_MALFORMED },
    { "{\"v\":1,\"i\":\"ABCDEFGHJKMNP\",\"b\":7}", EV_ERROR_MALFORMED },
    { "{\"v\":2,\"anything\":[]}", EV_ERROR_CLIENT_TOO_NEW },
    { "\x28\xb5\x2f\xfd", EV_ERROR_MALFORMED },
    { "\x28\xb5\x2f\xfd nonsense", EV_ERROR_MALFORMED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new (cases[i].text, strlen (cases[i].text));
    g_autoptr (GError) error = NULL;
    g_autoptr (EvRequest) request = ev_codec_read_request (bytes, &error);

    g_assert_null (request);
    g_assert_error (error, EV_ERROR, (gint)cases[i].code);
  }
}

static void
test_answer_versions (void)
{
  g_autoptr (GBytes) newer = g_bytes_new_static ("{\"v\":2}", 7);
  g_autoptr (GError) error = NULL;

  g_assert_null (ev_codec_read_answer (newer, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_CLIENT_TOO_OLD);
}

/* A laptop speaks only for itself, and in order. */
static void
test_own_changes (void)
{
  static const char *const devices[] = { "ABCDEFGHJKMNP", "0123456789ABC" };

  for (guint wrong = 0; wrong < 3; wrong++) {
    g_autoptr (EvRequest) request = ev_request_new ();
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (EvRequest) read = NULL;

    g_strlcpy (request->device, devices[0], sizeof request->device);
    for (gint64 seq = 1; seq <= 2; seq++) {
      EvChange *change = ev_change_new (EV_KIND_TEAM, "ABCDEFGHJKMNP-1");
      g_strlcpy (change->version.device, devices[wrong == 1 && seq == 2],
                 sizeof change->version.device);
      change->version.seq = wrong == 2 ? 1 : seq;
      change->version.stamp = 256000 + seq;
      ev_change_set_text (change, "name", "Ekipi");
      g_ptr_array_add (request->changes, change);
    }
    bytes = ev_codec_write_request (request);
    read = ev_codec_read_request (bytes, &error);
    if (wrong == 0)
      g_assert_no_error (error);
    else
      g_assert_error (error, EV_ERROR, EV_ERROR_MALFORMED);
  }
}

static GBytes *
squeeze (const char *data, gsize length, gboolean tell_size)
{
  gsize bound = ZSTD_compressBound (length);
  g_autofree char *packed = g_malloc (bound);
  ZSTD_CCtx *context = ZSTD_createCCtx ();
  gsize size;

  ZSTD_CCtx_setParameter (context, ZSTD_c_contentSizeFlag, tell_size);
  size = ZSTD_compress2 (context, packed, bound, data, length);
  ZSTD_freeCCtx (context);
  g_assert_false (ZSTD_isError (size));
  return g_bytes_new (packed, size);
}

/* A few bytes that would unfold to a hundred million, whether the frame admits it or not. */
static void
test_bomb (void)
{
  gsize length = 100 * 1024 * 1024;
  g_autofree char *blanks = g_strnfill (length, ' ');

  for (guint honest = 0; honest < 2; honest++) {
    g_autoptr (GBytes) bytes = squeeze (blanks, length, honest != 0);
    g_autoptr (GError) error = NULL;

    g_assert_cmpuint (g_bytes_get_size (bytes), <, 16384);
    g_assert_null (ev_codec_read_request (bytes, &error));
    g_assert_error (error, EV_ERROR, EV_ERROR_TOO_LARGE);
  }
}

static void
test_large_body (void)
{
  g_autofree char *blanks = g_strnfill (EV_WIRE_MAX_BODY + 1, ' ');
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&blanks), EV_WIRE_MAX_BODY + 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (ev_codec_read_answer (bytes, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_TOO_LARGE);
}

/* Neither depth nor number of values is the sender's to choose. */
static void
test_structure (void)
{
  static const char *const pieces[] = { "[", "0," };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (GString) text = g_string_new ("{\"v\":1,\"i\":\"ABCDEFGHJKMNP\",\"b\":[");
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;

    for (guint k = 0; k < 1000000; k++)
      g_string_append (text, pieces[i]);
    bytes = squeeze (text->str, text->len, TRUE);
    g_assert_null (ev_codec_read_request (bytes, &error));
    g_assert_error (error, EV_ERROR, EV_ERROR_TOO_LARGE);
  }
}

/* A connection cut anywhere never yields a message. */
static void
test_cut (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (EvAnswer) answer = sample_answer (random, 8);
  g_autoptr (GBytes) bytes = ev_codec_write_answer (answer);

  for (gsize length = 0; length < g_bytes_get_size (bytes); length++) {
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, length);
    g_assert_null (ev_codec_read_answer (cut, NULL));
  }
}

/* A bit changed anywhere is noticed, since frames carry a checksum, or changes nothing. */
static void
test_corrupt (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  g_autoptr (EvAnswer) answer = sample_answer (random, 8);
  g_autoptr (GBytes) bytes = ev_codec_write_answer (answer);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size; i++) {
    guint8 *copy = g_memdup2 (data, size);
    g_autoptr (GBytes) changed = g_bytes_new_take (copy, size);
    g_autoptr (EvAnswer) read = NULL;

    copy[i] ^= (guint8)(1 << (i % 8));
    read = ev_codec_read_answer (changed, NULL);
    if (read != NULL)
      sample_assert_same_answers (answer, read);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/codec/requests", test_requests);
  g_test_add_func ("/wire/codec/answers", test_answers);
  g_test_add_func ("/wire/codec/enrolment", test_enrolment);
  g_test_add_func ("/wire/codec/complaint", test_complaint);
  g_test_add_func ("/wire/codec/refused", test_refused);
  g_test_add_func ("/wire/codec/answer-versions", test_answer_versions);
  g_test_add_func ("/wire/codec/own-changes", test_own_changes);
  g_test_add_func ("/wire/codec/bomb", test_bomb);
  g_test_add_func ("/wire/codec/large-body", test_large_body);
  g_test_add_func ("/wire/codec/structure", test_structure);
  g_test_add_func ("/wire/codec/cut", test_cut);
  g_test_add_func ("/wire/codec/corrupt", test_corrupt);
  return g_test_run ();
}
