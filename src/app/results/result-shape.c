/* Which fields a type of result has: what is asked in its form. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/results/result-shape.h"

static const struct {
  const char *type;
  EvResultShape shape;
  const char *parent;
} shapes[] = {
  { "survey_respondent", EV_SHAPE_QUANTITY, NULL },
  { "government_response", EV_SHAPE_PATH, "advocacy_action" },
  { "policy_change", EV_SHAPE_PATH, "advocacy_action" },
  { "concrete_action", EV_SHAPE_PATH, "advocacy_action" },
  { "advocacy_action", EV_SHAPE_PATH, NULL },
  { "startup_supported", EV_SHAPE_AMOUNT | EV_SHAPE_COFUNDING | EV_SHAPE_PEOPLE, NULL },
  { "community_project", EV_SHAPE_AMOUNT | EV_SHAPE_COFUNDING | EV_SHAPE_PEOPLE, NULL },
  { "cofunding", EV_SHAPE_AMOUNT, "community_project" },
  { "video_published", 0, "video_produced" },
  { "video_reach", EV_SHAPE_QUANTITY, "video_published" },
  { "social_media_reach", EV_SHAPE_QUANTITY, NULL },
  { "report_accessed", EV_SHAPE_QUANTITY, "report_published" },
  { "indirect_beneficiaries", EV_SHAPE_QUANTITY | EV_SHAPE_METHOD, "community_project" },
  { "job_created", EV_SHAPE_PEOPLE, NULL },
};

EvResultShape
ev_result_shape (const char *type)
{
  for (guint i = 0; type && i < G_N_ELEMENTS (shapes); i++) {
    if (g_str_equal (shapes[i].type, type))
      return shapes[i].shape;
  }
  return 0;
}

const char *
ev_result_shape_parent (const char *type)
{
  for (guint i = 0; type && i < G_N_ELEMENTS (shapes); i++) {
    if (g_str_equal (shapes[i].type, type))
      return shapes[i].parent;
  }
  return NULL;
}
