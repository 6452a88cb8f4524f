/* Tests of store/store.h: writing and reading records. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "register.h"
#include "store/backup.h"
#include "store/exchange-log.h"

static GPtrArray *
pending_of (Register *reg)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *pending = ev_exchange_pending (reg->store, 0, 1000, &error);

  g_assert_no_error (error);
  return pending;
}

static void
assert_sound (Register *reg)
{
  g_autoptr (GPtrArray) problems = ev_backup_check (reg->store, NULL);

  g_assert_nonnull (problems);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *)problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_new_record (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *id = NULL, *expected = NULL, *given = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  const EvChange *change;

  ev_store_set_operator (reg->store, "0000000000000-7");
  id = register_person (reg, "Arta", "Hoxha");
  expected = ev_id_new (ev_store_device (reg->store), 1);
  g_assert_cmpstr (id, ==, expected);
  register_reopen (reg);
  given = register_text (reg, EV_KIND_PERSON, id, "given_name");
  g_assert_cmpstr (given, ==, "Arta");
  pending = pending_of (reg);
  g_assert_cmpuint (pending->len, ==, 1);
  change = pending->pdata[0];
  g_assert_cmpstr (change->operator_id, ==, "0000000000000-7");
  g_assert_cmpstr (change->id, ==, id);
  g_assert_cmpuint (change->bases->len, ==, 2);
  g_assert_cmpint (ev_change_base (change, "given_name")->seq, ==, 0);
}

/* A group is written whole, upon what it was; what stays the same is not written. */
static void
test_groups_and_bases (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *id = register_write (reg, EV_KIND_PERSON, NULL, "given_name", "Arta", "consent",
                                        "paper", "community", "roma", NULL);
  g_autoptr (GPtrArray) pending = NULL;
  g_autofree char *again = NULL;
  const EvChange *change;

  g_free (
      register_write (reg, EV_KIND_PERSON, id, "given_name", "Arta", "community", "serb", NULL));
  again = register_write (reg, EV_KIND_PERSON, id, "given_name", "Arta", "community", "serb", NULL);
  g_assert_cmpstr (again, ==, id);
  pending = pending_of (reg);
  g_assert_cmpuint (pending->len, ==, 2);
  change = pending->pdata[1];
  g_assert_null (ev_change_find (change, "given_name"));
  g_assert_cmpuint (change->fields->len, ==, 6); /* the group of consent */
  g_assert_cmpstr (ev_value_text (ev_change_find (change, "consent")->value), ==, "paper");
  g_assert_cmpuint (change->bases->len, ==, 1);
  g_assert_cmpint (ev_change_base (change, "consent")->seq, ==, 1);
  g_assert_cmpint (change->version.stamp, >, ((EvChange *)pending->pdata[0])->version.stamp);
  assert_sound (reg);
}

typedef struct {
  EvKind kind;
  gboolean edit; /* of a whole record of the kind */
  const char *field, *value;
  EvReason reason;
} Refused;

/* What must not be written, and why. */
static void
test_refused (void)
{
  static const Refused cases[] = {
    { EV_KIND_PERSON, FALSE, "family_name", "Hoxha", EV_REASON_REQUIRED },
    { EV_KIND_PERSON, TRUE, "given_name", "", EV_REASON_REQUIRED },
    { EV_KIND_PERSON, TRUE, "gender", "wrong", EV_REASON_NOT_IN_LIST },
    { EV_KIND_PERSON, TRUE, "birth_year", "1850", EV_REASON_OUT_OF_RANGE },
    { EV_KIND_PERSON, TRUE, "birth_year", "2026", EV_REASON_OUT_OF_RANGE }, /* it is 2025 */
    { EV_KIND_PERSON, TRUE, "community", "roma", EV_REASON_NEEDS_CONSENT },
    { EV_KIND_PERSON, TRUE, "merged_into", "somebody", EV_REASON_BAD_REFERENCE },
    { EV_KIND_PERSON, TRUE, "erased", "0", EV_REASON_FINAL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Register) reg = register_new ();
    g_autofree char *id = cases[i].edit ? register_person (reg, "Arta", "Hoxha") : NULL;
    g_autoptr (EvChange) wish = ev_change_new (cases[i].kind, id);
    g_autoptr (GPtrArray) problems = NULL;
    g_autoptr (GPtrArray) pending = NULL;
    g_autoptr (GError) error = NULL;
    EvValue *value = NULL;

    g_assert_true (
        ev_value_parse (ev_field_find (cases[i].kind, cases[i].field), cases[i].value, &value));
    ev_change_take (wish, cases[i].field, value);
    g_assert_null (ev_store_write (reg->store, wish, &problems, &error));
    g_assert_error (error, EV_ERROR, EV_ERROR_INVALID);
    g_assert_cmpuint (problems->len, >=, 1);
    g_assert_cmpint (((EvProblem *)problems->pdata[0])->reason, ==, cases[i].reason);
    pending = pending_of (reg);
    g_assert_cmpuint (pending->len, ==, cases[i].edit ? 1 : 0);
    assert_sound (reg);
  }
}

static void
test_not_found (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autoptr (EvChange) wish = ev_change_new (EV_KIND_PERSON, "Z0000000000ZZ-4");
  g_autoptr (EvChange) stray = ev_change_new (EV_KIND_ATTENDANCE, "Z0000000000ZZ-4");
  g_autoptr (GError) error = NULL;

  ev_change_set_text (wish, "given_name", "Arta");
  g_assert_null (ev_store_write (reg->store, wish, NULL, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_NOT_FOUND);
  g_clear_error (&error);
  ev_change_set_text (stray, "status", "present");
  g_assert_null (ev_store_write (reg->store, stray, NULL, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (ev_store_read (reg->store, EV_KIND_PERSON, "nobody", &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_NOT_FOUND);
}

/* What this version does not know is kept, also when the record is written again. */
static void
test_unknown_fields (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *id =
      register_write (reg, EV_KIND_PERSON, NULL, "given_name", "Arta", "shoe_size", "41", NULL);
  g_autofree char *size = NULL;

  g_free (register_write (reg, EV_KIND_PERSON, id, "family_name", "Hoxha", NULL));
  register_reopen (reg);
  size = register_text (reg, EV_KIND_PERSON, id, "shoe_size");
  g_assert_cmpstr (size, ==, "41");
  assert_sound (reg);
}

static void
test_batch (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autoptr (EvChange) bad = ev_change_new (EV_KIND_PERSON, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL, *lost = NULL, *fresh = NULL;

  g_assert_true (ev_store_begin (reg->store, NULL));
  g_assert_false (ev_store_begin (reg->store, &error));
  g_clear_error (&error);
  first = register_person (reg, "Arta", "Hoxha");
  g_assert_null (ev_store_write (reg->store, bad, NULL, &error)); /* the rest of it stands */
  g_clear_error (&error);
  g_free (register_person (reg, "Petar", "Ilić"));
  g_assert_true (ev_store_commit (reg->store, NULL));
  g_assert_cmpint (ev_store_count (reg->store, EV_KIND_PERSON, NULL), ==, 2);
  g_assert_true (ev_store_begin (reg->store, NULL));
  lost = register_person (reg, "Never", "Was");
  ev_store_rollback (reg->store);
  g_assert_cmpint (ev_store_count (reg->store, EV_KIND_PERSON, NULL), ==, 2);
  fresh = register_person (reg, "Mira", "Jović");
  g_assert_cmpstr (fresh, ==, lost); /* a number is used once what it names exists */
  g_assert_false (ev_store_commit (reg->store, &error));
  assert_sound (reg);
}

static gboolean
append_name (const EvRecord *record, gpointer data)
{
  GString *names = data;

  g_string_append_printf (names, "%s ", ev_record_text (record, "given_name"));
  return names->len < 12;
}

static void
test_each (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *arta = register_person (reg, "Arta", NULL);
  g_autofree char *mira = register_person (reg, "Mira", NULL);
  g_autofree char *event =
      register_write (reg, EV_KIND_EVENT, NULL, "title", "Debate", "type", "training", NULL);
  g_autofree char *session =
      register_write (reg, EV_KIND_SESSION, NULL, "event", event, "date", "2025-06-15", NULL);
  g_autofree char *attendance = ev_id_derive (session, mira);
  g_autoptr (GString) names = g_string_new (NULL);

  g_free (register_write (reg, EV_KIND_ATTENDANCE, attendance, "status", "absent", NULL));
  g_free (register_write (reg, EV_KIND_PERSON, arta, "family_name", "Later", NULL));
  g_assert_true (ev_store_each (reg->store, EV_KIND_PERSON, NULL, append_name, names, NULL));
  g_assert_cmpstr (names->str, ==, "Arta Mira ");
  g_string_truncate (names, 0);
  g_assert_true (ev_store_each (reg->store, EV_KIND_PERSON, event, append_name, names, NULL));
  g_assert_cmpstr (names->str, ==, "Mira ");
  g_free (register_write (reg, EV_KIND_ATTENDANCE, attendance, "deleted", "1", NULL));
  g_string_truncate (names, 0);
  g_assert_true (ev_store_each (reg->store, EV_KIND_PERSON, event, append_name, names, NULL));
  g_assert_cmpstr (names->str, ==, "");
  for (int kind = 0; kind < EV_N_KINDS; kind++)
    g_assert_true (ev_store_each (reg->store, (EvKind)kind, event, append_name, names, NULL));
  g_assert_cmpint (ev_store_count (reg->store, EV_KIND_ATTENDANCE, NULL), ==, 0);
}

static void
test_settings (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *text = NULL;

  g_assert_null (ev_store_setting (reg->store, "a"));
  g_assert_true (ev_store_set_setting (reg->store, "a", "1", NULL));
  g_assert_true (ev_store_set_setting (reg->store, "a", "2", NULL));
  register_reopen (reg);
  text = ev_store_setting (reg->store, "a");
  g_assert_cmpstr (text, ==, "2");
  g_assert_true (ev_store_set_setting (reg->store, "a", NULL, NULL));
  g_assert_null (ev_store_setting (reg->store, "a"));
}

/* What the second connection writes the first one reads, and numbers never meet. */
static gpointer
write_beside (gpointer data)
{
  EvStore *store = data;

  for (guint i = 0; i < 50; i++) {
    g_autoptr (EvChange) wish = ev_change_new (EV_KIND_PERSON, NULL);
    g_autofree char *id = NULL;
    ev_change_set_text (wish, "given_name", "Beside");
    id = ev_store_write (store, wish, NULL, NULL);
    g_assert_nonnull (id);
  }
  return NULL;
}

static void
test_beside (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autoptr (EvStore) beside = ev_store_open_beside (reg->store, NULL);
  GThread *thread = g_thread_new ("beside", write_beside, beside);

  for (guint i = 0; i < 50; i++)
    g_free (register_person (reg, "First", NULL));
  g_thread_join (thread);
  g_assert_cmpint (ev_store_count (reg->store, EV_KIND_PERSON, NULL), ==, 100);
  assert_sound (reg);
}

static gboolean
folder_holds (const char *folder, const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gboolean found = FALSE;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    if (g_file_get_contents (path, &bytes, &length, NULL))
      found |= memmem (bytes, length, text, strlen (text)) != NULL;
  }
  return found;
}

/* Nothing that was written about an erased person is left in any file. */
static void
test_erase (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *id = register_write (reg, EV_KIND_PERSON, NULL, "given_name", "Zarathustra",
                                        "institution", "Quetzalcoatl", NULL);
  g_autofree char *session =
      register_write (reg, EV_KIND_SESSION, NULL, "event", id, "date", "2025-06-15", NULL);
  g_autofree char *attendance = ev_id_derive (session, id);
  g_autoptr (EvRecord) record = NULL;
  g_autoptr (EvChange) wish = ev_change_new (EV_KIND_PERSON, id);
  g_autoptr (GError) error = NULL;

  g_free (register_write (reg, EV_KIND_ATTENDANCE, attendance, "status", "present", "signature",
                          "c2lnbmF0dXJl", NULL));
  g_free (register_write (reg, EV_KIND_PERSON, id, "erased", "1", NULL));
  record = ev_store_read (reg->store, EV_KIND_ATTENDANCE, attendance, NULL);
  g_assert_null (ev_record_value (record, "signature"));
  g_assert_cmpstr (ev_record_text (record, "status"), ==, "present");
  ev_change_set_text (wish, "given_name", "Back");
  g_assert_null (ev_store_write (reg->store, wish, NULL, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_INVALID);
  g_assert_false (folder_holds (reg->data, "Zarathustra"));
  g_assert_false (folder_holds (reg->data, "zarathustra"));
  g_assert_false (folder_holds (reg->data, "Quetzalcoatl"));
  g_assert_false (folder_holds (reg->data, "quetzalcoatl"));
  g_assert_false (folder_holds (reg->data, "c2lnbmF0dXJl"));
}

/* Her attendance is no matter of consent. */
static void
test_consent_is_taken_back (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *person = register_write (reg, EV_KIND_PERSON, NULL, "given_name", "Arta",
                                            "consent", "paper", "community", "roma", NULL);
  g_autofree char *same = register_write (reg, EV_KIND_PERSON, person, "consent", "", NULL);
  g_autofree char *community = register_text (reg, EV_KIND_PERSON, person, "community");
  g_autofree char *name = register_text (reg, EV_KIND_PERSON, person, "given_name");

  g_assert_cmpstr (community, ==, "");
  g_assert_cmpstr (name, ==, "Arta");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/new-record", test_new_record);
  g_test_add_func ("/store/groups-and-bases", test_groups_and_bases);
  g_test_add_func ("/store/refused", test_refused);
  g_test_add_func ("/store/not-found", test_not_found);
  g_test_add_func ("/store/unknown-fields", test_unknown_fields);
  g_test_add_func ("/store/batch", test_batch);
  g_test_add_func ("/store/each", test_each);
  g_test_add_func ("/store/settings", test_settings);
  g_test_add_func ("/store/beside", test_beside);
  g_test_add_func ("/store/erase", test_erase);
  g_test_add_func ("/store/consent-back", test_consent_is_taken_back);
  return g_test_run ();
}
