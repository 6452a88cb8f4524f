/* A sum over everything a replica holds, to prove that two hold the same. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/digest.h"

#include <string.h>

#include "base/secret.h"

void
ev_digest_combine (EvDigest *digest, const EvDigest *other, gboolean add)
{
  guint64 low = digest->low;

  if (add) {
    digest->low += other->low;
    digest->high += other->high + (digest->low < low);
  } else {
    digest->low -= other->low;
    digest->high -= other->high + (other->low > low);
  }
}

static void
append_value (GString *form, const EvValue *value)
{
  if (value == NULL) {
    g_string_append_c (form, '-');
  } else if (ev_value_type (value) == EV_VALUE_INTEGER) {
    g_string_append_printf (form, "i%" G_GINT64_FORMAT, ev_value_integer (value));
  } else {
    g_string_append_c (form, ev_value_type (value) == EV_VALUE_TEXT ? 't' : 'o');
    g_string_append (form, ev_value_text (value));
  }
}

static void
add_term (EvDigest *sum, const GString *form)
{
  guint8 hash[EV_SECRET_HASH_BYTES];
  EvDigest term;

  ev_secret_hash (form->str, form->len, hash);
  memcpy (&term.high, hash, 8);
  memcpy (&term.low, hash + 8, 8);
  term.high = GUINT64_FROM_BE (term.high);
  term.low = GUINT64_FROM_BE (term.low);
  ev_digest_combine (sum, &term, TRUE);
}

/* A term is KIND/ID/FIELD/DEVICE/SEQ/STAMP/ and the value; all fields of a change share what is
 * before and after their name. */
static void
add_change (EvDigest *sum, const EvChange *change, GString *form)
{
  g_autofree char *version =
      g_strdup_printf ("/%s/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/", change->version.device,
                       change->version.seq, change->version.stamp);
  gsize start;

  g_string_assign (form, ev_kind_name (change->kind));
  g_string_append_c (form, '/');
  g_string_append (form, change->id);
  g_string_append_c (form, '/');
  start = form->len;
  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    g_string_truncate (form, start);
    g_string_append (form, assignment->name);
    g_string_append (form, version);
    append_value (form, assignment->value);
    add_term (sum, form);
  }
}

static EvDigest
sum_of (const EvRecord *record)
{
  EvDigest sum = { 0, 0 };
  g_autoptr (GPtrArray) changes = ev_record_to_changes (record, NULL);
  g_autoptr (GString) form = g_string_sized_new (256);

  for (guint i = 0; i < changes->len; i++)
    add_change (&sum, changes->pdata[i], form);
  return sum;
}

void
ev_digest_add (EvDigest *digest, const EvRecord *record)
{
  EvDigest sum = sum_of (record);
  ev_digest_combine (digest, &sum, TRUE);
}

void
ev_digest_subtract (EvDigest *digest, const EvRecord *record)
{
  EvDigest sum = sum_of (record);
  ev_digest_combine (digest, &sum, FALSE);
}

guint
ev_digest_bucket (EvKind kind, const char *id)
{
  g_autofree char *name = g_strconcat (ev_kind_name (kind), "/", id, NULL);
  guint8 hash[EV_SECRET_HASH_BYTES];

  ev_secret_hash (name, strlen (name), hash);
  return hash[0];
}

gboolean
ev_digest_equal (const EvDigest *a, const EvDigest *b)
{
  return a->high == b->high && a->low == b->low;
}

char *
ev_digest_format (const EvDigest *digest)
{
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", digest->high,
                          digest->low);
}

gboolean
ev_digest_parse (const char *text, EvDigest *digest)
{
  g_autofree char *high = NULL;

  if (strlen (text) != 32 || strspn (text, "0123456789abcdef") != 32)
    return FALSE;
  high = g_strndup (text, 16);
  digest->high = g_ascii_strtoull (high, NULL, 16);
  digest->low = g_ascii_strtoull (text + 16, NULL, 16);
  return TRUE;
}
