/* Reports that others were quicker than, checked once more. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/fixed.h"
#include "report/json.h"
#include "report/register.h"
#include "store/published.h"

/* The report as JSON without what is no figure, in the present language. */
static cJSON *
figures_of (const EvReport *report, const EvLists *lists)
{
  cJSON *json = ev_report_json (report, lists);

  cJSON_DeleteItemFromObjectCaseSensitive (json, "after");
  cJSON_DeleteItemFromObjectCaseSensitive (json, "open_duplicates");
  return json;
}

static EvReport *
make_again (EvStore *store, const EvLists *lists, const EvReport *old, GError **error)
{
  const EvRegisterWish wish = { .filter = { .from = old->from,
                                            .to = old->to,
                                            .as_of = old->as_of,
                                            .municipality = old->municipality,
                                            .project = old->project,
                                            .event_types = (const char *const *)old->event_types },
                                .audience = EV_AUDIENCE_PUBLIC,
                                .open_duplicates = old->open_duplicates };

  return ev_register_report (store, lists, &wish, NULL, error);
}

static gboolean
check (EvStore *store, const EvLists *lists, const EvPublished *refused, guint *published,
       GError **error)
{
  g_autoptr (EvJson) json = cJSON_Parse (refused->report);
  g_autoptr (GError) failure = NULL;
  g_autoptr (EvReport) old = ev_fixed_report (json, &failure);
  g_autoptr (EvReport) fresh = old != NULL ? make_again (store, lists, old, &failure) : NULL;
  g_autoptr (EvJson) before = NULL, now = NULL, whole = NULL;
  g_autofree char *text = NULL, *id = NULL;

  if (fresh == NULL && g_error_matches (failure, EV_ERROR, EV_ERROR_UNCHECKED))
    return TRUE;
  if (fresh == NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  before = figures_of (old, lists);
  now = figures_of (fresh, lists);
  if (!cJSON_Compare (before, now, TRUE))
    return TRUE;
  whole = ev_report_json (fresh, lists);
  text = ev_json_print (whole);
  id = ev_published_add (store, text, fresh->after, refused->id, error);
  *published += id != NULL;
  return id != NULL;
}

gboolean
ev_register_check_again (EvStore *store, const EvLists *lists, guint *published, GError **error)
{
  g_autoptr (GPtrArray) all = ev_published_list (store, error);

  *published = 0;
  for (guint i = 0; all != NULL && i < all->len; i++) {
    const EvPublished *one = all->pdata[i];
    if (ev_published_state (one) == EV_PUBLISHED_REFUSED &&
        g_strcmp0 (one->refusal, "behind") == 0 && !check (store, lists, one, published, error))
      return FALSE;
  }
  return all != NULL;
}
