/* Invented work: trainings, the people who came, and who was there when. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include <string.h>

#include "record/merge.h"

#define START_OF_WORK ((gint64)1763000000000)

#define PICK(random, list) list[g_rand_int_range (random, 0, G_N_ELEMENTS (list))]

static const char *const municipalities[] = {
  "decan",       "gjakova", "drenas",    "gjilan",          "dragash",   "istog",
  "kacanik",     "klina",   "kamenica",  "mitrovica-north", "lipjan",    "obiliq",
  "rahovec",     "peja",    "podujeva",  "prishtina",       "prizren",   "skenderaj",
  "shtime",      "strpce",  "suhareka",  "ferizaj",         "viti",      "vushtrri",
  "zubin-potok", "zvecan",  "malisheva", "leposavic",       "gracanica", "ranilug",
  "partes",      "klokot",  "junik",     "hani-i-elezit"
};
static const char *const communities[] = { "albanian", "albanian", "albanian", "serb",
                                           "serb",     "bosniak",  "turkish",  "roma",
                                           "ashkali",  "egyptian", "gorani",   "not_stated" };
static const char *const genders[] = { "female", "male" };
static const char *const languages[] = { "sq", "sq", "sq", "sr", "sr@latin" };
static const char *const consents[] = { "paper", "screen", "screen" };
static const char *const statuses[] = { "present", "present",    "present", "present", "present",
                                        "late",    "left_early", "absent",  "excused" };
static const char *const prefixes[] = { "44", "45", "49", "43", "48" };
static const char *
pick (GRand *random, const char *const *list)
{
  return list[g_rand_int_range (random, 0, (gint32)g_strv_length ((char **)list))];
}

gboolean
names_load (Names *names, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GStrvBuilder) given = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) family = g_strv_builder_new ();

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    g_auto (GStrv) cells = g_strsplit (*line, ",", 4);
    if (g_strv_length (cells) == 4 && strcmp (cells[2], "given") == 0)
      g_strv_builder_add (given, cells[1]);
    else if (g_strv_length (cells) == 4 && strcmp (cells[2], "family") == 0)
      g_strv_builder_add (family, cells[1]);
  }
  names->given = g_strv_builder_end (given);
  names->family = g_strv_builder_end (family);
  return TRUE;
}

static char *
invent_name (GRand *random)
{
  static const char *const syllables[] = { "ba", "shi", "dor", "lle", "mi", "ra",  "vek",
                                           "ni", "to",  "gu",  "ze",  "sa", "jon", "pë" };
  g_autoptr (GString) name = g_string_new (NULL);

  for (gint32 i = g_rand_int_range (random, 2, 4); i > 0; i--)
    g_string_append (name, PICK (random, syllables));
  name->str[0] = g_ascii_toupper (name->str[0]);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

void
names_invent (Names *names, GRand *random, guint count)
{
  names->given = g_new0 (char *, count + 1);
  names->family = g_new0 (char *, count + 1);
  for (guint i = 0; i < count; i++) {
    names->given[i] = invent_name (random);
    names->family[i] = invent_name (random);
  }
}

void
names_clear (Names *names)
{
  g_clear_pointer (&names->given, g_strfreev);
  g_clear_pointer (&names->family, g_strfreev);
}

Laptop
laptop_new (GRand *random, const Names *names, const char *device)
{
  Laptop laptop = { random, names, { "", 0, START_OF_WORK * 256 } };
  g_strlcpy (laptop.last.device, device, sizeof laptop.last.device);
  return laptop;
}

/* A change with the next version; `id` NULL creates a record. */
static EvChange *
next_change (Laptop *laptop, EvKind kind, const char *id)
{
  EvChange *change = ev_change_new (kind, id);

  laptop->last.seq++;
  laptop->last.stamp += (gint64)g_rand_int_range (laptop->random, 3000, 20000) * 256;
  change->version = laptop->last;
  change->operator_id = ev_id_new (laptop->last.device, 2);
  if (id == NULL)
    change->id = ev_id_new (laptop->last.device, laptop->last.seq);
  return change;
}

/* What the store adds: a base of nothing for each group. */
static EvChange *
finish (EvChange *change)
{
  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    ev_change_set_base (change, ev_field_group (change->kind, assignment->name), NULL, 0);
  }
  return change;
}

static void
take_text (EvChange *change, const char *field, char *text)
{
  ev_change_set_text (change, field, text);
  g_free (text);
}

static EvChange *
make_event (Laptop *laptop, guint number)
{
  EvChange *event = next_change (laptop, EV_KIND_EVENT, NULL);

  take_text (event, "title",
             g_strdup_printf ("%s %u", pick (laptop->random, laptop->names->topics), number + 1));
  ev_change_set_text (event, "type", "training");
  ev_change_set_text (event, "municipality", PICK (laptop->random, municipalities));
  ev_change_set_integer (event, "expected", g_rand_int_range (laptop->random, 10, 120));
  return finish (event);
}

static EvChange *
make_session (Laptop *laptop, const char *event_id, guint number)
{
  EvChange *session = next_change (laptop, EV_KIND_SESSION, NULL);

  ev_change_set_text (session, "event", event_id);
  take_text (session, "date",
             g_strdup_printf ("2026-%02u-%02u", 1 + number % 12, 1 + number * 7 % 28));
  ev_change_set_text (session, "start", "09:00");
  ev_change_set_text (session, "end", "16:30");
  return finish (session);
}

static char *
make_phone (GRand *random)
{
  return g_strdup_printf ("+383 %s %03d %03d", PICK (random, prefixes),
                          g_rand_int_range (random, 100, 1000), g_rand_int_range (random, 0, 1000));
}

EvChange *
laptop_add_person (Laptop *laptop)
{
  GRand *random = laptop->random;
  EvChange *person = next_change (laptop, EV_KIND_PERSON, NULL);

  ev_change_set_text (person, "given_name",
                      pick (random, (const char *const *)laptop->names->given));
  ev_change_set_text (person, "family_name",
                      pick (random, (const char *const *)laptop->names->family));
  ev_change_set_text (person, "gender", PICK (random, genders));
  ev_change_set_text (person, "consent", PICK (random, consents));
  ev_change_set_integer (person, "consent_at",
                         person->version.stamp / 256 - g_rand_int_range (random, 0, 20000));
  ev_change_set_text (person, "consent_version", "1");
  ev_change_set_text (person, "community", PICK (random, communities));
  ev_change_set_integer (person, "birth_year", g_rand_int_range (random, 1948, 2010));
  ev_change_set_text (person, "municipality", PICK (random, municipalities));
  ev_change_set_text (person, "institution", pick (random, laptop->names->places));
  take_text (person, "phone", make_phone (random));
  ev_change_set_text (person, "language", PICK (random, languages));
  return finish (person);
}

EvChange *
laptop_edit_person (Laptop *laptop, const EvChange *person)
{
  EvChange *edit = next_change (laptop, EV_KIND_PERSON, person->id);

  take_text (edit, "phone", make_phone (laptop->random));
  ev_change_set_base (edit, "phone", person->version.device, person->version.seq);
  return edit;
}

EvChange *
laptop_add_attendance (Laptop *laptop, const char *session_id, const char *person_id)
{
  g_autofree char *id = ev_id_derive (session_id, person_id);
  EvChange *attendance = next_change (laptop, EV_KIND_ATTENDANCE, id);

  ev_change_set_text (attendance, "status", PICK (laptop->random, statuses));
  ev_change_set_text (attendance, "role",
                      g_rand_int_range (laptop->random, 0, 20) > 0 ? "participant" : "trainer");
  ev_change_set_text (attendance, "method",
                      g_rand_int_range (laptop->random, 0, 10) > 0 ? "tick" : "typed");
  ev_change_set_integer (attendance, "arrived_at",
                         attendance->version.stamp / 256 - g_rand_int_range (laptop->random, 0, 4));
  return finish (attendance);
}

static const char *
id_at (const GPtrArray *changes, guint index)
{
  return ((const EvChange *)changes->pdata[index])->id;
}

/* `count` of the numbers below `from`, none twice, in any order; free with g_free. */
static guint *
draw (GRand *random, guint count, guint from)
{
  guint *numbers = g_new (guint, from);

  for (guint i = 0; i < from; i++)
    numbers[i] = i;
  for (guint i = 0; i < count; i++) {
    guint other = (guint)g_rand_int_range (random, (gint32)i, (gint32)from);
    guint number = numbers[i];
    numbers[i] = numbers[other];
    numbers[other] = number;
  }
  return numbers;
}

GPtrArray *
laptop_work (Laptop *laptop, guint events, guint people, guint attendances)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);
  guint each = attendances / events;

  for (guint i = 0; i < events; i++)
    g_ptr_array_add (changes, make_event (laptop, i));
  for (guint i = 0; i < events; i++)
    g_ptr_array_add (changes, make_session (laptop, id_at (changes, i), i));
  for (guint i = 0; i < people; i++)
    g_ptr_array_add (changes, laptop_add_person (laptop));
  for (guint i = 0; i < events; i++) {
    g_autofree guint *there = draw (laptop->random, each, people);
    for (guint k = 0; k < each; k++)
      g_ptr_array_add (changes, laptop_add_attendance (laptop, id_at (changes, events + i),
                                                       id_at (changes, 2 * events + there[k])));
  }
  return changes;
}

static void
move_moment (EvChange *change, const char *field, gint64 shift)
{
  const EvAssignment *moment = ev_change_find (change, field);

  if (moment != NULL)
    ev_change_set_integer (change, field, ev_value_integer (moment->value) + shift);
}

void
rows_move (EvChange *change, gint64 shift)
{
  change->version.stamp += shift * 256;
  move_moment (change, "consent_at", shift);
  move_moment (change, "arrived_at", shift);
}

GPtrArray *
rows_handed_on (const GPtrArray *changes)
{
  GPtrArray *handed = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);

  for (guint i = 0; i < changes->len; i++) {
    const EvChange *change = changes->pdata[i];
    g_autoptr (EvRecord) record = ev_record_new (change->kind, change->id);
    ev_merge_apply (record, change, NULL, NULL);
    g_ptr_array_extend_and_steal (handed, ev_record_to_changes (record, NULL));
  }
  return handed;
}

char *
rows_to_json (const GPtrArray *changes)
{
  g_autoptr (EvJson) rows = cJSON_CreateArray ();

  for (guint i = 0; i < changes->len; i++) {
    const EvChange *change = changes->pdata[i];
    cJSON *row = ev_change_fields_to_json (change);
    ev_json_add_text (row, "id", change->id);
    ev_json_add_text (row, "kind", ev_kind_name (change->kind));
    ev_json_add_integer (row, "stamp", change->version.stamp);
    cJSON_AddItemToArray (rows, row);
  }
  return ev_json_print (rows);
}
