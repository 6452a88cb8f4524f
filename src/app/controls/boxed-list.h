/* A short list of facts or things to do, in a box: filled anew each time. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* Takes all rows out of `list`. */
void ev_boxed_list_clear (GtkListBox *list);

/* Appends a row with plain texts; `subtitle` may be NULL. Borrowed. */
AdwActionRow *ev_boxed_list_add (GtkListBox *list, const char *title, const char *subtitle);

/* Appends a row that names a fact and says it below the name; no row where `value` is NULL or
 * empty. */
void ev_boxed_list_add_fact (GtkListBox *list, const char *name, const char *value);

/* Puts a button at the end of `row`, which a click or Enter on the row presses too if `activates`.
 * `label` is shown, `spoken` (NULL: the same) is what a screen reader says. Borrowed. */
GtkWidget *ev_boxed_list_add_button (AdwActionRow *row, const char *label, const char *spoken,
                                     gboolean activates);

/* Lets `row` lead to `place` (win.show) with an arrow at its end. */
void ev_boxed_list_lead (AdwActionRow *row, const char *place, const char *spoken);

/* The page is a box of cards: shows `box` if `list` in it has rows, hides it otherwise. */
void ev_boxed_list_reveal (GtkWidget *box, GtkListBox *list);
