/* The central store: what all stores share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/central.h"

#include <string.h>

#include "base/key.h"

static const char *const role_names[] = {
  [EV_ROLE_FACILITATOR] = "facilitator",
  [EV_ROLE_COORDINATOR] = "coordinator",
  [EV_ROLE_VIEWER] = "viewer",
  [EV_ROLE_SERVER] = "server",
};

void
ev_central_close (EvCentral *central)
{
  if (central != NULL)
    central->close (central);
}

void
ev_central_project_free (EvCentralProject *project)
{
  if (project == NULL)
    return;
  g_free (project->code);
  g_free (project->name);
  g_free (project);
}

void
ev_central_team_free (EvCentralTeam *team)
{
  if (team == NULL)
    return;
  g_free (team->id);
  g_free (team->code);
  g_free (team);
}

void
ev_central_device_free (EvCentralDevice *device)
{
  if (device == NULL)
    return;
  g_free (device->name);
  g_free (device->token_hash);
  g_free (device->key);
  g_free (device->program);
  g_array_unref (device->teams);
  g_free (device);
}

void
ev_central_seal_free (EvCentralSeal *seal)
{
  if (seal == NULL)
    return;
  ev_key_free_text (seal->secret);
  g_free (seal);
}

void
ev_central_invite_free (EvInvite *invite)
{
  if (invite == NULL)
    return;
  g_free (invite->code_hash);
  g_free (invite->token_hash);
  g_array_unref (invite->teams);
  g_free (invite);
}

void
ev_central_record_free (EvCentralRecord *record)
{
  if (record == NULL)
    return;
  ev_record_free (record->record);
  g_hash_table_unref (record->marks);
  g_array_unref (record->places);
  g_free (record);
}

void
ev_central_receipt_free (EvReceipt *receipt)
{
  if (receipt == NULL)
    return;
  g_free (receipt->field);
  g_free (receipt->body);
  g_free (receipt);
}

void
ev_central_conflict_free (EvCentralConflict *conflict)
{
  if (conflict == NULL)
    return;
  ev_conflict_free (conflict->conflict);
  g_free (conflict);
}

void
ev_central_release_free (EvCentralRelease *release)
{
  if (release == NULL)
    return;
  g_free (release->id);
  g_free (release->after);
  g_free (release->operator_id);
  g_free (release->report);
  g_free (release);
}

void
ev_central_held_free (EvHeld *held)
{
  if (held == NULL)
    return;
  ev_change_free (held->change);
  g_free (held);
}

void
ev_central_sum_free (EvCentralSum *sum)
{
  if (sum == NULL)
    return;
  g_free (sum->places);
  g_free (sum);
}

EvCentralDevice *
ev_central_device_new (const char *id)
{
  EvCentralDevice *device = g_new0 (EvCentralDevice, 1);

  g_strlcpy (device->id, id, sizeof device->id);
  device->teams = g_array_new (FALSE, FALSE, sizeof (gint64));
  return device;
}

EvCentralDevice *
ev_central_device_copy (const EvCentralDevice *device)
{
  EvCentralDevice *copy = g_memdup2 (device, sizeof *device);

  copy->name = g_strdup (device->name);
  copy->token_hash = g_strdup (device->token_hash);
  copy->key = g_strdup (device->key);
  copy->program = g_strdup (device->program);
  copy->teams = g_array_copy (device->teams);
  return copy;
}

EvCentralRecord *
ev_central_record_new (gint64 project, EvKind kind, const char *id)
{
  EvCentralRecord *record = g_new0 (EvCentralRecord, 1);

  record->project = project;
  record->record = ev_record_new (kind, id);
  record->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  record->places = g_array_new (FALSE, FALSE, sizeof (EvPlace));
  return record;
}

const char *
ev_central_role_name (EvRole role)
{
  return role_names[role];
}

gboolean
ev_central_role_parse (const char *name, EvRole *role)
{
  for (guint i = 0; i < EV_ROLE_SERVER; i++)
    if (strcmp (role_names[i], name) == 0) {
      *role = (EvRole)i;
      return TRUE;
    }
  return FALSE;
}

gint64
ev_central_mark (const EvCentralRecord *record, const char *group)
{
  const gint64 *mark = g_hash_table_lookup (record->marks, group);
  return mark != NULL ? *mark : 0;
}

void
ev_central_set_mark (EvCentralRecord *record, const char *group, gint64 cursor)
{
  g_hash_table_replace (record->marks, g_strdup (group), g_memdup2 (&cursor, sizeof cursor));
}

EvPlace *
ev_central_place (const EvCentralRecord *record, gint64 team)
{
  for (guint i = 0; i < record->places->len; i++) {
    EvPlace *place = &g_array_index (record->places, EvPlace, i);
    if (place->team == team)
      return place;
  }
  return NULL;
}

char *
ev_central_places_key (const EvCentralRecord *record)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = 0; i < record->places->len; i++) {
    const EvPlace *place = &g_array_index (record->places, EvPlace, i);
    if (place->left == 0)
      g_string_append_printf (key, "%s%" G_GINT64_FORMAT, key->len > 0 ? " " : "", place->team);
  }
  return g_string_free (g_steal_pointer (&key), FALSE);
}

/* One word "GROUP:CURSOR" for each group that the record has; a bare ":CURSOR" stands for all that
 * no word names, which is all of them in most records. */
char *
ev_central_marks_format (const EvCentralRecord *record)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 usual = 0;
  GHashTableIter iter;
  gpointer group, mark;

  g_hash_table_iter_init (&iter, record->marks);
  while (g_hash_table_iter_next (&iter, &group, &mark))
    usual = usual == 0 ? *(gint64 *)mark : MIN (usual, *(gint64 *)mark);
  g_string_append_printf (text, ":%" G_GINT64_FORMAT, usual);
  g_hash_table_iter_init (&iter, record->marks);
  while (g_hash_table_iter_next (&iter, &group, &mark))
    if (*(gint64 *)mark != usual)
      g_string_append_printf (text, " %s:%" G_GINT64_FORMAT, (char *)group, *(gint64 *)mark);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
ev_central_marks_parse (EvCentralRecord *record, const char *text)
{
  g_auto (GStrv) groups = ev_record_groups (record->record);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (char **word = words; *word != NULL; word++) {
    char *colon = strchr (*word, ':');
    gint64 cursor = colon != NULL ? g_ascii_strtoll (colon + 1, NULL, 10) : 0;
    if (colon == NULL)
      continue;
    *colon = '\0';
    if (**word != '\0')
      ev_central_set_mark (record, *word, cursor);
    for (char **group = groups; **word == '\0' && *group != NULL; group++)
      ev_central_set_mark (record, *group, cursor);
  }
}

/* One word "TEAM:ENTERED:LEFT" for each place. */
char *
ev_central_places_format (const EvCentralRecord *record)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < record->places->len; i++) {
    const EvPlace *place = &g_array_index (record->places, EvPlace, i);
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT,
                            i > 0 ? " " : "", place->team, place->entered, place->left);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
ev_central_places_parse (EvCentralRecord *record, const char *text)
{
  char *end = (char *)text;

  while (*end != '\0') {
    EvPlace place = { .team = g_ascii_strtoll (end, &end, 10) };
    if (*end != ':')
      return;
    place.entered = g_ascii_strtoll (end + 1, &end, 10);
    if (*end != ':')
      return;
    place.left = g_ascii_strtoll (end + 1, &end, 10);
    g_array_append_val (record->places, place);
    end += *end == ' ';
  }
}

char *
ev_central_teams_format (const GArray *teams)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < teams->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            g_array_index (teams, gint64, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

GArray *
ev_central_teams_parse (const char *text)
{
  GArray *teams = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (char **word = words; *word != NULL; word++) {
    gint64 team = g_ascii_strtoll (*word, NULL, 10);
    if (team > 0)
      g_array_append_val (teams, team);
  }
  return teams;
}
