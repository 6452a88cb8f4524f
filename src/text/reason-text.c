/* What is wrong with a field, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/reason-text.h"

#include <string.h>

#include "text/i18n.h"

static const struct {
  const char *reason;
  const char *sentence;
} sentences[] = {
  { "required", N_ ("This field is required.") },
  { "not_text", N_ ("This must be a text.") },
  { "not_number", N_ ("This must be a whole number.") },
  { "bad_characters", N_ ("There are characters here that do not belong in a text.") },
  { "not_a_date", N_ ("Invalid date.") },
  { "not_a_time", N_ ("Invalid time.") },
  { "end_before_start", N_ ("The end is before the start.") },
  { "not_in_list", N_ ("This is not one of the possible answers.") },
  { "bad_reference", N_ ("This is not the number of a record.") },
  { "bad_form", N_ ("This is not written as it should be.") },
  { "needs_consent", N_ ("This may be recorded only with the participant’s consent.") },
  { "final", N_ ("Erased data cannot be brought back.") },
  { "fixed", N_ ("This belongs to the record’s number and cannot be changed.") },
  { "unknown_field", N_ ("There is no such field.") },
  { "bad_id", N_ ("This is not the number of a record.") },
  { "bad_stamp", N_ ("This change does not say properly when it was made.") },
  { "ahead", N_ ("Check the date and time of this device.") },
  { "denied", N_ ("You do not have permission to do this.") },
  { "gap", N_ ("A change before this one has not reached the server yet.") },
  { "fork", N_ ("Another laptop has used the same number for another change.") },
};

static char *
sentence_with_limits (const char *reason, const char *field, gint64 min, gint64 max)
{
  if (strcmp (reason, "too_long") == 0)
    return g_strdup_printf (g_dngettext (EV_TEXT_DOMAIN, "At most %d character fits here.",
                                         "At most %d characters fit here.", (gulong)max),
                            (int)max);
  if (strcmp (reason, "out_of_range") == 0 && g_strcmp0 (field, "birth_year") == 0)
    return g_strdup_printf (_ ("Year of birth must be between %1$d and %2$d."), (int)min, (int)max);
  if (strcmp (reason, "out_of_range") == 0) {
    g_autofree char *low = g_strdup_printf ("%" G_GINT64_FORMAT, min);
    g_autofree char *high = g_strdup_printf ("%" G_GINT64_FORMAT, max);
    return g_strdup_printf (_ ("This must be between %1$s and %2$s."), low, high);
  }
  return NULL;
}

char *
ev_reason_text (const char *reason, const char *field, gint64 min, gint64 max)
{
  char *sentence = sentence_with_limits (reason, field, min, max);

  for (gsize i = 0; sentence == NULL && i < G_N_ELEMENTS (sentences); i++)
    if (strcmp (sentences[i].reason, reason) == 0)
      sentence = g_strdup (_ (sentences[i].sentence));
  return sentence != NULL ? sentence : g_strdup (_ ("Something went wrong."));
}
