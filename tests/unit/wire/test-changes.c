/* Columns: the forms that a reader must refuse, and those that must stay small. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "wire/codec.h"

#define MESSAGE "{\"v\":1,\"i\":\"7K2M9PQRSTVWX\",\"b\":%s}"
#define DEVICES "\"d\":[[\"\",41,1763000009000]]"
#define TEAM "{\"k\":\"team\",\"f\":{\"name\":%s}}"

static EvRequest *
read_changes (const char *changes, GError **error)
{
  g_autoptr (GString) text = g_string_new (MESSAGE);
  g_autoptr (GBytes) bytes = NULL;

  g_string_replace (text, "%s", changes, 1);
  bytes = g_bytes_new (text->str, text->len);
  return ev_codec_read_request (bytes, error);
}

static void
assert_read (const char *changes, gint code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvRequest) request = read_changes (changes, &error);

  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, EV_ERROR, code);
  g_assert_cmpint (request != NULL, ==, code < 0);
}

/* The column of names of two teams. */
static const struct {
  const char *column;
  gboolean sound;
} columns[] = {
  { "\"Ekipi\"", TRUE },
  { "null", TRUE },
  { "[1,2]", TRUE }, /* JSON of a newer version */
  { "{}", FALSE },
  { "{\"c\":{\"a\":1}}", TRUE },
  { "{\"v\":[\"A\",\"B\"]}", TRUE },
  { "{\"v\":[\"A\"]}", FALSE },
  { "{\"v\":[\"A\",\"B\",\"C\"]}", FALSE },
  { "{\"v\":\"A\"}", FALSE },
  { "{\"t\":[\"A\",\"B\"],\"i\":[0,\"AB\"]}", TRUE },
  { "{\"t\":[\"A\",\"B\"],\"i\":[0,\"AC\"]}", FALSE },
  { "{\"t\":[],\"i\":0}", FALSE },
  { "{\"t\":[\"A\"],\"i\":-1}", FALSE },
  { "{\"n\":7}", TRUE },
  { "{\"n\":[2,\"AB\"]}", TRUE },
  { "{\"n\":[2,\"A\"]}", FALSE },
  { "{\"n\":[2,\"A=\"]}", FALSE },
  { "{\"n\":[2,5,\"A\"]}", TRUE },
  { "{\"n\":[2,5,\"AB\"]}", FALSE },
  { "{\"n\":[\"AB\"]}", FALSE },
  { "{\"n\":[]}", FALSE },
  { "{\"n\":1e300}", FALSE },
  { "{\"n\":[9007199254740992,\"AB\"]}", FALSE },
  { "{\"n\":[9007199254740992,1]}", FALSE },
  { "{\"n\":[0,\"AA\",\"AA\",\"AA\",\"AA\",\"AA\",\"AA\",\"AA\",\"AA\",\"AA\"]}", TRUE },
  { "{\"n\":[0,\"AA\",\"AA\",\"AA\",\"AA\",\"AA\",\"AA\",\"AA\",\"AA\",\"AA\",\"AA\"]}", FALSE },
  { "{\"n\":7,\"z\":[0,\"AB\"]}", TRUE },
  { "{\"n\":7,\"z\":[0,\"AC\"]}", FALSE },
  { "{\"m\":-3}", TRUE },
  { "{\"m\":9007199254740992}", FALSE },
  { "{\"r\":{\"n\":41}}", TRUE },
  { "{\"r\":{\"n\":0}}", FALSE },
  { "{\"r\":{\"n\":-1}}", FALSE },
  { "{\"r\":{\"d\":1,\"n\":41}}", FALSE },
  { "{\"r\":{\"k\":1,\"n\":41}}", TRUE },
  { "{\"r\":{\"k\":3,\"n\":41}}", FALSE },
  { "{\"r\":{\"k\":1,\"n\":41,\"i\":1}}", FALSE },
  { "{\"r\":7}", FALSE },
  { "{\"f\":[\"00-00\"],\"n\":1234}", TRUE },
  { "{\"f\":[\"00-00\"],\"n\":12345}", FALSE },
  { "{\"f\":[\"00-00\"],\"n\":-1}", FALSE },
  { "{\"f\":[\"01-00\"],\"n\":1}", FALSE },
  { "{\"f\":[\"0000000000000000\"],\"n\":1}", FALSE },
  { "{\"f\":[\"A\",null],\"i\":[0,\"AB\"],\"n\":0}", TRUE },
  { "{\"f\":[7],\"n\":0}", FALSE },
  { "{\"f\":[]}", FALSE },
  { "{\"p\":[0,\"AB\"],\"c\":1}", FALSE }, /* the other one writes nothing */
  { "{\"p\":2,\"c\":1}", FALSE },
};

static void
test_columns (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++) {
    g_autofree char *team = g_strdup_printf (TEAM, columns[i].column);
    g_autofree char *changes = g_strdup_printf ("{\"n\":2,\"k\":[%s]," DEVICES "}", team);
    g_test_message ("%s", columns[i].column);
    assert_read (changes, columns[i].sound ? -1 : EV_ERROR_MALFORMED);
  }
}

/* What surrounds the columns of one team. */
static void
test_frame_of_columns (void)
{
  static const struct {
    const char *changes;
    gint code;
  } cases[] = {
    { "{\"n\":1,\"k\":[{\"k\":\"team\",\"f\":{\"name\":\"A\"}}]," DEVICES "}", -1 },
    { "{\"n\":0,\"k\":[]," DEVICES "}", EV_ERROR_MALFORMED },
    { "{\"n\":10001,\"k\":[]," DEVICES "}", EV_ERROR_TOO_LARGE },
    { "{\"n\":1,\"k\":[]," DEVICES "}", EV_ERROR_MALFORMED },
    { "{\"n\":1,\"k\":[{\"k\":\"tent\",\"f\":{\"name\":\"A\"}}]," DEVICES "}", EV_ERROR_MALFORMED },
    { "{\"n\":1,\"k\":[{\"k\":\"team\",\"f\":{}}]," DEVICES "}", EV_ERROR_MALFORMED },
    { "{\"n\":1,\"k\":[{\"k\":\"team\",\"f\":{\"Name\":\"A\"}}]," DEVICES "}", EV_ERROR_MALFORMED },
    { "{\"n\":1,\"k\":[{\"k\":\"team\",\"f\":{\"a\":1,\"a\":2}}]," DEVICES "}",
      EV_ERROR_MALFORMED },
    { "{\"n\":1,\"k\":[{\"k\":\"team\",\"f\":{\"name\":\"A\"}}]}", EV_ERROR_MALFORMED },
    { "{\"n\":1,\"k\":[{\"k\":\"team\",\"f\":{\"name\":\"A\"}}],\"d\":[[\"\"]]}",
      EV_ERROR_MALFORMED },
    { "{\"n\":1,\"k\":[{\"k\":\"team\",\"f\":{\"name\":\"A\"}}],\"d\":[[\"me\",1,1]]}",
      EV_ERROR_MALFORMED },
    { "{\"n\":1,\"k\":[{\"k\":\"team\",\"f\":{\"name\":\"A\"}}],\"d\":[[\"\",1,-1]]}",
      EV_ERROR_MALFORMED },
    { "{\"n\":1,\"k\":[{\"k\":\"team\",\"f\":{\"name\":\"A\"}}],\"u\":256," DEVICES "}",
      EV_ERROR_MALFORMED },
    { "{\"n\":1,\"k\":[{\"k\":\"team\",\"f\":{\"name\":\"A\"}}],\"o\":1," DEVICES "}",
      EV_ERROR_MALFORMED },
    { "{\"n\":1,\"k\":[{\"k\":\"team\",\"f\":{\"name\":\"A\"}}],\"w\":{\"c\":\"me\"}," DEVICES "}",
      EV_ERROR_MALFORMED },
    { "{\"n\":1,\"k\":[{\"k\":\"attendance\",\"f\":{\"role\":\"A\"}}]," DEVICES "}",
      EV_ERROR_MALFORMED },
    { "{\"n\":1,\"k\":[{\"k\":\"attendance\",\"l\":{\"n\":1},\"r\":{\"n\":2},"
      "\"f\":{\"role\":\"A\"}}]," DEVICES "}",
      -1 },
    { "{\"n\":1,\"k\":[{\"k\":\"team\",\"b\":1,\"f\":{\"name\":{\"c\":1,\"g\":\"No\"}}}]," DEVICES
      "}",
      EV_ERROR_MALFORMED },
    { "{\"n\":1,\"k\":[{\"k\":\"team\",\"b\":1,\"f\":{\"name\":{\"c\":1,\"b\":{\"n\":9}}}}]"
      "," DEVICES "}",
      -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].changes);
    assert_read (cases[i].changes, cases[i].code);
  }
}

/* A small message cannot name one long text ten thousand times, nor a field of each kind. */
static void
test_amplification (void)
{
  g_autofree char *long_text = g_strnfill (64 * 1024, 'x');
  g_autofree char *column = g_strdup_printf ("\"%s\"", long_text);
  g_autofree char *team = g_strdup_printf (TEAM, column);
  g_autofree char *changes = g_strdup_printf ("{\"n\":10000,\"k\":[%s]," DEVICES "}", team);
  g_autoptr (GString) many = g_string_new ("{\"n\":10000,\"k\":[{\"k\":\"team\",\"f\":{\"a\":1");

  assert_read (changes, EV_ERROR_MALFORMED);
  for (guint i = 0; i < 63; i++)
    g_string_append_printf (many, ",\"a%u\":1", i);
  g_string_append (many, "}}]," DEVICES "}");
  assert_read (many->str, EV_ERROR_MALFORMED);
}

/* What the design counts on: ids and moments that can be foreseen take next to nothing. */
static void
test_sizes (void)
{
  gsize sizes[2];

  for (guint round = 0; round < 2; round++) {
    g_autoptr (EvRequest) request = ev_request_new ();
    g_autoptr (GBytes) bytes = NULL;
    g_strlcpy (request->device, "7K2M9PQRSTVWX", sizeof request->device);
    for (gint64 seq = 41; seq < (round == 0 ? 42 : 141); seq++) {
      g_autofree char *id = ev_id_new ("7K2M9PQRSTVWX", seq);
      EvChange *change = ev_change_new (EV_KIND_NOTE, id);
      g_strlcpy (change->version.device, "7K2M9PQRSTVWX", sizeof change->version.device);
      change->version.seq = seq;
      change->version.stamp = (1763000000000 + seq * 5000) * 256;
      ev_change_set_text (change, "text", "Erdhi");
      ev_change_set_base (change, "text", NULL, 0);
      g_ptr_array_add (request->changes, change);
    }
    bytes = ev_codec_write_request (request);
    sizes[round] = g_bytes_get_size (bytes);
  }
  g_assert_cmpuint (sizes[0], <, 200);
  g_assert_cmpuint (sizes[1], <, sizes[0] + 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/changes/columns", test_columns);
  g_test_add_func ("/wire/changes/frame-of-columns", test_frame_of_columns);
  g_test_add_func ("/wire/changes/amplification", test_amplification);
  g_test_add_func ("/wire/changes/sizes", test_sizes);
  return g_test_run ();
}
