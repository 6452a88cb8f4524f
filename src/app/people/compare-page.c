/* Two people side by side: are they one, and what would merging make of them? */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/people/compare-page.h"

#include <string.h>

#include "app/controls/say.h"
#include "app/controls/likeness-words.h"
#include "app/people/record-words.h"
#include "app/register/role.h"
#include "app/window/header-end.h"
#include "store/people-preview.h"
#include "text/i18n.h"

struct _EvComparePage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  GtkLabel *verdict;
  GtkLabel *reasons;
  GtkGrid *grid;
  GtkLabel *effect;
  GtkWidget *merge;
  GtkWidget *swap;
  GtkWidget *apart;

  EvRegister *reg;
  char *keep, *other; /* ids */
};

G_DEFINE_FINAL_TYPE (EvComparePage, ev_compare_page, ADW_TYPE_BIN)

/* The fields compared, in the order in which people say who they are. */
static const char *const fields[] = {
  "given_name", "family_name", "gender",    "birth_year",    "municipality",
  "settlement", "institution", "position",  "phone",         "email",
  "language",   "consent",     "community", "photo_consent", "note",
};

static GtkWidget *
add_cell (EvComparePage *self, const char *text, int column, int row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, column > 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
  return label;
}

static void
add_head (EvComparePage *self)
{
  const char *const words[] = { "", C_ ("compare", "Stays"), C_ ("compare", "Is merged into it"),
                                C_ ("compare", "Afterwards") };

  for (int i = 0; i < (int)G_N_ELEMENTS (words); i++)
    gtk_widget_add_css_class (add_cell (self, words[i], i, 0), "heading");
}

/* One field of both, and what it will be; what differs stands out. */
static void
add_field (EvComparePage *self, const EvPeoplePreview *preview, const char *field, int row)
{
  const EvRecord *const records[] = { preview->keep, preview->other, preview->after };
  g_autofree char *values[G_N_ELEMENTS (records)] = { NULL };
  GtkWidget *name = add_cell (self, ev_register_name (self->reg, "field", field), 0, row);
  gboolean differs;

  gtk_widget_add_css_class (name, "dim-label");
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    values[i] = ev_record_words_value (self->reg, EV_KIND_PERSON, field,
                                       ev_record_value (records[i], field));
  differs = values[0] && values[1] && strcmp (values[0], values[1]) != 0;
  for (guint i = 0; i < G_N_ELEMENTS (records); i++) {
    GtkWidget *cell = add_cell (self, values[i] ? values[i] : "–", (int)i + 1, row);
    if (differs && i < 2)
      gtk_widget_add_css_class (cell, "differs");
  }
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    g_clear_pointer (&values[i], g_free);
}

static gboolean
is_shown (EvComparePage *self, const EvPeoplePreview *preview, const char *field)
{
  if (ev_field_guard (EV_KIND_PERSON, field) == EV_CLASS_SENSITIVE &&
      !ev_role_is_coordinator (self->reg))
    return FALSE;
  return ev_record_value (preview->keep, field) || ev_record_value (preview->other, field);
}

static void
show_effect (EvComparePage *self, const EvPeoplePreview *preview)
{
  guint together = preview->keep_sessions + preview->other_sessions - preview->both_sessions;
  g_autofree char *first = g_strdup_printf (
      ngettext ("Afterwards there is one person with %d session attended.",
                "Afterwards there is one person with %d sessions attended.", together),
      (int)together);
  g_autofree char *second = g_strdup_printf (
      ngettext ("Both are marked in %d session: it will count once.",
                "Both are marked in %d sessions: each will count once.", preview->both_sessions),
      (int)preview->both_sessions);
  const char *last = _ ("Nothing is lost: undoing the merge brings back both as they were.");
  g_autofree char *words = preview->both_sessions > 0 ? g_strjoin (" ", first, second, last, NULL)
                                                      : g_strjoin (" ", first, last, NULL);

  gtk_label_set_label (self->effect, words);
}

static void
clear_grid (EvComparePage *self)
{
  GtkWidget *cell;

  while ((cell = gtk_widget_get_first_child (GTK_WIDGET (self->grid))))
    gtk_grid_remove (self->grid, cell);
}

static void
load (EvComparePage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvPeoplePreview) preview = NULL;
  g_autofree char *reasons = NULL;
  int row = 1;

  clear_grid (self);
  if (ev_register_store (self->reg))
    preview = ev_people_preview (ev_register_store (self->reg), self->keep, self->other, &error);
  gtk_widget_set_sensitive (self->merge, preview != NULL);
  gtk_widget_set_sensitive (self->swap, preview != NULL);
  gtk_widget_set_sensitive (self->apart, preview != NULL);
  if (!preview) {
    gtk_label_set_label (self->verdict, _ ("These two cannot be compared any more."));
    gtk_label_set_label (self->reasons, "");
    gtk_label_set_label (self->effect, "");
    return;
  }
  reasons = ev_likeness_words_compared (preview->likeness.reasons);
  gtk_label_set_label (self->verdict, ev_likeness_words_verdict (&preview->likeness));
  gtk_label_set_label (self->reasons, reasons);
  add_head (self);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    if (is_shown (self, preview, fields[i]))
      add_field (self, preview, fields[i], row++);
  }
  show_effect (self, preview);
}

/* Deciding */

static void
merged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvComparePage) self = data;
  g_autoptr (GError) error = NULL;

  if (ev_register_do_finish (EV_REGISTER (source), result, NULL, NULL, NULL, &error)) {
    ev_say (GTK_WIDGET (self), _ ("Merged. Ctrl+Z makes two of them again."));
    gtk_widget_activate_action (GTK_WIDGET (self), "win.finish", NULL);
  } else {
    load (self);
    ev_say_error (GTK_WIDGET (self), error);
  }
}

/* As ev_people_merge(): what the other survives as is merged into the one that stays. */
static void
merge_cb (EvComparePage *self)
{
  EvStore *store = ev_register_store (self->reg);
  g_autofree char *root = store ? ev_store_survivor (store, self->other, NULL) : NULL;
  EvPlan *plan;
  EvChange *change;

  if (!root)
    return;
  change = ev_change_new (EV_KIND_PERSON, root);
  ev_change_set_text (change, "merged_into", self->keep);
  plan = ev_plan_new (_ ("merging two people"));
  ev_plan_write (plan, change);
  gtk_widget_set_sensitive (self->merge, FALSE);
  ev_register_do (self->reg, plan, merged_cb, g_object_ref (self));
}

static void
swap_cb (EvComparePage *self)
{
  char *keep = self->keep;

  self->keep = self->other;
  self->other = keep;
  load (self);
}

static void
apart_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvComparePage) self = data;
  g_autoptr (GError) error = NULL;

  if (ev_register_do_finish (EV_REGISTER (source), result, NULL, NULL, NULL, &error)) {
    ev_say (GTK_WIDGET (self), _ ("They stay two. Ctrl+Z takes that back."));
    gtk_widget_activate_action (GTK_WIDGET (self), "win.finish", NULL);
  } else {
    ev_say_error (GTK_WIDGET (self), error);
  }
}

static void
apart_cb (EvComparePage *self)
{
  g_autofree char *id = ev_id_pair (self->keep, self->other);
  EvChange *change = ev_change_new (EV_KIND_APART, id);
  EvPlan *plan = ev_plan_new (_ ("saying that two people are two"));

  ev_change_set_integer (change, "deleted", 0);
  ev_plan_write (plan, change);
  ev_register_do (self->reg, plan, apart_done_cb, g_object_ref (self));
}

/* Class */

GtkWidget *
ev_compare_page_new (EvRegister *reg, const char *pair)
{
  EvComparePage *self = g_object_new (EV_TYPE_COMPARE_PAGE, NULL);
  g_auto (GStrv) ids = g_strsplit (pair, "/", 2);

  self->reg = g_object_ref (reg);
  self->keep = g_strdup (ids[0] ? ids[0] : "");
  self->other = g_strdup (ids[0] && ids[1] ? ids[1] : "");
  ev_header_end_set_register (self->header_end, reg);
  load (self);
  return GTK_WIDGET (self);
}

static void
ev_compare_page_finalize (GObject *object)
{
  EvComparePage *self = EV_COMPARE_PAGE (object);

  g_free (self->keep);
  g_free (self->other);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_compare_page_parent_class)->finalize (object);
}

static void
ev_compare_page_class_init (EvComparePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_compare_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvComparePage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvComparePage, verdict);
  gtk_widget_class_bind_template_child (widget_class, EvComparePage, reasons);
  gtk_widget_class_bind_template_child (widget_class, EvComparePage, grid);
  gtk_widget_class_bind_template_child (widget_class, EvComparePage, effect);
  gtk_widget_class_bind_template_child (widget_class, EvComparePage, merge);
  gtk_widget_class_bind_template_child (widget_class, EvComparePage, swap);
  gtk_widget_class_bind_template_child (widget_class, EvComparePage, apart);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, swap_cb);
  gtk_widget_class_bind_template_callback (widget_class, apart_cb);
}

static void
ev_compare_page_init (EvComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
