/* Members of a JSON object from outside, read with limits. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/form-private.h"

#include <string.h>

#include "base/error.h"

EvForm
ev_form_of (const cJSON *object)
{
  return (EvForm){ object, cJSON_IsObject (object) ? NULL : "itself" };
}

/* The member unless it is absent or null. */
static const cJSON *
find (const EvForm *form, const char *member)
{
  const cJSON *item = cJSON_GetObjectItemCaseSensitive (form->object, member);
  return cJSON_IsNull (item) ? NULL : item;
}

static void
note (EvForm *form, const char *member)
{
  if (form->ill == NULL)
    form->ill = member;
}

char *
ev_form_text (EvForm *form, const char *member, gsize max, gboolean needed)
{
  const cJSON *item = find (form, member);
  const char *text = cJSON_GetStringValue (item);

  if (item == NULL && !needed)
    return NULL;
  if (text == NULL || strlen (text) > max) {
    note (form, member);
    return NULL;
  }
  return g_strdup (text);
}

gint64
ev_form_integer (EvForm *form, const char *member, gint64 min, gint64 max)
{
  const cJSON *item = find (form, member);
  gint64 number = 0;

  if (item == NULL)
    return 0;
  if (!ev_json_is_integer (item, &number) || number < min || number > max) {
    note (form, member);
    return 0;
  }
  return number;
}

gboolean
ev_form_flag (EvForm *form, const char *member)
{
  return ev_form_integer (form, member, 0, 1) != 0;
}

void
ev_form_device (EvForm *form, const char *member, char *device)
{
  const char *text = cJSON_GetStringValue (find (form, member));

  *device = '\0';
  if (text != NULL && ev_id_is_device (text))
    g_strlcpy (device, text, EV_ID_DEVICE_LENGTH + 1);
  else
    note (form, member);
}

const cJSON *
ev_form_array (EvForm *form, const char *member, guint max)
{
  const cJSON *item = find (form, member);

  if (item == NULL)
    return NULL;
  if (!cJSON_IsArray (item) || (guint)cJSON_GetArraySize (item) > max) {
    note (form, member);
    return NULL;
  }
  return item;
}

gboolean
ev_form_is_sound (const EvForm *form, GError **error)
{
  if (form->ill == NULL)
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "ill-formed message: %s", form->ill);
  return FALSE;
}

gboolean
ev_form_is_id (EvKind kind, const char *id)
{
  if (strlen (id) > EV_ID_MAX_LENGTH)
    return FALSE;
  return ev_kind_is_derived (kind) ? ev_id_split (id, NULL, NULL) : ev_id_parse (id, NULL, NULL);
}

gboolean
ev_form_is_hash (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}
