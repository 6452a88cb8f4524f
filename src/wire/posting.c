/* Published reports on their way. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/posting.h"

#include <string.h>

#include "wire/envelope-private.h"
#include "wire/form-private.h"
#include "wire/message.h"

EvPosting *
ev_posting_new (const char *id)
{
  EvPosting *posting = g_new0 (EvPosting, 1);
  posting->id = g_strdup (id);
  return posting;
}

void
ev_posting_free (EvPosting *posting)
{
  if (posting == NULL)
    return;
  g_free (posting->id);
  g_free (posting->after);
  g_free (posting->operator_id);
  g_free (posting->report);
  g_free (posting);
}

static void
add_posting (cJSON *object, const EvPosting *posting)
{
  ev_json_add_text (object, "id", posting->id);
  if (posting->after != NULL)
    ev_json_add_text (object, "after", posting->after);
  if (posting->number > 0)
    ev_json_add_integer (object, "n", posting->number);
  ev_json_add_integer (object, "at", posting->at);
  if (posting->operator_id != NULL)
    ev_json_add_text (object, "operator", posting->operator_id);
  cJSON_AddRawToObject (object, "report", posting->report);
}

/* The report as text again, which is the same text for the same figures. */
static char *
read_report (EvForm *form)
{
  const cJSON *report = cJSON_GetObjectItemCaseSensitive (form->object, "report");
  g_autofree char *text = cJSON_IsObject (report) ? ev_json_print (report) : NULL;

  if (text == NULL || strlen (text) > EV_POSTING_MOST) {
    form->ill = "report";
    return NULL;
  }
  return g_steal_pointer (&text);
}

static EvPosting *
read_posting (const cJSON *object, GError **error)
{
  EvForm form = ev_form_of (object);
  g_autoptr (EvPosting) posting = ev_posting_new (NULL);

  posting->id = ev_form_text (&form, "id", EV_ID_DEVICE_LENGTH, TRUE);
  posting->after = ev_form_text (&form, "after", EV_ID_DEVICE_LENGTH, FALSE);
  posting->number = ev_form_integer (&form, "n", 0, EV_JSON_MAX_INTEGER);
  posting->at = ev_form_integer (&form, "at", 0, EV_JSON_MAX_INTEGER);
  posting->operator_id = ev_form_text (&form, "operator", EV_ID_MAX_LENGTH, FALSE);
  posting->report = read_report (&form);
  if (posting->id != NULL && !ev_id_is_device (posting->id))
    form.ill = "id";
  if (posting->after != NULL && !ev_id_is_device (posting->after))
    form.ill = "after";
  if (posting->operator_id != NULL && !ev_form_is_id (EV_KIND_OPERATOR, posting->operator_id))
    form.ill = "operator";
  return ev_form_is_sound (&form, error) ? g_steal_pointer (&posting) : NULL;
}

GBytes *
ev_posting_write (const EvPosting *posting)
{
  cJSON *message = ev_envelope_new (EV_WIRE_VERSION);

  add_posting (message, posting);
  return ev_envelope_close (message, 0);
}

EvPosting *
ev_posting_read (GBytes *bytes, GError **error)
{
  g_autoptr (EvJson) message = ev_envelope_open (bytes, error);
  int version;

  if (message == NULL || !ev_envelope_is_spoken (message, TRUE, &version, error))
    return NULL;
  return read_posting (message, error);
}

GBytes *
ev_posting_write_receipt (gint64 number)
{
  cJSON *message = ev_envelope_new (EV_WIRE_VERSION);

  ev_json_add_integer (message, "n", number);
  return ev_envelope_close (message, 0);
}

gboolean
ev_posting_read_receipt (GBytes *bytes, gint64 *number, GError **error)
{
  g_autoptr (EvJson) message = ev_envelope_open (bytes, error);
  EvForm form;
  int version;

  if (message == NULL || !ev_envelope_is_spoken (message, FALSE, &version, error))
    return FALSE;
  form = ev_form_of (message);
  *number = ev_form_integer (&form, "n", 0, EV_JSON_MAX_INTEGER);
  if (*number == 0)
    form.ill = "n";
  return ev_form_is_sound (&form, error);
}

GBytes *
ev_posting_write_list (const GPtrArray *postings, gboolean more)
{
  cJSON *message = ev_envelope_new (EV_WIRE_VERSION);
  cJSON *list = cJSON_AddArrayToObject (message, "r");

  for (guint i = 0; i < postings->len; i++) {
    cJSON *object = cJSON_CreateObject ();
    add_posting (object, postings->pdata[i]);
    cJSON_AddItemToArray (list, object);
  }
  if (more)
    ev_json_add_integer (message, "m", 1);
  return ev_envelope_close (message, 0);
}

GPtrArray *
ev_posting_read_list (GBytes *bytes, gboolean *more, GError **error)
{
  g_autoptr (EvJson) message = ev_envelope_open (bytes, error);
  g_autoptr (GPtrArray) postings = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_posting_free);
  const cJSON *object;
  gint64 last = 0;
  EvForm form;
  int version;

  if (message == NULL || !ev_envelope_is_spoken (message, FALSE, &version, error))
    return NULL;
  form = ev_form_of (message);
  *more = ev_form_flag (&form, "m");
  cJSON_ArrayForEach (object, ev_form_array (&form, "r", EV_WIRE_MAX_CHANGES)) {
    EvPosting *posting = read_posting (object, error);
    if (posting == NULL)
      return NULL;
    g_ptr_array_add (postings, posting);
    if (posting->number <= last)
      form.ill = "r";
    last = posting->number;
  }
  return ev_form_is_sound (&form, error) ? g_steal_pointer (&postings) : NULL;
}
