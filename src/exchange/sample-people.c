/* The sample project's people: invented, with names as they are borne in Kosovo. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "exchange/sample-private.h"
#include "text/paths.h"

const char *const ev_sample_forum_places[EV_SAMPLE_FORUMS] = {
  "gracanica", "kamenica", "lipjan", "mitrovica-south", "strpce", "viti",
};
const guint ev_sample_forum_sizes[EV_SAMPLE_FORUMS] = { 26, 25, 25, 24, 26, 24 };

/* The communities of those trained; the others are spread alike. */
static const struct {
  const char *community;
  guint count;
} communities[] = {
  { "albanian", 96 }, { "serb", 71 },   { "roma", 9 },       { "ashkali", 8 },
  { "bosniak", 3 },   { "turkish", 2 }, { "not_stated", 9 },
};

/* Women among those trained. */
#define WOMEN 101

enum { NAME, PART, GENDER, COMMUNITY, SCRIPT };

gboolean
ev_sample_names_load (EvSample *sample, GError **error)
{
  g_autofree char *data = ev_paths_data ();
  g_autofree char *file = g_build_filename (data, "sample", "names.csv", NULL);

  sample->names = ev_table_read (file, error);
  return sample->names != NULL;
}

void
ev_sample_clear (EvSample *sample)
{
  g_clear_pointer (&sample->names, ev_table_free);
  for (guint i = 0; i < EV_SAMPLE_TRAINED; i++)
    g_free (sample->trained[i]);
  for (guint i = 0; i < EV_SAMPLE_FORUM; i++)
    g_free (sample->forum[i]);
  for (guint i = 0; i < EV_SAMPLE_CONFERENCE_ONLY; i++)
    g_free (sample->guests[i]);
  for (guint i = 0; i < EV_SAMPLE_TRAINERS; i++)
    g_free (sample->trainers[i]);
  for (guint i = 0; i < EV_SAMPLE_FORUMS; i++)
    for (guint k = 0; k < EV_SAMPLE_MEETINGS; k++)
      g_free (sample->meetings[i][k]);
}

/* The `index`-th name of a kind, counted round and round. */
static const char *
pick (const EvSample *sample, const char *part, const char *gender, const char *community,
      const char *script, guint index)
{
  g_autoptr (GPtrArray) fitting = g_ptr_array_new ();

  for (guint i = 0; i < sample->names->rows->len; i++) {
    const GPtrArray *row = sample->names->rows->pdata[i];
    if (strcmp (ev_table_cell (row, PART), part) == 0 &&
        strcmp (ev_table_cell (row, GENDER), gender) == 0 &&
        strcmp (ev_table_cell (row, COMMUNITY), community) == 0 &&
        strcmp (ev_table_cell (row, SCRIPT), script) == 0)
      g_ptr_array_add (fitting, (gpointer)ev_table_cell (row, NAME));
  }
  return fitting->len > 0 ? fitting->pdata[index % fitting->len] : "";
}

static const char *
community_of (guint index)
{
  guint place = index * 85 % EV_SAMPLE_TRAINED; /* 85 and 198 have no common factor */

  for (guint i = 0; i < G_N_ELEMENTS (communities); i++) {
    if (place < communities[i].count)
      return communities[i].community;
    place -= communities[i].count;
  }
  return "not_stated";
}

static gboolean
is_woman (guint index)
{
  return (index % EV_SAMPLE_TRAINED + 1) * WOMEN / EV_SAMPLE_TRAINED >
         index % EV_SAMPLE_TRAINED * WOMEN / EV_SAMPLE_TRAINED;
}

/* One person; `index` is hers alone. */
static char *
add_person (EvSample *sample, guint index, const char *municipality, GError **error)
{
  static const char *const institutions[] = { NULL,
                                              NULL,
                                              "Secondary school",
                                              "Municipality",
                                              NULL,
                                              "Health centre",
                                              NULL,
                                              "Women’s association" };
  const char *community = community_of (index);
  gboolean silent = strcmp (community, "not_stated") == 0;
  const char *names = silent ? (index % 2 == 0 ? "serb" : "albanian") : community;
  const char *script = strcmp (names, "serb") == 0 && index % 3 != 0 ? "cyrillic" : "latin";
  const char *gender = is_woman (index) ? "f" : "m";
  const char *given = pick (sample, "given", gender, names, script, index * 7 + index / 11);
  const char *family = pick (sample, "family", "", names, script, index * 5 + index / 7);
  g_autofree char *year = g_strdup_printf ("%u", 1958 + ev_sample_spread (index, 3, 48));
  g_autofree char *phone =
      g_strdup_printf ("+383 %u 0%02u %03u", 44 + index % 2, index / 10, 100 + index * 2);

  return ev_sample_add (
      sample, EV_KIND_PERSON, NULL,
      (const char *const[]){
          "given_name", given, "family_name", family, "gender",
          is_woman (index) ? "female" : "male", "birth_year", year, "municipality", municipality,
          "phone", phone, "consent", "paper", "community", community,
          institutions[index % 8] != NULL ? "institution" : NULL, institutions[index % 8], NULL },
      error);
}

/* Those who come to a forum and took a training too: three of every ten, 45 in all. */
static gboolean
is_trained_too (guint forum_index)
{
  guint digit = forum_index % 10;
  return digit == 0 || digit == 3 || digit == 6;
}

static const char *
place_of_forum_person (guint forum_index)
{
  guint forum = 0;
  for (; forum_index >= ev_sample_forum_sizes[forum]; forum++)
    forum_index -= ev_sample_forum_sizes[forum];
  return ev_sample_forum_places[forum];
}

static gboolean
add_trained (EvSample *sample, GError **error)
{
  for (guint i = 0; i < EV_SAMPLE_TRAINED; i++) {
    sample->trained[i] = add_person (
        sample, i, ev_sample_forum_places[ev_sample_spread (i, 5, EV_SAMPLE_FORUMS)], error);
    if (sample->trained[i] == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_forum (EvSample *sample, GError **error)
{
  guint shared = 0, next = EV_SAMPLE_TRAINED;

  for (guint i = 0; i < EV_SAMPLE_FORUM; i++) {
    sample->forum[i] = is_trained_too (i)
                           ? g_strdup (sample->trained[4 * shared++])
                           : add_person (sample, next++, place_of_forum_person (i), error);
    if (sample->forum[i] == NULL)
      return FALSE;
  }
  return TRUE;
}

gboolean
ev_sample_people (EvSample *sample, GError **error)
{
  guint next = EV_SAMPLE_TRAINED + EV_SAMPLE_FORUM;

  if (!add_trained (sample, error) || !add_forum (sample, error))
    return FALSE;
  for (guint i = 0; i < EV_SAMPLE_CONFERENCE_ONLY; i++) {
    sample->guests[i] =
        add_person (sample, next++, ev_sample_forum_places[i % EV_SAMPLE_FORUMS], error);
    if (sample->guests[i] == NULL)
      return FALSE;
  }
  for (guint i = 0; i < EV_SAMPLE_TRAINERS; i++) {
    sample->trainers[i] = add_person (sample, next++, "prishtina", error);
    if (sample->trainers[i] == NULL)
      return FALSE;
  }
  return TRUE;
}
