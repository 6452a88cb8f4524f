/* Keeping what a page shows as new as the register is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/register/fresh.h"

#define KEY "evidenca-fresh"

typedef struct {
  void (*load) (GtkWidget *page);
  GCancellable *cancellable;
  gboolean looking; /* a look is under way */
  gboolean stale;   /* what is shown is not what is there */
} Fresh;

static void
fresh_free (gpointer data)
{
  Fresh *fresh = data;

  g_object_unref (fresh->cancellable);
  g_free (fresh);
}

static void
load (GtkWidget *page, Fresh *fresh)
{
  fresh->stale = FALSE;
  fresh->load (page);
}

static void
changed_cb (GtkWidget *page)
{
  Fresh *fresh = g_object_get_data (G_OBJECT (page), KEY);

  if (gtk_widget_get_mapped (page))
    load (page, fresh);
  else
    fresh->stale = TRUE;
}

static void
mapped_cb (GtkWidget *page)
{
  Fresh *fresh = g_object_get_data (G_OBJECT (page), KEY);

  if (fresh->stale)
    load (page, fresh);
}

static void
destroyed_cb (GtkWidget *page)
{
  Fresh *fresh = g_object_get_data (G_OBJECT (page), KEY);

  g_cancellable_cancel (fresh->cancellable);
}

void
ev_fresh_keep (GtkWidget *page, EvRegister *reg, GCallback load_page)
{
  Fresh *fresh = g_new0 (Fresh, 1);

  fresh->load = (void (*) (GtkWidget *))load_page;
  fresh->cancellable = g_cancellable_new ();
  fresh->stale = TRUE;
  g_object_set_data_full (G_OBJECT (page), KEY, fresh, fresh_free);
  g_signal_connect_object (reg, "changed", G_CALLBACK (changed_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect (page, "map", G_CALLBACK (mapped_cb), NULL);
  g_signal_connect (page, "destroy", G_CALLBACK (destroyed_cb), NULL);
}

GCancellable *
ev_fresh_begin (GtkWidget *page)
{
  Fresh *fresh = g_object_get_data (G_OBJECT (page), KEY);

  fresh->stale = fresh->looking;
  if (fresh->looking)
    return NULL;
  fresh->looking = TRUE;
  return fresh->cancellable;
}

gboolean
ev_fresh_end (GtkWidget *page)
{
  Fresh *fresh = g_object_get_data (G_OBJECT (page), KEY);

  fresh->looking = FALSE;
  if (g_cancellable_is_cancelled (fresh->cancellable))
    return FALSE;
  if (fresh->stale)
    load (page, fresh);
  return TRUE;
}
