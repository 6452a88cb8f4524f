/* What is half written at an event, kept should the program be killed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/draft.h"

#include <string.h>

#define DEPTH 3
#define ITEMS 100

static char *
key_of (const char *event)
{
  return g_strconcat ("draft.", event, NULL);
}

void
ev_draft_keep (const EvDraft *draft, EvRegister *reg, const char *event)
{
  g_autoptr (EvJson) json = cJSON_CreateObject ();
  g_autofree char *key = key_of (event);
  g_autofree char *text = NULL;

  cJSON_AddStringToObject (json, "typed", draft->typed);
  cJSON_AddBoolToObject (json, "open", draft->open);
  if (draft->form)
    cJSON_AddItemToObject (json, "form", cJSON_Duplicate (draft->form, TRUE));
  if (draft->form || *draft->typed)
    text = ev_json_print (json);
  ev_register_keep (reg, key, text);
}

gboolean
ev_draft_load (EvDraft *draft, EvRegister *reg, const char *event)
{
  g_autofree char *key = key_of (event);
  g_autofree char *text = ev_register_kept (reg, key);
  g_autoptr (EvJson) json = text ? ev_json_parse (text, strlen (text), DEPTH, ITEMS, NULL) : NULL;
  const char *typed = json ? ev_json_text (json, "typed") : NULL;

  if (!json)
    return FALSE;
  draft->typed = g_strdup (typed ? typed : "");
  draft->open = cJSON_IsTrue (cJSON_GetObjectItem (json, "open"));
  draft->form = cJSON_DetachItemFromObject (json, "form");
  return TRUE;
}

void
ev_draft_clear (EvDraft *draft)
{
  g_clear_pointer (&draft->typed, g_free);
  g_clear_pointer (&draft->form, cJSON_Delete);
}
