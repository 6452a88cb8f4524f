/* Tests of store/exchange-log.h and store/custody.h: receipts, refusals, restamping, conflicts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/hlc.h"
#include "register.h"
#include "store/backup.h"
#include "store/custody.h"
#include "store/exchange-log.h"
#include "store/history.h"

#define OTHER "Z0000000000ZZ"

/* What one answer brings, with lists to add to. */
typedef struct {
  EvExchangeReceipt receipt;
  GPtrArray *touched;
} Answer;

static void
answer_init (Answer *answer, Register *reg, gint64 acked)
{
  answer->receipt = (EvExchangeReceipt){
    .epoch = "E1",
    .cursor = 7,
    .acked = acked,
    .server_time = reg->now,
    .refusals = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_refusal_free),
    .changes = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free),
    .conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_conflict_free),
    .settled = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_conflict_free),
  };
  answer->touched = g_ptr_array_new_with_free_func (g_free);
}

static void
answer_clear (Answer *answer)
{
  g_ptr_array_unref (answer->receipt.refusals);
  g_ptr_array_unref (answer->receipt.changes);
  g_ptr_array_unref (answer->receipt.conflicts);
  g_ptr_array_unref (answer->receipt.settled);
  g_ptr_array_unref (answer->touched);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static EvChange *
foreign (EvKind kind, const char *id, gint64 seq, gint64 stamp, const char *field, const char *text)
{
  EvChange *change = ev_change_new (kind, id);
  g_strlcpy (change->version.device, OTHER, sizeof change->version.device);
  change->version.seq = seq;
  change->version.stamp = stamp;
  ev_change_set_text (change, field, text);
  return change;
}

static void
apply (Register *reg, Answer *answer)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (ev_exchange_apply (reg->store, &answer->receipt, answer->touched, &error));
  g_assert_no_error (error);
}

static void
assert_sound (Register *reg)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = ev_backup_check (reg->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *)problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
assert_counts (Register *reg, gint64 laptop, gint64 server, gint64 parked)
{
  g_auto (EvCustodyCounts) counts = { 0 };

  g_assert_true (ev_custody_count (reg->store, &counts, NULL));
  g_assert_cmpint (counts.on_laptop, ==, laptop);
  g_assert_cmpint (counts.on_server, ==, server);
  g_assert_cmpint (counts.parked, ==, parked);
}

static void
test_receipts (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *first = register_person (reg, "Arta", "Hoxha");
  g_autofree char *second = register_person (reg, "Petar", "Ilić");
  g_autoptr (GPtrArray) pending = ev_exchange_pending (reg->store, 0, 10, NULL);
  g_auto (EvExchangeState) state = { 0 };
  g_auto (Answer) answer = { 0 };

  g_assert_cmpuint (pending->len, ==, 2);
  assert_counts (reg, 2, 0, 0);
  g_assert_cmpint (ev_custody_of (reg->store, EV_KIND_PERSON, first), ==, EV_CUSTODY_LAPTOP);
  answer_init (&answer, reg, 1);
  apply (reg, &answer);
  assert_counts (reg, 1, 1, 0);
  g_assert_cmpint (ev_custody_of (reg->store, EV_KIND_PERSON, first), ==, EV_CUSTODY_SERVER);
  g_assert_cmpint (ev_custody_of (reg->store, EV_KIND_PERSON, second), ==, EV_CUSTODY_LAPTOP);
  g_assert_true (ev_exchange_state_load (reg->store, &state, NULL));
  g_assert_cmpstr (state.epoch, ==, "E1");
  g_assert_cmpint (state.cursor, ==, 7);
  g_assert_cmpint (state.acked, ==, 1);
  g_assert_cmpint (state.held, ==, 2);
  g_ptr_array_unref (pending);
  pending = ev_exchange_pending (reg->store, state.acked, 10, NULL);
  g_assert_cmpuint (pending->len, ==, 1);
  assert_sound (reg);
}

/* A server that was set back answers with an older receipt. */
static void
test_set_back (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *first = register_person (reg, "Arta", "Hoxha");
  g_autofree char *second = register_person (reg, "Petar", "Ilić");
  g_auto (Answer) answer = { 0 };

  answer_init (&answer, reg, 2);
  apply (reg, &answer);
  assert_counts (reg, 0, 2, 0);
  answer.receipt.acked = 1;
  answer.receipt.epoch = "E2";
  apply (reg, &answer);
  assert_counts (reg, 1, 1, 0);
}

static void
test_merge (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *id = register_person (reg, "Arta", "Hoxha");
  g_autofree char *family = NULL, *given = NULL;
  g_auto (Answer) answer = { 0 };
  gint64 now = ev_hlc_from_milliseconds (reg->now);

  answer_init (&answer, reg, 1);
  g_ptr_array_add (answer.receipt.changes,
                   foreign (EV_KIND_PERSON, id, 1, now + 5, "family_name", "Berisha"));
  g_ptr_array_add (answer.receipt.changes, foreign (EV_KIND_PERSON, id, 2, 5, "given_name", "Old"));
  g_ptr_array_add (answer.receipt.changes,
                   foreign (EV_KIND_PERSON, OTHER "-3", 3, 9, "given_name", "Mira"));
  g_ptr_array_add (answer.receipt.changes,
                   foreign (EV_KIND_PERSON, OTHER "-3", 4, 9, "shoe_size", "41"));
  apply (reg, &answer);
  family = register_text (reg, EV_KIND_PERSON, id, "family_name");
  given = register_text (reg, EV_KIND_PERSON, id, "given_name");
  g_assert_cmpstr (family, ==, "Berisha");
  g_assert_cmpstr (given, ==, "Arta");
  g_assert_cmpuint (answer.touched->len, ==, 2);
  g_assert_cmpint (ev_store_count (reg->store, EV_KIND_PERSON, NULL), ==, 2);
  g_free (family);
  family = register_text (reg, EV_KIND_PERSON, OTHER "-3", "shoe_size");
  g_assert_cmpstr (family, ==, "41");
  assert_sound (reg);
}

static void
test_refusal (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *id = register_person (reg, "Arta", "Hoxha");
  g_autofree char *gone = NULL, *family = NULL;
  g_auto (Answer) answer = { 0 };
  g_autoptr (GPtrArray) parked = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  const EvParked *first;

  g_free (register_write (reg, EV_KIND_PERSON, id, "family_name", "Krasniqi", NULL));
  gone = register_person (reg, "Never", "Accepted");
  g_free (register_write (reg, EV_KIND_PERSON, id, "family_name", "Later", NULL));
  answer_init (&answer, reg, 3);
  g_ptr_array_add (answer.receipt.refusals, ev_refusal_new (2, EV_REASON_DENIED, "family_name"));
  g_ptr_array_add (answer.receipt.refusals, ev_refusal_new (3, EV_REASON_TOO_LONG, NULL));
  apply (reg, &answer);
  assert_counts (reg, 1, 1, 2);
  g_assert_null (ev_store_read (reg->store, EV_KIND_PERSON, gone, NULL));
  family = register_text (reg, EV_KIND_PERSON, id, "family_name");
  g_assert_cmpstr (family, ==, "Later");
  parked = ev_custody_parked (reg->store, NULL);
  g_assert_cmpuint (parked->len, ==, 2);
  first = parked->pdata[0];
  g_assert_cmpint (first->reason, ==, EV_REASON_DENIED);
  g_assert_cmpstr (first->field, ==, "family_name");
  g_assert_cmpint (first->change->version.seq, ==, 2);
  /* The later change was made upon the refused one: now it stands upon the first. */
  pending = ev_exchange_pending (reg->store, 3, 10, NULL);
  g_assert_cmpuint (pending->len, ==, 1);
  g_assert_cmpint (ev_change_base (pending->pdata[0], "family_name")->seq, ==, 1);
  assert_sound (reg);
  /* The same answer again changes nothing. */
  apply (reg, &answer);
  assert_counts (reg, 1, 1, 2);
}

static void
test_revert (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *id = register_person (reg, "Arta", "Hoxha");
  g_autofree char *family = NULL;
  g_auto (Answer) answer = { 0 };

  g_free (register_write (reg, EV_KIND_PERSON, id, "family_name", "Krasniqi", NULL));
  answer_init (&answer, reg, 2);
  g_ptr_array_add (answer.receipt.refusals, ev_refusal_new (2, EV_REASON_DENIED, NULL));
  apply (reg, &answer);
  family = register_text (reg, EV_KIND_PERSON, id, "family_name");
  g_assert_cmpstr (family, ==, "Hoxha");
  g_assert_cmpstr ((char *)answer.touched->pdata[0] + strlen ("person/"), ==, id);
  assert_sound (reg);
}

/* The version of the parked change in this place of the list. */
static EvVersion
parked_version (Register *reg, guint place)
{
  g_autoptr (GPtrArray) parked = ev_custody_parked (reg->store, NULL);

  g_assert_cmpuint (parked->len, >, place);
  return ((EvParked *)parked->pdata[place])->change->version;
}

static void
test_offer_again (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *id = register_person (reg, "Arta", "Hoxha");
  g_autofree char *family = NULL;
  g_autoptr (EvChange) correction = ev_change_new (EV_KIND_PERSON, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { 0 };
  EvVersion version;

  answer_init (&answer, reg, 1);
  g_ptr_array_add (answer.receipt.refusals, ev_refusal_new (1, EV_REASON_DENIED, NULL));
  apply (reg, &answer);
  g_assert_null (ev_store_read (reg->store, EV_KIND_PERSON, id, NULL));
  ev_change_set_text (correction, "family_name", "Gashi");
  version = parked_version (reg, 0);
  g_assert_true (ev_custody_offer_again (reg->store, &version, correction, NULL, &error));
  family = register_text (reg, EV_KIND_PERSON, id, "family_name");
  g_assert_cmpstr (family, ==, "Gashi");
  assert_counts (reg, 1, 0, 0);
  g_assert_false (ev_custody_offer_again (reg->store, &version, NULL, NULL, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_NOT_FOUND);
  assert_sound (reg);
}

static void
test_give_up (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *id = register_person (reg, "Arta", "Hoxha");
  g_auto (Answer) answer = { 0 };
  EvVersion version;

  answer_init (&answer, reg, 1);
  g_ptr_array_add (answer.receipt.refusals, ev_refusal_new (1, EV_REASON_DENIED, NULL));
  apply (reg, &answer);
  g_assert_cmpint (ev_custody_of (reg->store, EV_KIND_PERSON, id), ==, EV_CUSTODY_PARKED);
  version = parked_version (reg, 0);
  g_assert_true (ev_custody_give_up (reg->store, &version, NULL));
  assert_counts (reg, 0, 0, 0);
  apply (reg, &answer);
  assert_counts (reg, 0, 0, 0);
}

/* Under a new identity numbers begin again: one is dealt with, the other stays on the list. */
static void
test_parked_twice (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *first = register_person (reg, "Arta", "Hoxha");
  g_autofree char *second = NULL;
  g_auto (Answer) answer = { 0 };
  EvVersion version, other;

  answer_init (&answer, reg, 1);
  g_ptr_array_add (answer.receipt.refusals, ev_refusal_new (1, EV_REASON_DENIED, NULL));
  apply (reg, &answer);
  g_assert_true (ev_exchange_renew (reg->store, 2, NULL, NULL));
  second = register_person (reg, "Petar", "Ilić");
  apply (reg, &answer);
  assert_counts (reg, 0, 0, 2);
  version = parked_version (reg, 0);
  other = parked_version (reg, 1);
  g_assert_cmpint (version.seq, ==, other.seq);
  g_assert_true (ev_custody_give_up (reg->store, &version, NULL));
  g_assert_false (ev_custody_give_up (reg->store, &version, NULL));
  version = parked_version (reg, 0);
  g_assert_cmpstr (version.device, ==, other.device);
}

/* A laptop whose clock is a year ahead: its changes get the server's time, in their order, and what
 * was made upon them follows. */
static void
test_ahead (void)
{
  g_autoptr (Register) reg = register_new ();
  gint64 year = 365 * G_GINT64_CONSTANT (86400000), server = reg->now, stamp;
  g_autofree char *id = NULL, *later = NULL, *family = NULL;
  g_auto (EvCustodyCounts) counts = { 0 };
  g_auto (Answer) answer = { 0 };
  g_autoptr (GPtrArray) pending = NULL;
  const EvChange *first, *second, *third;

  reg->now += year;
  id = register_person (reg, "Arta", "Hoxha");
  g_free (register_write (reg, EV_KIND_PERSON, id, "family_name", "Krasniqi", NULL));
  later = register_person (reg, "Petar", "Ilić");
  answer_init (&answer, reg, 2);
  answer.receipt.server_time = server;
  g_ptr_array_add (answer.receipt.refusals, ev_refusal_new (2, EV_REASON_AHEAD, NULL));
  g_ptr_array_add (answer.receipt.refusals, ev_refusal_new (1, EV_REASON_AHEAD, NULL));
  g_ptr_array_add (answer.receipt.changes,
                   foreign (EV_KIND_PERSON, id, 1, ev_hlc_from_milliseconds (server + 60000),
                            "family_name", "Met"));
  apply (reg, &answer);
  assert_counts (reg, 3, 0, 0);
  pending = ev_exchange_pending (reg->store, 2, 10, NULL);
  g_assert_cmpuint (pending->len, ==, 3);
  third = pending->pdata[0];
  first = pending->pdata[1];
  second = pending->pdata[2];
  g_assert_cmpint (third->version.seq, ==, 3);
  g_assert_cmpstr (first->id, ==, id);
  g_assert_cmpint (first->version.seq, ==, 4);
  g_assert_cmpint (second->version.seq, ==, 5);
  g_assert_cmpint (second->version.stamp, >, first->version.stamp);
  g_assert_cmpint (ev_hlc_milliseconds (second->version.stamp), <, server + 120000);
  g_assert_cmpint (ev_change_base (second, "family_name")->seq, ==, 4);
  family = register_text (reg, EV_KIND_PERSON, id, "family_name");
  g_assert_cmpstr (family, ==, "Krasniqi");
  g_assert_true (ev_custody_count (reg->store, &counts, NULL));
  g_assert_cmpint (counts.difference, <, -year + 60000);
  assert_sound (reg);
  stamp = third->version.stamp;
  /* A new change is stamped near the server's time, but after what it replaces. */
  g_free (register_write (reg, EV_KIND_PERSON, id, "family_name", "Gashi", NULL));
  g_free (register_write (reg, EV_KIND_PERSON, later, "family_name", "Jović", NULL));
  g_ptr_array_unref (pending);
  pending = ev_exchange_pending (reg->store, 5, 10, NULL);
  first = pending->pdata[0];
  second = pending->pdata[1];
  g_assert_cmpint (ev_hlc_milliseconds (first->version.stamp), <, server + 120000);
  g_assert_cmpint (second->version.stamp, >, stamp);
  assert_sound (reg);
}

static EvConflict *
conflict_new (const char *id, gint64 kept_seq, const char *kept_device, gboolean whole)
{
  EvConflict *conflict = g_new0 (EvConflict, 1);

  conflict->kind = EV_KIND_PERSON;
  conflict->id = g_strdup (id);
  conflict->group = g_strdup ("family_name");
  conflict->lost_version = (EvVersion){ OTHER, 9, 900 };
  conflict->kept_version.seq = kept_seq;
  conflict->kept_version.stamp = 1000;
  g_strlcpy (conflict->kept_version.device, kept_device, sizeof conflict->kept_version.device);
  if (whole)
    conflict->lost = foreign (EV_KIND_PERSON, id, 9, 900, "family_name", "Lost");
  return conflict;
}

static void
test_conflicts (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *id = register_person (reg, "Arta", "Hoxha");
  g_auto (Answer) answer = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const EvConflict *conflict;

  answer_init (&answer, reg, 1);
  g_ptr_array_add (answer.receipt.conflicts,
                   conflict_new (id, 1, ev_store_device (reg->store), TRUE));
  apply (reg, &answer);
  apply (reg, &answer);
  list = ev_custody_conflicts (reg->store, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  conflict = list->pdata[0];
  g_assert_cmpstr (ev_value_text (ev_change_find (conflict->lost, "family_name")->value), ==,
                   "Lost");
  g_assert_cmpint (conflict->kept_version.seq, ==, 1);
  /* Choosing settles it here at once; refused, it is open again. */
  g_free (register_write (reg, EV_KIND_PERSON, id, "family_name", "Lost", NULL));
  g_ptr_array_unref (list);
  list = ev_custody_conflicts (reg->store, NULL);
  g_assert_cmpuint (list->len, ==, 0);
  g_ptr_array_set_size (answer.receipt.conflicts, 0);
  answer.receipt.acked = 2;
  g_ptr_array_add (answer.receipt.refusals, ev_refusal_new (2, EV_REASON_DENIED, NULL));
  apply (reg, &answer);
  g_ptr_array_unref (list);
  list = ev_custody_conflicts (reg->store, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  g_ptr_array_add (answer.receipt.settled,
                   conflict_new (id, 1, ev_store_device (reg->store), FALSE));
  apply (reg, &answer);
  g_ptr_array_unref (list);
  list = ev_custody_conflicts (reg->store, NULL);
  g_assert_cmpuint (list->len, ==, 0);
}

/* Two registers that merged each other's changes hold the same. */
static void
test_digest (void)
{
  g_autoptr (Register) one = register_new ();
  g_autoptr (Register) two = register_new ();
  g_autofree char *id = register_person (one, "Arta", "Hoxha");
  g_autoptr (GPtrArray) pending = NULL;
  g_auto (Answer) answer = { 0 };
  EvDigest first, second;

  g_free (register_write (one, EV_KIND_PERSON, id, "consent", "paper", "community", "roma", NULL));
  g_free (register_write (one, EV_KIND_PERSON, id, "community", "serb", NULL));
  pending = ev_exchange_pending (one->store, 0, 10, NULL);
  answer_init (&answer, two, 0);
  for (guint i = pending->len; i > 0; i--)
    g_ptr_array_add (answer.receipt.changes, ev_change_copy (pending->pdata[i - 1]));
  apply (two, &answer);
  g_assert_true (ev_exchange_digest (one->store, &first, NULL));
  g_assert_true (ev_exchange_digest (two->store, &second, NULL));
  g_assert_true (ev_digest_equal (&first, &second));
  g_free (register_write (two, EV_KIND_PERSON, id, "given_name", "Arba", NULL));
  g_assert_true (ev_exchange_digest (two->store, &second, NULL));
  g_assert_false (ev_digest_equal (&first, &second));
  assert_sound (two);
}

static void
test_note (void)
{
  g_autoptr (Register) reg = register_new ();
  g_auto (EvCustodyCounts) counts = { 0 };

  g_assert_true (ev_exchange_note (reg->store, "no-network", FALSE, NULL));
  g_assert_true (ev_custody_count (reg->store, &counts, NULL));
  g_assert_cmpstr (counts.last_error, ==, "no-network");
  g_assert_cmpint (counts.last_sync, ==, 0);
  ev_custody_clear (&counts);
  g_assert_true (ev_exchange_note (reg->store, NULL, TRUE, NULL));
  g_assert_true (ev_custody_count (reg->store, &counts, NULL));
  g_assert_null (counts.last_error);
  g_assert_cmpint (counts.last_sync, >, 0);
  g_assert_cmpint (counts.last_verified, ==, counts.last_sync);
}

static void
test_join (void)
{
  g_autoptr (Register) reg = register_new ();
  const char *const teams[] = { OTHER "-1", OTHER "-2", NULL };
  g_autofree char *project = NULL, *id = NULL, *joined = NULL, *team = NULL, *event = NULL;
  g_autoptr (GPtrArray) pending = NULL;

  g_free (register_write (reg, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, "donor", "Somebody", NULL));
  id = register_person (reg, "Arta", "Hoxha");
  g_assert_true (ev_exchange_join (reg->store, "fierc", "facilitator", teams, "EPOCH", NULL));
  g_assert_null (ev_store_read (reg->store, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, NULL));
  pending = ev_exchange_pending (reg->store, 0, 10, NULL);
  g_assert_cmpuint (pending->len, ==, 1);
  joined = ev_store_setting (reg->store, "teams");
  g_assert_cmpstr (joined, ==, OTHER "-1;" OTHER "-2");
  event = register_write (reg, EV_KIND_EVENT, NULL, "title", "Debate", "type", "training", NULL);
  team = register_text (reg, EV_KIND_EVENT, event, "team");
  g_assert_cmpstr (team, ==, OTHER "-1");
}

/* Nothing of an answer stays if any of it fails. */
static void
test_all_or_nothing (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *id = register_person (reg, "Arta", "Hoxha");
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { 0 };

  answer_init (&answer, reg, 1);
  g_ptr_array_add (answer.receipt.changes,
                   foreign (EV_KIND_PERSON, OTHER "-1", 1, 9, "given_name", "Mira"));
  g_ptr_array_add (answer.receipt.changes,
                   foreign (EV_KIND_ATTENDANCE, "nonsense", 2, 9, "status", "present"));
  g_assert_false (ev_exchange_apply (reg->store, &answer.receipt, answer.touched, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_MALFORMED);
  g_assert_cmpuint (answer.touched->len, ==, 0);
  assert_counts (reg, 1, 0, 0);
  g_assert_null (ev_store_read (reg->store, EV_KIND_PERSON, OTHER "-1", NULL));
  assert_sound (reg);
}

/* What the clock shows says whether it has been set right, without asking the server again. */
static void
test_clock (void)
{
  static const gint64 day = 24 * 3600 * 1000, sync = 1763000000000;
  static const struct {
    gint64 difference, now, ahead;
  } rows[] = {
    { 0, sync, 0 },
    { 0, sync + 400 * day, 0 },
    { 0, sync - day, -day },                      /* set back since, or its battery is dead */
    { 365 * day, sync - 365 * day, -365 * day },  /* behind then and still */
    { 365 * day, sync - 364 * day, -364 * day },  /* at least */
    { 365 * day, sync, 0 },                       /* set right */
    { -365 * day, sync + 365 * day, 365 * day },  /* ahead then ... */
    { -365 * day, sync + 367 * day, 365 * day },  /* ... and still, two days later */
    { -365 * day, sync + day, 0 },                /* set right */
    { -365 * day, sync - 365 * day, -365 * day }, /* set back too far */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const EvCustodyCounts counts = { .last_sync = sync, .difference = rows[i].difference };
    g_assert_cmpint (ev_custody_clock_ahead (&counts, rows[i].now), ==, rows[i].ahead);
  }
  g_assert_cmpint (ev_custody_clock_ahead (&(EvCustodyCounts){ .difference = day }, 1), ==, 0);
}

/* What comes down says who wrote it, and the history of the record names her. */
static void
test_operator (void)
{
  g_autoptr (Register) reg = register_new ();
  g_auto (Answer) answer = { 0 };
  g_autoptr (GPtrArray) history = NULL;
  EvChange *person = foreign (EV_KIND_PERSON, OTHER "-5", 5, 1000 << 8, "given_name", "Arta");
  const EvHistoryChange *first;

  answer_init (&answer, reg, 0);
  g_ptr_array_add (answer.receipt.changes,
                   foreign (EV_KIND_OPERATOR, OTHER "-4", 4, 900 << 8, "name", "Elif"));
  person->operator_id = g_strdup (OTHER "-4");
  g_ptr_array_add (answer.receipt.changes, person);
  apply (reg, &answer);
  history = ev_history_of_record (reg->store, EV_KIND_PERSON, OTHER "-5", NULL);
  g_assert_cmpuint (history->len, ==, 1);
  first = history->pdata[0];
  g_assert_cmpstr (first->operator_name, ==, "Elif");
  g_assert_false (first->here);
  assert_sound (reg);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/receipts", test_receipts);
  g_test_add_func ("/exchange/set-back", test_set_back);
  g_test_add_func ("/exchange/merge", test_merge);
  g_test_add_func ("/exchange/refusal", test_refusal);
  g_test_add_func ("/exchange/revert", test_revert);
  g_test_add_func ("/exchange/offer-again", test_offer_again);
  g_test_add_func ("/exchange/give-up", test_give_up);
  g_test_add_func ("/exchange/parked-twice", test_parked_twice);
  g_test_add_func ("/exchange/ahead", test_ahead);
  g_test_add_func ("/exchange/conflicts", test_conflicts);
  g_test_add_func ("/exchange/digest", test_digest);
  g_test_add_func ("/exchange/note", test_note);
  g_test_add_func ("/exchange/join", test_join);
  g_test_add_func ("/exchange/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/exchange/clock", test_clock);
  g_test_add_func ("/store/exchange/operator", test_operator);
  return g_test_run ();
}
