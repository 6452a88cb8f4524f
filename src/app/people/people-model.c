/* The registry's list: a number for each person, and the rows of those on screen. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/people/people-model.h"

#include <string.h>

#include "app/people/people-item.h"

#define KEPT 512 /* rows; some more than a list view holds at a time */

struct _EvPeopleModel {
  GObject parent_instance;

  EvRegister *reg;
  GArray *places;    /* of gint64 */
  GHashTable *items; /* position -> EvPeopleItem */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EvPeopleModel, ev_people_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return EV_TYPE_PEOPLE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return EV_PEOPLE_MODEL (model)->places->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  EvPeopleModel *self = EV_PEOPLE_MODEL (model);
  EvStore *store = ev_register_store (self->reg);
  EvPeopleItem *item;
  EvPeopleRow *row = NULL;

  if (position >= self->places->len)
    return NULL;
  item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (position));
  if (item)
    return g_object_ref (item);
  if (store)
    row = ev_people_list_row (store, g_array_index (self->places, gint64, position), NULL);
  if (g_hash_table_size (self->items) >= KEPT)
    g_hash_table_remove_all (self->items);
  item = ev_people_item_new (row);
  g_hash_table_insert (self->items, GUINT_TO_POINTER (position), g_object_ref (item));
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

EvPeopleModel *
ev_people_model_new (EvRegister *reg)
{
  EvPeopleModel *self = g_object_new (EV_TYPE_PEOPLE_MODEL, NULL);

  self->reg = g_object_ref (reg);
  return self;
}

/* The same people: those on screen are shown anew, and the list keeps its place. */
static void
renew_items (EvPeopleModel *self)
{
  g_autoptr (GList) positions = g_hash_table_get_keys (self->items);

  g_hash_table_remove_all (self->items);
  for (GList *position = positions; position; position = position->next)
    g_list_model_items_changed (G_LIST_MODEL (self), GPOINTER_TO_UINT (position->data), 1, 1);
}

/* A list view that still shows rows when others come in their place looks for each of them among
 * all that come. So the old ones go first. */
void
ev_people_model_take (EvPeopleModel *self, GArray *places)
{
  g_autoptr (GArray) before = self->places;

  if (before->len == places->len &&
      memcmp (before->data, places->data, sizeof (gint64) * places->len) == 0) {
    g_array_unref (places);
    self->places = g_steal_pointer (&before);
    renew_items (self);
    return;
  }
  self->places = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_remove_all (self->items);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before->len, 0);
  g_array_unref (self->places);
  self->places = places;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, places->len);
}

static void
ev_people_model_finalize (GObject *object)
{
  EvPeopleModel *self = EV_PEOPLE_MODEL (object);

  g_array_unref (self->places);
  g_hash_table_unref (self->items);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_people_model_parent_class)->finalize (object);
}

static void
ev_people_model_class_init (EvPeopleModelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_people_model_finalize;
}

static void
ev_people_model_init (EvPeopleModel *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->items = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}
