/* Asking where a file is to go, or where it is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/controls/save-file.h"

#include "text/i18n.h"

typedef struct {
  GtkWidget *widget;
  EvSaveFileChosen chosen;
  gpointer data;
  GDestroyNotify free;
} Asking;

static void
answered_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  Asking *asking = data;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file ? g_file_get_path (file) : NULL;
  if (path)
    asking->chosen (asking->widget, path, asking->data);
  if (asking->free)
    asking->free (asking->data);
  g_object_unref (asking->widget);
  g_free (asking);
  g_object_unref (dialog);
}

/* Takes `dialog`. */
static void
show (GtkFileChooserNative *dialog, const Asking *question)
{
  Asking *asking = g_memdup2 (question, sizeof *question);

  g_object_ref (asking->widget);
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), asking);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
ev_save_file_ask (GtkWidget *widget, const char *title, const char *name, EvSaveFileChosen chosen,
                  gpointer data, GDestroyNotify free)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), _ ("Cancel"));
  const Asking asking = { widget, chosen, data, free };

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  show (dialog, &asking);
}

void
ev_save_file_pick (GtkWidget *widget, const char *title, EvSaveFileChosen chosen)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Open"), _ ("Cancel"));
  const Asking asking = { .widget = widget, .chosen = chosen };

  show (dialog, &asking);
}

char *
ev_save_file_name (const char *text, const char *ending)
{
  GString *name = g_string_new (NULL);

  for (const char *at = text; *at; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);
    if (g_unichar_isalnum (letter))
      g_string_append_unichar (name, letter);
    else if (name->len > 0 && name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  }
  g_string_append_printf (name, ".%s", ending);
  return g_string_free (name, FALSE);
}
