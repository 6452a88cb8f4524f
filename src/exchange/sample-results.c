/* What the sample project achieved beyond attendance. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/sample-private.h"

#define STARTUP_PEOPLE 11
/* Those of the fifth training stand from here on among the trained. */
#define FIRST_VOCATIONAL 138

/* One result; texts may be NULL. Its id (g_free). */
static char *
add_result (EvSample *sample, const char *type, const char *title, const char *date,
            const char *municipality, const char *field, const char *text, GError **error)
{
  return ev_sample_add (sample, EV_KIND_RESULT, NULL,
                        (const char *const[]){ "type", type, "title", title, "date", date,
                                               municipality != NULL ? "municipality" : "title",
                                               municipality != NULL ? municipality : title, field,
                                               text, NULL },
                        error);
}

/* `count` results of one type with their numbers. */
static gboolean
add_quantities (EvSample *sample, const char *type, const char *title, const guint *quantities,
                guint count, GError **error)
{
  for (guint i = 0; i < count; i++) {
    g_autofree char *number = g_strdup_printf ("%u", quantities[i]);
    g_autofree char *id = add_result (sample, type, title, "2024-01-31",
                                      count == EV_SAMPLE_FORUMS ? ev_sample_forum_places[i] : NULL,
                                      "quantity", number, error);
    if (id == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_responses (EvSample *sample, GError **error)
{
  static const char *const titles[] = {
    "Rules for public hearings",
    "Budget line for youth",
    "Bilingual notices",
    "Access to public transport",
    "Street lighting",
    "Vehicle for the fire brigade",
    "School bus",
    "Repair of the footpath",
    "Waste containers",
    "Water supply line",
    "Ramp at the health centre",
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    guint forum = i % EV_SAMPLE_FORUMS;
    g_autofree char *id = ev_sample_add (
        sample, EV_KIND_RESULT, NULL,
        (const char *const[]){
            "type", i < 4 ? "policy_change" : "concrete_action", "title", titles[i], "date",
            "2023-09-30", "municipality", ev_sample_forum_places[forum], "event",
            sample->meetings[forum][i % EV_SAMPLE_MEETINGS], "institution", "Municipality",
            "asked_on", "2023-03-15", "answered_on", "2023-06-20", "status", "done", NULL },
        error);
    if (id == NULL)
      return FALSE;
  }
  return TRUE;
}

/* Six start-ups of eleven people, all from the vocational trainings. */
static gboolean
add_startups (EvSample *sample, GError **error)
{
  guint person = 0;

  for (guint i = 0; i < 6; i++) {
    g_autofree char *title = g_strdup_printf ("Start-up %u", i + 1);
    g_autofree char *id = add_result (sample, "startup_supported", title, "2023-11-15",
                                      ev_sample_forum_places[i], "amount", "1500", error);
    guint people = i == 0 ? 1 : 2;

    for (guint k = 0; id != NULL && k < people; k++, person++) {
      g_autofree char *link = ev_id_derive (id, sample->trained[FIRST_VOCATIONAL + 3 * person]);
      g_autofree char *written = ev_sample_add (
          sample, EV_KIND_BENEFICIARY, link, (const char *const[]){ "deleted", "0", NULL }, error);
      if (written == NULL)
        return FALSE;
    }
    if (id == NULL)
      return FALSE;
  }
  g_assert (person == STARTUP_PEOPLE);
  return TRUE;
}

static gboolean
add_projects (EvSample *sample, GError **error)
{
  static const char *const titles[] = { "Park courts",      "Library corner", "Playground",
                                        "River clean-up",   "Music room",     "Street mural",
                                        "Bus stop shelter", "Film evenings",  "School garden",
                                        "Walking path" };
  static const guint reach[] = { 320, 240, 410, 180, 260, 350, 150, 280, 270, 200 };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    const char *place = ev_sample_forum_places[(i + 1) % EV_SAMPLE_FORUMS];
    g_autofree char *estimate = g_strdup_printf ("%u", reach[i]);
    g_autofree char *id =
        ev_sample_add (sample, EV_KIND_RESULT, NULL,
                       (const char *const[]){ "type", "community_project", "title", titles[i],
                                              "date", "2023-10-10", "municipality", place, "amount",
                                              "500", "cofunding", i == 0 ? "490" : NULL, NULL },
                       error);
    g_autofree char *indirect = NULL;

    if (id == NULL)
      return FALSE;
    indirect =
        ev_sample_add (sample, EV_KIND_RESULT, NULL,
                       (const char *const[]){ "type", "indirect_beneficiaries", "title", titles[i],
                                              "date", "2023-12-15", "municipality", place, "parent",
                                              id, "quantity", estimate, "method",
                                              "Residents within walking distance, counted "
                                              "by households.",
                                              NULL },
                       error);
    if (indirect == NULL)
      return FALSE;
  }
  return TRUE;
}

/* Seventeen videos, fifteen of them published with their reach. */
static gboolean
add_videos (EvSample *sample, GError **error)
{
  for (guint i = 0; i < 17; i++) {
    g_autofree char *title = g_strdup_printf ("Video %u", i + 1);
    g_autofree char *number = g_strdup_printf ("%u", i == 0 ? 674u : 669u);
    g_autofree char *id =
        add_result (sample, "video_produced", title, "2023-07-01", NULL, "quantity", "1", error);
    g_autofree char *published = NULL;
    g_autofree char *reach = NULL;

    if (id == NULL)
      return FALSE;
    if (i >= 15)
      continue;
    published =
        add_result (sample, "video_published", title, "2023-08-01", NULL, "parent", id, error);
    if (published == NULL)
      return FALSE;
    reach = ev_sample_add (sample, EV_KIND_RESULT, NULL,
                           (const char *const[]){ "type", "video_reach", "title", title, "date",
                                                  "2024-01-31", "parent", published, "quantity",
                                                  number, NULL },
                           error);
    if (reach == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_reports (EvSample *sample, GError **error)
{
  static const char *const titles[] = { "Trust in institutions", "Youth and participation" };
  static const char *const accesses[] = { "2300", "1700" };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    g_autofree char *id = add_result (sample, "report_published", titles[i], "2023-12-01", NULL,
                                      "quantity", "1", error);
    g_autofree char *access =
        id != NULL
            ? ev_sample_add (sample, EV_KIND_RESULT, NULL,
                             (const char *const[]){ "type", "report_accessed", "title", titles[i],
                                                    "date", "2024-02-15", "parent", id, "quantity",
                                                    accesses[i], NULL },
                             error)
            : NULL;
    if (access == NULL)
      return FALSE;
  }
  return TRUE;
}

gboolean
ev_sample_results (EvSample *sample, GError **error)
{
  static const guint respondents[] = { 240, 180, 190, 210, 170, 210 };
  static const guint social[] = { 286000, 74000, 40000 };

  return add_quantities (sample, "survey_respondent", "Survey on trust", respondents,
                         G_N_ELEMENTS (respondents), error) &&
         add_responses (sample, error) && add_startups (sample, error) &&
         add_projects (sample, error) && add_videos (sample, error) &&
         add_quantities (sample, "social_media_reach", "Social media", social,
                         G_N_ELEMENTS (social), error) &&
         add_reports (sample, error);
}
