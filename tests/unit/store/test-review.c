/* The coordinator's queue, what looks wrong with an event, and what changed since approval. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register.h"
#include "store/review.h"
#include "store/roster.h"

#define TODAY "2026-11-20"

typedef struct {
  Register *reg;
  char *event, *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->reg = register_new ();
  fixture->event = register_write (fixture->reg, EV_KIND_EVENT, NULL, "title", "Training", "type",
                                   "training", "venue", "Hall", "state", "submitted", NULL);
  fixture->session = register_write (fixture->reg, EV_KIND_SESSION, NULL, "event", fixture->event,
                                     "date", "2026-11-10", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  register_free (fixture->reg);
  g_free (fixture->event);
  g_free (fixture->session);
}

/* Somebody who attended, with consent; answers her id. */
static char *
attend (Fixture *fixture, const char *given, const char *family, const char *gender)
{
  char *id = register_person (fixture->reg, given, family);

  g_free (register_write (fixture->reg, EV_KIND_PERSON, id, "gender", gender, "consent", "paper",
                          NULL));
  g_assert_true (
      ev_roster_mark (fixture->reg->store, fixture->session, id, "present", "tick", NULL));
  return id;
}

static const EvReviewIssue *
find (GPtrArray *issues, EvReviewIssueKind kind)
{
  for (guint i = 0; i < issues->len; i++) {
    const EvReviewIssue *issue = issues->pdata[i];
    if (issue->kind == kind)
      return issue;
  }
  return NULL;
}

static GPtrArray *
issues_of (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *issues = ev_review_issues (fixture->reg->store, fixture->event, TODAY, &error);

  g_assert_no_error (error);
  return issues;
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = attend (fixture, "Jovana", "Ristić", "female");
  g_autofree char *b = attend (fixture, "Arbnor", "Gashi", "male");
  g_autoptr (GPtrArray) issues = issues_of (fixture);

  g_assert_cmpuint (issues->len, ==, 0);
}

static void
test_people (Fixture *fixture, gconstpointer data)
{
  g_autofree char *plain = register_person (fixture->reg, "Senad", "Beriša");
  g_autofree char *child = attend (fixture, "Mirlinda", "Krasniqi", "female");
  g_autofree char *one = attend (fixture, "Shpresa", "Gashi", "female");
  g_autofree char *two = register_person (fixture->reg, "Špresa", "Gaši");
  g_autoptr (GPtrArray) issues = NULL;

  g_assert_true (
      ev_roster_mark (fixture->reg->store, fixture->session, plain, "late", "tick", NULL));
  g_free (register_write (fixture->reg, EV_KIND_PERSON, child, "birth_year", "2012", NULL));
  g_free (register_write (fixture->reg, EV_KIND_PERSON, one, "birth_year", "1990", "phone",
                          "044123456", NULL));
  g_free (register_write (fixture->reg, EV_KIND_PERSON, two, "birth_year", "1990", "phone",
                          "044123456", NULL));
  issues = issues_of (fixture);
  g_assert_cmpstr (find (issues, EV_REVIEW_NO_CONSENT)->people->pdata[0], ==, plain);
  g_assert_cmpstr (find (issues, EV_REVIEW_CHILDREN)->people->pdata[0], ==, child);
  g_assert_cmpuint (find (issues, EV_REVIEW_CHILDREN)->limit, ==, 16);
  g_assert_cmpstr (find (issues, EV_REVIEW_DUPLICATES)->people->pdata[0], ==, one);
  g_assert_cmpuint (find (issues, EV_REVIEW_DUPLICATES)->count, ==, 1);
  g_assert_null (find (issues, EV_REVIEW_NOBODY));
}

static void
test_sessions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *future = register_write (fixture->reg, EV_KIND_SESSION, NULL, "event",
                                            fixture->event, "date", "2026-12-01", NULL);
  g_autofree char *a = attend (fixture, "Jovana", "Ristić", "female");
  g_autoptr (GPtrArray) before = issues_of (fixture), after = NULL;

  g_assert_null (find (before, EV_REVIEW_FUTURE));
  g_assert_true (ev_roster_mark (fixture->reg->store, future, a, "present", "tick", NULL));
  after = issues_of (fixture);
  g_assert_cmpuint (find (after, EV_REVIEW_FUTURE)->count, ==, 1);
}

static void
test_room (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = register_write (fixture->reg, EV_KIND_EVENT, NULL, "title", "Before",
                                           "type", "training", "venue", "hall", NULL);
  g_autofree char *session = register_write (fixture->reg, EV_KIND_SESSION, NULL, "event", other,
                                             "date", "2026-05-10", NULL);
  g_autofree char *a = attend (fixture, "Jovana", "Ristić", "female");
  g_autofree char *b = attend (fixture, "Arbnor", "Gashi", "male");
  g_autoptr (GPtrArray) issues = NULL;
  const EvReviewIssue *issue;

  g_assert_true (ev_roster_mark (fixture->reg->store, session, a, "present", "tick", NULL));
  issues = issues_of (fixture);
  issue = find (issues, EV_REVIEW_CROWDED);
  g_assert_nonnull (issue);
  g_assert_cmpuint (issue->count, ==, 2);
  g_assert_cmpuint (issue->limit, ==, 1);
}

static void
test_balance (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Agim", "Besnik", "Dritan", "Fatos", "Genc" };
  g_autoptr (GPtrArray) issues = NULL;
  const EvReviewIssue *issue;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (attend (fixture, names[i], "Hoxha", "male"));
  g_free (register_write (fixture->reg, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, "balance_targets",
                          "{\"female\":50}", NULL));
  issues = issues_of (fixture);
  issue = find (issues, EV_REVIEW_BALANCE);
  g_assert_nonnull (issue);
  g_assert_cmpstr (issue->code, ==, "female");
  g_assert_cmpuint (issue->count, ==, 0);
  g_assert_cmpuint (issue->limit, ==, 50);
}

static EvReviewState
state_of (Fixture *fixture)
{
  g_autoptr (GPtrArray) queue = ev_review_queue (fixture->reg->store, TODAY, NULL);
  const EvReviewEvent *event = queue->pdata[0];

  g_assert_cmpuint (queue->len, ==, 1);
  return event->state;
}

static const char *
text_of (const EvChange *change, const char *field)
{
  const EvAssignment *assignment = change != NULL ? ev_change_find (change, field) : NULL;
  return assignment != NULL ? ev_value_text (assignment->value) : NULL;
}

/* An approved event comes back when it is changed, and goes when it is approved again. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = attend (fixture, "Jovana", "Ristić", "female");
  g_autoptr (GPtrArray) difference = NULL;
  const EvHistoryChange *change;

  g_assert_cmpint (state_of (fixture), ==, EV_REVIEW_SUBMITTED);
  g_free (register_write (fixture->reg, EV_KIND_EVENT, fixture->event, "state", "approved", NULL));
  g_assert_cmpint (state_of (fixture), ==, EV_REVIEW_APPROVED);
  g_assert_true (ev_roster_mark (fixture->reg->store, fixture->session, a, "absent", "tick", NULL));
  g_assert_cmpint (state_of (fixture), ==, EV_REVIEW_CHANGED);
  difference = ev_review_difference (fixture->reg->store, fixture->event, NULL);
  g_assert_cmpuint (difference->len, ==, 1);
  change = difference->pdata[0];
  g_assert_true (change->change->kind == EV_KIND_ATTENDANCE);
  g_assert_cmpstr (text_of (change->change, "status"), ==, "absent");
  g_assert_cmpstr (text_of (change->earlier, "status"), ==, "present");
  /* Changed twice, it differs once, from what was approved. */
  g_assert_true (
      ev_roster_mark (fixture->reg->store, fixture->session, a, "excused", "tick", NULL));
  g_ptr_array_unref (difference);
  difference = ev_review_difference (fixture->reg->store, fixture->event, NULL);
  change = difference->pdata[0];
  g_assert_cmpstr (text_of (change->change, "status"), ==, "excused");
  g_assert_cmpstr (text_of (change->earlier, "status"), ==, "present");
  g_assert_cmpuint (difference->len, ==, 1);
  g_free (register_write (fixture->reg, EV_KIND_EVENT, fixture->event, "state", "submitted", NULL));
  g_free (register_write (fixture->reg, EV_KIND_EVENT, fixture->event, "state", "approved", NULL));
  g_assert_cmpint (state_of (fixture), ==, EV_REVIEW_APPROVED);
  g_free (register_write (fixture->reg, EV_KIND_EVENT, fixture->event, "venue", "Elsewhere", NULL));
  g_assert_cmpint (state_of (fixture), ==, EV_REVIEW_CHANGED);
  g_ptr_array_unref (difference);
  difference = ev_review_difference (fixture->reg->store, fixture->event, NULL);
  g_assert_cmpuint (difference->len, ==, 1);
  change = difference->pdata[0];
  g_assert_cmpstr (text_of (change->change, "venue"), ==, "Elsewhere");
}

/* What is again as it was approved is no difference; neither is who came and went since. */
static void
test_changed_back (Fixture *fixture, gconstpointer data)
{
  EvStore *store = fixture->reg->store;
  g_autofree char *a = attend (fixture, "Jovana", "Ristić", "female");
  g_autofree char *b = NULL, *mark = NULL;
  g_autoptr (GPtrArray) none = NULL, removed = NULL;
  const EvHistoryChange *change;

  g_free (register_write (fixture->reg, EV_KIND_EVENT, fixture->event, "state", "approved", NULL));
  b = attend (fixture, "Arta", "Gashi", "female");
  g_assert_cmpint (state_of (fixture), ==, EV_REVIEW_CHANGED);
  g_assert_true (ev_roster_mark (store, fixture->session, b, NULL, "tick", NULL));
  g_assert_true (ev_roster_mark (store, fixture->session, a, "late", "tick", NULL));
  g_assert_true (ev_roster_mark (store, fixture->session, a, "present", "tick", NULL));
  g_assert_cmpint (state_of (fixture), ==, EV_REVIEW_APPROVED);
  none = ev_review_difference (store, fixture->event, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (ev_roster_mark (store, fixture->session, a, NULL, "tick", NULL));
  g_assert_cmpint (state_of (fixture), ==, EV_REVIEW_CHANGED);
  removed = ev_review_difference (store, fixture->event, NULL);
  g_assert_cmpuint (removed->len, ==, 1);
  change = removed->pdata[0];
  mark = ev_id_derive (fixture->session, a);
  g_assert_cmpstr (change->change->id, ==, mark);
  g_assert_nonnull (ev_change_find (change->change, "deleted"));
  g_assert_nonnull (ev_change_find (change->earlier, "deleted"));
}

/* An old event that was brought in as approved does not come back for what came with it. */
static void
test_brought_in (Fixture *fixture, gconstpointer data)
{
  g_autofree char *event = register_write (fixture->reg, EV_KIND_EVENT, NULL, "title", "Old",
                                           "type", "training", "state", "approved", NULL);
  g_autofree char *session = register_write (fixture->reg, EV_KIND_SESSION, NULL, "event", event,
                                             "date", "2022-05-10", NULL);
  g_autoptr (GPtrArray) queue = ev_review_queue (fixture->reg->store, TODAY, NULL);
  g_autoptr (GPtrArray) difference = ev_review_difference (fixture->reg->store, event, NULL);
  const EvReviewEvent *last = queue->pdata[queue->len - 1];

  g_assert_cmpstr (last->event->id, ==, event);
  g_assert_cmpint (last->state, ==, EV_REVIEW_APPROVED);
  g_assert_cmpuint (difference->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/store/review/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("nothing", test_nothing);
  ADD ("people", test_people);
  ADD ("sessions", test_sessions);
  ADD ("room", test_room);
  ADD ("balance", test_balance);
  ADD ("changed", test_changed);
  ADD ("changed-back", test_changed_back);
  ADD ("brought-in", test_brought_in);
  return g_test_run ();
}
