/* Classes of people who are one: who survives, and what the others lend her. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/survivor-private.h"

#include <string.h>

#include "store/row-private.h"

/* A part of the graph: who is merged into whom, both ends being here. */
typedef struct {
  GHashTable *into; /* char * -> char *, NULL for a root */
  GPtrArray *queue; /* of char *, borrowed from `into`: all, in the order of their coming */
} Graph;

static void
add_person (Graph *graph, const char *person)
{
  char *key;

  if (g_hash_table_contains (graph->into, person))
    return;
  key = g_strdup (person);
  g_hash_table_insert (graph->into, key, NULL);
  g_ptr_array_add (graph->queue, key);
}

static gboolean
add_neighbours (Graph *graph, EvDatabase *database, const char *person, GError **error)
{
  g_autoptr (EvQuery) query =
      ev_query_new (database, error,
                    "SELECT p.id, p.merged_into FROM person p JOIN person q ON q.id = p.merged_into"
                    " WHERE p.id = ?1 OR p.merged_into = ?1",
                    "s", person);

  while (query != NULL && ev_query_next (query, error)) {
    const char *from = ev_query_text (query, 0);
    const char *into = ev_query_text (query, 1);
    add_person (graph, from);
    add_person (graph, into);
    g_hash_table_insert (graph->into, g_strdup (from), g_strdup (into));
  }
  return query != NULL && ev_query_ended (query);
}

/* Follows the edges to the end, or round the cycle to its least id. */
static const char *
root_of (Graph *graph, const char *person)
{
  g_autoptr (GHashTable) passed = g_hash_table_new (g_str_hash, g_str_equal);
  const char *at = person, *into, *least;

  while (g_hash_table_add (passed, (gpointer)at)) {
    into = g_hash_table_lookup (graph->into, at);
    if (into == NULL)
      return at;
    at = into;
  }
  least = at;
  for (into = g_hash_table_lookup (graph->into, at); strcmp (into, at) != 0;
       into = g_hash_table_lookup (graph->into, into))
    if (strcmp (into, least) < 0)
      least = into;
  return least;
}

/* The class of a person; empty for one who is in none. */
static GPtrArray *
class_of (EvDatabase *database, const char *person, GError **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EvQuery) query =
      ev_query_new (database, error,
                    "SELECT person FROM survivor WHERE root ="
                    " (SELECT root FROM survivor WHERE person = ?) ORDER BY person",
                    "s", person);

  while (query != NULL && ev_query_next (query, error))
    g_ptr_array_add (members, g_strdup (ev_query_text (query, 0)));
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&members) : NULL;
}

static void
graph_clear (Graph *graph)
{
  g_ptr_array_unref (graph->queue);
  g_hash_table_unref (graph->into);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Graph, graph_clear)

/* Everybody whose class may be another now: the old class and all whom edges lead to. `is_alone`:
 * she was in none, and no edge leads anywhere. */
static gboolean
gather (Graph *graph, EvDatabase *database, const char *person, gboolean *is_alone, GError **error)
{
  g_autoptr (GPtrArray) old = class_of (database, person, error);

  if (old == NULL)
    return FALSE;
  add_person (graph, person);
  for (guint i = 0; i < old->len; i++)
    add_person (graph, old->pdata[i]);
  for (guint i = 0; i < graph->queue->len; i++)
    if (!add_neighbours (graph, database, graph->queue->pdata[i], error))
      return FALSE;
  *is_alone =
      old->len == 0 && graph->queue->len == 1 && g_hash_table_lookup (graph->into, person) == NULL;
  return TRUE;
}

/* Those with an edge at either end. */
static GHashTable *
joined_people (Graph *graph)
{
  GHashTable *joined = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < graph->queue->len; i++) {
    char *person = graph->queue->pdata[i];
    char *into = g_hash_table_lookup (graph->into, person);
    if (into != NULL) {
      g_hash_table_add (joined, person);
      g_hash_table_add (joined, into);
    }
  }
  return joined;
}

gboolean
ev_survivor_update (EvDatabase *database, const char *person, GError **error)
{
  g_auto (Graph) graph = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                           g_ptr_array_new () };
  g_autoptr (GHashTable) joined = NULL;
  gboolean is_alone;

  if (!gather (&graph, database, person, &is_alone, error))
    return FALSE;
  if (is_alone)
    return TRUE;
  joined = joined_people (&graph);
  for (guint i = 0; i < graph.queue->len; i++) {
    const char *member = graph.queue->pdata[i];
    if (!ev_query_run (database, error, "DELETE FROM survivor WHERE person = ?", "s", member))
      return FALSE;
    if (g_hash_table_contains (joined, member) &&
        !ev_query_run (database, error, "INSERT INTO survivor (person, root) VALUES (?, ?)", "ss",
                       member, root_of (&graph, member)))
      return FALSE;
  }
  return TRUE;
}

char *
ev_survivor_find (EvDatabase *database, const char *person, GError **error)
{
  g_autoptr (EvQuery) query =
      ev_query_new (database, error, "SELECT root FROM survivor WHERE person = ?", "s", person);

  if (query == NULL)
    return NULL;
  if (ev_query_next (query, error))
    return g_strdup (ev_query_text (query, 0));
  return ev_query_ended (query) ? g_strdup (person) : NULL;
}

GPtrArray *
ev_survivor_class (EvDatabase *database, const char *person, GError **error)
{
  GPtrArray *members = class_of (database, person, error);

  if (members != NULL && members->len == 0)
    g_ptr_array_add (members, g_strdup (person));
  return members;
}

static gboolean
group_is_empty (const EvRecord *record, const char *group)
{
  guint count;
  const EvField *table = ev_field_table (EV_KIND_PERSON, &count);

  for (guint i = 0; i < count; i++)
    if (strcmp (ev_field_group (EV_KIND_PERSON, table[i].name), group) == 0 &&
        ev_record_value (record, table[i].name) != NULL)
      return FALSE;
  return TRUE;
}

/* What says who she is and whether she is there is nobody else's to lend. */
static gboolean
is_lent (const char *group)
{
  return strcmp (group, "merged_into") != 0 && strcmp (group, "erased") != 0 &&
         strcmp (group, "deleted") != 0;
}

static void
borrow (EvRecord *survivor, const EvRecord *other)
{
  guint count;
  const EvField *table = ev_field_table (EV_KIND_PERSON, &count);
  g_autoptr (GHashTable) empty = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < count; i++) {
    const char *group = ev_field_group (EV_KIND_PERSON, table[i].name);
    if (is_lent (group) && group_is_empty (survivor, group))
      g_hash_table_add (empty, (gpointer)group);
  }
  for (guint i = 0; i < count; i++)
    if (g_hash_table_contains (empty, ev_field_group (EV_KIND_PERSON, table[i].name)))
      ev_record_take (survivor, table[i].name,
                      ev_value_ref (ev_record_value (other, table[i].name)));
}

gboolean
ev_survivor_fill_from (EvDatabase *database, EvRecord *survivor, const GPtrArray *members,
                       GError **error)
{
  for (guint i = 0; i < members->len; i++) {
    g_autoptr (EvRecord) other = NULL;
    if (strcmp (members->pdata[i], ev_record_id (survivor)) == 0)
      continue;
    if (!ev_row_load (database, EV_KIND_PERSON, members->pdata[i], &other, error))
      return FALSE;
    if (other != NULL && !ev_record_is_gone (other))
      borrow (survivor, other);
  }
  return TRUE;
}

gboolean
ev_survivor_fill (EvDatabase *database, EvRecord *survivor, GError **error)
{
  g_autoptr (GPtrArray) members = ev_survivor_class (database, ev_record_id (survivor), error);

  return members != NULL && ev_survivor_fill_from (database, survivor, members, error);
}

gboolean
ev_survivor_check_person (EvStore *store, const char *id, GError **error)
{
  g_autoptr (EvRecord) person = ev_store_read (store, EV_KIND_PERSON, id, error);

  if (person != NULL && ev_record_is_gone (person))
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "person %s was deleted", id);
  return person != NULL && !ev_record_is_gone (person);
}
