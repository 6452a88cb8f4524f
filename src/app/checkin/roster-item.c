/* A person in the list of an event. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/roster-item.h"

struct _EvRosterItem {
  GObject parent_instance;

  const EvRosterRow *row;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (EvRosterItem, ev_roster_item, G_TYPE_OBJECT)

const EvRosterRow *
ev_roster_item_row (EvRosterItem *self)
{
  return self->row;
}

char *
ev_roster_item_name (EvRosterItem *self)
{
  return g_strstrip (
      g_strdup_printf ("%s %s", self->row->person.given_name, self->row->person.family_name));
}

/* Whether the item at `position` is about the person of `row`; if so it shows `row` from now on. */
static gboolean
refresh (GListStore *items, guint position, const EvRosterRow *row)
{
  g_autoptr (EvRosterItem) item = g_list_model_get_item (G_LIST_MODEL (items), position);

  if (!item || g_strcmp0 (item->row->person.id, row->person.id) != 0)
    return FALSE;
  item->row = row;
  g_signal_emit (item, changed_signal, 0);
  return TRUE;
}

void
ev_roster_item_update (GListStore *items, const EvRoster *roster)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint old = g_list_model_get_n_items (G_LIST_MODEL (items));
  guint same = 0;

  while (same < roster->rows->len && refresh (items, same, roster->rows->pdata[same]))
    same++;
  for (guint i = same; i < roster->rows->len; i++) {
    EvRosterItem *item = g_object_new (EV_TYPE_ROSTER_ITEM, NULL);
    item->row = roster->rows->pdata[i];
    g_ptr_array_add (added, item);
  }
  if (added->len > 0 || old > same)
    g_list_store_splice (items, same, old - same, added->pdata, added->len);
}

static void
ev_roster_item_class_init (EvRosterItemClass *class)
{
  changed_signal = g_signal_new ("changed", EV_TYPE_ROSTER_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
ev_roster_item_init (EvRosterItem *self)
{
}
