/* A document on its way to the printer or into a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/printing/printer.h"

#include "app/controls/say.h"
#include "base/clock.h"
#include "text/i18n.h"

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  const EvDocument *document = data;

  document->draw (gtk_print_context_get_cairo_context (context), (guint)page, document->data);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  ev_say_error (data, error);
}

void
ev_printer_print (GtkWindow *parent, EvDocument *document)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  GtkPaperSize *a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, a4);
  gtk_page_setup_set_orientation (setup, document->wide ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                        : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_paper_size_free (a4);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, document->title);
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, (int)document->pages);
  gtk_print_operation_set_job_name (operation, document->title);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), document,
                         (GClosureNotify)(void (*) (void))ev_document_free, 0);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), parent, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

typedef struct {
  GtkFileChooserNative *chooser;
  GtkWindow *parent;
  EvDocument *document;
} Saving;

static void
saving_free (gpointer data, GClosure *closure)
{
  Saving *saving = data;

  g_object_unref (saving->parent);
  ev_document_free (saving->document);
  g_free (saving);
}

static void
say_saved (GtkWindow *parent, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *words = g_strdup_printf (_ ("Saved as %s"), name);

  ev_say (GTK_WIDGET (parent), words);
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  Saving *saving = data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;
  EvClock clock = ev_clock_system ();

  if (path && ev_document_write_pdf (saving->document, path, ev_clock_now (&clock), &error))
    say_saved (saving->parent, file);
  else if (error)
    ev_say_error (GTK_WIDGET (saving->parent), error);
  g_object_unref (dialog);
}

void
ev_printer_save (GtkWindow *parent, EvDocument *document, const char *name)
{
  Saving *saving = g_new0 (Saving, 1);
  g_autofree char *file = g_strconcat (name, ".pdf", NULL);

  saving->parent = g_object_ref (parent);
  saving->document = document;
  saving->chooser =
      gtk_file_chooser_native_new (_ ("Save as PDF"), parent, GTK_FILE_CHOOSER_ACTION_SAVE,
                                   C_ ("file", "Save"), C_ ("file", "Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (saving->chooser), TRUE);
  g_strdelimit (file, "/\\:", '-');
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (saving->chooser), file);
  g_signal_connect_data (saving->chooser, "response", G_CALLBACK (response_cb), saving, saving_free,
                         0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (saving->chooser));
}
