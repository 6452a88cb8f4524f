/* The watchdog cuts what takes too long; those who wait are woken for their own news. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/watchdog.h"

#include <sys/socket.h>
#include <unistd.h>

#include "server/waiting.h"

static void
test_bites_in_time (void)
{
  g_autoptr (EvWatchdog) watchdog = ev_watchdog_new ();
  int slow[2], quick[2];
  EvWatch *watches[2];
  char byte;

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, slow), ==, 0);
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, quick), ==, 0);
  watches[0] = ev_watchdog_add (watchdog, slow[0], 100);
  watches[1] = ev_watchdog_add (watchdog, quick[0], 100);
  g_assert_cmpuint (ev_watchdog_bite (watchdog, 99), ==, 0);
  ev_watchdog_allow (watchdog, watches[1], G_MAXINT64);
  g_assert_cmpuint (ev_watchdog_bite (watchdog, 100), ==, 1);
  g_assert_cmpuint (ev_watchdog_bite (watchdog, 200), ==, 0);
  g_assert_cmpint (read (slow[1], &byte, 1), ==, 0); /* the other end sees the end */
  g_assert_cmpint (write (quick[1], "x", 1), ==, 1);
  g_assert_cmpint (read (quick[0], &byte, 1), ==, 1);
  for (int i = 0; i < 2; i++) {
    ev_watchdog_remove (watchdog, watches[i]);
    close (slow[i]);
    close (quick[i]);
  }
}

static void
wake (gpointer waiter, gboolean news)
{
  *(int *)waiter = news ? 1 : 2;
}

static void
test_wakes_those_concerned (void)
{
  g_autoptr (EvWaiting) waiting = ev_waiting_new (wake);
  g_autoptr (GArray) team_3 = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) team_4 = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 numbers[] = { 3, 4 };
  int own = 0, mate = 0, other = 0, foreign = 0;

  g_array_append_val (team_3, numbers[0]);
  g_array_append_val (team_4, numbers[1]);
  ev_waiting_add (waiting, &own, 1, 10, 0, team_3, 500);
  ev_waiting_add (waiting, &mate, 1, 11, 0, team_3, 500);
  ev_waiting_add (waiting, &other, 1, 12, 0, team_4, 600);
  ev_waiting_add (waiting, &foreign, 2, 13, 0, team_3, 700);
  ev_waiting_tell (waiting, 1, 10, team_3);
  g_assert_true (own == 0 && mate == 1 && other == 0 && foreign == 0);
  ev_waiting_expire (waiting, 500);
  g_assert_true (own == 2 && other == 0 && foreign == 0);
  ev_waiting_wake (waiting, &other, TRUE);
  ev_waiting_wake (waiting, &other, FALSE); /* waits no more */
  g_assert_cmpint (other, ==, 1);
  ev_waiting_tell_project (waiting, 1);
  g_assert_cmpint (foreign, ==, 0);
  ev_waiting_tell_project (waiting, 2);
  g_assert_cmpint (foreign, ==, 1);
}

static void
test_wakes_those_behind (void)
{
  g_autoptr (EvWaiting) waiting = ev_waiting_new (wake);
  g_autoptr (GArray) scopes = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) other = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) news = g_array_new (FALSE, FALSE, sizeof (EvScopeNews));
  const EvScopeNews told[] = { { 3, 20 }, { 4, 15 } };
  const gint64 numbers[] = { 3, 4, 5 };
  int behind = 0, abreast = 0, elsewhere = 0, foreign = 0;

  g_array_append_vals (scopes, numbers, 2);
  g_array_append_vals (other, numbers + 2, 1);
  g_array_append_vals (news, told, G_N_ELEMENTS (told));
  ev_waiting_add (waiting, &behind, 1, 10, 19, scopes, G_MAXINT64);
  ev_waiting_add (waiting, &abreast, 1, 11, 20, scopes, G_MAXINT64);
  ev_waiting_add (waiting, &elsewhere, 1, 12, 0, other, G_MAXINT64);
  ev_waiting_add (waiting, &foreign, 2, 13, 0, scopes, G_MAXINT64);
  g_assert_cmpuint (ev_waiting_count (waiting), ==, 4);
  ev_waiting_tell_news (waiting, 1, news);
  g_assert_true (behind == 1 && abreast == 0 && elsewhere == 0 && foreign == 0);
  g_assert_cmpuint (ev_waiting_count (waiting), ==, 3);
  ev_waiting_tell_project (waiting, 0);
  g_assert_cmpuint (ev_waiting_count (waiting), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/watchdog/bites", test_bites_in_time);
  g_test_add_func ("/waiting/wakes", test_wakes_those_concerned);
  g_test_add_func ("/waiting/behind", test_wakes_those_behind);
  return g_test_run ();
}
