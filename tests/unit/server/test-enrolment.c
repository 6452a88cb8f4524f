/* Invitations: used once, by one laptop, in time; links and codes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include "server/limiter.h"

#define PIN "Oqb8PH5qlvgCnDFFlyGWoBXmfWCWHD5GT2lmd5Pgu0M="

typedef struct {
  Hall *hall;
  char *code;
} Door;

static Door
door_open (Hall *hall)
{
  g_autoptr (GArray) teams = NULL;
  g_autoptr (GError) error = NULL;
  Door door = { .hall = hall };
  gint64 expires;

  g_assert_true (hall->central->begin (hall->central, TRUE, &error));
  teams = ev_registrar_teams (hall->central, hall->project, (const char *const[]){ "B", "A", NULL },
                              &error);
  door.code = ev_enrolment_invite (hall->central, &hall->random, hall->project, EV_ROLE_FACILITATOR,
                                   teams, hall->now, &expires, &error);
  g_assert_no_error (error);
  g_assert_true (hall->central->commit (hall->central, &error));
  g_assert_cmpint (expires, ==, hall->now + EV_ENROLMENT_LIFE);
  return door;
}

/* The answer in words; the error's message where it is refused. */
static char *
knock (const Door *door, const char *device, char token)
{
  g_autoptr (EvEnrolRequest) request = ev_enrol_request_new ();
  g_autoptr (EvEnrolAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *teams = NULL;
  EvCentral *central = door->hall->central;

  request->code = g_strdup (door->code);
  request->token_hash = g_strnfill (64, token);
  g_strlcpy (request->device, device, sizeof request->device);
  g_assert_true (central->begin (central, TRUE, NULL));
  answer = ev_enrolment_answer (central, request, door->hall->now, &error);
  if (answer == NULL) {
    central->rollback (central);
    g_assert_error (error, EV_ERROR, EV_ERROR_INVITATION);
    return g_strdup (error->message);
  }
  g_assert_true (central->commit (central, NULL));
  teams = g_strjoinv (",", answer->teams);
  return g_strdup_printf ("%s %s %s %s", answer->project, answer->project_name, answer->role,
                          teams);
}

static void
test_once_and_again (void)
{
  g_autoptr (Hall) hall = hall_new ();
  Door door = door_open (hall);
  g_autofree char *expected =
      g_strdup_printf ("P Project facilitator %s,%s", hall->team_b, hall->team_a);
  g_autofree char *first = knock (&door, "AAAAAAAAAAAAA", 'a');
  g_autofree char *again = NULL, *other = NULL, *thief = NULL;

  g_assert_cmpstr (first, ==, expected);
  hall->now += 2 * EV_ENROLMENT_LIFE; /* an answer may be lost for long */
  again = knock (&door, "AAAAAAAAAAAAA", 'a');
  g_assert_cmpstr (again, ==, expected);
  other = knock (&door, "BBBBBBBBBBBBB", 'b');
  g_assert_cmpstr (other, ==, "an invitation that was used");
  thief = knock (&door, "AAAAAAAAAAAAA", 'b');
  g_assert_cmpstr (thief, ==, "an invitation that was used");
  g_free (door.code);
}

static void
test_too_late (void)
{
  g_autoptr (Hall) hall = hall_new ();
  Door door = door_open (hall);
  g_autofree char *answer = NULL;

  hall->now += EV_ENROLMENT_LIFE;
  answer = knock (&door, "AAAAAAAAAAAAA", 'a');
  g_assert_cmpstr (answer, ==, "an invitation that has expired");
  g_free (door.code);
}

static void
test_never_made (void)
{
  g_autoptr (Hall) hall = hall_new ();
  Door door = { hall, (char *)"000000000000" };
  g_autofree char *answer = knock (&door, "AAAAAAAAAAAAA", 'a');

  g_assert_cmpstr (answer, ==, "an invitation that was never made");
}

static void
test_no_device_is_taken_over (void)
{
  g_autoptr (Hall) hall = hall_new ();
  Door one = door_open (hall), two = door_open (hall), three = door_open (hall);
  g_autofree char *first = knock (&one, "AAAAAAAAAAAAA", 'a');
  g_autofree char *thief = knock (&two, "AAAAAAAAAAAAA", 'b');
  g_autofree char *renewed = knock (&three, "AAAAAAAAAAAAA", 'a');

  g_assert_cmpstr (thief, ==, "an invitation for a device that is somebody else's");
  g_assert_cmpstr (renewed, ==, first);
  g_free (one.code);
  g_free (two.code);
  g_free (three.code);
}

/* Two copies of one laptop were shut out; one is invited again, then the other. */
static void
test_both_copies_again (void)
{
  g_autoptr (Hall) hall = hall_new ();
  Door one = door_open (hall), two = door_open (hall), three = door_open (hall);
  Door four = door_open (hall);
  g_autofree char *first = knock (&one, "AAAAAAAAAAAAA", 'a');
  g_autofree char *copy = knock (&two, "BBBBBBBBBBBBB", 'a');
  g_autofree char *again = NULL, *thief = NULL, *copy_again = NULL;

  hall_number (hall, "UPDATE device SET state = 1 WHERE id = 'BBBBBBBBBBBBB' RETURNING 1");
  again = knock (&three, "AAAAAAAAAAAAA", 'a');
  g_assert_cmpstr (again, ==, first);
  thief = knock (&four, "BBBBBBBBBBBBB", 'b');
  g_assert_cmpstr (thief, ==, "an invitation for a device that is somebody else's");
  copy_again = knock (&four, "BBBBBBBBBBBBB", 'a');
  g_assert_cmpstr (copy_again, ==, copy);
  g_free (one.code);
  g_free (two.code);
  g_free (three.code);
  g_free (four.code);
}

static void
test_spelling (void)
{
  static const struct {
    const char *url, *pin, *link, *code;
  } cases[] = {
    { "https://example.org:8443", PIN,
      "evidenca://example.org:8443/enrol?code=ABCDEFGHJKMN"
      "&pin=Oqb8PH5qlvgCnDFFlyGWoBXmfWCWHD5GT2lmd5Pgu0M",
      "ABCD-EFGH-JKMN-7AKF" },
    { "https://example.org/register", NULL,
      "evidenca://example.org/register/enrol?code=ABCDEFGHJKMN", "ABCD-EFGH-JKMN" },
    { "http://127.0.0.1:8080", NULL, "http://127.0.0.1:8080/enrol?code=ABCDEFGHJKMN",
      "ABCD-EFGH-JKMN" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *link = ev_enrolment_link (cases[i].url, "ABCDEFGHJKMN", cases[i].pin);
    g_autofree char *code = ev_enrolment_spell ("ABCDEFGHJKMN", cases[i].pin);
    g_assert_cmpstr (link, ==, cases[i].link);
    g_assert_cmpstr (code, ==, cases[i].code);
  }
}

static void
test_limits (void)
{
  g_autoptr (EvLimiter) limiter = ev_limiter_new (2, 3, 1000);
  int wait = 0;

  g_assert_true (ev_limiter_try (limiter, "one", 5000, NULL));
  g_assert_true (ev_limiter_try (limiter, "one", 5100, NULL));
  g_assert_false (ev_limiter_try (limiter, "one", 5200, &wait));
  g_assert_cmpint (wait, ==, 1);
  g_assert_true (ev_limiter_try (limiter, "two", 5300, NULL));
  g_assert_false (ev_limiter_try (limiter, "three", 5400, NULL));
  g_assert_true (ev_limiter_try (limiter, "one", 6000, NULL));
  g_assert_true (ev_limiter_try (limiter, "one", 10, NULL)); /* a clock set back locks nobody out */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/enrolment/once-and-again", test_once_and_again);
  g_test_add_func ("/enrolment/too-late", test_too_late);
  g_test_add_func ("/enrolment/never-made", test_never_made);
  g_test_add_func ("/enrolment/no-take-over", test_no_device_is_taken_over);
  g_test_add_func ("/enrolment/both-copies", test_both_copies_again);
  g_test_add_func ("/enrolment/spelling", test_spelling);
  g_test_add_func ("/enrolment/limits", test_limits);
  return g_test_run ();
}
