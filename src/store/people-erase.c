/* Erasing a person for good, and seeing to it that no backup brings her back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/people-erase.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "store/access-private.h"
#include "store/apart-private.h"
#include "store/store-private.h"
#include "store/survivor-private.h"

/* One id a line; it only grows. */
#define LEDGER "erased"

/* A required text cannot be empty. */
#define NOTHING_TEXT "–"

static gboolean
fail (GError **error)
{
  g_set_error (error, EV_ERROR, errno == ENOSPC ? EV_ERROR_DISK_FULL : EV_ERROR_STORAGE,
               "the ledger of erased people: %s", g_strerror (errno));
  return FALSE;
}

static char *
ledger_file (const EvStore *store)
{
  return g_build_filename (ev_store_folder (store), LEDGER, NULL);
}

/* Adds the ids, on the disk before this returns. One that is in it twice does no harm. */
static gboolean
ledger_append (const EvStore *store, const GPtrArray *ids, GError **error)
{
  g_autofree char *file = ledger_file (store);
  g_autoptr (GString) lines = g_string_new (NULL);
  int descriptor = open (file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  gboolean done;

  if (descriptor < 0)
    return fail (error);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (lines, "%s\n", (const char *)ids->pdata[i]);
  done =
      write (descriptor, lines->str, lines->len) == (gssize)lines->len && fsync (descriptor) == 0;
  if (!done)
    fail (error);
  close (descriptor);
  return done;
}

/* The ids of notes about a person. */
static GPtrArray *
notes_about (EvStore *store, const char *person, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EvQuery) query = ev_query_new (
      store->database, error, "SELECT id FROM note WHERE about = 'person/' || ?", "s", person);

  while (query != NULL && ev_query_next (query, error))
    g_ptr_array_add (notes, g_strdup (ev_query_text (query, 0)));
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&notes) : NULL;
}

/* Takes out what the note says, now and in the log. */
static gboolean
erase_note (EvStore *store, const char *note, GError **error)
{
  g_autoptr (EvChange) change = ev_change_new (EV_KIND_NOTE, note);
  g_autofree char *written = NULL;

  ev_change_set_text (change, "text", NOTHING_TEXT);
  ev_change_set_integer (change, "deleted", 1);
  written = ev_store_write (store, change, NULL, error);
  return written != NULL &&
         ev_query_run (store->database, error,
                       "UPDATE change SET fields = json_set (fields, '$.text', ?)"
                       " WHERE id = ? AND kind = 'note' AND json_type (fields, '$.text') = 'text'",
                       "ss", NOTHING_TEXT, note) &&
         ev_query_run (store->database, error,
                       "DELETE FROM conflict WHERE id = ? AND kind = 'note'", "s", note);
}

static gboolean
erase_notes (EvStore *store, const char *person, GError **error)
{
  g_autoptr (GPtrArray) notes = notes_about (store, person, error);

  for (guint i = 0; notes != NULL && i < notes->len; i++)
    if (!erase_note (store, notes->pdata[i], error))
      return FALSE;
  return notes != NULL;
}

/* Whom she was told apart from, nobody needs to know any more. */
static gboolean
erase_apart (EvStore *store, const char *person, GError **error)
{
  g_autoptr (GPtrArray) ids = ev_apart_records (store, person, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++) {
    g_autoptr (EvChange) change = ev_change_new (EV_KIND_APART, ids->pdata[i]);
    g_autofree char *written = NULL;
    ev_change_set_integer (change, "deleted", 1);
    written = ev_store_write (store, change, NULL, error);
    if (written == NULL)
      return FALSE;
  }
  return ids != NULL;
}

static gboolean
erase_one (EvStore *store, const char *person, const char *reason, GError **error)
{
  g_autoptr (EvRecord) record = ev_store_read (store, EV_KIND_PERSON, person, error);
  g_autoptr (EvChange) change = ev_change_new (EV_KIND_PERSON, person);
  g_autofree char *subject = g_strconcat ("person/", person, NULL);
  g_autofree char *written = NULL;

  if (record == NULL)
    return FALSE;
  if (ev_record_integer (record, "erased") != 0)
    return TRUE;
  ev_change_set_integer (change, "erased", 1);
  written = ev_store_write (store, change, NULL, error);
  return written != NULL && erase_notes (store, person, error) &&
         erase_apart (store, person, error) &&
         ev_access_insert (store, EV_ACCESS_ERASE, subject, reason, error);
}

static gboolean
erase_class (EvStore *store, const char *person, const char *reason, GError **error)
{
  g_autoptr (GPtrArray) members = ev_survivor_class (store->database, person, error);

  for (guint i = 0; members != NULL && i < members->len; i++)
    if (!erase_one (store, members->pdata[i], reason, error))
      return FALSE;
  return members != NULL && ledger_append (store, members, error);
}

/* A facilitator asks a coordinator; without a server, the owner may. */
static gboolean
may_erase (EvStore *store)
{
  g_autofree char *role = ev_store_setting (store, "role");
  return g_strcmp0 (role, "facilitator") != 0;
}

gboolean
ev_people_erase (EvStore *store, const char *person, const char *reason, GError **error)
{
  if (!may_erase (store)) {
    g_set_error_literal (error, EV_ERROR, EV_ERROR_DENIED, "a coordinator erases people");
    return FALSE;
  }
  if (!ev_store_begin (store, error))
    return FALSE;
  if (erase_class (store, person, reason, error))
    return ev_store_commit (store, error);
  ev_store_rollback (store);
  return FALSE;
}

gboolean
ev_people_erase_again (EvStore *store, GError **error)
{
  g_autofree char *file = ledger_file (store);
  g_autofree char *text = NULL;
  g_auto (GStrv) ids = NULL;

  if (!may_erase (store) || !g_file_get_contents (file, &text, NULL, NULL))
    return TRUE; /* the server says it again; or nobody was ever erased */
  ids = g_strsplit (text, "\n", -1);
  for (char **id = ids; *id != NULL; id++) {
    g_autoptr (EvRecord) record = ev_store_read (store, EV_KIND_PERSON, *id, NULL);
    if (record != NULL && ev_record_integer (record, "erased") == 0 &&
        !ev_people_erase (store, *id, NULL, error))
      return FALSE;
  }
  return TRUE;
}
