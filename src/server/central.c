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
  if (central == NULL)
    return;
  g_clear_pointer (&central->shelves, g_hash_table_unref);
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
  g_free (device->gaps);
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
  g_clear_pointer (&record->marks, g_hash_table_unref);
  g_array_unref (record->places);
  g_free (record->fields);
  g_free (record->versions);
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
  copy->gaps = g_strdup (device->gaps);
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
  const gint64 *mark = record->marks != NULL ? g_hash_table_lookup (record->marks, group) : NULL;
  return mark != NULL ? *mark : record->mark;
}

gboolean
ev_central_is_marked (const EvCentralRecord *record, gint64 cursor)
{
  for (guint i = 0; i < ev_record_group_count (record->record); i++)
    if (ev_central_mark (record, ev_record_group_at (record->record, i)) == cursor)
      return TRUE;
  return FALSE;
}

static void
set_mark (EvCentralRecord *record, const char *group, gint64 cursor)
{
  if (record->marks == NULL)
    record->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_replace (record->marks, g_strdup (group), g_memdup2 (&cursor, sizeof cursor));
}

static GArray *
cursors_of (const EvCentralRecord *record)
{
  GArray *cursors = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer mark;

  if (record->mark != 0)
    g_array_append_val (cursors, record->mark);
  if (record->marks == NULL)
    return cursors;
  g_hash_table_iter_init (&iter, record->marks);
  while (g_hash_table_iter_next (&iter, NULL, &mark))
    g_array_append_vals (cursors, mark, 1);
  return cursors;
}

static gboolean
is_gone (gpointer group, gpointer mark, gpointer record)
{
  return ev_record_version (((EvCentralRecord *)record)->record, group) == NULL;
}

static gboolean
is_usual (gpointer group, gpointer mark, gpointer record)
{
  return *(gint64 *)mark == ((EvCentralRecord *)record)->mark;
}

/* Names no group that need not be named. */
static void
tidy_marks (EvCentralRecord *record)
{
  guint count = ev_record_group_count (record->record);
  gint64 least = G_MAXINT64;

  if (record->marks == NULL)
    return;
  g_hash_table_foreach_remove (record->marks, is_gone, record);
  for (guint i = 0; i < count; i++)
    least = MIN (least, ev_central_mark (record, ev_record_group_at (record->record, i)));
  if (g_hash_table_size (record->marks) == count)
    record->mark = count > 0 ? least : 0;
  g_hash_table_foreach_remove (record->marks, is_usual, record);
  if (g_hash_table_size (record->marks) == 0)
    g_clear_pointer (&record->marks, g_hash_table_unref);
}

GArray *
ev_central_set_marks (EvCentralRecord *record, const GPtrArray *written, gint64 cursor)
{
  GArray *before = cursors_of (record);

  if (written->len == ev_record_group_count (record->record)) {
    g_clear_pointer (&record->marks, g_hash_table_unref);
    record->mark = cursor;
    return before;
  }
  for (guint i = 0; i < written->len; i++)
    set_mark (record, written->pdata[i], cursor);
  tidy_marks (record);
  return before;
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

char *
ev_central_fields_format (const EvRecord *record)
{
  g_autoptr (EvJson) fields = cJSON_CreateObject ();
  g_auto (GStrv) names = ev_record_fields (record);

  for (char **name = names; *name != NULL; name++)
    cJSON_AddItemToObject (fields, *name, ev_value_to_json (ev_record_value (record, *name)));
  return ev_json_print (fields);
}

/* One word "GROUP:CURSOR" for each group that is named; a bare ":CURSOR" stands for all others,
 * which is all of them in most records. */
char *
ev_central_marks_format (const EvCentralRecord *record)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer group, mark;

  g_string_append_printf (text, ":%" G_GINT64_FORMAT, record->mark);
  if (record->marks != NULL)
    g_hash_table_iter_init (&iter, record->marks);
  while (record->marks != NULL && g_hash_table_iter_next (&iter, &group, &mark))
    g_string_append_printf (text, " %s:%" G_GINT64_FORMAT, (char *)group, *(gint64 *)mark);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
ev_central_marks_parse (EvCentralRecord *record, const char *text)
{
  while (*text != '\0') {
    gsize length = strcspn (text, ": ");
    char *end = (char *)text + length;
    gint64 cursor = *end == ':' ? g_ascii_strtoll (end + 1, &end, 10) : 0;
    if (length == 0 && cursor != 0) {
      record->mark = cursor;
    } else if (cursor != 0) {
      g_autofree char *group = g_strndup (text, length);
      set_mark (record, group, cursor);
    }
    text = end + strcspn (end, " ");
    text += *text == ' ';
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
