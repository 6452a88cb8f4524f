/* What looks wrong with an event, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/issue-words.h"

#include "app/people/record-words.h"
#include "text/i18n.h"

#define NAMED 12

/* `text` has one number, the count. */
static char *
count_words (const char *text, guint count)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (text, (int)count);
#pragma GCC diagnostic pop
}

static char *
balance_words (EvRegister *reg, const EvReviewIssue *issue)
{
  const char *list = g_str_equal (issue->code, "female") || g_str_equal (issue->code, "male")
                         ? "gender"
                         : "community";

  return g_strdup_printf (_ ("%1$s: %2$d %% where the project aims at %3$d %%"),
                          ev_register_name (reg, list, issue->code), (int)issue->count,
                          (int)issue->limit);
}

char *
ev_issue_words (EvRegister *reg, const EvReviewIssue *issue)
{
  guint n = issue->count;

  switch (issue->kind) {
  case EV_REVIEW_NOBODY:
    return g_strdup (_ ("Nobody is marked as present"));
  case EV_REVIEW_NO_DATE:
    return count_words (
        ngettext ("%d attended session has no date", "%d attended sessions have no date", n), n);
  case EV_REVIEW_FUTURE:
    return count_words (
        ngettext ("%d attended session lies ahead", "%d attended sessions lie ahead", n), n);
  case EV_REVIEW_NO_CONSENT:
    return count_words (ngettext ("%d person attended without consent recorded",
                                  "%d people attended without consent recorded", n),
                        n);
  case EV_REVIEW_DUPLICATES:
    return count_words (
        ngettext ("%d person may be registered twice", "%d people may be registered twice", n), n);
  case EV_REVIEW_CHILDREN:
    return count_words (ngettext ("%d person is a child by year of birth, and no guardian is named",
                                  "%d people are children by year of birth, and no guardian is "
                                  "named",
                                  n),
                        n);
  case EV_REVIEW_CROWDED:
    return g_strdup_printf (_ ("%1$d people, and this room never held more than %2$d"), (int)n,
                            (int)issue->limit);
  case EV_REVIEW_BALANCE:
    return balance_words (reg, issue);
  case EV_N_REVIEW_ISSUES:
  default:
    return g_strdup ("");
  }
}

char *
ev_issue_words_people (EvRegister *reg, const EvReviewIssue *issue)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < MIN (issue->people->len, NAMED); i++) {
    g_autofree char *name = ev_record_words_name (reg, EV_KIND_PERSON, issue->people->pdata[i]);
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", name ? name : "–");
  }
  if (issue->people->len > NAMED)
    g_string_append (words, " …");
  return g_string_free (words, FALSE);
}
