/* The registry: who is listed, in which order; what a merge would make; histories. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "register.h"
#include "store/history.h"
#include "store/people-list.h"
#include "store/people-merge.h"
#include "store/people-preview.h"
#include "store/roster.h"

/* The names of those listed, "Family Given" joined by commas. */
static char *
names (Register *reg, const EvPeopleFilter *filter, EvLanguage language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) places = ev_people_list (reg->store, filter, language, NULL, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < places->len; i++) {
    g_autoptr (EvPeopleRow) row =
        ev_people_list_row (reg->store, g_array_index (places, gint64, i), &error);
    g_assert_no_error (error);
    g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", row->person->family_name,
                            row->person->given_name);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_names (Register *reg, EvPeopleFilter filter, EvLanguage language, const char *expected)
{
  g_autofree char *found = names (reg, &filter, language);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_order (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *a = register_person (reg, "Ana", "Zeka");
  g_autofree char *b = register_person (reg, "Bora", "Çela");
  g_autofree char *c = register_person (reg, "Cila", "Cena");
  g_autofree char *d = register_person (reg, "Drita", "Dhima");
  g_autofree char *e = register_person (reg, "Era", "Dushi");
  const EvPeopleFilter all = { .most = G_MAXUINT };

  assert_names (reg, all, EV_LANGUAGE_SQ, "Cena Cila, Çela Bora, Dushi Era, Dhima Drita, Zeka Ana");
  assert_names (reg, all, EV_LANGUAGE_EN, "Çela Bora, Cena Cila, Dhima Drita, Dushi Era, Zeka Ana");
}

static void
test_filter (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *event =
      register_write (reg, EV_KIND_EVENT, NULL, "title", "Training", "type", "training", NULL);
  g_autofree char *session =
      register_write (reg, EV_KIND_SESSION, NULL, "event", event, "date", "2026-11-01", NULL);
  g_autofree char *a = register_person (reg, "Arta", "Gashi");
  g_autofree char *b = register_person (reg, "Besa", "Hoti");
  g_autofree char *c = register_person (reg, "Cene", "Kola");
  EvPeopleFilter filter = { .most = G_MAXUINT };

  g_free (register_write (reg, EV_KIND_PERSON, a, "municipality", "lipjan", "consent", "paper",
                          "community", "albanian", NULL));
  g_free (register_write (reg, EV_KIND_PERSON, b, "consent", "withdrawn", NULL));
  g_assert_true (ev_roster_mark (reg->store, session, a, "present", "tick", NULL));
  g_assert_true (ev_roster_mark (reg->store, session, b, "absent", "tick", NULL));

  filter.municipality = "lipjan";
  assert_names (reg, filter, EV_LANGUAGE_EN, "Gashi Arta");
  filter.municipality = "";
  assert_names (reg, filter, EV_LANGUAGE_EN, "Hoti Besa, Kola Cene");
  filter = (EvPeopleFilter){ .consent = EV_CONSENT_MISSING, .most = G_MAXUINT };
  assert_names (reg, filter, EV_LANGUAGE_EN, "Hoti Besa, Kola Cene");
  filter = (EvPeopleFilter){ .consent = EV_CONSENT_RECORDED, .most = G_MAXUINT };
  assert_names (reg, filter, EV_LANGUAGE_EN, "Gashi Arta");
  filter = (EvPeopleFilter){ .community = "albanian", .most = G_MAXUINT };
  assert_names (reg, filter, EV_LANGUAGE_EN, "Gashi Arta");
  filter = (EvPeopleFilter){ .most = 0 };
  assert_names (reg, filter, EV_LANGUAGE_EN, "Hoti Besa, Kola Cene");
  filter = (EvPeopleFilter){ .least = 1, .most = 1 };
  assert_names (reg, filter, EV_LANGUAGE_EN, "Gashi Arta");
  filter = (EvPeopleFilter){ .text = "gash", .municipality = "lipjan", .most = G_MAXUINT };
  assert_names (reg, filter, EV_LANGUAGE_EN, "Gashi Arta");
  filter.municipality = "viti";
  assert_names (reg, filter, EV_LANGUAGE_EN, "");
}

/* What a merged person lends is filtered by as if it were the survivor's. */
static void
test_merged (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *a = register_person (reg, "Arta", "Gashi");
  g_autofree char *b = register_person (reg, "Arta", "Gashi");
  g_autoptr (GError) error = NULL;
  g_autofree char *root = NULL;
  EvPeopleFilter filter = { .municipality = "lipjan", .most = G_MAXUINT };

  g_free (register_write (reg, EV_KIND_PERSON, b, "municipality", "lipjan", "consent", "spoken",
                          "community", "serb", NULL));
  root = ev_people_merge (reg->store, a, b, &error);
  g_assert_no_error (error);
  assert_names (reg, filter, EV_LANGUAGE_EN, "Gashi Arta");
  filter.community = "serb";
  assert_names (reg, filter, EV_LANGUAGE_EN, "Gashi Arta");
  filter.consent = EV_CONSENT_RECORDED;
  assert_names (reg, filter, EV_LANGUAGE_EN, "Gashi Arta");
}

/* The preview says what the merge then makes, field by field. */
static void
test_preview (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *event =
      register_write (reg, EV_KIND_EVENT, NULL, "title", "Training", "type", "training", NULL);
  g_autofree char *one =
      register_write (reg, EV_KIND_SESSION, NULL, "event", event, "date", "2026-11-01", NULL);
  g_autofree char *two =
      register_write (reg, EV_KIND_SESSION, NULL, "event", event, "date", "2026-11-02", NULL);
  g_autofree char *a = register_person (reg, "Arta", "Gashi");
  g_autofree char *b = register_person (reg, "Arta", "Gashi");
  g_autoptr (EvPeoplePreview) preview = NULL;
  g_autoptr (EvRecord) made = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) fields = NULL;

  g_free (register_write (reg, EV_KIND_PERSON, a, "phone", "044111222", NULL));
  g_free (
      register_write (reg, EV_KIND_PERSON, b, "phone", "049333444", "birth_year", "1990", NULL));
  g_assert_true (ev_roster_mark (reg->store, one, a, "present", "tick", NULL));
  g_assert_true (ev_roster_mark (reg->store, one, b, "present", "tick", NULL));
  g_assert_true (ev_roster_mark (reg->store, two, b, "late", "tick", NULL));
  preview = ev_people_preview (reg->store, a, b, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->keep_sessions, ==, 1);
  g_assert_cmpuint (preview->other_sessions, ==, 2);
  g_assert_cmpuint (preview->both_sessions, ==, 1);
  g_assert_cmpstr (ev_record_text (preview->after, "phone"), ==, "044111222");

  g_free (ev_people_merge (reg->store, a, b, &error));
  g_assert_no_error (error);
  made = ev_people_record (reg->store, b, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ev_record_id (made), ==, ev_record_id (preview->after));
  fields = ev_record_fields (made);
  for (char **field = fields; *field; field++)
    g_assert_true (
        ev_value_equal (ev_record_value (made, *field), ev_record_value (preview->after, *field)));
  g_assert_null (ev_people_preview (reg->store, a, b, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_INVALID);
}

static void
test_history_of_person (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *early =
      register_write (reg, EV_KIND_EVENT, NULL, "title", "Early", "type", "training", NULL);
  g_autofree char *late =
      register_write (reg, EV_KIND_EVENT, NULL, "title", "Late", "type", "conference", NULL);
  g_autofree char *one =
      register_write (reg, EV_KIND_SESSION, NULL, "event", early, "date", "2026-03-01", NULL);
  g_autofree char *two =
      register_write (reg, EV_KIND_SESSION, NULL, "event", late, "date", "2026-11-02", NULL);
  g_autofree char *a = register_person (reg, "Arta", "Gashi");
  g_autofree char *b = register_person (reg, "Arta", "Gashi");
  g_autoptr (GPtrArray) events = NULL;
  const EvHistoryEvent *first, *second;

  g_assert_true (ev_roster_mark (reg->store, one, a, "absent", "tick", NULL));
  g_assert_true (ev_roster_mark (reg->store, one, b, "present", "tick", NULL));
  g_assert_true (ev_roster_mark (reg->store, two, a, "absent", "tick", NULL));
  g_free (ev_people_merge (reg->store, a, b, NULL));
  events = ev_history_of_person (reg->store, b, NULL);
  g_assert_cmpuint (events->len, ==, 2);
  first = events->pdata[0];
  second = events->pdata[1];
  g_assert_cmpstr (first->title, ==, "Late");
  g_assert_false (first->attended);
  g_assert_true (second->attended);
  g_assert_cmpuint (second->sessions->len, ==, 1);
  g_assert_cmpstr (((EvHistorySession *)second->sessions->pdata[0])->status, ==, "present");
}

static void
test_history_of_event (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *operator= register_write (reg, EV_KIND_OPERATOR, NULL, "name", "Vesna", NULL);
  g_autofree char *event = NULL, *session = NULL, *person = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  const EvHistoryChange *latest, *oldest;

  ev_store_set_operator (reg->store, operator);
  event = register_write (reg, EV_KIND_EVENT, NULL, "title", "Training", "type", "training", NULL);
  session = register_write (reg, EV_KIND_SESSION, NULL, "event", event, "date", "2026-11-01", NULL);
  person = register_person (reg, "Arta", "Gashi");
  g_assert_true (ev_roster_mark (reg->store, session, person, "present", "tick", NULL));
  g_assert_true (ev_roster_mark (reg->store, session, person, NULL, NULL, NULL));
  changes = ev_history_of_record (reg->store, EV_KIND_EVENT, event, NULL);
  g_assert_cmpuint (changes->len, ==, 4);
  latest = changes->pdata[0];
  oldest = changes->pdata[3];
  g_assert_true (latest->change->kind == EV_KIND_ATTENDANCE && latest->here);
  g_assert_nonnull (ev_change_find (latest->change, "deleted"));
  g_assert_true (oldest->change->kind == EV_KIND_EVENT && oldest->first);
  g_assert_cmpstr (oldest->operator_name, ==, "Vesna");
  g_assert_cmpint (latest->moment, >, oldest->moment);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/people-list/order", test_order);
  g_test_add_func ("/store/people-list/filter", test_filter);
  g_test_add_func ("/store/people-list/merged", test_merged);
  g_test_add_func ("/store/people-list/preview", test_preview);
  g_test_add_func ("/store/history/person", test_history_of_person);
  g_test_add_func ("/store/history/event", test_history_of_event);
  return g_test_run ();
}
