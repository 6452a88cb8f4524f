/* Why the register cannot be opened, and what can be done about it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/welcome/trouble-page.h"

#include "app/controls/say.h"
#include "app/register/setup.h"
#include "text/error-text.h"
#include "text/i18n.h"
#include "text/moment.h"

struct _EvTroublePage {
  AdwBin parent_instance;

  /* Template */
  AdwStatusPage *status;
  GtkWidget *place;
  GtkWidget *retry;
  GtkWidget *restore;
  GtkWidget *backup;

  EvLists *lists;
  char *folder;
  GPtrArray *backups; /* of EvSetupBackup, latest first; NULL: none is called for */
  guint offered;      /* which of them */
};

G_DEFINE_FINAL_TYPE (EvTroublePage, ev_trouble_page, ADW_TYPE_BIN)

static const char *
title_of (const GError *error)
{
  if (error->domain == EV_ERROR) {
    switch ((int)error->code) {
    case EV_ERROR_BUSY:
      return _ ("The register is already open");
    case EV_ERROR_DAMAGED:
      return _ ("The register is damaged");
    case EV_ERROR_READ_ONLY:
      return _ ("The register cannot be written");
    case EV_ERROR_LOCKED:
      return _ ("The register is locked");
    case EV_ERROR_DISK_FULL:
      return _ ("The disk is full");
    case EV_ERROR_TOO_NEW:
      return _ ("The register is newer than the program");
    default:
      break;
    }
  }
  return _ ("The register cannot be opened");
}

static const EvSetupBackup *
offered (EvTroublePage *self)
{
  return self->offered < self->backups->len ? self->backups->pdata[self->offered] : NULL;
}

/* What can be had, in words; owned. */
static char *
sentence_of (EvTroublePage *self)
{
  const EvSetupBackup *backup = offered (self);
  g_autofree char *when = backup ? ev_moment_text (backup->made_at) : NULL;

  if (backup && self->offered == 0)
    return g_strdup_printf (_ ("The latest backup was made on %s. What is there now is kept "
                               "beside it. What the server has comes back with the next sync."),
                            when);
  if (backup)
    return g_strdup_printf (_ ("That backup is damaged too. The one before it was made on %s. What "
                               "is there now is kept beside it. What the server has comes back "
                               "with the next sync."),
                            when);
  return g_strdup (self->offered > 0
                       ? _ ("That backup is damaged too, and there is no other on this laptop.")
                       : _ ("There is no backup on this laptop."));
}

static void
offer_backup (EvTroublePage *self)
{
  g_autofree char *sentence = sentence_of (self);

  gtk_label_set_label (GTK_LABEL (self->backup), sentence);
  gtk_widget_set_visible (self->backup, TRUE);
  gtk_widget_set_visible (self->restore, offered (self) != NULL);
  gtk_button_set_label (GTK_BUTTON (self->restore), self->offered > 0
                                                        ? _ ("Restore this backup")
                                                        : _ ("Restore the latest backup"));
}

static gboolean
is_bad_backup (const GError *error)
{
  return g_error_matches (error, EV_ERROR, EV_ERROR_MALFORMED) ||
         g_error_matches (error, EV_ERROR, EV_ERROR_DAMAGED);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvTroublePage) self = data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->restore, TRUE);
  if (ev_setup_restore_finish (result, &error)) {
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open", NULL);
  } else if (is_bad_backup (error)) {
    self->offered++;
    offer_backup (self);
  } else {
    ev_say_error (GTK_WIDGET (self), error);
  }
}

static void
restore_cb (EvTroublePage *self)
{
  gtk_widget_set_sensitive (self->restore, FALSE);
  ev_setup_restore (self->folder, self->lists, NULL, offered (self)->file, restored_cb,
                    g_object_ref (self));
}

/* What an earlier restore put aside is none: it may be what is damaged. */
static GPtrArray *
find_backups (const char *folder)
{
  GPtrArray *backups = ev_setup_backups (folder);

  for (guint i = backups->len; i-- > 0;) {
    if (((EvSetupBackup *)backups->pdata[i])->aside)
      g_ptr_array_remove_index (backups, i);
  }
  return backups;
}

GtkWidget *
ev_trouble_page_new (EvLists *lists, const char *folder, const GError *error)
{
  EvTroublePage *self = g_object_new (EV_TYPE_TROUBLE_PAGE, NULL);
  g_autofree char *sentence = ev_error_text (error);

  self->lists = lists;
  self->folder = g_strdup (folder);
  adw_status_page_set_title (self->status, title_of (error));
  adw_status_page_set_description (self->status, sentence);
  gtk_label_set_label (GTK_LABEL (self->place), folder);
  if (g_error_matches (error, EV_ERROR, EV_ERROR_DAMAGED)) {
    self->backups = find_backups (folder);
    offer_backup (self);
  }
  return GTK_WIDGET (self);
}

static void
ev_trouble_page_finalize (GObject *object)
{
  EvTroublePage *self = EV_TROUBLE_PAGE (object);

  g_free (self->folder);
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  G_OBJECT_CLASS (ev_trouble_page_parent_class)->finalize (object);
}

static void
ev_trouble_page_class_init (EvTroublePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_trouble_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/trouble-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvTroublePage, status);
  gtk_widget_class_bind_template_child (widget_class, EvTroublePage, place);
  gtk_widget_class_bind_template_child (widget_class, EvTroublePage, retry);
  gtk_widget_class_bind_template_child (widget_class, EvTroublePage, restore);
  gtk_widget_class_bind_template_child (widget_class, EvTroublePage, backup);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
}

static void
ev_trouble_page_init (EvTroublePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
