/* Who may see the admin's page. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/admission.h"

#include <string.h>

#include "base/secret.h"

static char *
hash (const char *secret)
{
  return ev_secret_hash_hex (secret, strlen (secret));
}

/* Keeps the hash of a new secret, which is returned. */
static char *
add (EvCentral *central, const EvRandom *random, gboolean link, gint64 expires, GError **error)
{
  g_autofree char *secret = ev_secret_new_token (random);
  g_autofree char *hashed = hash (secret);

  return central->admission_add (central, hashed, link, expires, error) ? g_steal_pointer (&secret)
                                                                        : NULL;
}

char *
ev_admission_invite (EvCentral *central, const EvRandom *random, gint64 now, GError **error)
{
  return central->admissions_drop (central, now, error)
             ? add (central, random, TRUE, now + EV_ADMISSION_LINK, error)
             : NULL;
}

char *
ev_admission_enter (EvCentral *central, const EvRandom *random, const char *secret, gint64 now,
                    GError **error)
{
  g_autofree char *hashed = hash (secret);
  gboolean taken;

  if (!central->admission_take (central, hashed, TRUE, now, &taken, error))
    return NULL;
  if (!taken) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVITATION, "a link that does not sign in");
    return NULL;
  }
  return add (central, random, FALSE, now + EV_ADMISSION_SESSION, error);
}

gboolean
ev_admission_check (EvCentral *central, const char *session, gint64 now, gboolean *good,
                    GError **error)
{
  g_autofree char *hashed = session != NULL ? hash (session) : NULL;

  *good = FALSE;
  return hashed == NULL || central->admission_is (central, hashed, FALSE, now, good, error);
}

gboolean
ev_admission_leave (EvCentral *central, const char *session, gint64 now, GError **error)
{
  g_autofree char *hashed = hash (session);
  gboolean taken;

  return central->admission_take (central, hashed, FALSE, now, &taken, error);
}

gboolean
ev_admission_drop (EvCentral *central, GError **error)
{
  return central->admissions_drop (central, G_MAXINT64, error);
}

char *
ev_admission_seal (const char *session)
{
  g_autofree char *text = g_strconcat ("form of ", session, NULL);
  return hash (text);
}
