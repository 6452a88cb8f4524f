/* Who is in the room, as a picture and in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/balance-bar.h"

#include "app/checkin/share-bar.h"
#include "text/i18n.h"

#define LEAST_SHOWN 5 /* no smaller community is named on a screen that others may see */

typedef enum { GENDER, COMMUNITY, AGE, N_PICTURES } Picture;

struct _EvBalanceBar {
  GtkBox parent_instance;

  /* Template */
  EvShareBar *gender, *community, *age;
  GtkLabel *gender_words, *community_words, *age_words;
  GtkWidget *community_box, *age_box, *more;

  EvBalanceLayout layout;
  gboolean has[N_PICTURES];
};

G_DEFINE_FINAL_TYPE (EvBalanceBar, ev_balance_bar, GTK_TYPE_BOX)

/* A picture and its words while they are put together */

typedef struct {
  EvShares shares;
  GString *words, *markup;
} Draft;

static void
draft_init (Draft *draft)
{
  draft->shares = (EvShares){ .parts = g_array_new (FALSE, FALSE, sizeof (guint)), .aim = -1 };
  draft->words = g_string_new (NULL);
  draft->markup = g_string_new (NULL);
}

/* Takes `sign` and `words`. */
static void
say (Draft *draft, char *sign, char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  if (draft->words->len > 0) {
    g_string_append (draft->words, " · ");
    g_string_append (draft->markup, "  ");
  }
  g_string_append (draft->words, words);
  g_string_append_printf (draft->markup, "%s\u00a0%s", sign, escaped);
  g_free (sign);
  g_free (words);
}

/* Takes `words`. */
static void
add_part (Draft *draft, guint count, char *words)
{
  say (draft, ev_share_bar_sign (draft->shares.parts->len), words);
  g_array_append_val (draft->shares.parts, count);
}

static void
finish (Draft *draft, EvShareBar *bar, GtkLabel *label)
{
  ev_share_bar_show (bar, &draft->shares, draft->words->str);
  gtk_label_set_markup (label, draft->markup->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  draft->words->str, -1);
  g_array_unref (draft->shares.parts);
  g_string_free (draft->words, TRUE);
  g_string_free (draft->markup, TRUE);
}

/* Women and men */

static void
aim_at_gender (Draft *draft, EvStore *store, const EvRosterBalance *balance)
{
  int women = ev_roster_aim (store, "female"), men = ev_roster_aim (store, "male");
  double known = balance->women + balance->men;

  if (women >= 0)
    say (draft, ev_share_bar_sign_aim (), g_strdup_printf (_ ("target: %d %% women"), women));
  else if (men >= 0)
    say (draft, ev_share_bar_sign_aim (), g_strdup_printf (_ ("target: %d %% men"), men));
  else
    return;
  draft->shares.aim =
      (women >= 0 ? women : 100 - men) / 100.0 * known / MAX (known + balance->others, 1);
}

static void
show_gender (EvBalanceBar *self, EvStore *store, const EvRosterBalance *balance, guint expected)
{
  Draft draft;

  draft_init (&draft);
  add_part (
      &draft, balance->women,
      g_strdup_printf (ngettext ("%d woman", "%d women", balance->women), (int)balance->women));
  add_part (&draft, balance->men,
            g_strdup_printf (ngettext ("%d man", "%d men", balance->men), (int)balance->men));
  if (balance->others > 0)
    add_part (&draft, balance->others,
              g_strdup_printf (_ ("other or not stated: %d"), (int)balance->others));
  draft.shares.missing = expected > balance->people ? expected - balance->people : 0;
  if (draft.shares.missing > 0)
    say (&draft, ev_share_bar_sign_missing (),
         g_strdup_printf (ngettext ("%d more expected", "%d more expected", draft.shares.missing),
                          (int)draft.shares.missing));
  aim_at_gender (&draft, store, balance);
  finish (&draft, self->gender, self->gender_words);
}

/* Communities */

static char *
community_words (EvRegister *reg, const EvRosterCount *count)
{
  const char *name = ev_register_name (reg, "community", count->code);
  int aim = ev_roster_aim (ev_register_store (reg), count->code);

  /* Translators: a community, how many are of it, and its share that the project aims at. */
  return aim >= 0 ? g_strdup_printf (_ ("%1$s %2$u (target: %3$d %%)"), name, count->count, aim)
                  : g_strdup_printf ("%s %u", name, count->count);
}

static void
show_communities (EvBalanceBar *self, EvRegister *reg, const EvRosterBalance *balance)
{
  guint rest = balance->people;
  Draft draft;

  draft_init (&draft);
  for (guint i = 0; i < balance->communities->len; i++) {
    const EvRosterCount *count = balance->communities->pdata[i];
    if (count->count < LEAST_SHOWN || g_strcmp0 (count->code, "not_stated") == 0)
      continue;
    add_part (&draft, count->count, community_words (reg, count));
    rest -= count->count;
  }
  self->has[COMMUNITY] = draft.shares.parts->len > 0;
  if (rest > 0)
    add_part (&draft, rest, g_strdup_printf (_ ("others and not stated: %d"), (int)rest));
  finish (&draft, self->community, self->community_words);
}

/* Age */

static void
show_ages (EvBalanceBar *self, EvStore *store, const EvRosterBalance *balance)
{
  guint older = balance->age_known - balance->youth, unknown = balance->people - balance->age_known;
  int aim = ev_roster_aim (store, "youth");
  Draft draft;

  draft_init (&draft);
  add_part (&draft, balance->youth, g_strdup_printf (_ ("aged 15 to 24: %d"), (int)balance->youth));
  add_part (&draft, older, g_strdup_printf (_ ("of other age: %d"), (int)older));
  if (unknown > 0)
    add_part (&draft, unknown, g_strdup_printf (_ ("age not known: %d"), (int)unknown));
  if (aim >= 0) {
    say (&draft, ev_share_bar_sign_aim (), g_strdup_printf (_ ("target: %d %% young people"), aim));
    draft.shares.aim = aim / 100.0 * balance->age_known / MAX (balance->people, 1);
  }
  self->has[AGE] = balance->age_known > 0;
  finish (&draft, self->age, self->age_words);
}

/* Layout */

static void
arrange (EvBalanceBar *self)
{
  gboolean brief = self->layout == EV_BALANCE_BRIEF;
  gboolean all = !brief || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->more));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), self->layout == EV_BALANCE_BESIDE
                                                             ? GTK_ORIENTATION_HORIZONTAL
                                                             : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), self->layout == EV_BALANCE_BESIDE ? 24 : 9);
  gtk_box_set_homogeneous (GTK_BOX (self), self->layout == EV_BALANCE_BESIDE);
  gtk_widget_set_visible (self->more, brief && (self->has[COMMUNITY] || self->has[AGE]));
  gtk_widget_set_visible (self->community_box, all && self->has[COMMUNITY]);
  gtk_widget_set_visible (self->age_box, all && self->has[AGE]);
}

void
ev_balance_bar_show (EvBalanceBar *self, EvRegister *reg, const EvRosterBalance *balance,
                     guint expected)
{
  EvStore *store = ev_register_store (reg);

  gtk_widget_set_visible (GTK_WIDGET (self), balance->people > 0);
  show_gender (self, store, balance, expected);
  show_communities (self, reg, balance);
  show_ages (self, store, balance);
  arrange (self);
}

void
ev_balance_bar_set_layout (EvBalanceBar *self, EvBalanceLayout layout)
{
  self->layout = layout;
  arrange (self);
}

/* Class */

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
  gtk_widget_class_bind_template_child (widget_class, EvBalanceBar, age_box);
  gtk_widget_class_bind_template_child (widget_class, EvBalanceBar, age);
  gtk_widget_class_bind_template_child (widget_class, EvBalanceBar, age_words);
  gtk_widget_class_bind_template_child (widget_class, EvBalanceBar, more);
  gtk_widget_class_bind_template_callback (widget_class, arrange);
}

static void
ev_balance_bar_init (EvBalanceBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->has[GENDER] = TRUE;
}
