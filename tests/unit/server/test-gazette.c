/* Published reports: one order for all, every role reads them, subtraction finds nothing new. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk.h"
#include "server/gazette.h"
#include "store/published.h"

/* A report for the public in its least form, of so many women and men. */
static char *
report_of (const char *audience, int women, int men)
{
  return g_strdup_printf (
      "{\"audience\":\"%s\",\"threshold\":5,\"to\":\"2026-05-31\",\"indicators\":{},"
      "\"tables\":[{\"code\":\"gender\",\"population\":\"participants\",\"rows_are\":\"gender\","
      "\"columns_are\":\"measure\",\"columns\":[{\"code\":\"people\"}],\"rows\":["
      "{\"code\":\"female\",\"cells\":[%d]},{\"code\":\"male\",\"cells\":[%d]},"
      "{\"code\":\"total\",\"cells\":[%d]}]}]}",
      audience, women, men, women + men);
}

/* Publishes on a laptop, checked against all that it has; the id, owned. */
static char *
publish (Desk *desk, int women)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = ev_published_list (desk->store, &error);
  g_autofree char *report = report_of ("public", women, 10);
  const char *after = NULL;
  char *id;

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++) {
    const EvPublished *one = all->pdata[i];
    after = one->refusal == NULL ? one->id : after;
  }
  id = ev_published_add (desk->store, report, after, NULL, &error);
  g_assert_no_error (error);
  return id;
}

/* "STATE STATE ..." of all reports in their order. Owned. */
static char *
states (Desk *desk)
{
  g_autoptr (GPtrArray) all = ev_published_list (desk->store, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++) {
    const EvPublished *one = all->pdata[i];
    g_string_append_printf (
        text, "%s%s", i > 0 ? " " : "",
        one->refusal != NULL ? one->refusal : ev_published_state_name (ev_published_state (one)));
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define assert_states(desk, expected)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found = states (desk);                                                        \
    g_assert_cmpstr (found, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

static void
assert_same (Desk *one, Desk *other)
{
  g_autoptr (GPtrArray) left = ev_published_list (one->store, NULL);
  g_autoptr (GPtrArray) right = ev_published_list (other->store, NULL);

  g_assert_cmpuint (left->len, ==, right->len);
  for (guint i = 0; i < left->len; i++) {
    const EvPublished *a = left->pdata[i], *b = right->pdata[i];
    g_assert_cmpstr (a->id, ==, b->id);
    g_assert_cmpstr (a->report, ==, b->report);
    g_assert_cmpint (a->number, ==, b->number);
    g_assert_cmpint (a->at, ==, b->at);
  }
}

static void
test_everybody_reads (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (Desk) viewer = desk_new (hall, EV_ROLE_VIEWER, "");
  g_autoptr (Desk) field = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  gint64 trips;

  g_free (publish (office, 12));
  g_free (publish (office, 14));
  assert_states (office, "waiting waiting");
  desk_sync_well (office);
  g_assert_cmpint (office->outcome.published, ==, 2);
  assert_states (office, "told told");
  desk_sync_well (viewer);
  g_assert_cmpint (viewer->outcome.published, ==, 2);
  desk_sync_well (field);
  assert_same (office, viewer);
  assert_same (office, field);
  /* What is known is not asked for again. */
  desk_sync_well (viewer);
  trips = viewer->outcome.round_trips;
  g_assert_cmpint (trips, ==, 1);
  g_free (publish (office, 16));
  desk_sync_well (office);
  desk_sync_well (viewer);
  g_assert_cmpint (viewer->outcome.published, ==, 1);
  assert_same (office, viewer);
}

/* The server's side of a posting whose answer was lost. */
static void
take (Hall *hall, Desk *desk, const char *id)
{
  EvCentral *central = hall->central;
  g_autoptr (EvPublished) one = ev_published_find (desk->store, id, NULL);
  g_autoptr (EvCentralDevice) device = NULL;
  const EvPosting posting = {
    .id = one->id, .after = one->after, .at = one->at, .report = one->report
  };
  gint64 number;

  g_assert_true (central->begin (central, TRUE, NULL));
  g_assert_true (central->device_by_id (central, ev_store_device (desk->store), &device, NULL));
  g_assert_true (ev_gazette_take (central, device, &posting, &number, NULL));
  g_assert_true (central->commit (central, NULL));
}

/* A report whose answer was lost on the way is one report, whether the laptop repeats it at once or
 * meets it among those that came. */
static void
test_once (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autofree char *first = NULL, *second = NULL;

  desk_sync_well (office);
  first = publish (office, 12);
  second = publish (office, 14);
  take (hall, office, first);
  desk_sync_well (office);
  assert_states (office, "told told");
  desk_sync_well (office);
  g_assert_cmpint (office->outcome.published, ==, 0);
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM release"), ==, 2);
}

/* Whoever published without knowing of the other has to check again. */
static void
test_two_at_once (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (Desk) two = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autofree char *lost = NULL, *again = NULL, *report = report_of ("public", 30, 30);
  g_autofree char *newest = NULL;
  g_autoptr (GError) error = NULL;

  desk_sync_well (one);
  desk_sync_well (two);
  newest = publish (one, 12);
  lost = publish (two, 14);
  g_free (publish (two, 16));
  desk_sync_well (one);
  desk_sync_well (two);
  assert_states (two, "told behind behind");
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM release"), ==, 1);
  /* It names what it was checked against, and that must be all there is. */
  g_assert_null (ev_published_add (two->store, report, NULL, lost, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_EXISTS);
  g_clear_error (&error);
  again = ev_published_add (two->store, report, newest, lost, &error);
  g_assert_no_error (error);
  desk_sync_well (two);
  desk_sync_well (one);
  assert_states (two, "told told behind");
  assert_states (one, "told told");
}

/* Between the answer to a sync and the posting another may slip in. */
static void
test_race (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autofree char *report = report_of ("public", 12, 12);
  EvPosting late = { .id = (char *)"7K2M9PQRSTVWX", .at = 1, .report = report };
  g_autoptr (EvCentralDevice) device = NULL;
  g_autoptr (GError) error = NULL;
  EvCentral *central = hall->central;
  gint64 number = 0, same = 0;

  desk_sync_well (one);
  g_free (publish (one, 12));
  desk_sync_well (one);
  g_assert_true (central->begin (central, TRUE, NULL));
  g_assert_true (central->device_by_id (central, ev_store_device (one->store), &device, NULL));
  g_assert_false (ev_gazette_take (central, device, &late, &number, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (central->release_last (central, hall->project, &same, &late.after, NULL));
  g_assert_true (ev_gazette_take (central, device, &late, &number, NULL));
  g_assert_cmpint (number, >, same);
  g_assert_true (ev_gazette_take (central, device, &late, &same, NULL));
  g_assert_cmpint (number, ==, same);
  late.report = (char *)"{}";
  g_assert_false (ev_gazette_take (central, device, &late, &same, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_INVALID);
  central->rollback (central);
  g_free (late.after);
}

static void
test_who_and_what (void)
{
  static const struct {
    const char *audience;
    int women, men;
    gboolean fit;
  } reports[] = {
    { "public", 12, 10, TRUE },    { "public", 0, 10, TRUE },  { "public", 4, 10, FALSE },
    { "internal", 12, 10, FALSE }, { "public", 12, 1, FALSE }, { "public", 5, 5, TRUE },
  };
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) field = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autofree char *sound = report_of ("public", 12, 10);
  EvPosting posting = { .id = (char *)"7K2M9PQRSTVWX", .at = 1, .report = sound };
  g_autoptr (EvCentralDevice) device = NULL;
  g_autoptr (GError) error = NULL;
  EvCentral *central = hall->central;
  gint64 number;

  for (guint i = 0; i < G_N_ELEMENTS (reports); i++) {
    g_autofree char *report = report_of (reports[i].audience, reports[i].women, reports[i].men);
    const EvPosting one = { .report = report };
    g_test_message ("%u", i);
    g_assert_true (ev_gazette_is_fit (&one, 5, NULL) == reports[i].fit);
  }
  g_assert_true (central->begin (central, TRUE, NULL));
  g_assert_true (central->device_by_id (central, ev_store_device (field->store), &device, NULL));
  g_assert_false (ev_gazette_take (central, device, &posting, &number, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_DENIED);
  central->rollback (central);
  g_clear_error (&error);
  g_assert_null (ev_published_add (field->store, sound, NULL, NULL, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_DENIED);
}

/* Refused for good, a report stays with the reason, and holds nothing up. */
static void
test_unfit (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");

  g_free (publish (office, 3));
  desk_sync_well (office);
  assert_states (office, "unfit");
  g_free (publish (office, 12));
  desk_sync_well (office);
  assert_states (office, "told unfit");
}

/* A server that was put back to before gets again what its readers know. */
static void
test_server_lost_it (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (Desk) viewer = desk_new (hall, EV_ROLE_VIEWER, "");

  for (int i = 0; i < 3; i++)
    g_free (publish (office, 12 + i));
  desk_sync_well (office);
  desk_sync_well (viewer);
  hall_number (hall, "DELETE FROM release WHERE number > (SELECT min (number) FROM release)"
                     " RETURNING number");
  desk_sync_well (viewer);
  assert_states (viewer, "told told told");
  desk_sync_well (office);
  assert_states (office, "told told told");
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM release"), ==, 3);
  desk_sync_well (viewer);
  assert_same (office, viewer);
}

/* What was there before, as before; another's in between stands in its place. */
static void
test_server_went_on (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (Desk) two = desk_new (hall, EV_ROLE_COORDINATOR, "");

  desk_sync_well (two);
  g_free (publish (one, 12));
  g_free (publish (one, 13));
  desk_sync_well (one);
  hall_number (hall, "DELETE FROM release RETURNING number");
  g_free (publish (two, 20));
  desk_sync_well (two);
  desk_sync_well (one);
  assert_states (one, "told told told");
  desk_sync_well (two);
  assert_same (one, two);
}

static void
test_revoked (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (Desk) viewer = desk_new (hall, EV_ROLE_VIEWER, "");
  g_autoptr (EvCentralDevice) device = NULL;
  EvCentral *central = hall->central;

  desk_sync_well (viewer);
  g_free (publish (office, 12));
  desk_sync_well (office);
  g_assert_true (central->begin (central, TRUE, NULL));
  g_assert_true (central->device_by_id (central, ev_store_device (viewer->store), &device, NULL));
  device->state = EV_DEVICE_REVOKED;
  g_assert_true (central->device_save (central, device, NULL) && central->commit (central, NULL));
  g_assert_cmpstr (desk_sync (viewer), ==, "revoked");
  assert_states (viewer, "");
}

/* Whoever waits for news hears of a report. */
static void
test_news (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (Desk) viewer = desk_new (hall, EV_ROLE_VIEWER, "");
  gboolean news = TRUE;

  desk_sync_well (office);
  desk_sync_well (viewer);
  g_assert_true (ev_sync_wait (viewer->store, &viewer->transport, &news, NULL, NULL, NULL));
  g_assert_false (news);
  g_free (publish (office, 12));
  desk_sync_well (office);
  g_assert_true (ev_sync_wait (viewer->store, &viewer->transport, &news, NULL, NULL, NULL));
  g_assert_true (news);
  desk_sync_well (viewer);
  g_assert_true (ev_sync_wait (viewer->store, &viewer->transport, &news, NULL, NULL, NULL));
  g_assert_false (news);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gazette/everybody-reads", test_everybody_reads);
  g_test_add_func ("/gazette/once", test_once);
  g_test_add_func ("/gazette/two-at-once", test_two_at_once);
  g_test_add_func ("/gazette/race", test_race);
  g_test_add_func ("/gazette/who-and-what", test_who_and_what);
  g_test_add_func ("/gazette/unfit", test_unfit);
  g_test_add_func ("/gazette/server-lost-it", test_server_lost_it);
  g_test_add_func ("/gazette/server-went-on", test_server_went_on);
  g_test_add_func ("/gazette/revoked", test_revoked);
  g_test_add_func ("/gazette/news", test_news);
  return g_test_run ();
}
