/* What looks wrong with an event. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "names/likeness.h"
#include "store/attended-private.h"
#include "store/candidate-keys-private.h"
#include "store/candidate.h"
#include "store/people-list.h"
#include "store/review.h"
#include "store/roster.h"
#include "store/store-private.h"

#define AGE_OF_CONSENT 16 /* where the project sets none */
#define LIVING(alias) "coalesce (" alias ".deleted, 0) = 0"

typedef struct {
  EvStore *store;
  const char *event, *today;
  GPtrArray *issues; /* of EvReviewIssue */
  GPtrArray *people; /* of EvRecord: who attended, merged and filled */
  EvRosterBalance *balance;
  EvRecord *project; /* may be NULL */
} Review;

static void
issue_free (gpointer data)
{
  EvReviewIssue *issue = data;
  g_free (issue->code);
  g_ptr_array_unref (issue->people);
  g_free (issue);
}

static EvReviewIssue *
issue_new (EvReviewIssueKind kind)
{
  EvReviewIssue *issue = g_new0 (EvReviewIssue, 1);

  issue->kind = kind;
  issue->people = g_ptr_array_new_with_free_func (g_free);
  return issue;
}

/* Files an issue that is about as many people as it names, if it names any. */
static void
file_people (Review *review, EvReviewIssue *issue)
{
  issue->count = issue->people->len;
  if (issue->count > 0)
    g_ptr_array_add (review->issues, issue);
  else
    issue_free (issue);
}

static void
file_number (Review *review, EvReviewIssueKind kind, guint count, guint limit, const char *code)
{
  EvReviewIssue *issue = issue_new (kind);

  issue->count = count;
  issue->limit = limit;
  issue->code = g_strdup (code);
  g_ptr_array_add (review->issues, issue);
}

static void
concern (EvReviewIssue *issue, const EvRecord *person)
{
  g_ptr_array_add (issue->people, g_strdup (ev_record_id (person)));
}

/* Who attended */

static gboolean
load_people (Review *review, GError **error)
{
  g_autoptr (EvRoster) roster = ev_roster_load (review->store, review->event, error);

  for (guint i = 0; roster != NULL && i < roster->rows->len; i++) {
    const EvRosterRow *row = roster->rows->pdata[i];
    gboolean attended = FALSE;
    for (guint k = 0; k < roster->sessions->len; k++)
      attended |= ev_attended (row->statuses[k]);
    if (attended) {
      EvRecord *person = ev_people_record (review->store, row->person.id, error);
      if (person == NULL)
        return FALSE;
      g_ptr_array_add (review->people, person);
    }
  }
  return roster != NULL;
}

/* Sessions */

static gboolean
count_sessions (Review *review, const char *which, gint64 *count, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count (DISTINCT s.id) FROM session s JOIN attendance a ON a.session = s.id"
      " WHERE s.event = ?1 AND ?2 IS NOT NULL AND %s AND " LIVING ("s") " AND " LIVING (
          "a") " AND a.status IN " EV_ATTENDED_SQL,
      which);

  return ev_query_number (review->store->database, count, error, sql, "ss", review->event,
                          review->today);
}

static gboolean
look_at_sessions (Review *review, GError **error)
{
  gint64 undated, future;

  if (!count_sessions (review, "coalesce (s.date, '') = ''", &undated, error) ||
      !count_sessions (review, "s.date > ?2", &future, error))
    return FALSE;
  if (undated > 0)
    file_number (review, EV_REVIEW_NO_DATE, (guint)undated, 0, NULL);
  if (future > 0)
    file_number (review, EV_REVIEW_FUTURE, (guint)future, 0, NULL);
  return TRUE;
}

/* People */

static void
look_at_consent (Review *review)
{
  EvReviewIssue *issue = issue_new (EV_REVIEW_NO_CONSENT);

  for (guint i = 0; i < review->people->len; i++) {
    const EvRecord *person = review->people->pdata[i];
    const char *consent = ev_record_text (person, "consent");
    if (!ev_record_is_gone (person) && (consent == NULL || strcmp (consent, "withdrawn") == 0))
      concern (issue, person);
  }
  file_people (review, issue);
}

static gboolean
look_at_duplicates (Review *review, GError **error)
{
  EvReviewIssue *issue = issue_new (EV_REVIEW_DUPLICATES);

  for (guint i = 0; i < review->people->len; i++) {
    const EvRecord *person = review->people->pdata[i];
    EvLikenessPerson likeness = ev_candidate_keys_person (person);
    g_autoptr (GPtrArray) found =
        ev_candidate_for (review->store, &likeness, ev_record_id (person), 1, error);
    const EvCandidate *first = found != NULL && found->len > 0 ? found->pdata[0] : NULL;
    if (found == NULL) {
      issue_free (issue);
      return FALSE;
    }
    if (first != NULL && first->likeness.score >= EV_LIKENESS_SAME)
      concern (issue, person);
  }
  file_people (review, issue);
  return TRUE;
}

/* The year of the event, by its last session; of today where there is none with a date. */
static int
year_of (Review *review, const EvEventRow *row)
{
  const char *date = row->last_date != NULL ? row->last_date : review->today;

  return (int)g_ascii_strtoll (date, NULL, 10);
}

static void
look_at_ages (Review *review, const EvEventRow *row)
{
  EvReviewIssue *issue = issue_new (EV_REVIEW_CHILDREN);
  gint64 age = review->project != NULL && ev_record_value (review->project, "age_of_consent")
                   ? ev_record_integer (review->project, "age_of_consent")
                   : AGE_OF_CONSENT;
  int year = year_of (review, row);

  issue->limit = (guint)age;
  for (guint i = 0; i < review->people->len; i++) {
    const EvRecord *person = review->people->pdata[i];
    gint64 born = ev_record_integer (person, "birth_year");
    if (born > 0 && year - born < age && ev_record_value (person, "guardian") == NULL)
      concern (issue, person);
  }
  file_people (review, issue);
}

/* The room and the balance */

/* The most people whom an earlier or other event at the same venue held; 0 if there was none. */
static gboolean
most_held (Review *review, const EvEventRow *row, gint64 *most, GError **error)
{
  *most = 0;
  if (row->venue == NULL)
    return TRUE;
  return ev_query_number (
      review->store->database, most, error,
      "SELECT max (n) FROM (SELECT count (DISTINCT a.person) AS n FROM event e"
      " JOIN session s ON s.event = e.id AND " LIVING (
          "s") " JOIN attendance a ON a.session = s.id"
               " AND " LIVING ("a") " AND a.status IN " EV_ATTENDED_SQL
                                    " WHERE lower (e.venue) = lower (?1) AND coalesce "
                                    "(e.municipality, '') = coalesce (?2, '')"
                                    " AND e.id <> ?3 AND " LIVING ("e") " GROUP BY e.id)",
      "sss", row->venue, row->municipality, review->event);
}

static gboolean
look_at_room (Review *review, const EvEventRow *row, GError **error)
{
  gint64 most;

  if (!most_held (review, row, &most, error))
    return FALSE;
  if (most > 0 && row->attended > (guint)most)
    file_number (review, EV_REVIEW_CROWDED, row->attended, (guint)most, NULL);
  return TRUE;
}

/* How many who attended are of `code`, and of how many whom the share is taken. */
static guint
count_of (const EvRosterBalance *balance, const char *code, guint *of)
{
  *of = balance->women + balance->men;
  if (strcmp (code, "female") == 0)
    return balance->women;
  if (strcmp (code, "male") == 0)
    return balance->men;
  *of = balance->people;
  for (guint i = 0; i < balance->communities->len; i++) {
    const EvRosterCount *count = balance->communities->pdata[i];
    if (strcmp (count->code, code) == 0)
      return count->count;
  }
  return 0;
}

static void
look_at_balance (Review *review)
{
  const char *text = review->project ? ev_record_text (review->project, "balance_targets") : NULL;
  g_autoptr (EvJson) targets = text != NULL ? cJSON_Parse (text) : NULL;

  for (const cJSON *target = targets != NULL ? targets->child : NULL; target != NULL;
       target = target->next) {
    guint of = 0, count = count_of (review->balance, target->string, &of), percent;
    int aim = cJSON_IsNumber (target)   ? target->valueint
              : cJSON_IsString (target) ? (int)g_ascii_strtoll (target->valuestring, NULL, 10)
                                        : -1;
    if (of < EV_REVIEW_BALANCE_PEOPLE || aim < 0 || aim > 100)
      continue;
    percent = (count * 100 + of / 2) / of;
    if (ABS ((int)percent - aim) >= EV_REVIEW_BALANCE_POINTS)
      file_number (review, EV_REVIEW_BALANCE, percent, (guint)aim, target->string);
  }
}

static gboolean
look (Review *review, GError **error)
{
  g_autoptr (EvEventRow) row = ev_event_list_one (review->store, review->event, error);

  if (row == NULL || !load_people (review, error))
    return FALSE;
  if (review->people->len == 0)
    file_number (review, EV_REVIEW_NOBODY, 0, 0, NULL);
  if (!look_at_sessions (review, error))
    return FALSE;
  look_at_consent (review);
  if (!look_at_duplicates (review, error))
    return FALSE;
  look_at_ages (review, row);
  if (!look_at_room (review, row, error))
    return FALSE;
  look_at_balance (review);
  return TRUE;
}

GPtrArray *
ev_review_issues (EvStore *store, const char *event, const char *today, GError **error)
{
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func (issue_free);
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_record_free);
  g_autoptr (EvRosterBalance) balance = ev_roster_balance (store, event, error);
  g_autoptr (EvRecord) project = ev_store_read (store, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, NULL);
  Review review = { .store = store,
                    .event = event,
                    .today = today,
                    .issues = issues,
                    .people = people,
                    .balance = balance,
                    .project = project };

  if (balance == NULL || !look (&review, error))
    return NULL;
  return g_steal_pointer (&issues);
}
