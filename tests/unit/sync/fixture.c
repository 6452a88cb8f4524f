/* A register of an enrolled laptop in a folder of its own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <glib/gstdio.h>

#include "store/exchange-log.h"
#include "sync/settings-private.h"

static gint64
laptop_now (gpointer data)
{
  Laptop *laptop = data;
  return laptop->now++;
}

static gboolean
has_code (const char *list, const char *code, gpointer data)
{
  return TRUE;
}

Laptop *
laptop_new (void)
{
  Laptop *laptop = g_new0 (Laptop, 1);
  g_autofree char *parent = g_dir_make_tmp ("evidenca-sync-XXXXXX", NULL);

  laptop->folder = g_build_filename (parent, "register", NULL);
  laptop->home = g_build_filename (parent, "home", NULL);
  laptop->options.mark_folder = laptop->home;
  laptop->now = 1790000000000;
  laptop->options.clock = (EvClock){ laptop_now, laptop };
  laptop->options.random = ev_random_system ();
  laptop->options.rules.has_code = has_code;
  return laptop;
}

void
laptop_begin (Laptop *laptop)
{
  g_autoptr (GError) error = NULL;

  laptop->store = ev_store_create (laptop->folder, &laptop->options, "TEST", "Test", &error);
  g_assert_no_error (error);
  ev_exchange_join (laptop->store, "TEST", "facilitator", NULL, NULL, &error);
  g_assert_no_error (error);
  ev_store_set_setting (laptop->store, EV_SETTING_URL, "https://evidenca.example", &error);
  ev_store_set_setting (laptop->store, EV_SETTING_TOKEN, "TOKEN", &error);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    remove_tree (child);
  }
  g_remove (path);
}

void
laptop_free (Laptop *laptop)
{
  g_autofree char *parent = g_path_get_dirname (laptop->folder);

  ev_store_close (laptop->store);
  remove_tree (parent);
  g_free (laptop->folder);
  g_free (laptop->home);
  g_free (laptop);
}

void
laptop_add_person (Laptop *laptop, const char *name)
{
  g_autoptr (EvChange) wish = ev_change_new (EV_KIND_PERSON, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  ev_change_set_text (wish, "given_name", name);
  ev_change_set_text (wish, "family_name", "Hoxha");
  id = ev_store_write (laptop->store, wish, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (id);
}

guint
laptop_unsent (Laptop *laptop)
{
  g_auto (EvExchangeState) state = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  ev_exchange_state_load (laptop->store, &state, &error);
  g_assert_no_error (error);
  changes = ev_exchange_pending (laptop->store, state.acked, 100000, &error);
  g_assert_no_error (error);
  return changes->len;
}
