/* The sample project's events and who came to them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/sample-private.h"

/* The first five are filled in order with those trained; the last one has 29 of them and the four
 * who took a second training. */
static const struct {
  const char *title, *type, *municipality;
  guint people, sessions;
  int day, month, year;
} trainings[] = {
  { "Public participation in local budgets", "training", "gracanica", 36, 3, 11, 10, 2022 },
  { "Talking to institutions", "training", "lipjan", 34, 3, 22, 11, 2022 },
  { "Dialogue in the community", "training", "kamenica", 35, 3, 14, 2, 2023 },
  { "Media and reporting", "training", "viti", 33, 3, 18, 4, 2023 },
  { "Tailoring", "vocational_training", "strpce", 31, 5, 15, 5, 2023 },
  { "Web design", "vocational_training", "mitrovica-south", 33, 5, 11, 9, 2023 },
};
#define TWICE_TRAINED 4

/* How many of the five meetings the people of a forum came to: sixty 5, forty-five 4, thirty-two 3,
 * nine 2 and four 1; in each forum those who came to fewer than three stand last. */
static const guint inactive[EV_SAMPLE_FORUMS] = { 2, 2, 3, 2, 2, 2 };

static char *
add_event (EvSample *sample, const char *title, const char *type, const char *municipality,
           const char *expected, const char *state, GError **error)
{
  return ev_sample_add (sample, EV_KIND_EVENT, NULL,
                        (const char *const[]){ "title", title, "type", type, "municipality",
                                               municipality, "expected", expected, "state", state,
                                               NULL },
                        error);
}

static char *
add_session (EvSample *sample, const char *event, GDate *date, const char *start, const char *end,
             GError **error)
{
  char day[16];
  g_date_strftime (day, sizeof day, "%Y-%m-%d", date);
  return ev_sample_add (
      sample, EV_KIND_SESSION, NULL,
      (const char *const[]){ "event", event, "date", day, "start", start, "end", end, NULL },
      error);
}

static gboolean
attend (EvSample *sample, const char *session, const char *person, const char *status,
        const char *role, GError **error)
{
  g_autofree char *id = ev_id_derive (session, person);
  g_autofree char *written = ev_sample_add (
      sample, EV_KIND_ATTENDANCE, id,
      (const char *const[]){ "status", status, "role", role, "method", "sheet", NULL }, error);
  return written != NULL;
}

/* One session of a training; `missing` of its people stay away. */
static gboolean
fill_session (EvSample *sample, guint training, guint first, const char *session, guint missing,
              GError **error)
{
  guint people = trainings[training].people;
  guint own = training == G_N_ELEMENTS (trainings) - 1 ? people - TWICE_TRAINED : people;

  for (guint i = 0; i < people; i++) {
    guint index = i < own ? first + i : i - own;
    const char *status = i < missing ? "absent" : i % 17 == 5 ? "late" : "present";
    if (!attend (sample, session, sample->trained[index], status, "participant", error))
      return FALSE;
  }
  return attend (sample, session, sample->trainers[training % EV_SAMPLE_TRAINERS], "present",
                 "trainer", error);
}

static gboolean
add_training (EvSample *sample, guint training, guint first, guint incomplete, GError **error)
{
  g_autofree char *expected = g_strdup_printf ("%u", trainings[training].people);
  g_autofree char *event =
      add_event (sample, trainings[training].title, trainings[training].type,
                 trainings[training].municipality, expected, "approved", error);
  g_autoptr (GDate) date =
      g_date_new_dmy ((GDateDay)trainings[training].day, (GDateMonth)trainings[training].month,
                      (GDateYear)trainings[training].year);

  for (guint i = 0; event != NULL && i < trainings[training].sessions; i++) {
    g_autofree char *session = add_session (sample, event, date, "09:00", "15:00", error);
    /* Missing the last two sessions of three or five is more than a fifth. */
    guint missing = i + 2 >= trainings[training].sessions ? incomplete : 0;
    if (session == NULL || !fill_session (sample, training, first, session, missing, error))
      return FALSE;
    g_date_add_days (date, 1);
  }
  return event != NULL;
}

gboolean
ev_sample_trainings (EvSample *sample, GError **error)
{
  static const guint incomplete[] = { 3, 2, 3, 2, 3, 2 };
  guint first = 0;

  for (guint i = 0; i < G_N_ELEMENTS (trainings); i++) {
    if (!add_training (sample, i, first, incomplete[i], error))
      return FALSE;
    first += trainings[i].people;
  }
  return TRUE;
}

/* The number of meetings that each person of the forums came to. */
static void
plan_meetings (guint *came)
{
  guint active = 0, passive = 0, index = 0;

  for (guint forum = 0; forum < EV_SAMPLE_FORUMS; forum++)
    for (guint i = 0; i < ev_sample_forum_sizes[forum]; i++, index++) {
      if (i + inactive[forum] >= ev_sample_forum_sizes[forum]) {
        came[index] = passive < 9 ? 2 : 1;
        passive++;
      } else {
        guint place = active * 50 % 137; /* 50 and 137 have no common factor */
        came[index] = place < 60 ? 5 : place < 105 ? 4 : 3;
        active++;
      }
    }
}

static gboolean
fill_meeting (EvSample *sample, guint forum, guint first, guint meeting, const char *session,
              const guint *came, GError **error)
{
  for (guint i = 0; i < ev_sample_forum_sizes[forum]; i++) {
    gboolean there = (meeting + i) % EV_SAMPLE_MEETINGS < came[first + i];
    if (!attend (sample, session, sample->forum[first + i], there ? "present" : "excused",
                 i == 0 ? "chair" : "forum_member", error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_meeting (EvSample *sample, guint forum, guint first, guint meeting, const guint *came,
             GError **error)
{
  g_autofree char *title = g_strdup_printf ("CFPI %u/%u", meeting + 1, EV_SAMPLE_MEETINGS);
  g_autofree char *expected = g_strdup_printf ("%u", ev_sample_forum_sizes[forum]);
  g_autoptr (GDate) date = g_date_new_dmy ((GDateDay)(5 + 2 * forum), G_DATE_NOVEMBER, 2022);
  g_autofree char *session = NULL;

  g_date_add_months (date, 2 * meeting);
  sample->meetings[forum][meeting] = add_event (
      sample, title, "cfpi_meeting", ev_sample_forum_places[forum], expected, "approved", error);
  if (sample->meetings[forum][meeting] == NULL)
    return FALSE;
  session = add_session (sample, sample->meetings[forum][meeting], date, "17:00", "19:00", error);
  return session != NULL && fill_meeting (sample, forum, first, meeting, session, came, error);
}

gboolean
ev_sample_forums (EvSample *sample, GError **error)
{
  guint came[EV_SAMPLE_FORUM];
  guint first = 0;

  plan_meetings (came);
  for (guint forum = 0; forum < EV_SAMPLE_FORUMS; forum++) {
    for (guint meeting = 0; meeting < EV_SAMPLE_MEETINGS; meeting++)
      if (!add_meeting (sample, forum, first, meeting, came, error))
        return FALSE;
    first += ev_sample_forum_sizes[forum];
  }
  return TRUE;
}

/* Sixty-three who are counted already, and the guests. */
gboolean
ev_sample_conference (EvSample *sample, GError **error)
{
  g_autofree char *event = add_event (sample, "Communities and institutions", "conference",
                                      "prishtina", "100", "submitted", error);
  g_autoptr (GDate) date = g_date_new_dmy (15, G_DATE_FEBRUARY, 2024);
  g_autofree char *session =
      event != NULL ? add_session (sample, event, date, "10:00", "16:00", error) : NULL;

  if (session == NULL)
    return FALSE;
  for (guint i = 0; i < 63; i++)
    if (!attend (sample, session, i < 33 ? sample->trained[6 * i] : sample->forum[5 * (i - 33) + 1],
                 "present", "participant", error))
      return FALSE;
  for (guint i = 0; i < EV_SAMPLE_CONFERENCE_ONLY; i++)
    if (!attend (sample, session, sample->guests[i], "present", "participant", error))
      return FALSE;
  return TRUE;
}
