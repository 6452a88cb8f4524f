/* The end of every page's header: what is where, and the menu. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/header-end.h"

#include "app/sync/sync-words.h"
#include "text/i18n.h"

struct _EvHeaderEnd {
  GtkBox parent_instance;

  /* Template */
  GtkWidget *chip;
  GtkWidget *icon;
  GtkWidget *spinner;
  GtkWidget *words; /* where there is room for them */
  GtkWidget *word;

  EvRegister *reg;
};

G_DEFINE_FINAL_TYPE (EvHeaderEnd, ev_header_end, GTK_TYPE_BOX)

static void
update (EvHeaderEnd *self)
{
  static const char *const classes[] = { "success", "attention" };
  g_autofree char *words = ev_sync_words_short (self->reg);
  g_autofree char *word = ev_sync_words_brief (self->reg);
  g_autofree char *last = ev_sync_words_last (self->reg);
  const char *css_class = ev_sync_words_class (self->reg);
  gboolean syncing = ev_register_is_syncing (self->reg);

  gtk_label_set_label (GTK_LABEL (self->words), words);
  gtk_label_set_label (GTK_LABEL (self->word), word);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), ev_sync_words_icon (self->reg));
  gtk_widget_set_visible (self->icon, !syncing);
  gtk_widget_set_visible (self->spinner, syncing);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), syncing);
  gtk_widget_set_tooltip_text (self->chip, last);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chip), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++) {
    if (g_strcmp0 (css_class, classes[i]) == 0)
      gtk_widget_add_css_class (self->chip, classes[i]);
    else
      gtk_widget_remove_css_class (self->chip, classes[i]);
  }
}

void
ev_header_end_set_register (EvHeaderEnd *self, EvRegister *reg)
{
  g_set_object (&self->reg, reg);
  gtk_widget_set_visible (self->chip, reg != NULL);
  if (!reg)
    return;
  g_signal_connect_object (reg, "custody", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
ev_header_end_dispose (GObject *object)
{
  g_clear_object (&EV_HEADER_END (object)->reg);
  G_OBJECT_CLASS (ev_header_end_parent_class)->dispose (object);
}

static void
ev_header_end_class_init (EvHeaderEndClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ev_header_end_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/header-end.ui");
  gtk_widget_class_bind_template_child (widget_class, EvHeaderEnd, chip);
  gtk_widget_class_bind_template_child (widget_class, EvHeaderEnd, icon);
  gtk_widget_class_bind_template_child (widget_class, EvHeaderEnd, spinner);
  gtk_widget_class_bind_template_child (widget_class, EvHeaderEnd, words);
  gtk_widget_class_bind_template_child (widget_class, EvHeaderEnd, word);
}

static void
ev_header_end_init (EvHeaderEnd *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
