/* A register in a folder of its own, for tests: its clock and its chance are the test's. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

static gint64
tell_time (gpointer data)
{
  Register *reg = data;
  reg->now += 1000;
  return reg->now;
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
static void
fill (void *bytes, gsize length, gpointer data)
{
  Register *reg = data;
  guint8 *out = bytes;

  for (gsize i = 0; i < length; i++) {
    guint64 z = reg->chance += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    out[i] = (guint8)(z ^ (z >> 31));
  }
}

/* Every code but "wrong" is in every list. */
static gboolean
has_code (const char *list, const char *code, gpointer data)
{
  return strcmp (code, "wrong") != 0;
}

static gint64 registers;

Register *
register_new (void)
{
  return register_new_on (NULL);
}

Register *
register_new_on (const char *vfs)
{
  Register *reg = g_new0 (Register, 1);
  g_autoptr (GError) error = NULL;

  reg->folder = g_dir_make_tmp ("evidenca-XXXXXX", &error);
  g_assert_no_error (error);
  reg->data = g_build_filename (reg->folder, "data", NULL);
  reg->home = g_build_filename (reg->folder, "home", NULL);
  reg->now = 1750000000000;
  reg->chance = (guint64)++registers;
  reg->options = (EvStoreOptions){ .clock = { tell_time, reg },
                                   .random = { fill, reg },
                                   .rules = { .has_code = has_code },
                                   .mark_folder = reg->home,
                                   .vfs = vfs };
  reg->store = ev_store_create (reg->data, &reg->options, "fierc", "Forums", &error);
  g_assert_no_error (error);
  return reg;
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

void
register_free (Register *reg)
{
  ev_store_close (reg->store);
  remove_tree (reg->folder);
  g_free (reg->folder);
  g_free (reg->data);
  g_free (reg->home);
  g_free (reg);
}

void
register_reopen (Register *reg)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&reg->store, ev_store_close);
  reg->store = ev_store_open (reg->data, &reg->options, &error);
  g_assert_no_error (error);
}

char *
register_write (Register *reg, EvKind kind, const char *id, ...)
{
  g_autoptr (EvChange) wish = ev_change_new (kind, id);
  g_autoptr (GError) error = NULL;
  const char *name;
  char *written;
  va_list pairs;

  va_start (pairs, id);
  while ((name = va_arg (pairs, const char *)) != NULL) {
    const char *text = va_arg (pairs, const char *);
    const EvField *field = ev_field_find (kind, name);
    EvValue *value = NULL;
    if (field != NULL)
      g_assert_true (ev_value_parse (field, text, &value));
    else
      value = ev_value_new_text (text);
    ev_change_take (wish, name, value);
  }
  va_end (pairs);
  written = ev_store_write (reg->store, wish, NULL, &error);
  g_assert_no_error (error);
  return written;
}

char *
register_person (Register *reg, const char *given, const char *family)
{
  return register_write (reg, EV_KIND_PERSON, NULL, "given_name", given, "family_name",
                         family != NULL ? family : "", NULL);
}

char *
register_text (Register *reg, EvKind kind, const char *id, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvRecord) record = ev_store_read (reg->store, kind, id, &error);

  g_assert_no_error (error);
  return ev_value_format (ev_field_find (kind, field), ev_record_value (record, field));
}

EvSeal *
register_seal (Register *reg)
{
  g_autoptr (GError) error = NULL;
  EvSeal *seal = ev_seal_open (reg->data, &reg->options, &error);

  g_assert_no_error (error);
  return seal;
}

char *
register_sql (Register *reg, const char *sql)
{
  g_autofree char *file = g_build_filename (reg->data, "register.db", NULL);
  g_autoptr (EvSeal) seal = register_seal (reg);
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  char *text = NULL;

  g_assert_cmpint (sqlite3_open_v2 (file, &handle, SQLITE_OPEN_READWRITE, ev_seal_vfs (seal)), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW)
    text = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return text;
}
