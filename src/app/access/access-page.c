/* Who opened, took out, printed, merged, erased or revealed what. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/access/access-page.h"

#include "app/access/access-words.h"
#include "app/controls/boxed-list.h"
#include "app/controls/code-drop.h"
#include "app/controls/say.h"
#include "app/register/fresh.h"
#include "app/window/header-end.h"
#include "text/i18n.h"

#define SHOWN 500u
#define DAY (G_GINT64_CONSTANT (24) * 3600 * 1000)

struct _EvAccessPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwWindowTitle *title;
  EvCodeDrop *who, *kind, *period;
  GtkWidget *chain;
  GtkLabel *chain_words;
  GtkStack *stack;
  GtkListBox *list;
  GtkLabel *more;

  EvRegister *reg;
  char *person;       /* NULL: everything */
  GPtrArray *entries; /* of EvAccess, oldest first; NULL before the first look */
};

G_DEFINE_FINAL_TYPE (EvAccessPage, ev_access_page, ADW_TYPE_BIN)

/* Which entries */

static gboolean
is_about (const EvAccess *access, const char *person)
{
  g_autofree char *subject = g_strconcat ("person/", person, NULL);

  return g_str_equal (access->subject, subject) || g_strcmp0 (access->reason, subject) == 0;
}

static gboolean
is_wanted (EvAccessPage *self, const EvAccess *access, gint64 since)
{
  const char *who = ev_code_drop_code (self->who), *kind = ev_code_drop_code (self->kind);

  return access->at >= since && (!who || g_strcmp0 (access->operator_id, who) == 0) &&
         (!kind || g_str_equal (ev_access_name (access->kind), kind)) &&
         (!self->person || is_about (access, self->person));
}

static gint64
beginning (EvAccessPage *self)
{
  const char *days = ev_code_drop_code (self->period);
  EvClock clock = ev_clock_system ();

  return days ? ev_clock_now (&clock) - g_ascii_strtoll (days, NULL, 10) * DAY : 0;
}

static void
add_entry (EvAccessPage *self, const EvAccess *access)
{
  g_autofree char *subject = ev_access_words_subject (self->reg, access);
  g_autofree char *title = g_strdup_printf ("%s: %s", ev_access_words_kind (access->kind), subject);
  g_autofree char *who = ev_access_words_who (self->reg, access);

  ev_boxed_list_add (self->list, title, who);
}

/* The latest first. */
static void
show (EvAccessPage *self)
{
  gint64 since = beginning (self);
  guint shown = 0;

  if (!self->entries || !ev_register_store (self->reg))
    return;
  ev_boxed_list_clear (self->list);
  for (guint i = self->entries->len; i-- > 0 && shown <= SHOWN;) {
    const EvAccess *access = self->entries->pdata[i];
    if (is_wanted (self, access, since) && ++shown <= SHOWN)
      add_entry (self, access);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->more), shown > SHOWN);
  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "list" : "none");
}

/* Looking */

typedef struct {
  GPtrArray *entries;
  gint64 broken;
} Log;

static void
log_free (gpointer data)
{
  Log *log = data;

  g_clear_pointer (&log->entries, g_ptr_array_unref);
  g_free (log);
}

static void
look_job (GTask *task, EvStore *store, gpointer data)
{
  Log *log = g_new0 (Log, 1);
  GError *error = NULL;

  log->entries = ev_access_list (store, &error);
  if (log->entries && ev_access_check (store, &log->broken, &error)) {
    g_task_return_pointer (task, log, log_free);
  } else {
    log_free (log);
    g_task_return_error (task, error);
  }
}

static void
show_chain (EvAccessPage *self, gint64 broken)
{
  g_autofree char *words = ev_access_words_chain (broken);

  gtk_label_set_label (self->chain_words, words);
  if (broken != 0)
    gtk_widget_add_css_class (self->chain, "error");
  else
    gtk_widget_remove_css_class (self->chain, "error");
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvAccessPage) self = data;
  g_autoptr (GError) error = NULL;
  Log *log = g_task_propagate_pointer (G_TASK (result), &error);

  if (ev_fresh_end (GTK_WIDGET (self)) && log) {
    g_clear_pointer (&self->entries, g_ptr_array_unref);
    self->entries = g_steal_pointer (&log->entries);
    show_chain (self, log->broken);
    show (self);
  } else if (!log) {
    ev_say_error (GTK_WIDGET (self), error);
  }
  g_clear_pointer (&log, log_free);
}

static void
load (EvAccessPage *self)
{
  GCancellable *cancellable =
      ev_register_store (self->reg) ? ev_fresh_begin (GTK_WIDGET (self)) : NULL;

  if (cancellable)
    ev_register_look (self->reg, look_job, NULL, NULL, cancellable, looked_cb, g_object_ref (self));
}

/* Choices */

static gboolean
add_operator (const EvRecord *record, gpointer data)
{
  ev_code_drop_add (data, ev_record_id (record), ev_record_text (record, "name"));
  return TRUE;
}

static void
fill_choices (EvAccessPage *self)
{
  EvStore *store = ev_register_store (self->reg);

  ev_code_drop_add (self->who, NULL, C_ ("access", "Everybody"));
  if (store)
    ev_store_each (store, EV_KIND_OPERATOR, NULL, add_operator, self->who, NULL);
  ev_code_drop_add (self->kind, NULL, C_ ("access", "Whatever was done"));
  for (guint kind = 0; kind < EV_N_ACCESSES; kind++)
    ev_code_drop_add (self->kind, ev_access_name ((EvAccessKind)kind),
                      ev_access_words_kind ((EvAccessKind)kind));
  ev_code_drop_add (self->period, NULL, C_ ("access", "The last twelve months"));
  ev_code_drop_add (self->period, "31", C_ ("access", "The last month"));
  ev_code_drop_add (self->period, "7", C_ ("access", "The last week"));
  ev_code_drop_add (self->period, "1", C_ ("access", "The last day"));
}

GtkWidget *
ev_access_page_new (EvRegister *reg, const char *person)
{
  EvAccessPage *self = g_object_new (EV_TYPE_ACCESS_PAGE, NULL);

  self->reg = g_object_ref (reg);
  self->person = g_strdup (person);
  ev_header_end_set_register (self->header_end, reg);
  fill_choices (self);
  ev_fresh_keep (GTK_WIDGET (self), reg, G_CALLBACK (load));
  return GTK_WIDGET (self);
}

static void
ev_access_page_finalize (GObject *object)
{
  EvAccessPage *self = EV_ACCESS_PAGE (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self->person);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_access_page_parent_class)->finalize (object);
}

static void
ev_access_page_class_init (EvAccessPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_access_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  g_type_ensure (EV_TYPE_CODE_DROP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/access-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvAccessPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvAccessPage, title);
  gtk_widget_class_bind_template_child (widget_class, EvAccessPage, who);
  gtk_widget_class_bind_template_child (widget_class, EvAccessPage, kind);
  gtk_widget_class_bind_template_child (widget_class, EvAccessPage, period);
  gtk_widget_class_bind_template_child (widget_class, EvAccessPage, chain);
  gtk_widget_class_bind_template_child (widget_class, EvAccessPage, chain_words);
  gtk_widget_class_bind_template_child (widget_class, EvAccessPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EvAccessPage, list);
  gtk_widget_class_bind_template_child (widget_class, EvAccessPage, more);
  gtk_widget_class_bind_template_callback (widget_class, show);
}

static void
ev_access_page_init (EvAccessPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
