/* The sentences of the narrative, in the order they are told. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sentence-private.h"

#include "text/i18n.h"

static const char *
say_survey (EvWordingKind kind, gulong n)
{
  if (kind == EV_WORDING_NEAREST)
    return ngettext ("About %s citizen answered the survey.",
                     "About %s citizens answered the survey.", n);
  if (kind == EV_WORDING_FLOOR)
    return ngettext ("More than %s citizen answered the survey.",
                     "More than %s citizens answered the survey.", n);
  return ngettext ("%s citizen answered the survey.", "%s citizens answered the survey.", n);
}

static const char *
say_trainings (EvWordingKind kind, gulong n)
{
  return ngettext ("%s specialised training was held.", "%s specialised trainings were held.", n);
}

static const char *
say_vocational (EvWordingKind kind, gulong n)
{
  return ngettext ("%s vocational training was held.", "%s vocational trainings were held.", n);
}

static const char *
say_trained (EvWordingKind kind, gulong n)
{
  if (kind == EV_WORDING_NEAREST)
    return ngettext ("About %s person took part in the trainings.",
                     "About %s people took part in the trainings.", n);
  if (kind == EV_WORDING_FLOOR)
    return ngettext ("More than %s person took part in the trainings.",
                     "More than %s people took part in the trainings.", n);
  return ngettext ("%s person took part in the trainings.", "%s people took part in the trainings.",
                   n);
}

static const char *
say_women (EvWordingKind kind, gulong n)
{
  if (kind == EV_WORDING_BALANCED)
    /* Translators: %s is a share, "51.0%". */
    return _ ("Women made up %s of the training participants, a balanced share.");
  return _ ("Women made up %s of the training participants.");
}

static const char *
say_completion (EvWordingKind kind, gulong n)
{
  /* Translators: %s is a share, "92.6%". */
  return _ ("The trainings were completed in %s of all participations.");
}

static const char *
say_meetings (EvWordingKind kind, gulong n)
{
  if (kind == EV_WORDING_NEAREST)
    return ngettext ("About %s meeting of the Community Forums for Public Interest was held.",
                     "About %s meetings of the Community Forums for Public Interest were held.", n);
  if (kind == EV_WORDING_FLOOR)
    return ngettext ("More than %s meeting of the Community Forums for Public Interest was held.",
                     "More than %s meetings of the Community Forums for Public Interest were held.",
                     n);
  return ngettext ("%s meeting of the Community Forums for Public Interest was held.",
                   "%s meetings of the Community Forums for Public Interest were held.", n);
}

static const char *
say_municipalities (EvWordingKind kind, gulong n)
{
  return ngettext ("%s municipality had a forum.", "%s municipalities had a forum.", n);
}

static const char *
say_forum (EvWordingKind kind, gulong n)
{
  if (kind == EV_WORDING_NEAREST)
    return ngettext ("About %s person took part in the forum meetings.",
                     "About %s people took part in the forum meetings.", n);
  if (kind == EV_WORDING_FLOOR)
    return ngettext ("More than %s person took part in the forum meetings.",
                     "More than %s people took part in the forum meetings.", n);
  return ngettext ("%s person took part in the forum meetings.",
                   "%s people took part in the forum meetings.", n);
}

static const char *
say_active (EvWordingKind kind, gulong n)
{
  if (kind == EV_WORDING_NEAREST)
    return ngettext ("About %s person was active, coming to at least half of a forum’s meetings.",
                     "About %s people were active, coming to at least half of a forum’s meetings.",
                     n);
  if (kind == EV_WORDING_FLOOR)
    return ngettext (
        "More than %s person was active, coming to at least half of a forum’s meetings.",
        "More than %s people were active, coming to at least half of a forum’s meetings.", n);
  return ngettext ("%s person was active, coming to at least half of a forum’s meetings.",
                   "%s people were active, coming to at least half of a forum’s meetings.", n);
}

static const char *
say_responses (EvWordingKind kind, gulong n)
{
  return ngettext ("%s response was obtained from the institutions.",
                   "%s responses were obtained from the institutions.", n);
}

static const char *
say_startups (EvWordingKind kind, gulong n)
{
  return ngettext ("%s startup was supported.", "%s startups were supported.", n);
}

static const char *
say_startup_money (EvWordingKind kind, gulong n)
{
  if (kind == EV_WORDING_NEAREST)
    return ngettext ("About %s euro went to startups.", "About %s euros went to startups.", n);
  if (kind == EV_WORDING_FLOOR)
    return ngettext ("More than %s euro went to startups.", "More than %s euros went to startups.",
                     n);
  return ngettext ("%s euro went to startups.", "%s euros went to startups.", n);
}

static const char *
say_projects (EvWordingKind kind, gulong n)
{
  return ngettext ("%s community project was backed.", "%s community projects were backed.", n);
}

static const char *
say_project_money (EvWordingKind kind, gulong n)
{
  if (kind == EV_WORDING_NEAREST)
    return ngettext ("About %s euro went to community projects.",
                     "About %s euros went to community projects.", n);
  if (kind == EV_WORDING_FLOOR)
    return ngettext ("More than %s euro went to community projects.",
                     "More than %s euros went to community projects.", n);
  return ngettext ("%s euro went to community projects.", "%s euros went to community projects.",
                   n);
}

static const char *
say_produced (EvWordingKind kind, gulong n)
{
  return ngettext ("%s video was produced.", "%s videos were produced.", n);
}

static const char *
say_published (EvWordingKind kind, gulong n)
{
  return ngettext ("%s video was published.", "%s videos were published.", n);
}

static const char *
say_video_reach (EvWordingKind kind, gulong n)
{
  if (kind == EV_WORDING_NEAREST)
    return ngettext ("About %s view was reached by the videos.",
                     "About %s views were reached by the videos.", n);
  if (kind == EV_WORDING_FLOOR)
    return ngettext ("More than %s view was reached by the videos.",
                     "More than %s views were reached by the videos.", n);
  return ngettext ("%s view was reached by the videos.", "%s views were reached by the videos.", n);
}

static const char *
say_social (EvWordingKind kind, gulong n)
{
  if (kind == EV_WORDING_NEAREST)
    return ngettext ("About %s contact was made through social media, counted cumulatively.",
                     "About %s contacts were made through social media, counted cumulatively.", n);
  if (kind == EV_WORDING_FLOOR)
    return ngettext ("More than %s contact was made through social media, counted cumulatively.",
                     "More than %s contacts were made through social media, counted cumulatively.",
                     n);
  return ngettext ("%s contact was made through social media, counted cumulatively.",
                   "%s contacts were made through social media, counted cumulatively.", n);
}

static const char *
say_reports (EvWordingKind kind, gulong n)
{
  return ngettext ("%s report was published.", "%s reports were published.", n);
}

static const char *
say_accesses (EvWordingKind kind, gulong n)
{
  if (kind == EV_WORDING_NEAREST)
    return ngettext ("About %s access to the reports was counted.",
                     "About %s accesses to the reports were counted.", n);
  if (kind == EV_WORDING_FLOOR)
    return ngettext ("More than %s access to the reports was counted.",
                     "More than %s accesses to the reports were counted.", n);
  return ngettext ("%s access to the reports was counted.",
                   "%s accesses to the reports were counted.", n);
}

static const char *
say_beneficiaries (EvWordingKind kind, gulong n)
{
  if (kind == EV_WORDING_NEAREST)
    return ngettext ("About %s person benefited in all, directly or indirectly.",
                     "About %s people benefited in all, directly or indirectly.", n);
  if (kind == EV_WORDING_FLOOR)
    return ngettext ("More than %s person benefited in all, directly or indirectly.",
                     "More than %s people benefited in all, directly or indirectly.", n);
  return ngettext ("%s person benefited in all, directly or indirectly.",
                   "%s people benefited in all, directly or indirectly.", n);
}

static const EvSentence sentences[] = {
  { "R01", say_survey, FALSE },        { "R02", say_trainings, TRUE },
  { "R03", say_vocational, TRUE },     { "R05", say_trained, FALSE },
  { "R06", say_women, FALSE },         { "R07", say_completion, TRUE },
  { "R08", say_meetings, FALSE },      { "R26", say_municipalities, TRUE },
  { "R09", say_forum, FALSE },         { "R10", say_active, FALSE },
  { "R12", say_responses, TRUE },      { "R13", say_startups, TRUE },
  { "R14", say_startup_money, FALSE }, { "R15", say_projects, TRUE },
  { "R16", say_project_money, FALSE }, { "R17", say_produced, TRUE },
  { "R18", say_published, TRUE },      { "R19", say_video_reach, FALSE },
  { "R20", say_social, FALSE },        { "R21", say_reports, TRUE },
  { "R22", say_accesses, FALSE },      { "R25", say_beneficiaries, FALSE },
};

const EvSentence *
ev_sentences (guint *count)
{
  *count = G_N_ELEMENTS (sentences);
  return sentences;
}
