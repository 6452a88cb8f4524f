/* What coordinators see of an approved event that was changed, whoever heard of what first. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk.h"
#include "store/review.h"

#define TODAY "2026-11-20"

typedef struct {
  Hall *hall;
  Desk *field, *office, *other;
  char *event, *mark;
} Case;

/* Somebody attended an event, which was submitted; the coordinator who will approve it has it, the
 * other one has nothing yet. */
static void
set_up (Case *test, gconstpointer data)
{
  g_autofree char *inside = NULL, *session = NULL, *person = NULL;

  test->hall = hall_new ();
  test->field = desk_new (test->hall, EV_ROLE_FACILITATOR, "A");
  test->office = desk_new (test->hall, EV_ROLE_COORDINATOR, "");
  test->other = desk_new (test->hall, EV_ROLE_COORDINATOR, "");
  test->event = desk_write (test->field, EV_KIND_EVENT, NULL, "title=Forum", "type=forum",
                            "municipality=prishtina", "venue=Hall", "state=submitted", NULL);
  inside = g_strconcat ("event=", test->event, NULL);
  session = desk_write (test->field, EV_KIND_SESSION, NULL, inside, "date=2026-05-01", NULL);
  person = desk_write (test->field, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);
  test->mark = ev_id_derive (session, person);
  g_free (desk_write (test->field, EV_KIND_ATTENDANCE, test->mark, "status=present", NULL));
  desk_sync_well (test->field);
  desk_sync_well (test->office);
}

static void
tear_down (Case *test, gconstpointer data)
{
  desk_free (test->field);
  desk_free (test->office);
  desk_free (test->other);
  hall_free (test->hall);
  g_free (test->event);
  g_free (test->mark);
}

static void
approve (Case *test)
{
  g_free (desk_write (test->office, EV_KIND_EVENT, test->event, "state=approved", NULL));
}

static void
change (Case *test)
{
  g_free (desk_write (test->field, EV_KIND_ATTENDANCE, test->mark, "status=absent", NULL));
  g_free (desk_write (test->field, EV_KIND_EVENT, test->event, "venue=Library", NULL));
}

static const char *
text_of (const EvChange *change, const char *field)
{
  const EvAssignment *assignment = change != NULL ? ev_change_find (change, field) : NULL;
  return assignment != NULL ? ev_value_text (assignment->value) : NULL;
}

static void
assert_difference (Desk *desk, const char *event)
{
  g_autoptr (GPtrArray) queue = ev_review_queue (desk->store, TODAY, NULL);
  g_autoptr (GPtrArray) found = ev_review_difference (desk->store, event, NULL);
  guint seen = 0;

  g_assert_cmpuint (queue->len, ==, 1);
  g_assert_cmpint (((EvReviewEvent *)queue->pdata[0])->state, ==, EV_REVIEW_CHANGED);
  g_assert_cmpuint (found->len, ==, 2);
  for (guint i = 0; i < found->len; i++) {
    const EvHistoryChange *one = found->pdata[i];
    const char *field = one->change->kind == EV_KIND_EVENT ? "venue" : "status";
    g_assert_cmpuint (one->change->fields->len, ==, 1);
    g_assert_cmpstr (text_of (one->change, field), ==,
                     one->change->kind == EV_KIND_EVENT ? "Library" : "absent");
    g_assert_cmpstr (text_of (one->earlier, field), ==,
                     one->change->kind == EV_KIND_EVENT ? "Hall" : "present");
    seen |= one->change->kind == EV_KIND_EVENT ? 1 : 2;
  }
  g_assert_cmpuint (seen, ==, 3);
}

static void
test_in_one_pull (Case *test, gconstpointer data)
{
  approve (test);
  desk_sync_well (test->office);
  desk_sync_well (test->field);
  change (test);
  desk_sync_well (test->field);
  desk_sync_well (test->other);
  desk_sync_well (test->office);
  assert_difference (test->other, test->event);
  assert_difference (test->office, test->event);
}

/* The facilitator wrote before the approval, and was heard after it. */
static void
test_heard_too_late (Case *test, gconstpointer data)
{
  change (test);
  approve (test);
  desk_sync_well (test->office);
  desk_sync_well (test->field);
  desk_sync_well (test->other);
  desk_sync_well (test->office);
  assert_difference (test->other, test->event);
  assert_difference (test->office, test->event);
}

/* What was approved is a coordinator's word. */
static void
test_reserved (Case *test, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_free (desk_write (test->field, EV_KIND_EVENT, test->event, "approved={}", NULL));
  desk_sync (test->field);
  desk_sync_well (test->office);
  text = desk_value (test->office, EV_KIND_EVENT, test->event, "approved");
  g_assert_null (text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/review/" name, Case, NULL, set_up, test, tear_down)
  ADD ("one-pull", test_in_one_pull);
  ADD ("too-late", test_heard_too_late);
  ADD ("reserved", test_reserved);
  return g_test_run ();
}
