/* Which teams a record belongs to. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/places.h"

#include <string.h>

gboolean
ev_places_is_common (EvKind kind)
{
  return kind == EV_KIND_PROJECT || kind == EV_KIND_TEAM || kind == EV_KIND_INDICATOR;
}

/* The ABOUT of a note is KIND/ID. One about an attendance or a beneficiary goes where the session
 * or the result is: so it is there whichever of the two comes first. */
static const char *
about_id (const EvRecord *record)
{
  const char *about = ev_record_text (record, "about");
  const char *slash = about != NULL ? strchr (about, '/') : NULL;
  return slash != NULL ? slash + 1 : NULL;
}

const char *
ev_places_anchor (const EvRecord *record)
{
  EvKind kind = ev_record_kind (record);

  if (kind == EV_KIND_SESSION || kind == EV_KIND_RESULT)
    return ev_record_text (record, "event");
  if (ev_kind_is_derived (kind))
    return ev_record_text (record, "person");
  if (kind == EV_KIND_PERSON)
    return ev_record_text (record, "merged_into");
  return kind == EV_KIND_NOTE ? about_id (record) : NULL;
}

static gboolean
find_about (EvShelf *shelf, const EvRecord *record, EvCentralRecord **parent, GError **error)
{
  const char *about = ev_record_text (record, "about");
  const char *id = about_id (record);
  g_autofree char *name = id != NULL ? g_strndup (about, (gsize)(id - 1 - about)) : NULL;
  EvKind kind;

  g_autofree char *left = NULL;

  *parent = NULL;
  if (name == NULL || !ev_kind_parse (name, &kind) || kind == EV_KIND_NOTE ||
      kind == EV_KIND_APART || ev_places_is_common (kind))
    return TRUE;
  if (!ev_kind_is_derived (kind))
    return ev_shelf_find (shelf, kind, id, parent, error);
  return !ev_id_split (id, &left, NULL) ||
         ev_shelf_find (shelf, kind == EV_KIND_ATTENDANCE ? EV_KIND_SESSION : EV_KIND_RESULT, left,
                        parent, error);
}

gboolean
ev_places_parent (EvShelf *shelf, const EvRecord *record, EvCentralRecord **parent, GError **error)
{
  EvKind kind = ev_record_kind (record);
  EvKind above = EV_KIND_EVENT;
  const char *id = NULL;

  if (kind == EV_KIND_NOTE)
    return find_about (shelf, record, parent, error);
  if (kind == EV_KIND_SESSION || kind == EV_KIND_RESULT) {
    id = ev_record_text (record, "event");
  } else if (kind == EV_KIND_ATTENDANCE) {
    above = EV_KIND_SESSION;
    id = ev_record_text (record, "session");
  } else if (kind == EV_KIND_BENEFICIARY) {
    above = EV_KIND_RESULT;
    id = ev_record_text (record, "result");
  } else if (kind == EV_KIND_APART) { /* whoever sees both sees her */
    above = EV_KIND_PERSON;
    id = ev_record_text (record, "person");
  }
  *parent = NULL;
  return id == NULL || ev_shelf_find (shelf, above, id, parent, error);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;
  return (left > right) - (left < right);
}

gboolean
ev_places_has (const GArray *teams, gint64 team)
{
  for (guint i = 0; i < teams->len; i++)
    if (g_array_index (teams, gint64, i) == team)
      return TRUE;
  return FALSE;
}

static void
add (GArray *teams, gint64 team)
{
  if (team == 0 || ev_places_has (teams, team))
    return;
  g_array_append_val (teams, team);
  g_array_sort (teams, compare);
}

static void
add_all (GArray *teams, const EvCentralRecord *record)
{
  for (guint i = 0; i < record->places->len; i++) {
    const EvPlace *place = &g_array_index (record->places, EvPlace, i);
    if (place->left == 0)
      add (teams, place->team);
  }
}

GArray *
ev_places_now (const EvCentralRecord *record)
{
  GArray *teams = g_array_new (FALSE, FALSE, sizeof (gint64));
  add_all (teams, record);
  return teams;
}

gboolean
ev_places_meet (const GArray *a, const GArray *b)
{
  for (guint i = 0; i < a->len; i++)
    if (ev_places_has (b, g_array_index (a, gint64, i)))
      return TRUE;
  return FALSE;
}

gboolean
ev_places_equal (const GArray *a, const GArray *b)
{
  return a->len == b->len &&
         (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0);
}

/* Of whom only that she is erased is left, that goes wherever her attendance is, deleted or not:
 * its signature must go there too. */
static gboolean
add_attended (EvShelf *shelf, const EvCentralRecord *person, GArray *teams, GError **error)
{
  gboolean erased = ev_record_integer (person->record, "erased") != 0;
  g_autoptr (GArray) numbers = NULL;

  if (!ev_shelf_central (shelf)->records_at (ev_shelf_central (shelf), ev_shelf_project (shelf),
                                             EV_KIND_ATTENDANCE, ev_record_id (person->record),
                                             &numbers, error))
    return FALSE;
  for (guint i = 0; i < numbers->len; i++) {
    EvCentralRecord *attendance;
    if (!ev_shelf_get (shelf, g_array_index (numbers, gint64, i), &attendance, error))
      return FALSE;
    if (attendance != NULL && (erased || !ev_record_is_gone (attendance->record)))
      add_all (teams, attendance);
  }
  return TRUE;
}

/* The team that an event or an operator names itself. */
static gboolean
add_named (EvShelf *shelf, const EvCentralRecord *record, GArray *teams, GError **error)
{
  const char *id = ev_record_text (record->record, "team");
  gint64 team = record->home;

  if (id != NULL && !ev_shelf_team (shelf, id, TRUE, &team, error))
    return FALSE;
  add (teams, team);
  return TRUE;
}

static gboolean
add_parents (EvShelf *shelf, const EvCentralRecord *record, GArray *teams, GError **error)
{
  EvCentralRecord *parent;

  if (!ev_places_parent (shelf, record->record, &parent, error))
    return FALSE;
  if (parent != NULL)
    add_all (teams, parent);
  else
    add (teams, record->home);
  return TRUE;
}

static gboolean
add_wanted (EvShelf *shelf, const EvCentralRecord *record, GArray *teams, GError **error)
{
  EvKind kind = ev_record_kind (record->record);

  if (ev_places_is_common (kind))
    return TRUE;
  if (kind == EV_KIND_EVENT || kind == EV_KIND_OPERATOR)
    return add_named (shelf, record, teams, error);
  if (kind != EV_KIND_PERSON)
    return add_parents (shelf, record, teams, error);
  add (teams, record->home);
  return add_attended (shelf, record, teams, error);
}

gboolean
ev_places_wanted (EvShelf *shelf, const EvCentralRecord *record, GArray **teams, GError **error)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!add_wanted (shelf, record, wanted, error))
    return FALSE;
  *teams = g_steal_pointer (&wanted);
  return TRUE;
}

typedef gboolean (*Find) (EvCentral *central, gint64 project, EvKind kind, const char *id,
                          GArray **numbers, GError **error);

static gboolean
append (EvShelf *shelf, Find find, EvKind kind, const char *id, GArray *numbers, GError **error)
{
  g_autoptr (GArray) found = NULL;

  if (!find (ev_shelf_central (shelf), ev_shelf_project (shelf), kind, id, &found, error))
    return FALSE;
  g_array_append_vals (numbers, found->data, found->len);
  return TRUE;
}

static gboolean
append_person (EvShelf *shelf, const EvRecord *record, GArray *numbers, GError **error)
{
  EvCentralRecord *person;

  if (!ev_shelf_find (shelf, EV_KIND_PERSON, ev_record_text (record, "person"), &person, error))
    return FALSE;
  if (person != NULL)
    g_array_append_val (numbers, person->number);
  return TRUE;
}

/* What hangs on a session or a result by its derived id, and the notes about that. */
static gboolean
append_derived (EvShelf *shelf, EvKind kind, const char *id, GArray *numbers, GError **error)
{
  const EvCentral *central = ev_shelf_central (shelf);

  return append (shelf, central->records_under, kind, id, numbers, error) &&
         append (shelf, central->records_at_under, EV_KIND_NOTE, id, numbers, error);
}

static gboolean
append_followers (EvShelf *shelf, const EvRecord *record, GArray *numbers, GError **error)
{
  Find at = ev_shelf_central (shelf)->records_at;
  const char *id = ev_record_id (record);
  EvKind kind = ev_record_kind (record);

  if (kind == EV_KIND_EVENT && (!append (shelf, at, EV_KIND_SESSION, id, numbers, error) ||
                                !append (shelf, at, EV_KIND_RESULT, id, numbers, error)))
    return FALSE;
  if (kind == EV_KIND_SESSION && !append_derived (shelf, EV_KIND_ATTENDANCE, id, numbers, error))
    return FALSE;
  if (kind == EV_KIND_RESULT && !append_derived (shelf, EV_KIND_BENEFICIARY, id, numbers, error))
    return FALSE;
  if (kind == EV_KIND_PERSON && !append (shelf, at, EV_KIND_APART, id, numbers, error))
    return FALSE;
  if (kind == EV_KIND_ATTENDANCE)
    return append_person (shelf, record, numbers, error);
  return kind == EV_KIND_NOTE || kind == EV_KIND_BENEFICIARY ||
         append (shelf, at, EV_KIND_NOTE, id, numbers, error);
}

gboolean
ev_places_followers (EvShelf *shelf, const EvCentralRecord *record, GArray **numbers,
                     GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!ev_shelf_is_alone (shelf, ev_record_id (record->record)) &&
      !append_followers (shelf, record->record, found, error))
    return FALSE;
  *numbers = g_steal_pointer (&found);
  return TRUE;
}
