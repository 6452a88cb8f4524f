/* The entry in which people are checked in, and who may be meant by what is typed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/arrivals.h"

#include "app/checkin/badge-code.h"
#include "app/controls/say.h"
#include "text/i18n.h"

struct _EvArrivals {
  AdwBin parent_instance;

  /* Template */
  GtkWidget *entry;

  EvRegister *reg;
  char *event;
  EvCandidateList *candidates; /* borrowed */
  GtkWidget *around, *except;  /* borrowed */
};

enum { PERSON, NEW, TYPED, DOWN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EvArrivals, ev_arrivals, ADW_TYPE_BIN)

const char *
ev_arrivals_text (EvArrivals *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
ev_arrivals_set_text (EvArrivals *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

void
ev_arrivals_type (EvArrivals *self, const char *text)
{
  g_autofree char *all = g_strconcat (ev_arrivals_text (self), text, NULL);

  if (!gtk_widget_is_sensitive (self->entry))
    return;
  ev_arrivals_set_text (self, all);
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

void
ev_arrivals_set_open (EvArrivals *self, gboolean open)
{
  gtk_widget_set_sensitive (self->entry, open);
}

void
ev_arrivals_refresh (EvArrivals *self)
{
  ev_candidate_list_search (self->candidates, self->reg, ev_arrivals_text (self), self->event);
}

static void
changed_cb (EvArrivals *self)
{
  if (!self->reg)
    return;
  ev_arrivals_refresh (self);
  g_signal_emit (self, signals[TYPED], 0);
}

/* The person whose badge was read, owned; NULL if no such person is known here. */
static char *
person_of_badge (EvArrivals *self, const char *const *ids)
{
  for (; *ids; ids++) {
    g_autoptr (EvPersonRow) row = ev_register_store (self->reg)
                                      ? ev_search_person (ev_register_store (self->reg), *ids, NULL)
                                      : NULL;
    if (row)
      return g_strdup (row->id);
  }
  return NULL;
}

static void
take_badge (EvArrivals *self, const char *const *ids)
{
  g_autofree char *person = person_of_badge (self, ids);

  if (person)
    g_signal_emit (self, signals[PERSON], 0, person, TRUE);
  else
    ev_say (GTK_WIDGET (self), _ ("Nobody on this laptop has this badge."));
}

static void
activate_cb (EvArrivals *self)
{
  gsize begins = 0;
  g_auto (GStrv) badge = ev_badge_code_find (ev_arrivals_text (self), &begins);
  g_autofree char *rest = g_strndup (ev_arrivals_text (self), begins);

  if (!badge) {
    ev_candidate_list_take (self->candidates);
    return;
  }
  ev_arrivals_set_text (self, rest);
  take_badge (self, (const char *const *)badge);
}

static void
person_cb (EvArrivals *self, const char *person)
{
  ev_arrivals_set_text (self, "");
  g_signal_emit (self, signals[PERSON], 0, person, FALSE);
}

static void
new_cb (EvArrivals *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (ev_arrivals_text (self)));

  ev_arrivals_set_text (self, "");
  g_signal_emit (self, signals[NEW], 0, typed);
}

static gboolean
key_cb (EvArrivals *self, guint key, guint code, GdkModifierType state)
{
  switch (key) {
  case GDK_KEY_Down:
  case GDK_KEY_Up:
    if (gtk_widget_get_visible (GTK_WIDGET (self->candidates)))
      ev_candidate_list_move (self->candidates, key == GDK_KEY_Down ? 1 : -1);
    else if (key == GDK_KEY_Down)
      g_signal_emit (self, signals[DOWN], 0);
    return TRUE;
  case GDK_KEY_Escape:
    if (!*ev_arrivals_text (self))
      return FALSE;
    ev_arrivals_set_text (self, "");
    return TRUE;
  default:
    return FALSE;
  }
}

void
ev_arrivals_set_event (EvArrivals *self, EvRegister *reg, const char *event,
                       EvCandidateList *candidates)
{
  g_return_if_fail (!self->reg);
  self->reg = g_object_ref (reg);
  self->event = g_strdup (event);
  self->candidates = candidates;
  g_signal_connect_object (candidates, "person", G_CALLBACK (person_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (candidates, "new", G_CALLBACK (new_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
heard_cb (EvArrivals *self, guint key, guint code, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (self->around));
  gunichar letter = gdk_keyval_to_unicode (key);
  char text[7] = "";

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) || !g_unichar_isgraph (letter) ||
      (focus && gtk_widget_is_ancestor (focus, self->except)))
    return FALSE;
  g_unichar_to_utf8 (letter, text);
  ev_arrivals_type (self, text);
  return TRUE;
}

/* A scanner types into whatever field has the keyboard, and Enter after it: then the badge is taken
 * out of the field again. */
static gboolean
scanned_cb (EvArrivals *self, guint key, guint code, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (self->around));
  g_autofree char *typed = NULL;
  g_auto (GStrv) badge = NULL;
  gsize begins = 0;
  int end;

  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || !GTK_IS_EDITABLE (focus) ||
      !gtk_widget_is_ancestor (focus, self->except))
    return FALSE;
  end = gtk_editable_get_position (GTK_EDITABLE (focus));
  typed = gtk_editable_get_chars (GTK_EDITABLE (focus), 0, end);
  badge = ev_badge_code_find (typed, &begins);
  if (!badge)
    return FALSE;
  gtk_editable_delete_text (GTK_EDITABLE (focus), (int)g_utf8_strlen (typed, (gssize)begins), end);
  take_badge (self, (const char *const *)badge);
  return TRUE;
}

static void
listen_to (EvArrivals *self, GtkPropagationPhase phase, GCallback heard)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, phase);
  g_signal_connect_object (keys, "key-pressed", heard, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->around, keys);
}

void
ev_arrivals_listen (EvArrivals *self, GtkWidget *around, GtkWidget *except)
{
  self->around = around;
  self->except = except;
  listen_to (self, GTK_PHASE_CAPTURE, G_CALLBACK (scanned_cb));
  listen_to (self, GTK_PHASE_BUBBLE, G_CALLBACK (heard_cb));
}

static gboolean
ev_arrivals_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (EV_ARRIVALS (widget)->entry);
}

static void
ev_arrivals_finalize (GObject *object)
{
  EvArrivals *self = EV_ARRIVALS (object);

  g_clear_object (&self->reg);
  g_free (self->event);
  G_OBJECT_CLASS (ev_arrivals_parent_class)->finalize (object);
}

static void
ev_arrivals_class_init (EvArrivalsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_arrivals_finalize;
  widget_class->grab_focus = ev_arrivals_grab_focus;
  signals[PERSON] = g_signal_new ("person", EV_TYPE_ARRIVALS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[NEW] = g_signal_new ("new", EV_TYPE_ARRIVALS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TYPED] = g_signal_new ("typed", EV_TYPE_ARRIVALS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[DOWN] = g_signal_new ("down", EV_TYPE_ARRIVALS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/arrivals.ui");
  gtk_widget_class_bind_template_child (widget_class, EvArrivals, entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
}

static void
ev_arrivals_init (EvArrivals *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
