/* How a figure is worded when it is published. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/wording.h"

#include "base/error.h"
#include "text/i18n.h"
#include "text/number.h"

#include <math.h>

static const char *const kinds[] = {
  [EV_WORDING_EXACT] = "exact",       [EV_WORDING_NEAREST] = "nearest",
  [EV_WORDING_FLOOR] = "floor",       [EV_WORDING_BALANCED] = "balanced",
  [EV_WORDING_INTERNAL] = "internal",
};

/* From 40 to 60 % (reporting rules: gender balance). */
static const double balanced_from = 40, balanced_to = 60;

static gboolean
kind_has_step (EvWordingKind kind)
{
  return kind == EV_WORDING_NEAREST || kind == EV_WORDING_FLOOR;
}

gboolean
ev_wording_parse (const char *text, EvWording *wording, GError **error)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  g_auto (GStrv) words = g_strsplit_set (copy, " \t", 2);
  for (guint k = 0; words[0] != NULL && k < G_N_ELEMENTS (kinds); k++) {
    guint64 step = 0;
    gboolean stepped = kind_has_step ((EvWordingKind)k);
    if (!g_str_equal (words[0], kinds[k]) || stepped != (words[1] != NULL))
      continue;
    if (stepped && !g_ascii_string_to_unsigned (g_strstrip (words[1]), 10, 1, 1000000, &step, NULL))
      break;
    *wording = (EvWording){ (EvWordingKind)k, (guint)step };
    return TRUE;
  }
  g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "no way of wording: “%.40s”", text);
  return FALSE;
}

char *
ev_wording_text (EvWording wording)
{
  if (kind_has_step (wording.kind))
    return g_strdup_printf ("%s %u", kinds[wording.kind], wording.step);
  return g_strdup (kinds[wording.kind]);
}

/* "About" may be off by a fifth: 5 is not about 10. */
static const double furthest = 0.2;

double
ev_wording_round (EvWording wording, double value, gboolean *exact)
{
  double rounded = value;
  if (wording.kind == EV_WORDING_NEAREST)
    rounded = floor (value / wording.step + 0.5) * wording.step;
  else if (wording.kind == EV_WORDING_FLOOR)
    rounded = (ceil (value / wording.step) - 1) * wording.step;
  gboolean misleads =
      wording.kind == EV_WORDING_NEAREST && fabs (rounded - value) > value * furthest;
  gboolean spoken_exactly = !kind_has_step (wording.kind) || rounded <= 0 || misleads;
  if (exact != NULL)
    *exact = spoken_exactly;
  return spoken_exactly ? value : rounded;
}

gboolean
ev_wording_is_balanced (double percent)
{
  return percent >= balanced_from && percent <= balanced_to;
}

char *
ev_wording_number (double value, guint decimals, const char *unit)
{
  if (g_str_equal (unit, "%"))
    return ev_number_percent (value / 100);
  if (g_str_equal (unit, "EUR"))
    return ev_number_euros ((gint64)floor (value * 100 + 0.5));
  return ev_number_decimal (value, decimals);
}

char *
ev_wording_say (EvWording wording, double spoken, gboolean rounded, guint decimals,
                const char *unit)
{
  g_autofree char *number = ev_wording_number (spoken, decimals, unit);
  if (wording.kind == EV_WORDING_INTERNAL)
    return NULL;
  if (wording.kind == EV_WORDING_BALANCED && ev_wording_is_balanced (spoken))
    /* Translators: a share of women: "51.0%, balanced". */
    return g_strdup_printf (C_ ("wording", "%s, balanced"), number);
  if (wording.kind == EV_WORDING_NEAREST && rounded)
    /* Translators: a rounded number: "about 200". */
    return g_strdup_printf (C_ ("wording", "about %s"), number);
  if (wording.kind == EV_WORDING_FLOOR && rounded)
    /* Translators: a floor below the exact number: "more than 135". */
    return g_strdup_printf (C_ ("wording", "more than %s"), number);
  return g_steal_pointer (&number);
}

char *
ev_wording_phrase (EvWording wording, double value, guint decimals, const char *unit)
{
  gboolean exact;
  double spoken = ev_wording_round (wording, value, &exact);
  return ev_wording_say (wording, spoken, !exact, decimals, unit);
}
