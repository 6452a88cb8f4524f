/* The paragraph that a donor reads, written from the figures. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/narrative.h"

#include "report/sentence-private.h"
#include "text/i18n.h"

static void
append_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

/* Puts the number in the place of the sentence's one %s. */
static char *
fill_in (const char *sentence, const char *number)
{
  g_auto (GStrv) parts = g_strsplit (sentence, "%s", 2);
  return g_strjoinv (number, parts);
}

/* How a sentence words the figure. */
static EvWordingKind
spoken_kind (const EvSentence *sentence, const EvIndicatorValue *value)
{
  if (value->how.kind == EV_WORDING_BALANCED && ev_wording_is_balanced (value->spoken.value))
    return EV_WORDING_BALANCED;
  return value->rounded && !sentence->always_exact ? value->how.kind : EV_WORDING_EXACT;
}

static void
tell_indicator (GString *text, const EvSentence *sentence, const EvIndicatorValue *value)
{
  if (value == NULL || value->wording == NULL)
    return;
  const EvFigure *told = sentence->always_exact ? &value->exact : &value->spoken;
  if (!told->known || told->value <= 0)
    return;
  gboolean is_money = g_str_equal (value->unit, "EUR");
  EvWordingKind kind = spoken_kind (sentence, value);
  g_autofree char *number =
      ev_wording_number (told->value, told->decimals, is_money ? "" : value->unit);
  g_autofree char *filled = fill_in (sentence->say (kind, (gulong)told->value), number);
  append_sentence (text, filled);
}

static void
tell_targets (GString *text, const GPtrArray *indicators)
{
  const double whole = 100;
  guint with_target = 0, reached = 0;
  for (guint i = 0; i < indicators->len; i++) {
    const EvIndicatorValue *value = g_ptr_array_index (indicators, i);
    with_target += value->share.known;
    reached += value->share.known && value->share.value >= whole;
  }
  if (reached == 0)
    return;
  g_autofree char *few = ev_wording_number (reached, 0, "");
  g_autofree char *all = ev_wording_number (with_target, 0, "");
  /* Translators: %1$s of the %2$s indicators that have a target; the form follows %1$s. */
  g_autofree char *told = g_strdup_printf (
      ngettext ("%1$s indicator out of %2$s has reached its target.",
                "%1$s indicators out of %2$s have reached their targets.", reached),
      few, all);
  append_sentence (text, told);
}

static const EvIndicatorValue *
find_indicator (const GPtrArray *indicators, const char *code)
{
  for (guint i = 0; i < indicators->len; i++) {
    const EvIndicatorValue *value = g_ptr_array_index (indicators, i);
    if (g_str_equal (value->code, code))
      return value;
  }
  return NULL;
}

char *
ev_narrative_build (const GPtrArray *indicators)
{
  guint count;
  const EvSentence *sentences = ev_sentences (&count);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < count; i++)
    tell_indicator (text, &sentences[i], find_indicator (indicators, sentences[i].code));
  tell_targets (text, indicators);
  return g_string_free (text, FALSE);
}
