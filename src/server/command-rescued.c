/* rescued: values that laptops brought and might not write, waiting for the admin. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server/command.h"
#include "server/rescue.h"

static cJSON *
describe (const EvHeld *held)
{
  const EvChange *change = held->change;
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (held->at / 1000);
  g_autofree char *at = g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ");
  cJSON *object = cJSON_CreateObject ();

  ev_json_add_integer (object, "number", held->number);
  ev_json_add_text (object, "kind", ev_kind_name (change->kind));
  ev_json_add_text (object, "id", change->id);
  ev_json_add_text (object, "author", change->version.device);
  ev_json_add_integer (object, "seq", change->version.seq);
  cJSON_AddItemToObject (object, "fields", ev_change_fields_to_json (change));
  ev_json_add_text (object, "brought", at);
  return object;
}

static const EvHeld *
find (const GPtrArray *helds, const char *word)
{
  for (guint i = 0; i < helds->len; i++) {
    const EvHeld *held = helds->pdata[i];
    g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, held->number);
    if (strcmp (number, word) == 0)
      return held;
  }
  return NULL;
}

static gboolean
release (EvCentral *central, const EvHeld *held, gint64 now, GError **error)
{
  g_autoptr (EvFiling) filing = ev_filing_begin (central, held->project, now, error);

  return filing != NULL && ev_rescue_release (filing, held, error) && ev_filing_end (filing, error);
}

static gboolean
settle (const EvCommandLine *line, EvCentral *central, const GPtrArray *helds, gboolean take,
        GError **error)
{
  for (guint i = 1; i < line->words->len; i++) {
    const EvHeld *held = find (helds, line->words->pdata[i]);
    if (held == NULL) {
      g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "nothing waits under %s",
                   (char *)line->words->pdata[i]);
      return FALSE;
    }
    if (take ? !release (central, held, ev_clock_now (&line->clock), error)
             : !central->held_remove (central, held->number, error))
      return FALSE;
  }
  return central->commit (central, error);
}

int
ev_command_rescued (EvCommandLine *line, GError **error)
{
  const char *verb = ev_command_word (line, 0);
  gboolean take = g_strcmp0 (verb, "take") == 0;
  g_autoptr (EvCentral) central = NULL;
  g_autoptr (GPtrArray) helds = NULL;
  cJSON *result;

  if (!ev_command_expects (line, line->words->len) || line->words->len == 1 ||
      (verb != NULL && !take && strcmp (verb, "drop") != 0))
    return EV_COMMAND_USAGE;
  central = ev_command_open (line, FALSE, verb != NULL, error);
  if (central == NULL || !central->helds (central, &helds, error) ||
      (verb != NULL && !settle (line, central, helds, take, error)))
    return EV_COMMAND_FAILED;
  if (verb != NULL)
    return EV_COMMAND_DONE;
  result = cJSON_CreateArray ();
  for (guint i = 0; i < helds->len; i++)
    cJSON_AddItemToArray (result, describe (helds->pdata[i]));
  ev_command_print (line, result);
  return EV_COMMAND_DONE;
}
