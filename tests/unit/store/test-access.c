/* Tests of the access log: what is noted stays for a year, and what was changed shows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "register.h"
#include "store/access.h"
#include "store/backup.h"
#include "store/people-merge.h"

#define DAY (G_GINT64_CONSTANT (24) * 3600 * 1000)

static void
note (Register *reg, const char *subject)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ev_access_note (reg->store, EV_ACCESS_PRINT, subject, NULL, &error));
  g_assert_no_error (error);
}

/* The first thing that is wrong, "" for nothing. Owned. */
static char *
problem (Register *reg)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = ev_backup_check (reg->store, &error);

  g_assert_no_error (error);
  return g_strdup (problems->len > 0 ? problems->pdata[0] : "");
}

static guint
entries (Register *reg)
{
  g_autoptr (GPtrArray) list = ev_access_list (reg->store, NULL);
  return list->len;
}

static Register *
with_three (void)
{
  Register *reg = register_new ();

  note (reg, "event/1");
  note (reg, "event/2");
  note (reg, "event/3");
  return reg;
}

static void
test_what_was_noted_shows (void)
{
  static const struct {
    const char *sql, *says;
  } cases[] = {
    { "SELECT 1", "" },
    { "UPDATE access SET subject = 'event/9' WHERE place = 2", "entry 2" },
    { "UPDATE access SET reason = '' WHERE place = 1", "entry 1" },
    { "DELETE FROM access WHERE place = 2", "entry 3" },
    { "DELETE FROM access WHERE place = 3", "missing at its end" },
    { "DELETE FROM access", "missing at its end" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Register) reg = with_three ();
    g_autofree char *stays = register_sql (reg, "DROP TRIGGER access_stays");
    g_autofree char *grows = register_sql (reg, "DROP TRIGGER access_grows");
    g_autofree char *done = register_sql (reg, cases[i].sql);
    g_autofree char *says = problem (reg);
    g_test_message ("%s: %s", cases[i].sql, says);
    g_assert_true (*cases[i].says == '\0' ? *says == '\0' : strstr (says, cases[i].says) != NULL);
  }
}

static void
test_a_year_is_kept (void)
{
  g_autoptr (Register) reg = with_three ();
  g_autofree char *after = NULL, *later = NULL;

  reg->now += 300 * DAY;
  note (reg, "event/4");
  g_assert_cmpuint (entries (reg), ==, 4);
  reg->now += 100 * DAY;
  note (reg, "event/5");
  g_assert_cmpuint (entries (reg), ==, 2);
  after = problem (reg);
  g_assert_cmpstr (after, ==, "");
  reg->now += 500 * DAY;
  note (reg, "event/6");
  g_assert_cmpuint (entries (reg), ==, 1);
  later = problem (reg);
  g_assert_cmpstr (later, ==, "");
}

static void
test_a_loss_is_noted (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GPtrArray) list = NULL;

  g_assert_true (ev_store_set_setting (reg->store, "log.lost", "2026-03-14 3", NULL));
  before = problem (reg);
  g_assert_nonnull (strstr (before, "3 commits"));
  g_assert_true (ev_backup_note_loss (reg->store, NULL));
  after = problem (reg);
  g_assert_cmpstr (after, ==, "");
  list = ev_access_list (reg->store, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (((EvAccess *)list->pdata[0])->kind, ==, EV_ACCESS_LOSS);
  g_assert_nonnull (strstr (((EvAccess *)list->pdata[0])->reason, "3 commits"));
  g_assert_true (ev_backup_note_loss (reg->store, NULL));
  g_assert_cmpuint (entries (reg), ==, 1);
}

static char *
add_person (Register *reg, const char *name)
{
  g_autoptr (EvChange) wish = ev_change_new (EV_KIND_PERSON, NULL);
  g_autoptr (GError) error = NULL;
  char *id;

  ev_change_set_text (wish, "given_name", name);
  id = ev_store_write (reg->store, wish, NULL, &error);
  g_assert_no_error (error);
  return id;
}

/* Whoever writes it: the one who is merged away is named, and the one who stays. */
static void
test_merges_are_noted (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *keep = add_person (reg, "Arta"), *other = add_person (reg, "Artë");
  g_autofree char *subject = g_strconcat ("person/", other, NULL);
  g_autofree char *stays = g_strconcat ("person/", keep, NULL);
  g_autofree char *merged = ev_people_merge (reg->store, keep, other, NULL);
  g_autofree char *apart = ev_people_unmerge (reg->store, keep, other, NULL);
  g_autofree char *says = problem (reg);
  g_autoptr (GPtrArray) list = ev_access_list (reg->store, NULL);

  g_assert_nonnull (merged);
  g_assert_nonnull (apart);
  g_assert_cmpuint (list->len, ==, 2);
  for (guint i = 0; i < list->len; i++) {
    const EvAccess *access = list->pdata[i];
    g_assert_cmpint (access->kind, ==, i == 0 ? EV_ACCESS_MERGE : EV_ACCESS_UNMERGE);
    g_assert_cmpstr (access->subject, ==, subject);
    g_assert_cmpstr (access->reason, ==, stays);
  }
  g_assert_cmpstr (says, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/access/shows", test_what_was_noted_shows);
  g_test_add_func ("/access/year", test_a_year_is_kept);
  g_test_add_func ("/access/loss", test_a_loss_is_noted);
  g_test_add_func ("/access/merges", test_merges_are_noted);
  return g_test_run ();
}
