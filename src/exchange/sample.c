/* The sample project: invented people whose figures are those of a real donor's paragraph. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/sample.h"

#include <string.h>

#include "exchange/sample-private.h"

gboolean
ev_sample_is_known (const char *name)
{
  return strcmp (name, "fierc") == 0;
}

/* What one record of the sample says, as field and text in turn. */
char *
ev_sample_add (EvSample *sample, EvKind kind, const char *id, const char *const *pairs,
               GError **error)
{
  g_autoptr (EvChange) change = ev_change_new (kind, id);
  g_autoptr (GPtrArray) problems = NULL;

  for (; *pairs != NULL; pairs += 2) {
    EvValue *value = NULL;
    if (pairs[1] != NULL && ev_value_parse (ev_field_find (kind, pairs[0]), pairs[1], &value) &&
        value != NULL)
      ev_change_take (change, pairs[0], value);
  }
  return ev_store_write (sample->store, change, &problems, error);
}

/* A number from 0 to `below` - 1 that spreads with `index` and is always the same. */
guint
ev_sample_spread (guint index, guint salt, guint below)
{
  guint mixed = (index + 1) * 2654435761u ^ salt * 40503u;
  mixed ^= mixed >> 15;
  return mixed * 2246822519u % below;
}

static gboolean
describe_project (EvSample *sample, GError **error)
{
  g_autofree char *id =
      ev_sample_add (sample, EV_KIND_PROJECT, EV_STORE_PROJECT_ID,
                     (const char *const[]){ "starts", "2022-08-01", "ends", "2024-02-29", "donor",
                                            "A donor (invented)", "languages", "sq;sr;sr@latin;en",
                                            "retention", "24", "small_cell", "5", NULL },
                     error);
  return id != NULL;
}

gboolean
ev_sample_load (EvStore *store, GError **error)
{
  EvSample sample = { .store = store };
  gboolean done = FALSE;

  if (ev_store_count (store, EV_KIND_EVENT, NULL) > 0) {
    g_set_error (error, EV_ERROR, EV_ERROR_EXISTS, "this register has events already");
    return FALSE;
  }
  if (ev_sample_names_load (&sample, error) && ev_store_begin (store, error)) {
    done = describe_project (&sample, error) && ev_sample_people (&sample, error) &&
           ev_sample_trainings (&sample, error) && ev_sample_forums (&sample, error) &&
           ev_sample_conference (&sample, error) && ev_sample_results (&sample, error) &&
           ev_store_commit (store, error);
    if (!done)
      ev_store_rollback (store);
  }
  ev_sample_clear (&sample);
  return done;
}
