/* The worked example of the reporting rules, as rows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "example.h"

enum { TRAINED = 198, FORUM_BEGIN = 153, FORUM = 150, PEOPLE = 332 };

EvLists *
example_lists (void)
{
  g_autoptr (GError) error = NULL;
  EvLists *lists = ev_lists_load (NULL, &error);
  g_assert_no_error (error);
  return lists;
}

static const struct {
  const char *code;
  guint count;
} communities[] = {
  { "albanian", 96 }, { "serb", 71 },   { "roma", 9 }, { "ashkali", 8 },
  { "bosniak", 3 },   { "turkish", 2 }, { NULL, 9 },
};

static const struct {
  const char *municipality;
  guint participants, active;
} forums[] = {
  { "gracanica", 26, 24 },       { "kamenica", 25, 23 }, { "lipjan", 25, 22 },
  { "mitrovica-south", 24, 22 }, { "strpce", 26, 24 },   { "viti", 24, 22 },
};

/* The community of person `i`: the first 198 as the example's table, the others as they come. */
static const char *
community_of (guint i)
{
  guint from = 0, place = i % TRAINED;
  for (guint k = 0; k < G_N_ELEMENTS (communities); k++) {
    from += communities[k].count;
    if (place < from)
      return communities[k].code;
  }
  return NULL;
}

static void
add_people (EvReportSource *source)
{
  for (guint i = 0; i < PEOPLE; i++) {
    g_autofree char *id = g_strdup_printf ("P-%u", i);
    /* 101 women among the trained: every other one, and two more. */
    EvReportPerson person = {
      .id = id,
      .gender = i % 2 == 0 || i == 1 || i == 3 ? "female" : "male",
      .community = community_of (i),
      .municipality = forums[i % G_N_ELEMENTS (forums)].municipality,
      .birth_year = (gint)(1960 + i % 45),
    };
    ev_report_source_add_person (source, &person);
  }
}

static guint
add_event (EvReportSource *source, const char *type, const char *municipality)
{
  EvReportEvent event = { .type = type, .municipality = municipality, .state = "approved" };
  return ev_report_source_add_event (source, &event);
}

/* A training of five days from person `first` on; the last `leavers` come on three days only. */
static void
add_training (EvReportSource *source, const char *type, guint month, guint first, guint size,
              guint leavers)
{
  guint event = add_event (source, type, "prishtina");
  for (guint day = 0; day < 5; day++) {
    g_autofree char *date = g_strdup_printf ("2023-%02u-%02u", month, 10 + day);
    guint session = ev_report_source_add_session (source, NULL, event, date);
    for (guint i = 0; i < size; i++)
      if (day < 3 || i < size - leavers)
        ev_report_source_add_attendance (source, session, (first + i) % TRAINED,
                                         i % 7 == 0 ? "late" : "present", "participant");
    ev_report_source_add_attendance (source, session, 300, "present", "trainer");
  }
}

/* 202 participations of 198 people: the last training comes round to the first four again. */
static void
add_trainings (EvReportSource *source)
{
  static const struct {
    const char *type;
    guint size, leavers;
  } trainings[] = {
    { "training", 36, 3 },
    { "training", 34, 2 },
    { "training", 35, 3 },
    { "training", 33, 2 },
    { "vocational_training", 31, 2 },
    { "vocational_training", 33, 3 },
  };
  guint first = 0;
  for (guint i = 0; i < G_N_ELEMENTS (trainings); i++) {
    add_training (source, trainings[i].type, i + 1, first, trainings[i].size, trainings[i].leavers);
    first += trainings[i].size;
  }
}

/* How many of the five meetings the `nth` active (of 137) or inactive (of 13) person comes to. */
static guint
meetings_of (gboolean active, guint nth)
{
  if (active)
    return nth < 60 ? 5 : nth < 105 ? 4 : 3;
  return nth < 9 ? 2 : 1;
}

static void
add_forums (EvReportSource *source)
{
  guint person = FORUM_BEGIN, active = 0, inactive = 0;
  for (guint f = 0; f < G_N_ELEMENTS (forums); f++) {
    guint sessions[5], first = person;
    for (guint m = 0; m < 5; m++) {
      g_autofree char *date = g_strdup_printf ("2023-%02u-%02u", 1 + 2 * m, f + 1);
      guint event = add_event (source, "cfpi_meeting", forums[f].municipality);
      sessions[m] = ev_report_source_add_session (source, NULL, event, date);
      ev_report_source_add_attendance (source, sessions[m], 310, "present", "observer");
    }
    for (; person < first + forums[f].participants; person++) {
      gboolean is_active = person < first + forums[f].active;
      guint meetings = meetings_of (is_active, is_active ? active++ : inactive++);
      for (guint m = 0; m < 5; m++)
        ev_report_source_add_attendance (source, sessions[(m + person) % 5], person,
                                         m < meetings ? "present" : "absent",
                                         person == first ? "chair" : "forum_member");
    }
  }
}

/* 92 people: 63 who are counted already, and the last 29. */
static void
add_conference (EvReportSource *source)
{
  guint event = add_event (source, "conference", "prishtina");
  for (guint day = 0; day < 2; day++) {
    guint session =
        ev_report_source_add_session (source, NULL, event, day == 0 ? "2023-11-20" : "2023-11-21");
    for (guint i = 0; i < 92; i++)
      ev_report_source_add_attendance (source, session, i < 63 ? 100 + i : 240 + i, "present",
                                       NULL);
  }
}

static guint
add_result (EvReportSource *source, const char *type, gint64 quantity, gint64 amount,
            gint64 cofunding)
{
  EvReportResult result = { .type = type,
                            .date = "2023-12-01",
                            .quantity = quantity,
                            .amount = amount,
                            .cofunding = cofunding };
  return ev_report_source_add_result (source, &result);
}

static void
add_results (EvReportSource *source, const char *type, guint count)
{
  for (guint i = 0; i < count; i++)
    add_result (source, type, 0, 0, 0);
}

/* Six start-ups of 1,500 euros; behind them eleven people of the vocational trainings. */
static void
add_startups (EvReportSource *source)
{
  for (guint i = 0; i < 11; i++) {
    static guint result;
    if (i % 2 == 0)
      result = add_result (source, "startup_supported", 0, 150000, 0);
    ev_report_source_add_beneficiary (source, result, 140 + i);
  }
}

static void
add_projects (EvReportSource *source)
{
  static const gint64 estimates[] = { 320, 240, 410, 180, 260, 350, 150, 280, 270, 200 };
  for (guint i = 0; i < G_N_ELEMENTS (estimates); i++) {
    add_result (source, "community_project", 0, 50000, i == 0 ? 49000 : 0);
    add_result (source, "indirect_beneficiaries", estimates[i], 0, 0);
  }
}

EvReportSource *
example_source (const EvLists *lists)
{
  EvReportSource *source = ev_report_source_new (lists);
  add_people (source);
  add_trainings (source);
  add_forums (source);
  add_conference (source);
  add_startups (source);
  add_projects (source);
  add_result (source, "survey_respondent", 1200, 0, 0);
  add_results (source, "policy_change", 4);
  add_results (source, "concrete_action", 7);
  add_results (source, "video_produced", 17);
  add_results (source, "video_published", 15);
  add_result (source, "video_reach", 10040, 0, 0);
  add_result (source, "social_media_reach", 286000, 0, 0);
  add_result (source, "social_media_reach", 74000, 0, 0);
  add_result (source, "social_media_reach", 40000, 0, 0);
  add_results (source, "report_published", 2);
  add_result (source, "report_accessed", 2300, 0, 0);
  add_result (source, "report_accessed", 1700, 0, 0);
  ev_report_source_set_open_duplicates (source, 3);
  return source;
}
