/* Counting over a prepared selection. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/count-private.h"

#include <math.h>

/* The kinds of a result type, from result_types.csv. */
static const struct {
  const char *kind, *parent;
} result_kinds[] = {
  { "policy_change", "government_response" },
  { "concrete_action", "government_response" },
};

const EvReportSource *
ev_tally_source (const EvTally *tally)
{
  return tally->source;
}

EvPeople *
ev_people_new (const EvReportSource *source)
{
  EvPeople *people = g_new0 (EvPeople, 1);
  people->length = source->people->len;
  people->has = g_new0 (guint8, people->length + 1);
  return people;
}

void
ev_people_free (EvPeople *people)
{
  if (people == NULL)
    return;
  g_free (people->has);
  g_free (people);
}

static void
people_add (EvPeople *people, guint32 person)
{
  people->count += !people->has[person];
  people->has[person] = TRUE;
}

gboolean
ev_share_reached (guint attended, guint meetings, double percent)
{
  /* Far below one meeting, far above the error of a product of doubles. */
  const double rounding = 1e-9;
  return meetings > 0 && attended >= ceil (meetings * percent / 100 - rounding);
}

/* Walks the held events of the chosen types. */
typedef struct {
  const EvTally *tally;
  gboolean *types;
  guint next;
} Walk;

static Walk
walk_begin (const EvTally *tally, const char *const *types)
{
  return (Walk){ tally, ev_codes_choose (tally->source->event_types, types), 0 };
}

static const EvHeld *
walk_next (Walk *walk, const EvEventRow **event)
{
  while (walk->next < walk->tally->held->len) {
    const EvHeld *held = &g_array_index (walk->tally->held, EvHeld, walk->next++);
    *event = EV_ROW (walk->tally->source, events, EvEventRow, held->event);
    if (walk->types[(*event)->type])
      return held;
  }
  g_clear_pointer (&walk->types, g_free);
  return NULL;
}

static const EvParticipation *
held_people (const EvTally *tally, const EvHeld *held)
{
  return (const EvParticipation *)(gpointer)tally->participations->data + held->start;
}

guint
ev_tally_events (const EvTally *tally, const char *const *types)
{
  const EvEventRow *event;
  guint count = 0;
  Walk walk = walk_begin (tally, types);
  while (walk_next (&walk, &event) != NULL)
    count++;
  return count;
}

guint
ev_tally_participations (const EvTally *tally, const char *const *types)
{
  const EvEventRow *event;
  const EvHeld *held;
  guint count = 0;
  Walk walk = walk_begin (tally, types);
  while ((held = walk_next (&walk, &event)) != NULL)
    count += held->count;
  return count;
}

guint
ev_tally_attendances (const EvTally *tally, const char *const *types)
{
  const EvEventRow *event;
  const EvHeld *held;
  guint count = 0;
  Walk walk = walk_begin (tally, types);
  while ((held = walk_next (&walk, &event)) != NULL)
    for (guint i = 0; i < held->count; i++)
      count += held_people (tally, held)[i].sessions;
  return count;
}

guint
ev_tally_completed (const EvTally *tally, const char *const *types, double percent)
{
  const EvEventRow *event;
  const EvHeld *held;
  guint count = 0;
  Walk walk = walk_begin (tally, types);
  while ((held = walk_next (&walk, &event)) != NULL)
    for (guint i = 0; i < held->count; i++)
      count += ev_share_reached (held_people (tally, held)[i].whole, event->sessions, percent);
  return count;
}

guint
ev_tally_municipalities (const EvTally *tally, const char *const *types)
{
  const EvEventRow *event;
  guint count = 0;
  g_autofree guint8 *seen = g_new0 (guint8, ev_codes_count (tally->source->municipalities));
  Walk walk = walk_begin (tally, types);
  while (walk_next (&walk, &event) != NULL) {
    count += event->municipality != 0 && !seen[event->municipality];
    seen[event->municipality] = TRUE;
  }
  return count;
}

void
ev_tally_add_participants (const EvTally *tally, const char *const *types, EvPeople *people)
{
  const EvEventRow *event;
  const EvHeld *held;
  Walk walk = walk_begin (tally, types);
  while ((held = walk_next (&walk, &event)) != NULL)
    for (guint i = 0; i < held->count; i++)
      people_add (people, held_people (tally, held)[i].person);
}

static gint
held_by_forum (gconstpointer a, gconstpointer b, gpointer source)
{
  const EvReportSource *rows = source;
  guint32 first = EV_ROW (rows, events, EvEventRow, ((const EvHeld *)a)->event)->forum;
  guint32 second = EV_ROW (rows, events, EvEventRow, ((const EvHeld *)b)->event)->forum;
  return first < second ? -1 : first > second;
}

/* The meetings of the chosen types, those of one forum side by side. */
static GArray *
tally_meetings (const EvTally *tally, const char *const *types)
{
  const EvEventRow *event;
  const EvHeld *held;
  GArray *meetings = g_array_new (FALSE, FALSE, sizeof (EvHeld));
  Walk walk = walk_begin (tally, types);
  while ((held = walk_next (&walk, &event)) != NULL)
    g_array_append_val (meetings, *held);
  g_array_sort_with_data (meetings, held_by_forum, (gpointer)tally->source);
  return meetings;
}

/* Adds the people of meetings [begin, end), all of one forum. */
static void
tally_add_forum (const EvTally *tally, const GArray *meetings, guint begin, guint end,
                 guint32 *place, GArray *result)
{
  guint start = result->len;
  const EvHeld *first = &g_array_index (meetings, EvHeld, begin);
  guint32 forum = EV_ROW (tally->source, events, EvEventRow, first->event)->forum;
  for (guint m = begin; m < end; m++) {
    const EvHeld *held = &g_array_index (meetings, EvHeld, m);
    for (guint i = 0; i < held->count; i++) {
      guint32 person = held_people (tally, held)[i].person;
      if (place[person] <= start) {
        EvForumPerson fresh = { .forum = forum, .person = person, .meetings = end - begin };
        g_array_append_val (result, fresh);
        place[person] = result->len;
      }
      g_array_index (result, EvForumPerson, place[person] - 1).attended++;
    }
  }
}

GArray *
ev_tally_forum_people (const EvTally *tally, const char *const *types)
{
  g_autoptr (GArray) meetings = tally_meetings (tally, types);
  g_autofree guint32 *place = g_new0 (guint32, tally->source->people->len + 1);
  GArray *result = g_array_new (FALSE, FALSE, sizeof (EvForumPerson));
  for (guint begin = 0, end; begin < meetings->len; begin = end) {
    for (end = begin + 1; end < meetings->len; end++)
      if (held_by_forum (&g_array_index (meetings, EvHeld, begin),
                         &g_array_index (meetings, EvHeld, end), (gpointer)tally->source) != 0)
        break;
    tally_add_forum (tally, meetings, begin, end, place, result);
  }
  return result;
}

void
ev_tally_add_active (const EvTally *tally, const char *const *types, double percent,
                     EvPeople *people)
{
  g_autoptr (GArray) forums = ev_tally_forum_people (tally, types);
  for (guint i = 0; i < forums->len; i++) {
    const EvForumPerson *one = &g_array_index (forums, EvForumPerson, i);
    if (ev_share_reached (one->attended, one->meetings, percent))
      people_add (people, one->person);
  }
}

/* The chosen result types, and with each the kinds below it. */
static gboolean *
choose_results (const EvTally *tally, const char *const *types)
{
  const EvCodes *codes = tally->source->result_types;
  gboolean *chosen = ev_codes_choose (codes, types);
  for (guint k = 0; k < G_N_ELEMENTS (result_kinds); k++) {
    guint kind = ev_codes_find (codes, result_kinds[k].kind);
    for (guint i = 0; kind != G_MAXUINT && types != NULL && types[i] != NULL; i++)
      if (g_str_equal (types[i], result_kinds[k].parent))
        chosen[kind] = TRUE;
  }
  return chosen;
}

void
ev_tally_add_beneficiaries (const EvTally *tally, const char *const *types, EvPeople *people)
{
  const EvReportSource *source = tally->source;
  g_autofree gboolean *chosen = choose_results (tally, types);
  for (guint i = 0; i < source->beneficiaries->len; i++) {
    const EvBeneficiaryRow *row = EV_ROW (source, beneficiaries, EvBeneficiaryRow, i);
    const EvResultRow *result = EV_ROW (source, results, EvResultRow, row->result);
    if (chosen[result->type] && ev_tally_has_result (tally, result))
      people_add (people, row->person);
  }
}

EvResultSums
ev_tally_results (const EvTally *tally, const char *const *types)
{
  const EvReportSource *source = tally->source;
  g_autofree gboolean *chosen = choose_results (tally, types);
  guint cofunding = ev_codes_find (source->result_types, "cofunding");
  EvResultSums sums = { 0 };
  for (guint i = 0; i < source->results->len; i++) {
    const EvResultRow *result = EV_ROW (source, results, EvResultRow, i);
    if (!chosen[result->type] || !ev_tally_has_result (tally, result))
      continue;
    sums.count++;
    sums.quantity += result->quantity;
    sums.cofunding += result->cofunding;
    if (result->type == cofunding)
      sums.cofunding += result->amount;
    else
      sums.amount += result->amount;
  }
  return sums;
}

EvGenderCount
ev_tally_genders (const EvTally *tally, const EvPeople *people)
{
  const EvCodes *genders = tally->source->genders;
  guint female = ev_codes_find (genders, "female"), male = ev_codes_find (genders, "male");
  EvGenderCount count = { 0 };
  for (guint i = 0; i < people->length; i++) {
    guint gender = EV_ROW (tally->source, people, EvPersonRow, i)->gender;
    if (!people->has[i])
      continue;
    if (gender == female)
      count.women++;
    else if (gender == male)
      count.men++;
    else if (gender == 0)
      count.not_stated++;
    else
      count.other++;
  }
  return count;
}

gint16 *
ev_tally_age_years (const EvTally *tally)
{
  const EvReportSource *source = tally->source;
  gint16 *years = g_new0 (gint16, source->people->len + 1);
  for (guint h = 0; h < tally->held->len; h++) {
    const EvHeld *held = &g_array_index (tally->held, EvHeld, h);
    gint16 year = (gint16)(held->first / 10000);
    for (guint i = 0; year != 0 && i < held->count; i++) {
      gint16 *known = &years[held_people (tally, held)[i].person];
      if (*known == 0 || year < *known)
        *known = year;
    }
  }
  return years;
}
