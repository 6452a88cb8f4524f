/* One line of the list of events: an event, or the heading above some. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/events/event-item.h"

#include "text/date.h"
#include "text/i18n.h"

struct _EvEventItem {
  GObject parent_instance;

  char *heading;
  EvEventRow *row;
};

G_DEFINE_FINAL_TYPE (EvEventItem, ev_event_item, G_TYPE_OBJECT)

EvEventItem *
ev_event_item_new_heading (const char *words)
{
  EvEventItem *self = g_object_new (EV_TYPE_EVENT_ITEM, NULL);

  self->heading = g_strdup (words);
  return self;
}

EvEventItem *
ev_event_item_new (EvEventRow *row)
{
  EvEventItem *self = g_object_new (EV_TYPE_EVENT_ITEM, NULL);

  self->row = row;
  return self;
}

const char *
ev_event_item_heading (EvEventItem *self)
{
  return self->heading;
}

const EvEventRow *
ev_event_item_row (EvEventItem *self)
{
  return self->row;
}

/* ISO dates order as texts do. */
static char *
heading_of (const EvEventRow *row, const char *today)
{
  int year, month, day;

  if (!row->first_date)
    return g_strdup (_ ("Without a date"));
  if (g_strcmp0 (row->first_date, today) <= 0 && g_strcmp0 (row->last_date, today) >= 0)
    return g_strdup (C_ ("events", "Today"));
  if (g_strcmp0 (row->first_date, today) > 0)
    return g_strdup (C_ ("events", "Upcoming"));
  if (ev_date_split (row->last_date, &year, &month, &day))
    return ev_date_month_year (year, month);
  return g_strdup (_ ("Without a date"));
}

GPtrArray *
ev_event_item_arrange (GPtrArray *rows, const char *today)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *last = NULL;

  for (guint i = 0; i < rows->len; i++) {
    EvEventRow *row = rows->pdata[i];
    g_autofree char *heading = heading_of (row, today);

    if (g_strcmp0 (heading, last) != 0)
      g_ptr_array_add (items, ev_event_item_new_heading (heading));
    g_free (last);
    last = g_steal_pointer (&heading);
    g_ptr_array_add (items, ev_event_item_new (row));
  }
  g_ptr_array_set_free_func (rows, NULL);
  g_ptr_array_set_size (rows, 0);
  return items;
}

static void
ev_event_item_finalize (GObject *object)
{
  EvEventItem *self = EV_EVENT_ITEM (object);

  g_free (self->heading);
  g_clear_pointer (&self->row, ev_event_row_free);
  G_OBJECT_CLASS (ev_event_item_parent_class)->finalize (object);
}

static void
ev_event_item_class_init (EvEventItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_event_item_finalize;
}

static void
ev_event_item_init (EvEventItem *self)
{
}
