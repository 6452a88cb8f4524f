/* Who is in the room, as a picture and in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/balance-bar.h"

#include "app/checkin/share-bar.h"
#include "text/i18n.h"

#define LEAST_SHOWN 5 /* no smaller community is named on a screen that others may see */

struct _EvBalanceBar {
  GtkBox parent_instance;

  /* Template */
  EvShareBar *gender;
  GtkWidget *gender_words;
  GtkWidget *community_box;
  EvShareBar *community;
  GtkWidget *community_words;
};

G_DEFINE_FINAL_TYPE (EvBalanceBar, ev_balance_bar, GTK_TYPE_BOX)

static void
append (GString *words, char *part)
{
  if (words->len > 0)
    g_string_append (words, " · ");
  g_string_append (words, part);
  g_free (part);
}

static void
show_gender (EvBalanceBar *self, const EvRosterBalance *balance)
{
  const guint shares[] = { balance->women, balance->men, balance->others };
  g_autoptr (GString) words = g_string_new (NULL);

  append (words,
          g_strdup_printf (ngettext ("%d woman", "%d women", balance->women), (int)balance->women));
  append (words, g_strdup_printf (ngettext ("%d man", "%d men", balance->men), (int)balance->men));
  if (balance->others > 0)
    append (words, g_strdup_printf (_ ("other or not stated: %d"), (int)balance->others));
  ev_share_bar_show (self->gender, shares, G_N_ELEMENTS (shares), words->str);
  gtk_label_set_label (GTK_LABEL (self->gender_words), words->str);
}

static void
show_communities (EvBalanceBar *self, EvRegister *reg, const EvRosterBalance *balance)
{
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) words = g_string_new (NULL);
  guint rest = balance->people;

  for (guint i = 0; i < balance->communities->len; i++) {
    const EvRosterCount *count = balance->communities->pdata[i];
    if (count->count < LEAST_SHOWN || g_strcmp0 (count->code, "not_stated") == 0)
      continue;
    g_array_append_val (shares, count->count);
    append (words, g_strdup_printf ("%s %u", ev_register_name (reg, "community", count->code),
                                    count->count));
    rest -= count->count;
  }
  gtk_widget_set_visible (self->community_box, shares->len > 0);
  if (rest > 0 && shares->len > 0) {
    g_array_append_val (shares, rest);
    append (words, g_strdup_printf (_ ("others and not stated: %d"), (int)rest));
  }
  ev_share_bar_show (self->community, (const guint *)(gpointer)shares->data, shares->len,
                     words->str);
  gtk_label_set_label (GTK_LABEL (self->community_words), words->str);
}

void
ev_balance_bar_show (EvBalanceBar *self, EvRegister *reg, const EvRosterBalance *balance)
{
  gtk_widget_set_visible (GTK_WIDGET (self), balance->people > 0);
  show_gender (self, balance);
  show_communities (self, reg, balance);
}

static void
ev_balance_bar_class_init (EvBalanceBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (EV_TYPE_SHARE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/balance-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, EvBalanceBar, gender);
  gtk_widget_class_bind_template_child (widget_class, EvBalanceBar, gender_words);
  gtk_widget_class_bind_template_child (widget_class, EvBalanceBar, community_box);
  gtk_widget_class_bind_template_child (widget_class, EvBalanceBar, community);
  gtk_widget_class_bind_template_child (widget_class, EvBalanceBar, community_words);
}

static void
ev_balance_bar_init (EvBalanceBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
