/* A mark given by one letter, held back for as long as it may be the beginning of a scan. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/held-mark.h"

#define HOLD 120 /* milliseconds; scanners leave 5 to 50 between two keys */

struct _EvHeldMark {
  EvHeldMarkDo todo;
  gpointer data;
  gunichar letter; /* 0: nothing is held */
  EvPlan *plan;
  guint timer;
};

EvHeldMark *
ev_held_mark_new (EvHeldMarkDo todo, gpointer data)
{
  EvHeldMark *self = g_new0 (EvHeldMark, 1);

  self->todo = todo;
  self->data = data;
  return self;
}

static void
forget (EvHeldMark *self)
{
  self->letter = 0;
  g_clear_pointer (&self->plan, ev_plan_free);
  g_clear_handle_id (&self->timer, g_source_remove);
}

void
ev_held_mark_free (EvHeldMark *self)
{
  if (!self)
    return;
  forget (self);
  g_free (self);
}

static gboolean
passed_cb (gpointer data)
{
  EvHeldMark *self = data;

  self->timer = 0;
  ev_held_mark_settle (self);
  return G_SOURCE_REMOVE;
}

void
ev_held_mark_hold (EvHeldMark *self, gunichar letter, EvPlan *plan)
{
  g_return_if_fail (!ev_held_mark_is_held (self));
  self->letter = letter;
  self->plan = plan;
  /* Keys that are waiting in the queue come first, however busy the program was. */
  self->timer = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, HOLD, passed_cb, self, NULL);
}

gboolean
ev_held_mark_is_held (EvHeldMark *self)
{
  return self->letter != 0;
}

void
ev_held_mark_settle (EvHeldMark *self)
{
  EvPlan *plan = g_steal_pointer (&self->plan);

  forget (self);
  if (plan)
    self->todo (self->data, plan);
}

char *
ev_held_mark_take_back (EvHeldMark *self, gunichar next)
{
  GString *typed = g_string_new (NULL);

  if (self->letter)
    g_string_append_unichar (typed, self->letter);
  g_string_append_unichar (typed, next);
  forget (self);
  return g_string_free (typed, FALSE);
}
