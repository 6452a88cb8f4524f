/* list, show: reading records. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/cli.h"
#include "exchange/export.h"
#include "store/access.h"
#include "store/custody.h"
#include "store/published.h"
#include "store/rights.h"
#include "text/reason-text.h"

typedef struct {
  EvCli *cli;
  cJSON *array;
} Listing;

/* Takes out what is not for whoever uses this laptop; `withheld` (may be NULL) gets the names of
 * what was there. */
static void
withhold (EvCli *cli, EvKind kind, cJSON *object, cJSON *withheld)
{
  cJSON *member = object->child, *next;

  for (; member != NULL; member = next) {
    next = member->next;
    if (strcmp (member->string, "id") == 0 || ev_rights_shows (cli->store, kind, member->string))
      continue;
    if (withheld != NULL && !cJSON_IsNull (member))
      cJSON_AddItemToArray (withheld, cJSON_CreateString (member->string));
    cJSON_Delete (cJSON_DetachItemViaPointer (object, member));
  }
}

static cJSON *
record_json (EvCli *cli, const EvRecord *record, gboolean revealed)
{
  cJSON *object = ev_export_record (record);
  g_autoptr (EvJson) withheld = cJSON_CreateArray ();
  EvCustody custody = ev_custody_of (cli->store, ev_record_kind (record), ev_record_id (record));

  if (!revealed)
    withhold (cli, ev_record_kind (record), object, withheld);
  if (cJSON_GetArraySize (withheld) > 0)
    cJSON_AddItemToObject (object, "withheld", g_steal_pointer (&withheld));
  cJSON_AddStringToObject (object, "custody", ev_custody_name (custody));
  return object;
}

static gboolean
append (const EvRecord *record, gpointer data)
{
  Listing *listing = data;
  cJSON_AddItemToArray (listing->array, record_json (listing->cli, record, FALSE));
  return TRUE;
}

static cJSON *
version_json (const EvVersion *version)
{
  cJSON *object = cJSON_CreateObject ();
  cJSON_AddStringToObject (object, "device", version->device);
  ev_json_add_integer (object, "seq", version->seq);
  return object;
}

/* What the record holds now in the fields of the conflict. */
static cJSON *
kept_json (EvCli *cli, const EvConflict *conflict)
{
  g_autoptr (EvRecord) record = ev_store_read (cli->store, conflict->kind, conflict->id, NULL);
  cJSON *object = cJSON_CreateObject ();

  for (guint i = 0; record != NULL && conflict->lost != NULL && i < conflict->lost->fields->len;
       i++) {
    const EvAssignment *lost = conflict->lost->fields->pdata[i];
    cJSON_AddItemToObject (object, lost->name,
                           ev_value_to_json (ev_record_value (record, lost->name)));
  }
  withhold (cli, conflict->kind, object, NULL);
  return object;
}

static cJSON *
change_json (EvCli *cli, const EvChange *change)
{
  cJSON *object = change != NULL ? ev_change_fields_to_json (change) : cJSON_CreateObject ();

  if (change != NULL)
    withhold (cli, change->kind, object, NULL);
  return object;
}

static cJSON *
conflict_json (EvCli *cli, const EvConflict *conflict)
{
  cJSON *object = cJSON_CreateObject ();

  cJSON_AddStringToObject (object, "kind", ev_kind_name (conflict->kind));
  cJSON_AddStringToObject (object, "id", conflict->id);
  cJSON_AddStringToObject (object, "field", conflict->group);
  cJSON_AddItemToObject (object, "kept", kept_json (cli, conflict));
  cJSON_AddItemToObject (object, "lost", change_json (cli, conflict->lost));
  cJSON_AddItemToObject (object, "kept_by", version_json (&conflict->kept_version));
  cJSON_AddItemToObject (object, "lost_by", version_json (&conflict->lost_version));
  return object;
}

static cJSON *
parked_json (EvCli *cli, const EvParked *parked)
{
  cJSON *object = cJSON_CreateObject ();
  const char *reason = ev_reason_name (parked->reason);
  g_autofree char *sentence = ev_reason_text (reason, parked->field, 0, 0);

  cJSON_AddStringToObject (object, "kind", ev_kind_name (parked->change->kind));
  cJSON_AddStringToObject (object, "id", parked->change->id);
  ev_json_add_integer (object, "seq", parked->change->version.seq);
  cJSON_AddItemToObject (object, "fields", change_json (cli, parked->change));
  ev_json_add_text (object, "field", parked->field);
  cJSON_AddStringToObject (object, "code", reason);
  cJSON_AddStringToObject (object, "reason", sentence);
  return object;
}

static int
list_conflicts (EvCli *cli, GError **error)
{
  g_autoptr (GPtrArray) conflicts = ev_custody_conflicts (cli->store, error);
  cJSON *array;

  if (conflicts == NULL)
    return EV_CLI_FAILED;
  array = cJSON_CreateArray ();
  for (guint i = 0; i < conflicts->len; i++)
    cJSON_AddItemToArray (array, conflict_json (cli, conflicts->pdata[i]));
  ev_cli_print (cli, array);
  return EV_CLI_DONE;
}

static int
list_parked (EvCli *cli, GError **error)
{
  g_autoptr (GPtrArray) parked = ev_custody_parked (cli->store, error);
  cJSON *array;

  if (parked == NULL)
    return EV_CLI_FAILED;
  array = cJSON_CreateArray ();
  for (guint i = 0; i < parked->len; i++)
    cJSON_AddItemToArray (array, parked_json (cli, parked->pdata[i]));
  ev_cli_print (cli, array);
  return EV_CLI_DONE;
}

static void
add_moment (cJSON *object, const char *member, gint64 at)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (at / 1000);
  g_autofree char *text = g_date_time_format_iso8601 (moment);
  cJSON_AddStringToObject (object, member, text);
}

static int
list_access (EvCli *cli, GError **error)
{
  g_autoptr (GPtrArray) entries = ev_access_list (cli->store, error);
  cJSON *array;

  if (entries == NULL)
    return EV_CLI_FAILED;
  array = cJSON_CreateArray ();
  for (guint i = 0; i < entries->len; i++) {
    const EvAccess *entry = entries->pdata[i];
    cJSON *object = cJSON_CreateObject ();
    add_moment (object, "at", entry->at);
    ev_json_add_text (object, "device", entry->device);
    ev_json_add_text (object, "operator", entry->operator_id);
    ev_json_add_text (object, "action", ev_access_name (entry->kind));
    ev_json_add_text (object, "subject", entry->subject);
    ev_json_add_text (object, "reason", entry->reason);
    cJSON_AddItemToArray (array, object);
  }
  ev_cli_print (cli, array);
  return EV_CLI_DONE;
}

/* The selection of each published report, which says what it is. */
static int
list_published (EvCli *cli, GError **error)
{
  static const char *const members[] = { "from", "to", "municipality", "as_of" };
  g_autoptr (GPtrArray) reports = ev_published_list (cli->store, error);
  cJSON *array;

  if (reports == NULL)
    return EV_CLI_FAILED;
  array = cJSON_CreateArray ();
  for (guint i = 0; i < reports->len; i++) {
    const EvPublished *report = reports->pdata[i];
    g_autoptr (EvJson) json = cJSON_Parse (report->report);
    cJSON *object = cJSON_CreateObject ();
    ev_json_add_text (object, "id", report->id);
    add_moment (object, "at", report->at);
    ev_json_add_text (object, "state", ev_published_state_name (ev_published_state (report)));
    ev_json_add_text (object, "refusal", report->refusal);
    for (guint k = 0; k < G_N_ELEMENTS (members); k++)
      ev_json_add_text (object, members[k], ev_json_text (json, members[k]));
    cJSON_AddItemToArray (array, object);
  }
  ev_cli_print (cli, array);
  return EV_CLI_DONE;
}

static const struct {
  const char *name;
  int (*list) (EvCli *cli, GError **error);
} others[] = {
  { "conflicts", list_conflicts },
  { "parked", list_parked },
  { "access", list_access },
  { "published", list_published },
};

/* Notes that somebody looks: at a person, or at all of them. Whoever has the whole project is shown
 * what is sensitive too. */
static gboolean
note_look (EvCli *cli, const char *subject, gboolean reveals, GError **error)
{
  return ev_access_note (cli->store, reveals ? EV_ACCESS_REVEAL : EV_ACCESS_OPEN, subject, NULL,
                         error);
}

/* Whether there is such an event, so that a slip of the pen is no empty list. */
static gboolean
is_event (EvCli *cli, const char *event, GError **error)
{
  g_autoptr (EvRecord) record = ev_store_read (cli->store, EV_KIND_EVENT, event, error);
  return record != NULL;
}

int
ev_cli_list (EvCli *cli, int argc, char **argv, GError **error)
{
  const char *event = NULL;
  Listing listing = { cli, NULL };
  EvKind kind;

  if (!ev_cli_take_option (&argc, argv, "--event", &event) || argc != 1)
    return EV_CLI_USAGE;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (strcmp (argv[0], others[i].name) == 0)
      return others[i].list (cli, error);
  if (!ev_kind_parse (argv[0], &kind))
    return EV_CLI_USAGE;
  if (event != NULL && !is_event (cli, event, error))
    return EV_CLI_FAILED;
  if (kind == EV_KIND_PERSON && !note_look (cli, "people", ev_rights_whole (cli->store), error))
    return EV_CLI_FAILED;
  listing.array = cJSON_CreateArray ();
  if (!ev_store_each (cli->store, kind, event, append, &listing, error)) {
    cJSON_Delete (listing.array);
    return EV_CLI_FAILED;
  }
  ev_cli_print (cli, listing.array);
  return EV_CLI_DONE;
}

int
ev_cli_show (EvCli *cli, int argc, char **argv, GError **error)
{
  gboolean reveal = ev_cli_take_flag (&argc, argv, "--reveal");
  g_autoptr (EvRecord) record = NULL;
  g_autofree char *subject = NULL;
  EvKind kind;

  if (argc != 2 || !ev_kind_parse (argv[0], &kind))
    return EV_CLI_USAGE;
  record = ev_store_read (cli->store, kind, argv[1], error);
  if (record == NULL)
    return EV_CLI_FAILED;
  reveal = (reveal || ev_rights_whole (cli->store)) && ev_rights_guarded (record);
  subject = g_strconcat ("person/", argv[1], NULL);
  if (kind == EV_KIND_PERSON && !note_look (cli, subject, reveal, error))
    return EV_CLI_FAILED;
  ev_cli_print (cli, record_json (cli, record, reveal));
  return EV_CLI_DONE;
}
