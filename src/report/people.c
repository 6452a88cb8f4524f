/* The people of a selection, divided for tables. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/people.h"

#include "base/error.h"
#include "report/age.h"
#include "report/count-private.h"

static const char *const training_types[] = { "training", "vocational_training", NULL };
static const char *const forum_types[] = { "cfpi_meeting", NULL };

const char *const *
ev_population_types (EvPopulation population)
{
  if (population == EV_POPULATION_TRAINING)
    return training_types;
  return population == EV_POPULATION_FORUM ? forum_types : NULL;
}

static char **
codes_texts (const EvCodes *codes)
{
  guint count = ev_codes_count (codes);
  char **texts = g_new0 (char *, count + 1);
  for (guint i = 0; i < count; i++)
    texts[i] = g_strdup (ev_codes_text (codes, i));
  return texts;
}

static void
crowd_divide (EvCrowd *crowd, EvDimension dimension, char **codes)
{
  crowd->codes[dimension] = codes;
  crowd->category[dimension] = g_new0 (guint16, crowd->people + 1);
}

/* Category 0 is not stated, then the groups, then the ages outside a scheme. */
static char **
age_codes (char **groups)
{
  guint count = g_strv_length (groups);
  char **codes = g_new0 (char *, count + 3);
  codes[0] = g_strdup (EV_NOT_STATED);
  for (guint i = 0; i < count; i++)
    codes[i + 1] = g_strdup (groups[i]);
  codes[count + 1] = g_strdup (EV_LINE_OUTSIDE);
  return codes;
}

typedef struct {
  guint count;
  gint16 min[64], max[64];
} Scheme;

static guint16
age_category (const Scheme *scheme, const EvPersonRow *person, gint16 year)
{
  gint min = person->age_min, max = person->age_max;
  if (person->birth_year != 0 && year != 0)
    min = max = year - person->birth_year;
  if (min < 0)
    return 0;
  for (guint i = 0; i < scheme->count; i++)
    if (min >= scheme->min[i] && max <= scheme->max[i])
      return (guint16)(i + 1);
  return (guint16)(scheme->count + 1);
}

static gboolean
crowd_divide_by_age (EvCrowd *crowd, const EvTally *tally, const char *name, GError **error)
{
  const EvLists *lists = tally->source->lists;
  const char *wanted = name == NULL ? EV_AGE_SCHEME_DEFAULT : name;
  g_auto (GStrv) groups = ev_age_scheme_codes (lists, wanted);
  g_autofree gint16 *years = ev_tally_age_years (tally);
  Scheme scheme = { 0 };
  if (groups == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "no scheme of ages “%s”", wanted);
    return FALSE;
  }
  for (; groups[scheme.count] != NULL && scheme.count < G_N_ELEMENTS (scheme.min); scheme.count++)
    ev_age_group_range (lists, groups[scheme.count], &scheme.min[scheme.count],
                        &scheme.max[scheme.count]);
  crowd_divide (crowd, EV_DIMENSION_AGE, age_codes (groups));
  for (guint i = 0; i < crowd->people; i++)
    crowd->category[EV_DIMENSION_AGE][i] =
        age_category (&scheme, EV_ROW (tally->source, people, EvPersonRow, i), years[i]);
  return TRUE;
}

/* Whether a forum says more of where a person belongs than another: active, then most often. */
static gboolean
forum_is_nearer (const EvForumPerson *one, const EvForumPerson *other)
{
  const double half = 50;
  gboolean active = ev_share_reached (one->attended, one->meetings, half);
  gboolean other_active = ev_share_reached (other->attended, other->meetings, half);
  if (active != other_active)
    return active;
  return one->attended > other->attended;
}

static void
crowd_divide_by_forum (EvCrowd *crowd, const EvTally *tally)
{
  g_autoptr (GArray) forums = ev_tally_forum_people (tally, forum_types);
  g_autofree guint *best = g_new0 (guint, crowd->people + 1);
  crowd_divide (crowd, EV_DIMENSION_FORUM, codes_texts (tally->source->municipalities));
  for (guint i = 0; i < forums->len; i++) {
    const EvForumPerson *one = &g_array_index (forums, EvForumPerson, i);
    guint known = best[one->person];
    if (known != 0 && !forum_is_nearer (one, &g_array_index (forums, EvForumPerson, known - 1)))
      continue;
    best[one->person] = i + 1;
    /* The numbering of event_forum() in source.c: even is a municipality. */
    crowd->category[EV_DIMENSION_FORUM][one->person] =
        (one->forum & 1) != 0 ? 0 : (guint16)(one->forum >> 1);
  }
}

guint
ev_people_add_population (EvCrowd *crowd, guint used, const EvPeople *people)
{
  g_return_val_if_fail (used < EV_MAX_POPULATIONS && people->length == crowd->people, used);
  for (guint i = 0; i < crowd->people; i++)
    crowd->member[i] |= (guint32)(people->has[i] != 0) << used;
  return used;
}

EvCrowd *
ev_people_crowd (const EvTally *tally, const char *age_scheme, GError **error)
{
  const EvReportSource *source = tally->source;
  g_autoptr (EvCrowd) crowd = ev_crowd_new (source->people->len);
  crowd_divide (crowd, EV_DIMENSION_GENDER, codes_texts (source->genders));
  crowd_divide (crowd, EV_DIMENSION_COMMUNITY, codes_texts (source->communities));
  crowd_divide (crowd, EV_DIMENSION_MUNICIPALITY, codes_texts (source->municipalities));
  for (guint i = 0; i < crowd->people; i++) {
    const EvPersonRow *person = EV_ROW (source, people, EvPersonRow, i);
    crowd->category[EV_DIMENSION_GENDER][i] = person->gender;
    crowd->category[EV_DIMENSION_COMMUNITY][i] = person->community;
    crowd->category[EV_DIMENSION_MUNICIPALITY][i] = person->municipality;
  }
  if (!crowd_divide_by_age (crowd, tally, age_scheme, error))
    return NULL;
  crowd_divide_by_forum (crowd, tally);
  for (guint p = 0; p < EV_N_POPULATIONS; p++) {
    g_autoptr (EvPeople) people = ev_people_new (source);
    ev_tally_add_participants (tally, ev_population_types ((EvPopulation)p), people);
    ev_people_add_population (crowd, p, people);
  }
  return g_steal_pointer (&crowd);
}
