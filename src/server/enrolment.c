/* Invitations and enrolment. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/enrolment.h"

#include <string.h>

#include "base/secret.h"

static char *
hash_of_code (const char *typed)
{
  g_autofree char *code = ev_id_normalise (typed);
  return ev_secret_hash_hex (code, strlen (code));
}

static char *
new_code (const EvRandom *random)
{
  guint8 bytes[EV_ENROLMENT_CODE];
  char *code;

  ev_random_fill (random, bytes, sizeof bytes);
  code = ev_id_base32 (bytes, sizeof bytes);
  code[EV_ENROLMENT_CODE] = '\0';
  return code;
}

gboolean
ev_enrolment_is_sensible (EvRole role, const GArray *teams, GError **error)
{
  gboolean has_teams = teams->len > 0;

  if (has_teams == (role == EV_ROLE_FACILITATOR))
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_INVALID,
               has_teams ? "a %s has the whole project, not a team" : "a %s needs a --team",
               ev_central_role_name (role));
  return FALSE;
}

char *
ev_enrolment_invite (EvCentral *central, const EvRandom *random, gint64 project, EvRole role,
                     const GArray *teams, gint64 now, gint64 *expires, GError **error)
{
  g_autoptr (EvInvite) invite = g_new0 (EvInvite, 1);
  g_autofree char *code = new_code (random);

  invite->code_hash = hash_of_code (code);
  invite->project = project;
  invite->role = role;
  invite->teams = g_array_copy ((GArray *)teams);
  invite->made = now;
  invite->expires = now + EV_ENROLMENT_LIFE;
  *expires = invite->expires;
  return central->invite_save (central, invite, error) ? g_steal_pointer (&code) : NULL;
}

char *
ev_enrolment_spell (const char *code, const char *pin)
{
  gsize length = 0;
  g_autofree guchar *bytes = pin != NULL ? g_base64_decode (pin, &length) : NULL;
  g_autofree char *letters = bytes != NULL ? ev_id_base32 (bytes, length) : g_strdup ("");
  g_autofree char *whole = NULL;
  g_autoptr (GString) spelt = g_string_new (NULL);

  whole = g_strdup_printf ("%s%.*s", code, EV_ENROLMENT_LETTERS, letters);
  for (gsize i = 0; whole[i] != '\0'; i++) {
    if (i > 0 && i % 4 == 0)
      g_string_append_c (spelt, '-');
    g_string_append_c (spelt, whole[i]);
  }
  return g_string_free (g_steal_pointer (&spelt), FALSE);
}

char *
ev_enrolment_link (const char *url, const char *code, const char *pin)
{
  gboolean encrypted = g_str_has_prefix (url, "https://");
  const char *rest = encrypted ? url + strlen ("https://") : url;
  g_autoptr (GString) link = g_string_new (encrypted ? "evidenca://" : "");

  g_string_append_printf (link, "%s/enrol?code=%s", rest, code);
  if (pin != NULL) {
    g_autofree char *safe = g_strdup (pin);
    g_strdelimit (safe, "+", '-');
    g_strdelimit (safe, "/", '_');
    safe[strcspn (safe, "=")] = '\0';
    g_string_append_printf (link, "&pin=%s", safe);
  }
  return g_string_free (g_steal_pointer (&link), FALSE);
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error (error, EV_ERROR, EV_ERROR_INVITATION, "an invitation %s", why);
  return FALSE;
}

static gboolean
is_usable (const EvInvite *invite, const EvEnrolRequest *request, gint64 now, GError **error)
{
  if (invite == NULL)
    return refuse (error, "that was never made");
  if (invite->token_hash != NULL && !ev_secret_equal (invite->token_hash, request->token_hash))
    return refuse (error, "that was used");
  if (invite->revoked != 0)
    return refuse (error, "that was taken back");
  if (invite->token_hash == NULL && now >= invite->expires)
    return refuse (error, "that has expired");
  return TRUE;
}

/* Before the hash of a token that opens nothing any more. */
#define PARTED '-'

/* Who comes again is known by the token; nobody else may take over a device. */
static gboolean
is_own (const EvCentralDevice *device, const EvInvite *invite, const EvEnrolRequest *request,
        GError **error)
{
  const char *hash = device->token_hash;

  if (hash != NULL && *hash == PARTED)
    hash++;
  if (hash == NULL || !ev_secret_equal (hash, request->token_hash))
    return refuse (error, "for a device that is somebody else's");
  if (device->project != invite->project)
    return refuse (error, "to another project than the device's");
  return invite->device == 0 || invite->device == device->number ||
         refuse (error, "that another device used");
}

/* A laptop that took a new id when it was restored has its token in common with the ids before. One
 * of them that was revoked would go on shutting it out, invited or not: it parts from the token,
 * which from then on only shows whose it was, should it be invited itself. */
static gboolean
part_from_revoked (EvCentral *central, const char *token_hash, GError **error)
{
  for (;;) {
    g_autoptr (EvCentralDevice) device = NULL;

    if (!central->device_by_token (central, token_hash, &device, error))
      return FALSE;
    if (device == NULL || device->state == EV_DEVICE_ACTIVE)
      return TRUE;
    g_free (device->token_hash);
    device->token_hash = g_strdup_printf ("%c%s", PARTED, token_hash);
    g_clear_pointer (&device->key, g_free);
    if (!central->device_save (central, device, error))
      return FALSE;
  }
}

static gboolean
enrol (EvCentral *central, EvInvite *invite, EvCentralDevice *device, const EvEnrolRequest *request,
       gint64 now, GError **error)
{
  device->project = invite->project;
  device->role = invite->role;
  device->state = EV_DEVICE_ACTIVE;
  g_array_unref (device->teams);
  device->teams = g_array_copy (invite->teams);
  g_clear_pointer (&device->name, g_free);
  if (request->name != NULL && ev_validate_is_line (request->name))
    device->name = g_strdup (request->name);
  g_free (device->token_hash);
  device->token_hash = g_strdup (request->token_hash);
  device->enrolled = now;
  if (!part_from_revoked (central, request->token_hash, error) ||
      !central->device_save (central, device, error))
    return FALSE;
  invite->device = device->number;
  g_free (invite->token_hash);
  invite->token_hash = g_strdup (request->token_hash);
  return central->invite_save (central, invite, error);
}

/* Between the first look and the hold, another server may have taken it. */
static gboolean
find_invite (EvCentral *central, const EvEnrolRequest *request, EvInvite **invite, GError **error)
{
  g_autofree char *hash = hash_of_code (request->code);
  g_autoptr (EvInvite) seen = NULL;

  *invite = NULL;
  if (!central->invite_find (central, hash, &seen, error))
    return FALSE;
  return seen == NULL || (central->hold (central, seen->project, error) &&
                          central->invite_find (central, hash, invite, error));
}

/* Sets `device` to who holds the invitation, enrolled by it. A repeated request changes nothing, so
 * that it cannot undo what was decided since. */
static gboolean
use (EvCentral *central, const EvEnrolRequest *request, gint64 now, EvCentralDevice **holder,
     GError **error)
{
  g_autoptr (EvInvite) invite = NULL;
  g_autoptr (EvCentralDevice) device = NULL;
  gboolean repeated;

  if (!find_invite (central, request, &invite, error) || !is_usable (invite, request, now, error) ||
      !central->device_by_id (central, request->device, &device, error))
    return FALSE;
  repeated = device != NULL && invite->device == device->number;
  if (device != NULL && !is_own (device, invite, request, error))
    return FALSE;
  if (device == NULL && invite->device != 0)
    return refuse (error, "that another device used");
  if (device == NULL)
    device = ev_central_device_new (request->device);
  if (!repeated && !enrol (central, invite, device, request, now, error))
    return FALSE;
  *holder = g_steal_pointer (&device);
  return TRUE;
}

static gboolean
team_ids (EvCentral *central, const GArray *numbers, char ***ids, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < numbers->len; i++) {
    g_autoptr (EvCentralTeam) team = NULL;
    if (!central->team_get (central, g_array_index (numbers, gint64, i), &team, error))
      return FALSE;
    if (team != NULL)
      g_strv_builder_add (builder, team->id);
  }
  *ids = g_strv_builder_end (builder);
  return TRUE;
}

EvEnrolAnswer *
ev_enrolment_answer (EvCentral *central, const EvEnrolRequest *request, gint64 now, GError **error)
{
  g_autoptr (EvCentralDevice) device = NULL;
  g_autoptr (EvCentralProject) project = NULL;
  g_autoptr (EvEnrolAnswer) answer = ev_enrol_answer_new ();

  if (!use (central, request, now, &device, error) ||
      !central->project_get (central, device->project, &project, error) ||
      !central->fact (central, "epoch", &answer->epoch, error) ||
      !team_ids (central, device->teams, &answer->teams, error))
    return NULL;
  if (project == NULL) {
    refuse (error, "to no project");
    return NULL;
  }
  answer->version = EV_WIRE_VERSION;
  answer->project = g_strdup (project->code);
  answer->project_name = g_strdup (project->name);
  answer->role = g_strdup (ev_central_role_name (device->role));
  answer->server_time = now;
  return g_steal_pointer (&answer);
}
