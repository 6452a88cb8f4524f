/* What opens a register that does not open by itself: a passphrase, or the recovery sheet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/welcome/unlock-page.h"

#include "app/register/unlock.h"
#include "base/recovery.h"
#include "store/keys.h"
#include "text/error-text.h"
#include "text/i18n.h"

struct _EvUnlockPage {
  AdwBin parent_instance;

  /* Template */
  AdwStatusPage *status;
  GtkWidget *by_passphrase;
  GtkEditable *passphrase;
  GtkWidget *open;
  GtkWidget *forgotten;
  GtkWidget *by_sheet;
  GtkEditable *line_1, *line_2, *line_3, *line_4;
  GtkEditable *new_passphrase;
  GtkWidget *recover;
  GtkLabel *trouble;
  GtkSpinner *spinner;

  EvLists *lists;
  char *folder;
  EvUnlocked unlocked;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (EvUnlockPage, ev_unlock_page, ADW_TYPE_BIN)

static void
say (EvUnlockPage *self, const char *sentence)
{
  gtk_label_set_label (self->trouble, sentence ? sentence : "");
}

static void
set_busy (EvUnlockPage *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->by_passphrase, !busy);
  gtk_widget_set_sensitive (self->by_sheet, !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
say_why (EvUnlockPage *self, const GError *error)
{
  g_autofree char *sentence = ev_error_text (error);

  if (g_error_matches (error, EV_ERROR, EV_ERROR_KEY))
    say (self, gtk_widget_get_visible (self->by_sheet)
                   ? _ ("This sheet belongs to another project, or there is a newer one.")
                   : _ ("This is not the passphrase."));
  else
    say (self, sentence);
  gtk_widget_grab_focus (
      GTK_WIDGET (gtk_widget_get_visible (self->by_sheet) ? self->line_1 : self->passphrase));
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvUnlockPage) self = data;
  g_autoptr (GError) error = NULL;
  EvStore *store = ev_unlock_finish (result, &error);

  set_busy (self, FALSE);
  if (!store)
    say_why (self, error);
  else if (gtk_widget_get_root (GTK_WIDGET (self)))
    self->unlocked (store, self->data);
  else
    ev_store_close (store);
}

static void
open_cb (EvUnlockPage *self)
{
  const char *passphrase = gtk_editable_get_text (self->passphrase);

  if (!*passphrase)
    return;
  say (self, NULL);
  set_busy (self, TRUE);
  ev_unlock_run (self->folder, self->lists, passphrase, NULL, NULL, unlocked_cb,
                 g_object_ref (self));
  gtk_editable_set_text (self->passphrase, "");
}

/* What was typed of the sheet; free with ev_key_free_text(). */
static char *
typed_letters (EvUnlockPage *self)
{
  return g_strjoin ("\n", gtk_editable_get_text (self->line_1),
                    gtk_editable_get_text (self->line_2), gtk_editable_get_text (self->line_3),
                    gtk_editable_get_text (self->line_4), NULL);
}

/* Says which line is wrong, and goes there. */
static gboolean
check_letters (EvUnlockPage *self, const char *letters)
{
  GtkEditable *lines[EV_RECOVERY_LINES] = { self->line_1, self->line_2, self->line_3,
                                            self->line_4 };
  guint line;
  g_autofree char *half = ev_recovery_public (letters, &line, NULL);
  g_autofree char *sentence = NULL;

  if (half)
    return TRUE;
  sentence = line > 0 ? g_strdup_printf (_ ("Line %u is not written as on the sheet."), line)
                      : g_strdup (_ ("The sheet has four lines of sixteen letters."));
  say (self, sentence);
  gtk_widget_grab_focus (GTK_WIDGET (lines[line > 0 ? line - 1 : 0]));
  return FALSE;
}

static gboolean
check_new_passphrase (EvUnlockPage *self)
{
  const char *words = gtk_editable_get_text (self->new_passphrase);
  g_autofree char *sentence = NULL;

  if (!*words || g_utf8_strlen (words, -1) >= EV_PASSPHRASE_LEAST)
    return TRUE;
  sentence =
      g_strdup_printf (ngettext ("A passphrase has %d character at least.",
                                 "A passphrase has %d characters at least.", EV_PASSPHRASE_LEAST),
                       EV_PASSPHRASE_LEAST);
  say (self, sentence);
  gtk_widget_grab_focus (GTK_WIDGET (self->new_passphrase));
  return FALSE;
}

static void
recover_cb (EvUnlockPage *self)
{
  char *letters = typed_letters (self);

  say (self, NULL);
  if (check_letters (self, letters) && check_new_passphrase (self)) {
    set_busy (self, TRUE);
    ev_unlock_run (self->folder, self->lists, NULL, letters,
                   gtk_editable_get_text (self->new_passphrase), unlocked_cb, g_object_ref (self));
  }
  ev_key_free_text (letters);
}

static void
forgotten_cb (EvUnlockPage *self)
{
  say (self, NULL);
  gtk_widget_set_visible (self->by_passphrase, FALSE);
  gtk_widget_set_visible (self->by_sheet, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->line_1));
}

static void
passphrase_changed_cb (EvUnlockPage *self)
{
  gtk_widget_set_sensitive (self->open, *gtk_editable_get_text (self->passphrase) != '\0');
}

GtkWidget *
ev_unlock_page_new (EvLists *lists, const char *folder, EvUnlocked unlocked, gpointer data)
{
  EvUnlockPage *self = g_object_new (EV_TYPE_UNLOCK_PAGE, NULL);
  EvKeysWays ways = ev_keys_ways (folder);

  self->lists = lists;
  self->folder = g_strdup (folder);
  self->unlocked = unlocked;
  self->data = data;
  gtk_widget_set_visible (self->forgotten, (ways & EV_KEYS_RECOVERY) != 0);
  gtk_widget_set_visible (self->by_passphrase, (ways & EV_KEYS_PASSPHRASE) != 0);
  gtk_widget_set_visible (self->by_sheet, (ways & EV_KEYS_PASSPHRASE) == 0);
  if ((ways & EV_KEYS_PASSPHRASE) == 0)
    adw_status_page_set_description (
        self->status, _ ("It was made on another laptop. Here it opens with the recovery sheet."));
  return GTK_WIDGET (self);
}

static void
ev_unlock_page_finalize (GObject *object)
{
  g_free (EV_UNLOCK_PAGE (object)->folder);
  G_OBJECT_CLASS (ev_unlock_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, EvUnlockPage, status);
  gtk_widget_class_bind_template_child (widget_class, EvUnlockPage, by_passphrase);
  gtk_widget_class_bind_template_child (widget_class, EvUnlockPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, EvUnlockPage, open);
  gtk_widget_class_bind_template_child (widget_class, EvUnlockPage, forgotten);
  gtk_widget_class_bind_template_child (widget_class, EvUnlockPage, by_sheet);
  gtk_widget_class_bind_template_child (widget_class, EvUnlockPage, line_1);
  gtk_widget_class_bind_template_child (widget_class, EvUnlockPage, line_2);
  gtk_widget_class_bind_template_child (widget_class, EvUnlockPage, line_3);
  gtk_widget_class_bind_template_child (widget_class, EvUnlockPage, line_4);
  gtk_widget_class_bind_template_child (widget_class, EvUnlockPage, new_passphrase);
  gtk_widget_class_bind_template_child (widget_class, EvUnlockPage, recover);
  gtk_widget_class_bind_template_child (widget_class, EvUnlockPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, EvUnlockPage, spinner);
}

static void
ev_unlock_page_class_init (EvUnlockPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_unlock_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/unlock-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, recover_cb);
  gtk_widget_class_bind_template_callback (widget_class, forgotten_cb);
  gtk_widget_class_bind_template_callback (widget_class, passphrase_changed_cb);
}

static void
ev_unlock_page_init (EvUnlockPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
