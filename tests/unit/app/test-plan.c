/* Plans: several writes as one, and the way back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/register/plan.h"

#include <glib/gstdio.h>

#include "app/register/setup.h"

typedef struct {
  char *folder;
  EvLists *lists;
  EvStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("evidenca-plan-XXXXXX", &error);
  EvStoreOptions options;

  g_assert_no_error (error);
  fixture->folder = g_build_filename (folder, "register", NULL);
  fixture->lists = ev_lists_load (NULL, &error);
  g_assert_no_error (error);
  options = ev_setup_options (fixture->lists, folder);
  options.keyring = FALSE;
  fixture->store = ev_store_create (fixture->folder, &options, "P", "A project", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *above = g_path_get_dirname (fixture->folder);
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  ev_store_close (fixture->store);
  ev_lists_free (fixture->lists);
  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
    g_remove (path);
  }
  g_rmdir (fixture->folder);
  g_rmdir (above);
  g_free (fixture->folder);
}

static EvChange *
event_wish (void)
{
  EvChange *wish = ev_change_new (EV_KIND_EVENT, NULL);

  ev_change_set_text (wish, "title", "Training");
  ev_change_set_text (wish, "type", "training");
  return wish;
}

static EvChange *
session_wish (const char *date)
{
  EvChange *wish = ev_change_new (EV_KIND_SESSION, NULL);

  ev_change_set_text (wish, "date", date);
  return wish;
}

static EvChange *
person_wish (const char *name)
{
  EvChange *wish = ev_change_new (EV_KIND_PERSON, NULL);

  ev_change_set_text (wish, "given_name", name);
  return wish;
}

static EvPlan *
event_with_session (void)
{
  EvPlan *plan = ev_plan_new ("new event");

  ev_plan_write (plan, event_wish ());
  ev_plan_link (plan, ev_plan_write (plan, session_wish ("2026-11-24")), "event", 0);
  return plan;
}

static gboolean
keep_id (const EvRecord *record, gpointer data)
{
  char **id = data;

  g_free (*id);
  *id = g_strdup (ev_record_id (record));
  return TRUE;
}

/* The last living record of `kind`; NULL if there is none. Owned. */
static char *
last_id (Fixture *fixture, EvKind kind)
{
  char *id = NULL;

  g_assert_true (ev_store_each (fixture->store, kind, NULL, keep_id, &id, NULL));
  return id;
}

static void
test_links (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EvPlan) plan = event_with_session ();
  EvPlanResult result = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *session = NULL;
  g_autoptr (EvRecord) record = NULL;

  g_assert_true (ev_plan_run (plan, fixture->store, &result, &error));
  g_assert_no_error (error);
  session = last_id (fixture, EV_KIND_SESSION);
  record = ev_store_read (fixture->store, EV_KIND_SESSION, session, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ev_record_text (record, "event"), ==, result.id);
  ev_plan_result_clear (&result);
}

static void
test_undo_and_redo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EvPlan) plan = event_with_session ();
  EvPlanResult done = { 0 }, undone = { 0 }, redone = { 0 };

  g_assert_true (ev_plan_run (plan, fixture->store, &done, NULL));
  g_assert_cmpstr (ev_plan_words (done.inverse), ==, "new event");
  g_assert_true (ev_plan_run (done.inverse, fixture->store, &undone, NULL));
  g_assert_cmpint (ev_store_count (fixture->store, EV_KIND_EVENT, NULL), ==, 0);
  g_assert_cmpint (ev_store_count (fixture->store, EV_KIND_SESSION, NULL), ==, 0);
  g_assert_true (ev_plan_run (undone.inverse, fixture->store, &redone, NULL));
  g_assert_cmpint (ev_store_count (fixture->store, EV_KIND_EVENT, NULL), ==, 1);
  g_assert_cmpint (ev_store_count (fixture->store, EV_KIND_SESSION, NULL), ==, 1);
  ev_plan_result_clear (&done);
  ev_plan_result_clear (&undone);
  ev_plan_result_clear (&redone);
}

static void
test_edit_and_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EvPlan) first = event_with_session (), second = ev_plan_new ("changes");
  EvPlanResult made = { 0 }, changed = { 0 }, back = { 0 };
  g_autoptr (EvRecord) record = NULL;
  EvChange *wish;

  g_assert_true (ev_plan_run (first, fixture->store, &made, NULL));
  wish = ev_change_new (EV_KIND_EVENT, made.id);
  ev_change_set_text (wish, "title", "Workshop");
  ev_change_set_text (wish, "venue", "School");
  ev_plan_write (second, wish);
  g_assert_true (ev_plan_run (second, fixture->store, &changed, NULL));
  g_assert_true (ev_plan_run (changed.inverse, fixture->store, &back, NULL));
  record = ev_store_read (fixture->store, EV_KIND_EVENT, made.id, NULL);
  g_assert_cmpstr (ev_record_text (record, "title"), ==, "Training");
  g_assert_null (ev_record_text (record, "venue"));
  ev_plan_result_clear (&made);
  ev_plan_result_clear (&changed);
  ev_plan_result_clear (&back);
}

/* A person who is new and a tick for her are one; a tick taken away comes back as it was. */
static void
test_marks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EvPlan) event = event_with_session (), person = ev_plan_new ("new participant");
  g_autoptr (EvPlan) untick = ev_plan_new ("not present");
  EvPlanResult made = { 0 }, came = { 0 }, gone = { 0 }, back = { 0 };
  g_autofree char *session = NULL, *id = NULL;
  g_autoptr (EvRecord) record = NULL;
  guint step;

  g_assert_true (ev_plan_run (event, fixture->store, &made, NULL));
  session = last_id (fixture, EV_KIND_SESSION);
  step = ev_plan_write (person, person_wish ("Ana"));
  ev_plan_mark_made (person, session, step, "present", "typed");
  g_assert_true (ev_plan_run (person, fixture->store, &came, NULL));
  ev_plan_mark (untick, session, came.id, NULL, NULL);
  g_assert_true (ev_plan_run (untick, fixture->store, &gone, NULL));
  g_assert_cmpint (ev_store_count (fixture->store, EV_KIND_ATTENDANCE, NULL), ==, 0);
  g_assert_true (ev_plan_run (gone.inverse, fixture->store, &back, NULL));
  id = ev_id_derive (session, came.id);
  record = ev_store_read (fixture->store, EV_KIND_ATTENDANCE, id, NULL);
  g_assert_cmpstr (ev_record_text (record, "status"), ==, "present");
  ev_plan_result_clear (&made);
  ev_plan_result_clear (&came);
  ev_plan_result_clear (&gone);
  ev_plan_result_clear (&back);
}

static void
test_all_or_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EvPlan) plan = ev_plan_new ("half wrong");
  EvPlanResult result = { 0 };
  g_autoptr (GError) error = NULL;

  ev_plan_write (plan, event_wish ());
  ev_plan_link (plan, ev_plan_write (plan, session_wish ("24 November")), "event", 0);
  g_assert_false (ev_plan_run (plan, fixture->store, &result, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_INVALID);
  g_assert_cmpuint (result.step, ==, 1);
  g_assert_cmpuint (result.problems->len, >, 0);
  g_assert_cmpint (ev_store_count (fixture->store, EV_KIND_EVENT, NULL), ==, 0);
  ev_plan_result_clear (&result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/app/plan/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("links", test_links);
  ADD ("undo-and-redo", test_undo_and_redo);
  ADD ("edit-and-back", test_edit_and_back);
  ADD ("marks", test_marks);
  ADD ("all-or-nothing", test_all_or_nothing);
#undef ADD
  return g_test_run ();
}
