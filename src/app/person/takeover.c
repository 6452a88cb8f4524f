/* What a form adds to somebody who is known already, and where the two disagree. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/person/takeover.h"

#include <string.h>

static void
difference_free (gpointer data)
{
  EvDifference *difference = data;

  g_free (difference->field);
  ev_value_unref (difference->known);
  ev_value_unref (difference->typed);
  g_free (difference);
}

void
ev_takeover_free (EvTakeover *takeover)
{
  if (!takeover)
    return;
  ev_change_free (takeover->fill);
  g_ptr_array_unref (takeover->differences);
  g_free (takeover);
}

static gboolean
consents (const EvRecord *record)
{
  const char *consent = ev_record_text (record, "consent");

  return consent && strcmp (consent, "withdrawn") != 0;
}

static const char *const consent_fields[] = { "consent", "consent_at", "consent_version",
                                              "guardian", NULL };

/* Names differ by spelling alone, a consent that stands says when and how: these are left alone. */
static gboolean
is_kept (const EvRecord *record, const char *field)
{
  static const char *const names[] = { "given_name", "family_name", NULL };

  return g_strv_contains (names, field) ||
         (consents (record) && g_strv_contains (consent_fields, field));
}

static gboolean
is_secret (const char *field)
{
  return ev_field_find (EV_KIND_PERSON, field)->guard == EV_CLASS_SENSITIVE;
}

/* A consent that was withdrawn is given anew. */
static gboolean
is_renewed (const EvRecord *record, const char *field)
{
  return !consents (record) && g_strv_contains (consent_fields, field);
}

static void
compare (EvTakeover *takeover, const EvRecord *record, const EvAssignment *typed)
{
  EvValue *known = ev_record_value (record, typed->name);
  EvDifference *difference;

  if (!typed->value || is_kept (record, typed->name) || ev_value_equal (known, typed->value))
    return;
  if (!known || is_renewed (record, typed->name)) {
    ev_change_take (takeover->fill, typed->name, ev_value_ref (typed->value));
    return;
  }
  difference = g_new0 (EvDifference, 1);
  difference->field = g_strdup (typed->name);
  difference->secret = is_secret (typed->name);
  difference->known = ev_value_ref (known);
  difference->typed = ev_value_ref (typed->value);
  g_ptr_array_add (takeover->differences, difference);
}

EvTakeover *
ev_takeover_new (EvStore *store, const char *person, const EvChange *form, GError **error)
{
  g_autoptr (EvRecord) record = ev_store_read (store, EV_KIND_PERSON, person, error);
  EvTakeover *takeover;

  if (!record)
    return NULL;
  takeover = g_new0 (EvTakeover, 1);
  takeover->fill = ev_change_new (EV_KIND_PERSON, person);
  takeover->differences = g_ptr_array_new_with_free_func (difference_free);
  for (guint i = 0; i < form->fields->len; i++)
    compare (takeover, record, form->fields->pdata[i]);
  return takeover;
}
