/* The papers of an event: seen first, then printed or kept as a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/printing/print-page.h"

#include "app/printing/printer.h"
#include "app/window/header-end.h"
#include "print/badge.h"
#include "print/certificate.h"
#include "print/sheet.h"
#include "text/i18n.h"

#define MARGIN 18.0

typedef enum { SHEET, BLANK_SHEET, CERTIFICATES, BADGES } Paper;

struct _EvPrintPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwWindowTitle *title;
  AdwComboRow *paper, *first, *second;
  GtkWidget *about, *print, *save, *earlier, *later, *place;
  GtkStack *stack;
  AdwStatusPage *none;
  GtkDrawingArea *preview;

  EvRegister *reg;
  char *event;
  EvDocument *document; /* NULL: there is nothing to print */
  guint page;
};

G_DEFINE_FINAL_TYPE (EvPrintPage, ev_print_page, ADW_TYPE_BIN)

static Paper
chosen_paper (EvPrintPage *self)
{
  return (Paper)adw_combo_row_get_selected (self->paper);
}

/* The document that is chosen, owned; NULL with error. */
static EvDocument *
make_document (EvPrintPage *self, GError **error)
{
  EvStore *store = ev_register_store (self->reg);
  const EvLists *lists = ev_register_lists (self->reg);
  guint second = adw_combo_row_get_selected (self->second);
  EvSheetOptions options = { .first = (EvLanguage)adw_combo_row_get_selected (self->first),
                             .blank = chosen_paper (self) == BLANK_SHEET };

  options.second = second == 0 ? options.first : (EvLanguage)(second - 1);
  switch (chosen_paper (self)) {
  case CERTIFICATES:
    return ev_certificate_new (store, lists, self->event, error);
  case BADGES:
    return ev_badge_new (store, lists, self->event, error);
  case SHEET:
  case BLANK_SHEET:
  default:
    return ev_sheet_new (store, lists, self->event, &options, error);
  }
}

static const char *
about_words (Paper paper)
{
  switch (paper) {
  case SHEET:
    return _ ("Each row has a number with a letter. After the event, type the numbers of the rows "
              "that are signed under “Signatures from paper”.");
  case BLANK_SHEET:
    return _ ("Empty rows for those who are not registered yet.");
  case CERTIFICATES:
    /* xgettext:no-c-format */
    return _ ("For everyone who took part in at least 80 % of the sessions, in the participant’s "
              "language.");
  case BADGES:
  default:
    return _ ("A scanner that types the code of a badge into the check-in entry checks the person "
              "in.");
  }
}

static const char *
none_words (Paper paper, const GError *error)
{
  if (!error || error->code == EV_ERROR_INVALID)
    return _ ("Add a session to the event first.");
  if (paper != CERTIFICATES)
    return _ ("Nobody is registered at this event yet.");
  /* xgettext:no-c-format */
  return _ ("Nobody has attended 80 % of the sessions yet.");
}

static void
show_page (EvPrintPage *self)
{
  guint pages = self->document ? self->document->pages : 0;
  g_autofree char *words = g_strdup_printf (_ ("Page %1$u of %2$u"), self->page + 1, pages);

  gtk_label_set_label (GTK_LABEL (self->place), words);
  gtk_widget_set_sensitive (self->earlier, self->page > 0);
  gtk_widget_set_sensitive (self->later, self->page + 1 < pages);
  gtk_widget_queue_draw (GTK_WIDGET (self->preview));
}

static void
load (EvPrintPage *self)
{
  Paper paper = chosen_paper (self);
  gboolean is_sheet = paper == SHEET || paper == BLANK_SHEET;
  g_autoptr (GError) error = NULL;

  if (!self->reg || !ev_register_store (self->reg))
    return;
  g_clear_pointer (&self->document, ev_document_free);
  self->document = make_document (self, &error);
  self->page = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->first), is_sheet);
  gtk_widget_set_visible (GTK_WIDGET (self->second), is_sheet);
  gtk_label_set_label (GTK_LABEL (self->about), about_words (paper));
  gtk_stack_set_visible_child_name (self->stack, self->document ? "pages" : "none");
  adw_status_page_set_description (self->none, none_words (paper, error));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.print", self->document != NULL);
  gtk_widget_set_sensitive (self->save, self->document != NULL);
  show_page (self);
}

static void
draw (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer data)
{
  EvPrintPage *self = EV_PRINT_PAGE (data);
  double across, down, scale;

  if (!self->document)
    return;
  across = self->document->wide ? EV_PAGE_HEIGHT : EV_PAGE_WIDTH;
  down = self->document->wide ? EV_PAGE_WIDTH : EV_PAGE_HEIGHT;
  scale = MIN ((width - 2 * MARGIN) / across, (height - 2 * MARGIN) / down);
  cairo_translate (cairo, (width - across * scale) / 2, (height - down * scale) / 2);
  cairo_scale (cairo, scale, scale);
  cairo_rectangle (cairo, 0, 0, across, down);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_fill_preserve (cairo);
  cairo_clip (cairo);
  cairo_set_source_rgb (cairo, 0, 0, 0);
  self->document->draw (cairo, self->page, self->document->data);
}

static void
earlier_cb (EvPrintPage *self)
{
  self->page--;
  show_page (self);
}

static void
later_cb (EvPrintPage *self)
{
  self->page++;
  show_page (self);
}

static GtkWindow *
window_of (EvPrintPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* Papers name people: the access log says which were made. */
static void
note (EvPrintPage *self)
{
  static const char *const papers[] = {
    [SHEET] = "sheet", [BLANK_SHEET] = "sheet", [CERTIFICATES] = "certificates", [BADGES] = "badges"
  };
  g_autofree char *subject =
      g_strdup_printf ("event/%s %s", self->event, papers[chosen_paper (self)]);

  ev_register_note (self->reg, EV_ACCESS_PRINT, subject, NULL, NULL);
}

static void
print_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EvPrintPage *self = EV_PRINT_PAGE (widget);
  EvDocument *document = make_document (self, NULL);

  if (document)
    note (self);
  if (document)
    ev_printer_print (window_of (self), document);
}

static void
save_cb (EvPrintPage *self)
{
  EvDocument *document = make_document (self, NULL);
  g_autofree char *name = g_strdup_printf ("%s – %s", adw_window_title_get_subtitle (self->title),
                                           document ? document->title : "");

  if (document)
    note (self);
  if (document)
    ev_printer_save (window_of (self), document, name);
}

static void
fill_languages (EvPrintPage *self)
{
  GtkStringList *first = gtk_string_list_new (NULL), *second = gtk_string_list_new (NULL);

  gtk_string_list_append (second, C_ ("second language", "None"));
  for (EvLanguage language = 0; language < EV_N_LANGUAGES; language++) {
    gtk_string_list_append (first, ev_language_autonym (language));
    gtk_string_list_append (second, ev_language_autonym (language));
  }
  adw_combo_row_set_model (self->first, G_LIST_MODEL (first));
  adw_combo_row_set_model (self->second, G_LIST_MODEL (second));
  adw_combo_row_set_selected (self->first, ev_language_get ());
  g_object_unref (first);
  g_object_unref (second);
}

GtkWidget *
ev_print_page_new (EvRegister *reg, const char *event)
{
  EvPrintPage *self = g_object_new (EV_TYPE_PRINT_PAGE, NULL);
  g_autoptr (EvRecord) record = ev_store_read (ev_register_store (reg), EV_KIND_EVENT, event, NULL);
  const char *title = record ? ev_record_text (record, "title") : NULL;

  fill_languages (self);
  self->reg = g_object_ref (reg);
  self->event = g_strdup (event);
  ev_header_end_set_register (self->header_end, reg);
  adw_window_title_set_subtitle (self->title, title ? title : "");
  g_signal_connect_object (reg, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}

static void
ev_print_page_finalize (GObject *object)
{
  EvPrintPage *self = EV_PRINT_PAGE (object);

  ev_document_free (self->document);
  g_clear_object (&self->reg);
  g_free (self->event);
  G_OBJECT_CLASS (ev_print_page_parent_class)->finalize (object);
}

static void
ev_print_page_class_init (EvPrintPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_print_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/print-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvPrintPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvPrintPage, title);
  gtk_widget_class_bind_template_child (widget_class, EvPrintPage, paper);
  gtk_widget_class_bind_template_child (widget_class, EvPrintPage, first);
  gtk_widget_class_bind_template_child (widget_class, EvPrintPage, second);
  gtk_widget_class_bind_template_child (widget_class, EvPrintPage, about);
  gtk_widget_class_bind_template_child (widget_class, EvPrintPage, print);
  gtk_widget_class_bind_template_child (widget_class, EvPrintPage, save);
  gtk_widget_class_bind_template_child (widget_class, EvPrintPage, earlier);
  gtk_widget_class_bind_template_child (widget_class, EvPrintPage, later);
  gtk_widget_class_bind_template_child (widget_class, EvPrintPage, place);
  gtk_widget_class_bind_template_child (widget_class, EvPrintPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EvPrintPage, none);
  gtk_widget_class_bind_template_child (widget_class, EvPrintPage, preview);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_install_action (widget_class, "page.print", NULL, print_action);
}

static void
ev_print_page_init (EvPrintPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->preview, draw, self, NULL);
}
