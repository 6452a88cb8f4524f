/* A person in the registry's list. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/people/people-item.h"

struct _EvPeopleItem {
  GObject parent_instance;

  EvPeopleRow *row;
};

G_DEFINE_FINAL_TYPE (EvPeopleItem, ev_people_item, G_TYPE_OBJECT)

EvPeopleItem *
ev_people_item_new (EvPeopleRow *row)
{
  EvPeopleItem *self = g_object_new (EV_TYPE_PEOPLE_ITEM, NULL);

  self->row = row;
  return self;
}

const EvPeopleRow *
ev_people_item_row (EvPeopleItem *self)
{
  return self->row;
}

static void
ev_people_item_finalize (GObject *object)
{
  ev_people_row_free (EV_PEOPLE_ITEM (object)->row);
  G_OBJECT_CLASS (ev_people_item_parent_class)->finalize (object);
}

static void
ev_people_item_class_init (EvPeopleItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_people_item_finalize;
}

static void
ev_people_item_init (EvPeopleItem *self)
{
}
