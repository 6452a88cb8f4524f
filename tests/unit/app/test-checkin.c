/* Check-in without a window: badges, keys of statuses, orders, and marking many at once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/checkin/badge-code.h"
#include "app/checkin/held-mark.h"
#include "app/checkin/marking.h"
#include "app/checkin/roster-order.h"
#include "app/checkin/status-key.h"

/* The same key presses of a scanner under several layouts of the keyboard. */
static void
test_badge (void)
{
  static const struct {
    const char *typed, *first, *second;
  } cases[] = {
    { "0123456789ABC-12", "0123456789ABC-12", NULL },
    { " 0123456789abc-12 ", "0123456789ABC-12", NULL },
    { "0123456789ABC'12", "0123456789ABC-12", NULL },
    { "012345678YABC'12", "012345678YABC-12", "012345678ZABC-12" },
    { "0123456789АБЦ'12", "0123456789ABC-12", NULL },
    { "Jovana", NULL, NULL },
    { "0123456789ABC", NULL, NULL },
    { "", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (GStrv) ids = ev_badge_code_read (cases[i].typed);
    g_assert_cmpstr (ids ? ids[0] : NULL, ==, cases[i].first);
    g_assert_cmpstr (ids && ids[0] ? ids[1] : NULL, ==, cases[i].second);
  }
}

/* A scanner that reads a badge while somebody is typing a name. */
static void
test_badge_after (void)
{
  gsize begins = 0;
  g_auto (GStrv) none = ev_badge_code_find ("Jovana 12-34", &begins);
  g_auto (GStrv) ids = ev_badge_code_find ("Жи0123456789ABC-12", &begins);

  g_assert_null (none);
  g_assert_nonnull (ids);
  g_assert_cmpstr (ids[0], ==, "0123456789ABC-12");
  g_assert_cmpuint (begins, ==, strlen ("Жи"));
}

static void
count_cb (gpointer data, EvPlan *plan)
{
  ++*(guint *)data;
  ev_plan_free (plan);
}

/* One letter counts after a moment; two in a row never do. */
static void
test_held (void)
{
  guint done = 0;
  EvHeldMark *held = ev_held_mark_new (count_cb, &done);
  g_autofree char *typed = NULL, *alone = NULL;

  ev_held_mark_hold (held, 'a', ev_plan_new ("absent"));
  typed = ev_held_mark_take_back (held, 0x436);
  g_assert_cmpstr (typed, ==, "aж");
  ev_held_mark_settle (held);
  g_assert_cmpuint (done, ==, 0);
  alone = ev_held_mark_take_back (held, '7');
  g_assert_cmpstr (alone, ==, "7");
  ev_held_mark_hold (held, 'a', ev_plan_new ("absent"));
  ev_held_mark_settle (held);
  g_assert_cmpuint (done, ==, 1);
  ev_held_mark_hold (held, 'a', ev_plan_new ("absent"));
  while (ev_held_mark_is_held (held))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (done, ==, 2);
  ev_held_mark_hold (held, 'a', ev_plan_new ("absent"));
  ev_held_mark_free (held);
  g_assert_cmpuint (done, ==, 2);
}

static void
test_keys (void)
{
  g_assert_cmpstr (ev_status_key_find ('a'), ==, "absent");
  g_assert_cmpstr (ev_status_key_find ('E'), ==, "excused");
  g_assert_null (ev_status_key_find ('7'));
  g_assert_null (ev_status_key_find (0));
  g_assert_cmpstr (ev_status_key_letter ("present"), ==, "P");
  g_assert_cmpstr (ev_status_key_letter ("nonsense"), ==, "");
}

/* A roster of two sessions whose rows are given as "given family status1 status2", - for none. */
static EvRoster *
roster_of (const char *const *lines)
{
  EvRoster *roster = g_new0 (EvRoster, 1);

  roster->sessions = g_ptr_array_new_with_free_func (g_free);
  roster->rows = g_ptr_array_new ();
  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (roster->sessions, g_new0 (EvRosterSession, 1));
  for (; *lines; lines++) {
    g_auto (GStrv) words = g_strsplit (*lines, " ", 4);
    EvRosterRow *row = g_new0 (EvRosterRow, 1);
    row->person.id = g_strdup (words[0]);
    row->person.given_name = g_strdup (words[0]);
    row->person.family_name = g_strdup (words[1]);
    row->statuses = g_new0 (char *, 3);
    row->arrivals = g_new0 (gint64, 3);
    for (guint i = 0; i < 2; i++)
      row->statuses[i] = strcmp (words[2 + i], "-") == 0 ? NULL : g_strdup (words[2 + i]);
    g_ptr_array_add (roster->rows, row);
  }
  return roster;
}

static char *
names (const GPtrArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "%s%s", i ? " " : "",
                            ((const EvRosterRow *)rows->pdata[i])->person.given_name);
  return g_string_free (text, FALSE);
}

static void
check_order (GPtrArray *rows, const char *wanted)
{
  g_autofree char *got = names (rows);

  g_assert_cmpstr (got, ==, wanted);
  g_ptr_array_unref (rows);
}

static void
test_order (void)
{
  const char *const lines[] = { "Ana Zeka absent -",         "Besa Čolak - -",
                                "Cana Cakaj present -",      "Dana Đorđević late present",
                                "Ema Dedić registered late", NULL };
  const char *const before[] = { "Ema", "Ana", NULL };
  g_autoptr (EvRoster) roster = roster_of (lines);

  ((EvRosterRow *)roster->rows->pdata[2])->arrivals[0] = 2000;
  ((EvRosterRow *)roster->rows->pdata[3])->arrivals[0] = 1000;
  check_order (ev_roster_order_by_arrival (roster, 0), "Dana Cana Besa Ema Ana");
  check_order (ev_roster_order_by_arrival (roster, -1), "Ana Besa Cana Dana Ema");
  check_order (ev_roster_order_by_name (roster, EV_LANGUAGE_SR_LATIN), "Cana Besa Ema Dana Ana");
  check_order (ev_roster_order_as_before (roster, before), "Ema Ana Besa Cana Dana");
}

/* "As in session 1" leaves alone whoever is known to be away, and whoever has a tick already. */
static void
test_as_in (void)
{
  const char *const lines[] = { "Ana A present -",        "Besa B present absent",
                                "Cana C late registered", "Dana D absent -",
                                "Ema E present late",     NULL };
  g_autoptr (EvRoster) roster = roster_of (lines);

  g_assert_cmpuint (ev_marking_as_in_count (roster, 1, 0), ==, 2);
  g_assert_cmpuint (ev_marking_as_in_count (roster, 0, 1), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/checkin/badge", test_badge);
  g_test_add_func ("/app/checkin/badge-after", test_badge_after);
  g_test_add_func ("/app/checkin/held", test_held);
  g_test_add_func ("/app/checkin/keys", test_keys);
  g_test_add_func ("/app/checkin/order", test_order);
  g_test_add_func ("/app/checkin/as-in", test_as_in);
  return g_test_run ();
}
