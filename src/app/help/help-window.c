/* Help: a short page a screen. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/help/help-window.h"

#include "app/help/help-text.h"

struct _EvHelpWindow {
  AdwWindow parent_instance;

  /* Template */
  GtkListBox *topics;
  GtkWidget *page;

  GPtrArray *texts; /* of EvHelpTopic; NULL where they are not installed */
};

G_DEFINE_FINAL_TYPE (EvHelpWindow, ev_help_window, ADW_TYPE_WINDOW)

static GtkWidget *
new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

static void
add_paragraph (EvHelpWindow *self, const char *text)
{
  gboolean is_point = g_str_has_prefix (text, "- ");
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = new_label (is_point ? text + 2 : text);

  if (is_point) {
    GtkWidget *point = new_label ("•");
    gtk_widget_set_valign (point, GTK_ALIGN_START);
    gtk_box_append (GTK_BOX (line), point);
  }
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (self->page), line);
}

static void
selected_cb (EvHelpWindow *self, GtkListBoxRow *row)
{
  const EvHelpTopic *topic;
  GtkWidget *child, *title;

  if (!row || !self->texts)
    return;
  topic = self->texts->pdata[gtk_list_box_row_get_index (row)];
  while ((child = gtk_widget_get_first_child (self->page)))
    gtk_box_remove (GTK_BOX (self->page), child);
  title = new_label (topic->title);
  gtk_widget_add_css_class (title, "title-2");
  gtk_box_append (GTK_BOX (self->page), title);
  for (guint i = 0; i < topic->paragraphs->len; i++)
    add_paragraph (self, topic->paragraphs->pdata[i]);
}

static void
fill (EvHelpWindow *self, const char *name)
{
  for (guint i = 0; self->texts && i < self->texts->len; i++) {
    const EvHelpTopic *topic = self->texts->pdata[i];
    gtk_list_box_append (self->topics, new_label (topic->title));
    if (i == 0 || g_strcmp0 (topic->name, name) == 0)
      gtk_list_box_select_row (self->topics, gtk_list_box_get_row_at_index (self->topics, (int)i));
  }
}

/* The chosen topic may lie below the fold; where it is, is known once the list is laid out. */
static void
show_chosen (EvHelpWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->topics);
  graphene_rect_t bounds;

  if (row && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->topics), &bounds))
    gtk_adjustment_clamp_page (gtk_list_box_get_adjustment (self->topics), bounds.origin.y,
                               bounds.origin.y + bounds.size.height);
}

static gboolean
laid_out_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  if (gtk_widget_get_height (widget) == 0)
    return G_SOURCE_CONTINUE;
  show_chosen (EV_HELP_WINDOW (widget));
  return G_SOURCE_REMOVE;
}

GtkWidget *
ev_help_window_new (GtkWindow *parent, const char *topic)
{
  EvHelpWindow *self = g_object_new (EV_TYPE_HELP_WINDOW, "transient-for", parent,
                                     "destroy-with-parent", TRUE, NULL);

  self->texts = ev_help_text_load (ev_language_get (), NULL);
  fill (self, topic);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), laid_out_cb, NULL, NULL);
  return GTK_WIDGET (self);
}

static void
ev_help_window_finalize (GObject *object)
{
  g_clear_pointer (&EV_HELP_WINDOW (object)->texts, g_ptr_array_unref);
  G_OBJECT_CLASS (ev_help_window_parent_class)->finalize (object);
}

static void
ev_help_window_class_init (EvHelpWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_help_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EvHelpWindow, topics);
  gtk_widget_class_bind_template_child (widget_class, EvHelpWindow, page);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
ev_help_window_init (EvHelpWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
