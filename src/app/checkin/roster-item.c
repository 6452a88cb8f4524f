/* A person in the list of an event. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/roster-item.h"

#include "app/checkin/person-words.h"

struct _EvRosterItem {
  GObject parent_instance;

  char *person;
  const EvRosterView *view;
  const EvRosterRow *row;
  gboolean first;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (EvRosterItem, ev_roster_item, G_TYPE_OBJECT)

const EvRosterRow *
ev_roster_item_row (EvRosterItem *self)
{
  return self->row;
}

const EvRosterView *
ev_roster_item_view (EvRosterItem *self)
{
  return self->view;
}

gboolean
ev_roster_item_is_first (EvRosterItem *self)
{
  return self->first;
}

char *
ev_roster_item_name (EvRosterItem *self)
{
  return ev_person_words_name (&self->row->person);
}

/* The items there are, by person; each with a reference. */
static GHashTable *
items_by_person (GListStore *items)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (items)); i++) {
    EvRosterItem *item = g_list_model_get_item (G_LIST_MODEL (items), i);
    g_hash_table_insert (known, item->person, item);
  }
  return known;
}

static EvRosterItem *
item_for (GHashTable *known, const EvRosterRow *row)
{
  EvRosterItem *item = g_hash_table_lookup (known, row->person.id);

  if (item)
    return g_object_ref (item);
  item = g_object_new (EV_TYPE_ROSTER_ITEM, NULL);
  item->person = g_strdup (row->person.id);
  return item;
}

static EvRosterStanding
standing (const EvRosterView *view, const EvRosterRow *row)
{
  return ev_roster_standing (view->session >= 0 ? row->statuses[view->session] : NULL);
}

/* Replaces only what differs, so that nothing else loses its place. */
static void
splice (GListStore *items, GPtrArray *wanted)
{
  guint old = g_list_model_get_n_items (G_LIST_MODEL (items));
  guint head = 0, tail = 0;

#define OLD(position)                                                                              \
  ({                                                                                               \
    g_autoptr (GObject) object = g_list_model_get_item (G_LIST_MODEL (items), position);           \
    (gpointer) object;                                                                             \
  })
  while (head < old && head < wanted->len && OLD (head) == wanted->pdata[head])
    head++;
  while (tail < old - head && tail < wanted->len - head &&
         OLD (old - 1 - tail) == wanted->pdata[wanted->len - 1 - tail])
    tail++;
#undef OLD
  if (old > head + tail || wanted->len > head + tail)
    g_list_store_splice (items, head, old - head - tail, wanted->pdata + head,
                         wanted->len - head - tail);
}

void
ev_roster_item_update (GListStore *items, const EvRosterView *view, const GPtrArray *rows)
{
  g_autoptr (GHashTable) known = items_by_person (items);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  int group = -1;

  for (guint i = 0; i < rows->len; i++) {
    EvRosterItem *item = item_for (known, rows->pdata[i]);
    item->view = view;
    item->row = rows->pdata[i];
    item->first = !view->by_name && (int)standing (view, item->row) > group;
    if (item->first)
      group = (int)standing (view, item->row);
    g_ptr_array_add (wanted, item);
  }
  splice (items, wanted);
  for (guint i = 0; i < wanted->len; i++)
    g_signal_emit (wanted->pdata[i], changed_signal, 0);
}

static void
ev_roster_item_finalize (GObject *object)
{
  g_free (EV_ROSTER_ITEM (object)->person);
  G_OBJECT_CLASS (ev_roster_item_parent_class)->finalize (object);
}

static void
ev_roster_item_class_init (EvRosterItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_roster_item_finalize;
  changed_signal = g_signal_new ("changed", EV_TYPE_ROSTER_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
ev_roster_item_init (EvRosterItem *self)
{
}
