/* People with what tables divide them by. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/crowd.h"

EvCrowd *
ev_crowd_new (guint people)
{
  EvCrowd *crowd = g_new0 (EvCrowd, 1);
  crowd->people = people;
  crowd->member = g_new0 (guint32, people + 1);
  return crowd;
}

void
ev_crowd_free (EvCrowd *crowd)
{
  if (crowd == NULL)
    return;
  g_free (crowd->member);
  for (guint d = 0; d < EV_N_DIMENSIONS; d++) {
    g_free (crowd->category[d]);
    g_strfreev (crowd->codes[d]);
  }
  g_free (crowd);
}

guint
ev_crowd_categories (const EvCrowd *crowd, EvDimension dimension)
{
  return crowd->codes[dimension] == NULL ? 0 : g_strv_length (crowd->codes[dimension]);
}

guint *
ev_crowd_count (const EvCrowd *crowd, guint population, EvDimension dimension)
{
  guint32 bit = (guint32)1 << population;
  guint *count = g_new0 (guint, ev_crowd_categories (crowd, dimension) + 1);
  for (guint i = 0; i < crowd->people; i++)
    count[crowd->category[dimension][i]] += (crowd->member[i] & bit) != 0;
  return count;
}

guint *
ev_crowd_count_pairs (const EvCrowd *crowd, guint population, EvDimension rows, EvDimension columns)
{
  guint32 bit = (guint32)1 << population;
  guint width = ev_crowd_categories (crowd, columns);
  guint *count = g_new0 (guint, ev_crowd_categories (crowd, rows) * width + 1);
  for (guint i = 0; i < crowd->people; i++)
    count[crowd->category[rows][i] * width + crowd->category[columns][i]] +=
        (crowd->member[i] & bit) != 0;
  return count;
}
