/* Where no network comes: changes and receipts on a USB stick. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync/stick-group.h"

#include "app/controls/save-file.h"
#include "app/controls/say.h"
#include "sync/carrier.h"
#include "text/i18n.h"
#include "text/moment.h"

#define SUFFIX "evbundle"

struct _EvStickGroup {
  AdwPreferencesGroup parent_instance;

  AdwActionRow *write, *read;
  EvRegister *reg;
};

G_DEFINE_FINAL_TYPE (EvStickGroup, ev_stick_group, ADW_TYPE_PREFERENCES_GROUP)

/* One file on its way; the writer's thread fills in what came of it. */
typedef struct {
  EvStickGroup *group;
  gboolean writes;
  char *path;
  gint64 sent, received;
} Carrying;

static void
carrying_free (Carrying *carrying)
{
  g_object_unref (carrying->group);
  g_free (carrying->path);
  g_free (carrying);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Carrying, carrying_free)

static void
carry (GTask *task, EvStore *store, gpointer task_data)
{
  Carrying *carrying = task_data;
  g_auto (EvSyncOutcome) outcome = { 0 };
  GError *error = NULL;
  gboolean done = carrying->writes
                      ? ev_carrier_write (store, NULL, carrying->path, &outcome, &error)
                      : ev_carrier_read (store, carrying->path, &outcome, &error);

  carrying->sent = outcome.sent;
  carrying->received = outcome.received;
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static char *
written_words (gint64 count)
{
  if (count == 0)
    return g_strdup (
        _ ("The file is written. Everything of this laptop is on the server already."));
  return g_strdup_printf (
      ngettext ("%d change is in the file. Until the receipt comes back it stays here too.",
                "%d changes are in the file. Until the receipt comes back they stay here too.",
                (gulong)count),
      (int)count);
}

static char *
read_words (const Carrying *carrying)
{
  if (carrying->sent > 0)
    return g_strdup_printf (ngettext ("%d change of this laptop has arrived on the server.",
                                      "%d changes of this laptop have arrived on the server.",
                                      (gulong)carrying->sent),
                            (int)carrying->sent);
  if (carrying->received > 0)
    return g_strdup_printf (
        ngettext ("%d change was read.", "%d changes were read.", (gulong)carrying->received),
        (int)carrying->received);
  return g_strdup (_ ("There was nothing new in the file."));
}

static void
carried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Carrying) carrying = data;
  EvRegister *reg = EV_REGISTER (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!ev_register_run_finish (reg, result, &error)) {
    ev_say_error (GTK_WIDGET (carrying->group), error);
    return;
  }
  words = carrying->writes ? written_words (carrying->sent) : read_words (carrying);
  ev_say (GTK_WIDGET (carrying->group), words);
  if (!carrying->writes)
    ev_register_sync_now (reg);
}

static void
start (EvStickGroup *self, gboolean writes, const char *path)
{
  Carrying *carrying = g_new0 (Carrying, 1);

  carrying->group = g_object_ref (self);
  carrying->writes = writes;
  carrying->path = g_strdup (path);
  ev_register_run (self->reg, carry, carrying, NULL, carried_cb, carrying);
}

static void
write_to_cb (GtkWidget *widget, const char *path, gpointer data)
{
  start (EV_STICK_GROUP (widget), TRUE, path);
}

static void
read_from_cb (GtkWidget *widget, const char *path, gpointer data)
{
  start (EV_STICK_GROUP (widget), FALSE, path);
}

static void
write_cb (EvStickGroup *self)
{
  g_autofree char *name = ev_save_file_name (_ ("Evidenca changes"), SUFFIX);

  ev_save_file_ask (GTK_WIDGET (self), _ ("Write to a USB stick"), name, write_to_cb, NULL, NULL);
}

static void
read_cb (EvStickGroup *self)
{
  ev_save_file_pick (GTK_WIDGET (self), _ ("Read from a USB stick"), read_from_cb);
}

void
ev_stick_group_show (EvStickGroup *self, const EvCustodyCounts *counts)
{
  g_autofree char *written = NULL, *waiting = NULL;

  if (counts->handed > 0) {
    EvClock clock = ev_clock_system ();
    g_autofree char *ago = ev_moment_ago (counts->handed_at, ev_clock_now (&clock));
    written = g_strdup_printf (
        ngettext ("%1$d change was written to a file %2$s; its receipt is still to come.",
                  "%1$d changes were written to a file %2$s; their receipt is still to come.",
                  (gulong)counts->handed),
        (int)counts->handed, ago);
  }
  if (counts->carried > 0)
    waiting = g_strdup_printf (ngettext ("%d message of another laptop waits to be passed on.",
                                         "%d messages of other laptops wait to be passed on.",
                                         (gulong)counts->carried),
                               (int)counts->carried);
  adw_action_row_set_subtitle (self->write, written ? written : "");
  adw_action_row_set_subtitle (self->read, waiting ? waiting : "");
}

void
ev_stick_group_set_register (EvStickGroup *self, EvRegister *reg)
{
  g_return_if_fail (!self->reg);
  self->reg = g_object_ref (reg);
}

static AdwActionRow *
add_row (EvStickGroup *self, const char *title, GCallback activated)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_swapped (row, "activated", activated, self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_ACTION_ROW (row);
}

static void
ev_stick_group_finalize (GObject *object)
{
  g_clear_object (&EV_STICK_GROUP (object)->reg);
  G_OBJECT_CLASS (ev_stick_group_parent_class)->finalize (object);
}

static void
ev_stick_group_class_init (EvStickGroupClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_stick_group_finalize;
}

static void
ev_stick_group_init (EvStickGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Without a network"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("Changes go to the coordinator in a sealed file, and the receipt comes back in another."));
  self->write = add_row (self, _ ("Write to a USB stick…"), G_CALLBACK (write_cb));
  self->read = add_row (self, _ ("Read from a USB stick…"), G_CALLBACK (read_cb));
}
