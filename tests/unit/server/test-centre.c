/* The rules of sync: what is taken, what is refused, what comes back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include "server/filing.h"
#include "server/pull.h"

/* Syncs and expects these refusals. */
static void
sync_expecting (Laptop *laptop, const char *refused)
{
  g_autofree char *got = laptop_sync (laptop);
  g_assert_cmpstr (got, ==, refused);
}

static void
test_two_and_a_coordinator_converge (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) two = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) office = laptop_new (hall, EV_ROLE_COORDINATOR, "");
  const char *event = laptop_write (one, EV_KIND_EVENT, NULL, "title=Forum", "type=forum", NULL);
  const char *person;

  sync_expecting (one, "");
  g_assert_true (one->verified);
  sync_expecting (two, "");
  person = laptop_write (two, EV_KIND_PERSON, NULL, "given_name=Arta", "gender=female", NULL);
  laptop_write (two, EV_KIND_EVENT, event, "venue=Hall", NULL);
  laptop_write (one, EV_KIND_EVENT, event, "title=Forum of May", NULL);
  sync_expecting (two, "");
  sync_expecting (one, "");
  sync_expecting (office, "");
  sync_expecting (two, "");
  g_assert_true (one->verified && two->verified && office->verified);
  g_assert_cmpstr (ev_record_text (laptop_record (two, EV_KIND_EVENT, event), "title"), ==,
                   "Forum of May");
  g_assert_cmpstr (ev_record_text (laptop_record (office, EV_KIND_PERSON, person), "given_name"),
                   ==, "Arta");
}

static void
test_same_again_is_stored_once (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) laptop = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (EvRequest) request = NULL;
  gint64 news = 0;

  laptop_write (laptop, EV_KIND_EVENT, NULL, "title=Forum", "type=forum", NULL);
  laptop_write (laptop, EV_KIND_EVENT, NULL, "title=Other", "type=nonsense", NULL);
  request = laptop_request (laptop);
  for (int i = 0; i < 3; i++) {
    g_autoptr (EvAnswer) answer = laptop_ask (laptop, request);
    const EvRefusal *refusal = answer->refusals->pdata[0];
    g_assert_cmpint (answer->acked, ==, 2);
    g_assert_cmpuint (answer->refusals->len, ==, 1);
    g_assert_cmpint (refusal->seq, ==, 2);
    g_assert_cmpint (refusal->reason, ==, EV_REASON_NOT_IN_LIST);
    g_assert_cmpstr (refusal->field, ==, "type");
    if (i > 0)
      g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM news"), ==, news);
    news = hall_number (hall, "SELECT count (*) FROM news");
    hall_reopen (hall);
  }
  g_assert_cmpint (hall_number (hall, "SELECT count(*) FROM record WHERE kind = 3"), ==, 1);
  g_assert_cmpint (hall_number (hall, "SELECT count(*) FROM receipt WHERE reason IS NOT NULL"), ==,
                   1);
}

static void
test_another_change_is_a_fork (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) laptop = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  EvChange *change;

  laptop_write (laptop, EV_KIND_EVENT, NULL, "title=Forum", "type=forum", NULL);
  sync_expecting (laptop, "");
  change = laptop->log->pdata[0];
  ev_change_set_text (change, "title", "Another");
  laptop_write (laptop, EV_KIND_EVENT, NULL, "title=Next", "type=forum", NULL);
  laptop->acked = 0;
  {
    g_autoptr (EvRequest) request = laptop_request (laptop);
    g_autoptr (EvAnswer) answer = laptop_ask (laptop, request);
    const EvRefusal *refusal = answer->refusals->pdata[0];
    g_assert_cmpuint (answer->refusals->len, ==, 1);
    g_assert_cmpint (refusal->seq, ==, 1);
    g_assert_cmpint (refusal->reason, ==, EV_REASON_FORK);
  }
  g_assert_cmpint (hall_number (hall, "SELECT count(*) FROM receipt WHERE reason IS NOT NULL"), ==,
                   0);
  g_assert_cmpint (hall_number (hall, "SELECT count(*) FROM record WHERE kind = 3"), ==, 1);
}

/* An erasure takes a signature out of what a laptop sends again. */
static void
test_a_signature_may_be_gone (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) laptop = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autofree char *inside = NULL, *id = NULL;
  const char *event, *session, *person;
  EvChange *change;

  event = laptop_write (laptop, EV_KIND_EVENT, NULL, "title=Forum", "type=forum", NULL);
  inside = g_strconcat ("event=", event, NULL);
  session = laptop_write (laptop, EV_KIND_SESSION, NULL, inside, "date=2026-05-01", NULL);
  person = laptop_write (laptop, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);
  id = ev_id_derive (session, person);
  laptop_write (laptop, EV_KIND_ATTENDANCE, id, "status=present", "signature=QUJD", NULL);
  sync_expecting (laptop, "");
  change = laptop->log->pdata[3];
  g_assert_nonnull (ev_change_find (change, "signature"));
  ev_change_take (change, "signature", NULL);
  laptop->acked = 0;
  sync_expecting (laptop, "");
  ev_change_set_text (change, "status", "absent");
  laptop->acked = 0;
  sync_expecting (laptop, "4 fork");
}

/* One token may come under some ids, as each restoring of a laptop takes one, but not under any. */
static void
test_ids_are_bounded (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) laptop = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  guint entered = 1;

  for (int i = 0; i < 40; i++) {
    g_autofree char *id = ev_id_new_device (&hall->random);
    g_autofree char *got = NULL;
    g_strlcpy (laptop->id, id, sizeof laptop->id);
    laptop->acked = 0;
    got = laptop_sync (laptop);
    entered += got[0] == '\0';
  }
  g_assert_cmpuint (entered, ==, 32);
  g_assert_cmpstr (laptop->complaint, ==, "too_many");
}

/* A refusal in an answer that was lost comes again, however little is sent at once then. */
static void
test_refusals_are_never_skipped (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) laptop = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (EvRequest) request = NULL;
  g_autoptr (EvAnswer) lost = NULL, first = NULL;

  for (int i = 0; i < 3; i++)
    laptop_write (laptop, EV_KIND_EVENT, NULL, "title=T", i == 1 ? "type=nonsense" : "type=forum",
                  NULL);
  request = laptop_request (laptop);
  lost = laptop_ask (laptop, request);
  g_assert_cmpint (lost->acked, ==, 3);
  g_ptr_array_set_size (request->changes, 1);
  first = laptop_ask (laptop, request);
  g_assert_cmpint (first->acked, ==, 1);
  laptop_apply (laptop, request, first);
  sync_expecting (laptop, "2 not_in_list type");
}

static void
test_nothing_is_stored_after_a_gap (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) laptop = laptop_new (hall, EV_ROLE_FACILITATOR, "A");

  laptop_write (laptop, EV_KIND_EVENT, NULL, "title=First", "type=forum", NULL);
  laptop_write (laptop, EV_KIND_EVENT, NULL, "title=Second", "type=forum", NULL);
  laptop->acked = 1; /* as if another server, now lost, had said so */
  {
    g_autoptr (EvRequest) request = laptop_request (laptop);
    g_autoptr (EvAnswer) answer = laptop_ask (laptop, request);
    g_assert_cmpint (answer->acked, ==, 0);
    g_assert_cmpuint (answer->refusals->len, ==, 0);
    laptop_apply (laptop, request, answer);
  }
  g_assert_cmpint (hall_number (hall, "SELECT count(*) FROM record WHERE kind = 3"), ==, 0);
  sync_expecting (laptop, "");
  g_assert_true (laptop->verified);
  g_assert_cmpint (hall_number (hall, "SELECT count(*) FROM record WHERE kind = 3"), ==, 2);
}

static void
test_own_seqs_may_have_holes (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) laptop = laptop_new (hall, EV_ROLE_FACILITATOR, "A");

  laptop->seq = 4;
  laptop_write (laptop, EV_KIND_EVENT, NULL, "title=First", "type=forum", NULL);
  laptop->seq = 9;
  laptop_write (laptop, EV_KIND_EVENT, NULL, "title=Second", "type=forum", NULL);
  sync_expecting (laptop, "");
  g_assert_cmpint (laptop->acked, ==, 10);
  g_assert_true (laptop->verified);
}

static void
test_a_stamp_from_the_future_is_refused (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) laptop = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  gint64 now = hall->now;

  hall->now = now + EV_FILING_AHEAD;
  laptop_write (laptop, EV_KIND_EVENT, NULL, "title=Just so", "type=forum", NULL);
  hall->now = now + EV_FILING_AHEAD + 1;
  laptop_write (laptop, EV_KIND_EVENT, NULL, "title=Too far", "type=forum", NULL);
  hall->now = now;
  sync_expecting (laptop, "2 ahead");
  g_assert_cmpint (laptop->acked, ==, 2);
  g_assert_cmpint (hall_number (hall, "SELECT count(*) FROM record WHERE kind = 3"), ==, 1);
}

static void
test_a_refused_value_returns_to_the_servers (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) laptop = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  const char *event = laptop_write (laptop, EV_KIND_EVENT, NULL, "title=Good", "type=forum", NULL);

  sync_expecting (laptop, "");
  laptop_write (laptop, EV_KIND_EVENT, event, "type=nonsense", NULL);
  laptop_write (laptop, EV_KIND_EVENT, event, "venue=Hall", NULL);
  sync_expecting (laptop, "2 not_in_list type");
  g_assert_cmpstr (ev_record_text (laptop_record (laptop, EV_KIND_EVENT, event), "type"), ==,
                   "forum");
  g_assert_true (laptop->verified);
}

static void
test_a_conflict_is_told_and_settled (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) two = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) office = laptop_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (EvRequest) request = NULL;
  g_autoptr (EvAnswer) told = NULL, settled = NULL;
  const EvConflict *conflict;
  const char *event = laptop_write (one, EV_KIND_EVENT, NULL, "title=Forum", "type=forum", NULL);

  sync_expecting (one, "");
  sync_expecting (two, "");
  laptop_write (one, EV_KIND_EVENT, event, "venue=Here", NULL);
  hall->now += 1000;
  laptop_write (two, EV_KIND_EVENT, event, "venue=There", NULL);
  sync_expecting (one, "");
  sync_expecting (two, "");
  request = laptop_request (office);
  told = laptop_ask (office, request);
  laptop_apply (office, request, told);
  /* The first venue was written onto nothing that the second knew of. */
  g_assert_cmpuint (told->conflicts->len, ==, 1);
  conflict = told->conflicts->pdata[0];
  g_assert_cmpstr (conflict->group, ==, "venue");
  g_assert_cmpstr (ev_value_text (ev_change_find (conflict->lost, "venue")->value), ==, "Here");
  /* Who writes upon what stands, but has not heard of the other, has not chosen; who has, has. */
  hall->now += 1000;
  laptop_write (two, EV_KIND_EVENT, event, "venue=Yonder", NULL);
  sync_expecting (two, "");
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM conflict WHERE settled = 0"), ==, 1);
  sync_expecting (office, "");
  laptop_write (office, EV_KIND_EVENT, event, "venue=Here", NULL);
  ev_change_add_rival (office->log->pdata[office->log->len - 1], "venue",
                       conflict->lost_version.device, conflict->lost_version.seq);
  sync_expecting (office, "");
  g_clear_pointer (&request, ev_request_free);
  request = laptop_request (one);
  settled = laptop_ask (one, request);
  g_assert_cmpuint (settled->conflicts->len, ==, 0);
  g_assert_cmpuint (settled->settled->len, ==, 1);
}

static void
test_pages_say_everything_once (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) writer = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) reader = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (EvCentralDevice) device = NULL;
  g_auto (EvPushOutcome) outcome = { 0 };
  const char *first = laptop_write (writer, EV_KIND_EVENT, NULL, "title=0", "type=forum", NULL);
  gboolean more = TRUE;
  int pages = 0;

  ev_push_outcome_init (&outcome, 0);
  for (int i = 1; i < 20; i++)
    laptop_write (writer, EV_KIND_EVENT, NULL, "title=x", "type=forum", NULL);
  laptop_write (writer, EV_KIND_EVENT, first, "venue=Late", NULL);
  sync_expecting (writer, "");
  g_assert_true (hall->central->begin (hall->central, FALSE, NULL));
  g_assert_true (hall->central->device_by_id (hall->central, reader->id, &device, NULL));
  for (; more; pages++) {
    g_autoptr (EvRequest) request = laptop_request (reader);
    g_autoptr (EvAnswer) answer =
        ev_pull_answer (hall->central, device, request, &outcome, hall->now, 3, NULL);
    for (guint i = 0; i < answer->changes->len; i++) {
      const EvChange *change = answer->changes->pdata[i];
      g_assert_true (g_hash_table_add (
          seen, g_strdup_printf ("%s %" G_GINT64_FORMAT, change->id, change->version.seq)));
    }
    g_assert_true (answer->has_digest != answer->more);
    more = answer->more;
    laptop_apply (reader, request, answer);
  }
  hall->central->rollback (hall->central);
  g_assert_cmpint (pages, >, 6);
  g_assert_cmpuint (g_hash_table_size (seen), ==, 21 + 3);
  g_assert_true (reader->verified);
}

static void
test_a_stranger_is_turned_away (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) two = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autofree char *token = g_strdup (one->token);

  one->token[0] = one->token[0] == '0' ? '1' : '0';
  sync_expecting (one, "unknown_token");
  g_free (one->token);
  one->token = g_strdup (two->token);
  sync_expecting (one, "malformed");
  g_free (one->token);
  one->token = g_steal_pointer (&token);
  sync_expecting (one, "");
  g_assert_cmpint (hall_number (hall, "UPDATE device SET state = 1 RETURNING 1"), ==, 1);
  sync_expecting (one, "revoked");
}

static void
test_another_epoch_begins_anew (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) laptop = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  gsize held;

  sync_expecting (laptop, "");
  held = g_hash_table_size (laptop->records);
  g_hash_table_remove_all (laptop->records);
  sync_expecting (laptop, "");
  g_assert_false (laptop->verified);
  laptop->cursor += 1000;
  sync_expecting (laptop, "");
  g_assert_true (laptop->verified);
  g_hash_table_remove_all (laptop->records);
  g_free (laptop->epoch);
  laptop->epoch = g_strdup ("OTHER");
  sync_expecting (laptop, "");
  g_assert_true (laptop->verified);
  g_assert_cmpuint (g_hash_table_size (laptop->records), ==, held);
}

static void
test_waiting_is_told_of_news (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) two = laptop_new (hall, EV_ROLE_FACILITATOR, "B");
  g_autofree char *path = NULL;
  g_auto (EvResponse) before = { 0 }, foreign = { 0 }, after = { 0 };

  sync_expecting (one, "");
  path = g_strdup_printf ("/v1/wait?epoch=%s&cursor=%" G_GINT64_FORMAT, one->epoch, one->cursor);
  ev_centre_call (hall->centre, path, one->token, NULL, &before);
  g_assert_cmpint (before.status, ==, 204);
  laptop_write (two, EV_KIND_EVENT, NULL, "title=Not hers", "type=forum", NULL);
  sync_expecting (two, "");
  ev_centre_call (hall->centre, path, one->token, NULL, &foreign);
  g_assert_cmpint (foreign.status, ==, 204);
  laptop_write (one, EV_KIND_EVENT, NULL, "title=Hers", "type=forum", NULL);
  sync_expecting (one, "");
  ev_centre_call (hall->centre, path, one->token, NULL, &after);
  g_assert_cmpint (after.status, ==, 200);
}

/* The last cursor of each scope with news above `after`, as "SCOPE:CURSOR" in their order. */
static char *
scopes_after (Hall *hall, gint64 project, gint64 after)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) scopes = NULL;

  g_assert_true (hall->central->begin (hall->central, FALSE, NULL));
  g_assert_true (hall->central->news_scopes (hall->central, project, after, &scopes, NULL));
  hall->central->rollback (hall->central);
  for (guint i = 0; i < scopes->len; i++) {
    const EvScopeNews *news = &g_array_index (scopes, EvScopeNews, i);
    g_string_append_printf (text, "%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT " ", news->scope,
                            news->last);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_scopes_with_news_are_told (void)
{
  static const struct {
    gint64 project, after;
    const char *scopes;
  } cases[] = {
    { 90, 0, "-7:12 -1:9 0:12 3:11 800:12 " },
    { 90, 8, "-7:12 -1:9 0:12 3:11 800:12 " },
    { 90, 9, "-7:12 0:12 3:11 800:12 " },
    { 90, 11, "-7:12 0:12 800:12 " },
    { 90, 12, "" },
    { 91, 0, "3:50 " },
    { 92, 0, "" },
  };
  g_autoptr (Hall) hall = hall_new ();

  hall_run (hall, "INSERT INTO news (project, scope, cursor, record, kind) VALUES"
                  " (90, -7, 12, 0, 4), (90, -1, 5, 1, 1), (90, -1, 9, 1, 0), (90, 0, 12, 1, 0),"
                  " (90, 3, 1, 1, 1), (90, 3, 11, 2, 1), (90, 800, 12, 2, 1), (91, 3, 50, 1, 1)");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *got = scopes_after (hall, cases[i].project, cases[i].after);
    g_assert_cmpstr (got, ==, cases[i].scopes);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/centre/converge", test_two_and_a_coordinator_converge);
  g_test_add_func ("/centre/same-again", test_same_again_is_stored_once);
  g_test_add_func ("/centre/fork", test_another_change_is_a_fork);
  g_test_add_func ("/centre/signature", test_a_signature_may_be_gone);
  g_test_add_func ("/centre/ids", test_ids_are_bounded);
  g_test_add_func ("/centre/refusals", test_refusals_are_never_skipped);
  g_test_add_func ("/centre/gap", test_nothing_is_stored_after_a_gap);
  g_test_add_func ("/centre/holes", test_own_seqs_may_have_holes);
  g_test_add_func ("/centre/ahead", test_a_stamp_from_the_future_is_refused);
  g_test_add_func ("/centre/refused-value", test_a_refused_value_returns_to_the_servers);
  g_test_add_func ("/centre/conflict", test_a_conflict_is_told_and_settled);
  g_test_add_func ("/centre/pages", test_pages_say_everything_once);
  g_test_add_func ("/centre/stranger", test_a_stranger_is_turned_away);
  g_test_add_func ("/centre/epoch", test_another_epoch_begins_anew);
  g_test_add_func ("/centre/scopes", test_scopes_with_news_are_told);
  g_test_add_func ("/centre/wait", test_waiting_is_told_of_news);
  return g_test_run ();
}
