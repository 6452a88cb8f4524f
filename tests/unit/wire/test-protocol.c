/* The worked messages of docs/PROTOCOL.md are what the program writes and reads. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "wire/codec.h"

#define DEVICE "7K2M9PQRSTVWX"

static char *page;

/* The block of the page that follows the heading `title`, without its indentation. */
static char *
block (const char *title)
{
  g_autofree char *heading = g_strdup_printf ("**%s**", title);
  const char *start = strstr (page, heading);
  const char *end;

  g_assert_nonnull (start);
  start = strstr (start, "```\n");
  g_assert_nonnull (start);
  start += strlen ("```\n");
  end = strstr (start, "```");
  g_assert_nonnull (end);
  return g_strndup (start, (gsize)(end - start));
}

static GBytes *
from_hex (const char *text)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (const char *p = text; *p != '\0'; p++) {
    guint8 byte;
    if (!g_ascii_isxdigit (p[0]) || !g_ascii_isxdigit (p[1]))
      continue;
    byte = (guint8)(g_ascii_xdigit_value (p[0]) << 4 | g_ascii_xdigit_value (p[1]));
    g_byte_array_append (bytes, &byte, 1);
    p++;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static EvChange *
change_new (EvKind kind, const char *id, gint64 seq, gint64 milliseconds)
{
  EvChange *change = ev_change_new (kind, id);

  g_strlcpy (change->version.device, DEVICE, sizeof change->version.device);
  change->version.seq = seq;
  change->version.stamp = milliseconds * 256;
  change->operator_id = g_strdup (DEVICE "-2");
  return change;
}

static void
add (EvRequest *request, EvChange *change)
{
  for (guint i = 0; i < change->fields->len; i++)
    ev_change_set_base (change, ((const EvAssignment *)change->fields->pdata[i])->name, NULL, 0);
  g_ptr_array_add (request->changes, change);
}

/* Two people come in and are ticked. */
static EvRequest *
worked_request (guint32 dictionary)
{
  static const char *const people[][2] = { { "Arta", "+383 44 123 456" },
                                           { "Đorđe", "+383 49 654 321" } };
  EvRequest *request = ev_request_new ();
  gint64 moment = 1763000000000;

  request->dictionary = dictionary;
  g_strlcpy (request->device, DEVICE, sizeof request->device);
  request->epoch = g_strdup ("6WT3Q0AB");
  request->cursor = 810;
  request->after = 40;
  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    gint64 seq = 41 + 2 * (gint64)i;
    g_autofree char *person_id = ev_id_new (DEVICE, seq);
    g_autofree char *id = ev_id_derive (DEVICE "-17", person_id);
    EvChange *person = change_new (EV_KIND_PERSON, person_id, seq, moment += 9000 + 500 * i);
    EvChange *attendance = change_new (EV_KIND_ATTENDANCE, id, seq + 1, moment += 2100);

    ev_change_set_text (person, "given_name", people[i][0]);
    ev_change_set_text (person, "phone", people[i][1]);
    ev_change_set_text (attendance, "status", "present");
    ev_change_set_integer (attendance, "arrived_at", moment - 3);
    add (request, person);
    add (request, attendance);
  }
  request->held = 44;
  return request;
}

static void
test_text (void)
{
  g_autofree char *expected = block ("As text");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (EvRequest) request = worked_request (EV_WIRE_DICTIONARY);
  g_autoptr (GBytes) given = NULL;
  g_autoptr (EvRequest) read = NULL;
  g_autoptr (GBytes) mine = ev_codec_write_request (request), theirs = NULL;

  g_auto (GStrv) lines = g_strsplit (expected, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    g_string_append (text, g_strstrip (*line));
  given = g_bytes_new (text->str, text->len);
  read = ev_codec_read_request (given, NULL);
  g_assert_nonnull (read);
  theirs = ev_codec_write_request (read);
  g_assert_true (g_bytes_equal (mine, theirs));
}

static void
test_frame (void)
{
  g_autofree char *hex = block ("In a frame");
  g_autoptr (GBytes) given = from_hex (hex);
  g_autoptr (EvRequest) request = worked_request (0);
  g_autoptr (EvRequest) read = ev_codec_read_request (given, NULL);
  g_autoptr (GBytes) mine = ev_codec_write_request (request), theirs = NULL;

  g_assert_nonnull (read);
  g_assert_cmpuint (read->dictionary, ==, EV_WIRE_DICTIONARY);
  read->dictionary = 0;
  theirs = ev_codec_write_request (read);
  g_assert_true (g_bytes_equal (mine, theirs));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  if (argc != 2 || !g_file_get_contents (argv[1], &page, NULL, NULL))
    return 2;
  g_test_add_func ("/wire/protocol/text", test_text);
  g_test_add_func ("/wire/protocol/frame", test_frame);
  result = g_test_run ();
  g_free (page);
  return result;
}
