/* The standard indicators of a donor report. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/indicator.h"

#include "text/i18n.h"

#define TRAININGS "training, vocational_training"
#define FORUMS "cfpi_meeting"

/* Codes, formulas and publishing rules of the donor's list of indicators. */
static const EvStandardIndicator standard[] = {
  { "R01", N_ ("Survey respondents"), "sum (survey_respondent)", "people" },
  { "R02", N_ ("Specialised trainings held"), "count_events (training)", "events" },
  { "R03", N_ ("Vocational trainings held"), "count_events (vocational_training)", "events" },
  { "R04", N_ ("Training participations"), "participations (" TRAININGS ") | internal",
    "participations" },
  { "R05", N_ ("Training participants (unique)"), "unique_people (" TRAININGS ") | nearest 10",
    "people" },
  { "R06", N_ ("Women among training participants"), "women_share (" TRAININGS ") | balanced",
    "%" },
  { "R07", N_ ("Training completion rate"), "completion (" TRAININGS ", at=80)", "%" },
  { "R08", N_ ("CFPI meetings held"), "count_events (" FORUMS ") | nearest 10", "events" },
  { "R09", N_ ("CFPI participants (unique)"), "unique_people (" FORUMS ") | nearest 10", "people" },
  { "R10", N_ ("CFPI active participants"), "active_people (" FORUMS ", at=50) | floor 5",
    "people" },
  { "R11", N_ ("CFPI attendances"), "participations (" FORUMS ") | internal", "attendances" },
  { "R12", N_ ("Government responses"), "count (government_response)", "responses" },
  { "R13", N_ ("Startups supported"), "count (startup_supported)", "startups" },
  { "R14", N_ ("Startup support"), "sum_amount (startup_supported)", "EUR" },
  { "R15", N_ ("Community projects backed"), "count (community_project)", "projects" },
  { "R16", N_ ("Community project support"), "sum_amount (community_project)", "EUR" },
  { "R17", N_ ("Videos produced"), "count (video_produced)", "videos" },
  { "R18", N_ ("Videos published"), "count (video_published)", "videos" },
  { "R19", N_ ("Video reach"), "sum (video_reach) | nearest 1000", "reach" },
  { "R20", N_ ("Social media reach (cumulative, not unique)"), "sum (social_media_reach)",
    "reach" },
  { "R21", N_ ("Reports published"), "count (report_published)", "reports" },
  { "R22", N_ ("Report accesses"), "sum (report_accessed)", "accesses" },
  { "R23", N_ ("Direct beneficiaries"), "direct_beneficiaries | internal", "people" },
  { "R24", N_ ("Indirect beneficiaries"), "indirect_beneficiaries | internal", "people" },
  { "R25", N_ ("Beneficiaries in all"), "beneficiaries | nearest 100", "people" },
  { "R26", N_ ("Target municipalities"), "municipalities (" FORUMS ")", "municipalities" },
};

const EvStandardIndicator *
ev_indicator_standard (guint *count)
{
  *count = G_N_ELEMENTS (standard);
  return standard;
}
