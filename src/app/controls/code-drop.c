/* One of a few choices, dropped down: for filters. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/controls/code-drop.h"

#include <string.h>

#include "text/collate.h"

struct _EvCodeDrop {
  AdwBin parent_instance;

  GtkDropDown *drop;     /* borrowed */
  GtkStringList *labels; /* borrowed */
  GPtrArray *codes;      /* char *, NULL for any */
  char *told;            /* the code that was last told of */
};

enum { PROP_LABEL = 1 };

static guint changed_signal;

G_DEFINE_FINAL_TYPE (EvCodeDrop, ev_code_drop, ADW_TYPE_BIN)

void
ev_code_drop_add (EvCodeDrop *self, const char *code, const char *label)
{
  g_ptr_array_add (self->codes, g_strdup (code));
  gtk_string_list_append (self->labels, label);
}

void
ev_code_drop_clear (EvCodeDrop *self)
{
  g_ptr_array_set_size (self->codes, 0);
  gtk_string_list_splice (self->labels, 0, g_list_model_get_n_items (G_LIST_MODEL (self->labels)),
                          NULL);
}

typedef struct {
  const char *code, *name;
  char *key;
} Choice;

static void
choice_clear (gpointer data)
{
  g_free (((Choice *)data)->key);
}

static int
compare_choices (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Choice *)a)->key, ((const Choice *)b)->key);
}

void
ev_code_drop_add_list (EvCodeDrop *self, EvRegister *reg, const char *list)
{
  const char *const *codes = ev_lists_codes (ev_register_lists (reg), list);
  g_autoptr (GArray) choices = g_array_new (FALSE, FALSE, sizeof (Choice));

  g_array_set_clear_func (choices, choice_clear);
  for (; *codes; codes++) {
    const char *name = ev_register_name (reg, list, *codes);
    Choice choice = { *codes, name, ev_collate_key (name, ev_language_get ()) };
    g_array_append_val (choices, choice);
  }
  g_array_sort (choices, compare_choices);
  for (guint i = 0; i < choices->len; i++) {
    const Choice *choice = &g_array_index (choices, Choice, i);
    ev_code_drop_add (self, choice->code, choice->name);
  }
}

const char *
ev_code_drop_code (EvCodeDrop *self)
{
  guint chosen = gtk_drop_down_get_selected (self->drop);

  return chosen < self->codes->len ? self->codes->pdata[chosen] : NULL;
}

void
ev_code_drop_set_code (EvCodeDrop *self, const char *code)
{
  guint chosen = 0;

  for (guint i = 0; i < self->codes->len; i++) {
    if (g_strcmp0 (self->codes->pdata[i], code) == 0)
      chosen = i;
  }
  gtk_drop_down_set_selected (self->drop, chosen);
}

/* A drop that is being filled chooses its first choice by itself, which means the same as none. */
static void
selected_cb (EvCodeDrop *self)
{
  const char *code = ev_code_drop_code (self);

  if (g_strcmp0 (code, self->told) == 0)
    return;
  g_free (self->told);
  self->told = g_strdup (code);
  g_signal_emit (self, changed_signal, 0);
}

static void
ev_code_drop_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_LABEL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (EV_CODE_DROP (object)->drop),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, g_value_get_string (value), -1);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
ev_code_drop_finalize (GObject *object)
{
  g_ptr_array_unref (EV_CODE_DROP (object)->codes);
  g_free (EV_CODE_DROP (object)->told);
  G_OBJECT_CLASS (ev_code_drop_parent_class)->finalize (object);
}

static void
ev_code_drop_class_init (EvCodeDropClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->set_property = ev_code_drop_set_property;
  object_class->finalize = ev_code_drop_finalize;
  g_object_class_install_property (
      object_class, PROP_LABEL,
      g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  changed_signal = g_signal_new ("changed", EV_TYPE_CODE_DROP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
ev_code_drop_init (EvCodeDrop *self)
{
  GtkWidget *drop;

  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->labels = gtk_string_list_new (NULL);
  drop = gtk_drop_down_new (G_LIST_MODEL (self->labels), NULL);
  self->drop = GTK_DROP_DOWN (drop);
  adw_bin_set_child (ADW_BIN (self), drop);
  g_signal_connect_swapped (drop, "notify::selected", G_CALLBACK (selected_cb), self);
}
