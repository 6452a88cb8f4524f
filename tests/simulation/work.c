/* What people do on a laptop. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work.h"

#include <string.h>

#include "rules.h"
#include "store/custody.h"
#include "store/people-merge.h"
#include "store/roster.h"

/* One of the records that the laptop shows; NULL if there is none. Owned. */
static char *
draw (Laptop *laptop, EvKind kind, Dice *dice)
{
  g_autoptr (GPtrArray) ids = laptop_ids (laptop, kind);
  return ids->len > 0 ? g_strdup (ids->pdata[dice_roll (dice, ids->len)]) : NULL;
}

static const char *
pick (Dice *dice, const char *const *words, guint count)
{
  return words[dice_roll (dice, count)];
}
#define PICK(dice, words) pick (dice, words, G_N_ELEMENTS (words))

/* An acknowledged value is there. */
static void
look_again (World *world, Laptop *laptop, const EvChange *wish, const char *id)
{
  g_autoptr (EvRecord) record = ev_store_read (laptop->store, wish->kind, id, NULL);

  for (guint i = 0; i < wish->fields->len; i++) {
    const EvAssignment *wanted = wish->fields->pdata[i];
    if (record == NULL || !ev_value_equal (ev_record_value (record, wanted->name), wanted->value))
      verdict_blame (&world->verdict, "%s acknowledged %s of %s but does not have it",
                     laptop_name (laptop), wanted->name, id);
  }
}

static void
put (World *world, Laptop *laptop, const EvChange *wish)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ev_store_write (laptop->store, wish, NULL, &error);

  world_expect (world, laptop, id != NULL, error);
  if (id != NULL)
    look_again (world, laptop, wish, id);
}

static void
set_word (World *world, EvChange *wish, const char *field)
{
  g_autofree char *word = world_word (world);
  ev_change_set_text (wish, field, word);
}

static void
set_consent (Laptop *laptop, EvChange *wish, Dice *dice)
{
  static const char *const forms[] = { "screen", "paper", "spoken" };
  static const char *const communities[] = { "albanian", "serb", "roma", "not_stated" };

  ev_change_set_text (wish, "consent", PICK (dice, forms));
  ev_change_set_integer (wish, "consent_at", *laptop->time);
  ev_change_set_text (wish, "consent_version", "1");
  ev_change_set_text (wish, "community", PICK (dice, communities));
}

void
work_add_person (World *world, Laptop *laptop, Dice *dice)
{
  g_autoptr (EvChange) wish = ev_change_new (EV_KIND_PERSON, NULL);

  set_word (world, wish, "given_name");
  set_word (world, wish, "family_name");
  if (dice_chance (dice, 60))
    set_consent (laptop, wish, dice);
  if (dice_chance (dice, 50))
    ev_change_set_integer (wish, "birth_year", 1950 + (gint64)dice_roll (dice, 50));
  put (world, laptop, wish);
}

/* Few fields, so that two people meet in one. */
void
work_edit_person (World *world, Laptop *laptop, Dice *dice)
{
  static const char *const fields[] = { "family_name", "institution", "note" };
  g_autofree char *id = draw (laptop, EV_KIND_PERSON, dice);
  g_autoptr (EvChange) wish = NULL;

  if (id == NULL)
    return;
  wish = ev_change_new (EV_KIND_PERSON, id);
  set_word (world, wish, PICK (dice, fields));
  put (world, laptop, wish);
}

void
work_consent (World *world, Laptop *laptop, Dice *dice)
{
  g_autofree char *id = draw (laptop, EV_KIND_PERSON, dice);
  g_autoptr (EvChange) wish = NULL;

  if (id == NULL)
    return;
  wish = ev_change_new (EV_KIND_PERSON, id);
  set_consent (laptop, wish, dice);
  put (world, laptop, wish);
}

void
work_add_event (World *world, Laptop *laptop, Dice *dice)
{
  g_autoptr (EvChange) wish = ev_change_new (EV_KIND_EVENT, NULL);

  set_word (world, wish, "title");
  ev_change_set_text (wish, "type", "training");
  if (laptop->role == EV_ROLE_COORDINATOR && dice_chance (dice, 80))
    ev_change_set_text (wish, "team", world->hub->teams[dice_roll (dice, HUB_TEAMS)]);
  put (world, laptop, wish);
}

void
work_add_session (World *world, Laptop *laptop, Dice *dice)
{
  g_autofree char *event = draw (laptop, EV_KIND_EVENT, dice);
  g_autofree char *date = NULL;
  g_autoptr (EvChange) wish = ev_change_new (EV_KIND_SESSION, NULL);

  if (event == NULL)
    return;
  date = g_strdup_printf ("2026-11-%02u", 1 + (guint)dice_roll (dice, 30));
  ev_change_set_text (wish, "event", event);
  ev_change_set_text (wish, "date", date);
  put (world, laptop, wish);
}

void
work_edit_event (World *world, Laptop *laptop, Dice *dice)
{
  static const char *const states[] = { "open", "submitted" };
  g_autofree char *id = draw (laptop, EV_KIND_EVENT, dice);
  g_autoptr (EvChange) wish = NULL;

  if (id == NULL)
    return;
  wish = ev_change_new (EV_KIND_EVENT, id);
  if (dice_chance (dice, 30))
    ev_change_set_text (wish, "state", PICK (dice, states));
  else
    set_word (world, wish, "venue");
  put (world, laptop, wish);
}

void
work_move_event (World *world, Laptop *laptop, Dice *dice)
{
  g_autofree char *id = draw (laptop, EV_KIND_EVENT, dice);
  g_autoptr (EvChange) wish = NULL;

  if (id == NULL || laptop->role != EV_ROLE_COORDINATOR)
    return;
  wish = ev_change_new (EV_KIND_EVENT, id);
  ev_change_set_text (wish, "team", world->hub->teams[dice_roll (dice, HUB_TEAMS)]);
  put (world, laptop, wish);
}

static void
mark (World *world, Laptop *laptop, Dice *dice, const char *status)
{
  g_autofree char *session = draw (laptop, EV_KIND_SESSION, dice);
  g_autofree char *person = draw (laptop, EV_KIND_PERSON, dice);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (session == NULL || person == NULL)
    return;
  done = ev_roster_mark (laptop->store, session, person, status, "tick", &error);
  world_expect (world, laptop, done, error);
}

void
work_tick (World *world, Laptop *laptop, Dice *dice)
{
  static const char *const statuses[] = { "present", "late", "absent" };
  mark (world, laptop, dice, PICK (dice, statuses));
}

void
work_untick (World *world, Laptop *laptop, Dice *dice)
{
  mark (world, laptop, dice, NULL);
}

void
work_result (World *world, Laptop *laptop, Dice *dice)
{
  g_autofree char *event = draw (laptop, EV_KIND_EVENT, dice);
  g_autoptr (EvChange) wish = ev_change_new (EV_KIND_RESULT, NULL);

  ev_change_set_text (wish, "type", "grant");
  set_word (world, wish, "title");
  if (event != NULL && dice_chance (dice, 70))
    ev_change_set_text (wish, "event", event);
  put (world, laptop, wish);
}

void
work_note (World *world, Laptop *laptop, Dice *dice)
{
  EvKind kind = dice_chance (dice, 40) ? EV_KIND_ATTENDANCE : EV_KIND_EVENT;
  g_autofree char *id = draw (laptop, kind, dice);
  g_autofree char *about = NULL;
  g_autoptr (EvChange) wish = ev_change_new (EV_KIND_NOTE, NULL);

  if (id == NULL)
    return;
  about = g_strconcat (ev_kind_name (kind), "/", id, NULL);
  ev_change_set_text (wish, "about", about);
  set_word (world, wish, "text");
  put (world, laptop, wish);
}

void
work_delete (World *world, Laptop *laptop, Dice *dice)
{
  static const EvKind kinds[] = { EV_KIND_PERSON, EV_KIND_EVENT, EV_KIND_SESSION, EV_KIND_RESULT,
                                  EV_KIND_NOTE };
  EvKind kind = kinds[dice_roll (dice, G_N_ELEMENTS (kinds))];
  g_autofree char *id = draw (laptop, kind, dice);
  g_autoptr (EvChange) wish = NULL;

  if (id == NULL)
    return;
  wish = ev_change_new (kind, id);
  ev_change_set_integer (wish, "deleted", 1);
  put (world, laptop, wish);
}

void
work_merge (World *world, Laptop *laptop, Dice *dice)
{
  g_autofree char *keep = draw (laptop, EV_KIND_PERSON, dice);
  g_autofree char *other = draw (laptop, EV_KIND_PERSON, dice);
  g_autofree char *survivor = NULL;
  g_autoptr (GError) error = NULL;

  if (keep == NULL || other == NULL)
    return;
  survivor = ev_people_merge (laptop->store, keep, other, &error);
  world_expect (world, laptop, survivor != NULL, error);
}

/* Only survivors are shown; somebody is taken out of the class of one. */
void
work_unmerge (World *world, Laptop *laptop, Dice *dice)
{
  g_autofree char *keep = draw (laptop, EV_KIND_PERSON, dice);
  g_auto (GStrv) class = keep != NULL ? ev_store_merged (laptop->store, keep, NULL) : NULL;
  g_autofree char *survivor = NULL;
  g_autoptr (GError) error = NULL;
  guint count = class != NULL ? g_strv_length (class) : 0;

  if (count < 2)
    return;
  survivor = ev_people_unmerge (laptop->store, keep, class[dice_roll (dice, count)], &error);
  world_expect (world, laptop, survivor != NULL, error);
}

/* Now and then said of the two once more, or taken back. */
void
work_apart (World *world, Laptop *laptop, Dice *dice)
{
  g_autofree char *known = dice_chance (dice, 30) ? draw (laptop, EV_KIND_APART, dice) : NULL;
  g_autofree char *one = NULL, *other = NULL;
  g_autofree char *id = NULL;
  g_autoptr (EvChange) wish = NULL;

  if (known == NULL) {
    one = draw (laptop, EV_KIND_PERSON, dice);
    other = draw (laptop, EV_KIND_PERSON, dice);
    if (one == NULL || other == NULL || strcmp (one, other) == 0)
      return;
    id = ev_id_pair (one, other);
  }
  wish = ev_change_new (EV_KIND_APART, known != NULL ? known : id);
  ev_change_set_integer (wish, "deleted", known != NULL && dice_chance (dice, 50) ? 1 : 0);
  put (world, laptop, wish);
}

void
work_erase (World *world, Laptop *laptop, Dice *dice)
{
  g_autofree char *id = draw (laptop, EV_KIND_PERSON, dice);
  g_autoptr (EvChange) wish = NULL;

  if (id == NULL || (laptop->role != EV_ROLE_COORDINATOR && dice_chance (dice, 70)))
    return;
  wish = ev_change_new (EV_KIND_PERSON, id);
  ev_change_set_integer (wish, "erased", 1);
  put (world, laptop, wish);
}

void
work_forbidden (World *world, Laptop *laptop, Dice *dice)
{
  g_autofree char *id = draw (laptop, EV_KIND_EVENT, dice);
  g_autoptr (EvChange) wish = NULL;

  if (id == NULL)
    return;
  wish = ev_change_new (EV_KIND_EVENT, id);
  ev_change_set_text (wish, "state", "approved");
  put (world, laptop, wish);
}

void
work_unknown_code (World *world, Laptop *laptop, Dice *dice)
{
  EvKind kind = dice_chance (dice, 50) ? EV_KIND_EVENT : EV_KIND_PERSON;
  g_autofree char *id = dice_chance (dice, 60) ? draw (laptop, kind, dice) : NULL;
  g_autoptr (EvChange) wish = ev_change_new (kind, id);

  ev_change_set_text (wish, "municipality", RULES_NEW_MUNICIPALITY);
  if (id == NULL) {
    set_word (world, wish, kind == EV_KIND_EVENT ? "title" : "given_name");
    if (kind == EV_KIND_EVENT)
      ev_change_set_text (wish, "type", "training");
  }
  put (world, laptop, wish);
}

static void
correct (World *world, Laptop *laptop, const EvParked *parked)
{
  g_autoptr (EvChange) correction = ev_change_new (parked->change->kind, parked->change->id);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (ev_change_find (parked->change, "municipality") != NULL)
    ev_change_set_text (correction, "municipality", "prishtina");
  done = ev_custody_offer_again (laptop->store, &parked->change->version, correction, NULL, &error);
  world_expect (world, laptop, done, error);
}

void
work_parked (World *world, Laptop *laptop, Dice *dice)
{
  g_autoptr (GPtrArray) list = ev_custody_parked (laptop->store, NULL);
  const EvParked *parked;
  Entry *entry;

  if (list == NULL || list->len == 0)
    return;
  parked = list->pdata[dice_roll (dice, list->len)];
  entry = journal_find (world->journal, parked->change->operator_id);
  if (entry != NULL)
    entry->given_up = TRUE;
  if (dice_chance (dice, 50))
    ev_custody_give_up (laptop->store, &parked->change->version, NULL);
  else
    correct (world, laptop, parked);
}
