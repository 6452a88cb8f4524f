/* The passphrase of the register: set, changed, removed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/preferences/passphrase-page.h"

#include "app/controls/field-row.h"
#include "app/controls/say.h"
#include "app/window/header-end.h"
#include "store/keys.h"
#include "text/i18n.h"

struct _EvPassphrasePage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  GtkLabel *now;
  GtkWidget *present, *first, *again;
  GtkLabel *strength;
  GtkWidget *save, *remove_box, *form;
  GtkSpinner *spinner;

  EvRegister *reg;
};

G_DEFINE_FINAL_TYPE (EvPassphrasePage, ev_passphrase_page, ADW_TYPE_BIN)

static const char *
typed (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static EvKeysWays
ways (EvPassphrasePage *self)
{
  EvStore *store = ev_register_store (self->reg);

  return store ? ev_keys_ways (ev_store_folder (store)) : 0;
}

/* What is typed */

static const char *
strength_words (const char *passphrase)
{
  switch (ev_passphrase_strength (passphrase)) {
  case EV_PASSPHRASE_WEAK:
    return _ ("Weak: whoever tries for an evening may find it. Three or four words that have "
              "nothing to do with each other are better.");
  case EV_PASSPHRASE_FAIR:
    return _ ("Fair: it holds against a person who tries. One or two more words make it hold "
              "against a machine.");
  case EV_PASSPHRASE_STRONG:
    return _ ("Strong: a machine would try for years.");
  case EV_PASSPHRASE_SHORT:
  default:
    return _ ("Too short.");
  }
}

static void
edited_cb (EvPassphrasePage *self)
{
  const char *passphrase = typed (self->first);

  gtk_label_set_label (self->strength, *passphrase ? strength_words (passphrase) : "");
  gtk_widget_set_sensitive (self->save, *passphrase != '\0');
}

static gboolean
complain (GtkWidget *row, const char *sentence)
{
  ev_field_row_complain (ADW_ENTRY_ROW (row), sentence);
  gtk_widget_grab_focus (row);
  return FALSE;
}

static gboolean
check (EvPassphrasePage *self)
{
  g_autofree char *least =
      g_strdup_printf (ngettext ("A passphrase has %d character at least.",
                                 "A passphrase has %d characters at least.", EV_PASSPHRASE_LEAST),
                       EV_PASSPHRASE_LEAST);

  if (ev_passphrase_strength (typed (self->first)) == EV_PASSPHRASE_SHORT)
    return complain (self->first, least);
  return g_str_equal (typed (self->first), typed (self->again)) ||
         complain (self->again, _ ("The two are not the same."));
}

/* Doing it */

typedef struct {
  char *present; /* NULL where there is none yet */
  char *wanted;  /* NULL: none from now on */
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  ev_key_free_text (order->present);
  ev_key_free_text (order->wanted);
  g_free (order);
}

static void
change_job (GTask *task, EvStore *store, gpointer data)
{
  const Order *order = data;
  GError *error = NULL;

  if ((!order->present ||
       ev_keys_check_passphrase (ev_store_folder (store), order->present, &error)) &&
      (order->wanted ? ev_keys_set_passphrase (store, order->wanted, &error)
                     : ev_keys_remove_passphrase (store, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
set_busy (EvPassphrasePage *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
show (EvPassphrasePage *self)
{
  gboolean has = (ways (self) & EV_KEYS_PASSPHRASE) != 0;

  gtk_label_set_label (
      self->now, has ? _ ("The register opens with its passphrase only.")
                     : _ ("The register opens by itself on this laptop. Whoever has the whole "
                          "laptop can read it."));
  gtk_widget_set_visible (self->present, has);
  gtk_widget_set_visible (self->remove_box, has);
  gtk_button_set_label (GTK_BUTTON (self->save),
                        has ? _ ("Change the passphrase") : _ ("Set the passphrase"));
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvPassphrasePage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ev_register_run_finish (EV_REGISTER (source), result, &error);

  set_busy (self, FALSE);
  if (g_error_matches (error, EV_ERROR, EV_ERROR_KEY)) {
    complain (self->present, _ ("This is not the passphrase."));
    return;
  }
  if (!done) {
    ev_say_error (GTK_WIDGET (self), error);
    return;
  }
  show (self);
  ev_say (GTK_WIDGET (self), (ways (self) & EV_KEYS_PASSPHRASE) != 0
                                 ? _ ("From now on the register opens with this passphrase.")
                                 : _ ("From now on the register opens by itself."));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.finish", NULL);
}

static void
change (EvPassphrasePage *self, const char *wanted)
{
  gboolean has = (ways (self) & EV_KEYS_PASSPHRASE) != 0;
  Order *order = g_new0 (Order, 1);

  order->present = has ? g_strdup (typed (self->present)) : NULL;
  order->wanted = g_strdup (wanted);
  gtk_editable_set_text (GTK_EDITABLE (self->present), "");
  set_busy (self, TRUE);
  ev_register_run (self->reg, change_job, order, order_free, changed_cb, g_object_ref (self));
  gtk_editable_set_text (GTK_EDITABLE (self->first), "");
  gtk_editable_set_text (GTK_EDITABLE (self->again), "");
}

static void
save_cb (EvPassphrasePage *self)
{
  if (check (self))
    change (self, typed (self->first));
}

static void
remove_cb (EvPassphrasePage *self)
{
  change (self, NULL);
}

GtkWidget *
ev_passphrase_page_new (EvRegister *reg)
{
  EvPassphrasePage *self = g_object_new (EV_TYPE_PASSPHRASE_PAGE, NULL);

  self->reg = g_object_ref (reg);
  ev_header_end_set_register (self->header_end, reg);
  show (self);
  edited_cb (self);
  return GTK_WIDGET (self);
}

static void
ev_passphrase_page_finalize (GObject *object)
{
  g_clear_object (&EV_PASSPHRASE_PAGE (object)->reg);
  G_OBJECT_CLASS (ev_passphrase_page_parent_class)->finalize (object);
}

static void
ev_passphrase_page_class_init (EvPassphrasePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_passphrase_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/passphrase-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvPassphrasePage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvPassphrasePage, now);
  gtk_widget_class_bind_template_child (widget_class, EvPassphrasePage, present);
  gtk_widget_class_bind_template_child (widget_class, EvPassphrasePage, first);
  gtk_widget_class_bind_template_child (widget_class, EvPassphrasePage, again);
  gtk_widget_class_bind_template_child (widget_class, EvPassphrasePage, strength);
  gtk_widget_class_bind_template_child (widget_class, EvPassphrasePage, save);
  gtk_widget_class_bind_template_child (widget_class, EvPassphrasePage, remove_box);
  gtk_widget_class_bind_template_child (widget_class, EvPassphrasePage, form);
  gtk_widget_class_bind_template_child (widget_class, EvPassphrasePage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
ev_passphrase_page_init (EvPassphrasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
