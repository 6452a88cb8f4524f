/* A question with all its answers in sight, as buttons of equal size. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#define EV_TYPE_CHOICE_ROW (ev_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (EvChoiceRow, ev_choice_row, EV, CHOICE_ROW, AdwPreferencesRow)

/* Properties: "columns" (buttons beside each other; 0: all), "multiple" (several answers; otherwise
 * one or none), "hint" (a sentence below the title). Signal "changed": a person chose. Nothing is
 * chosen in advance; clicking an answer again takes it back. From the keyboard a row is one stop: a
 * letter chooses the answer that begins with it and, where it is the only one, moves on. */

/* Adds an answer at the end. An answer with a `wide` button takes a line of its own. */
void ev_choice_row_add (EvChoiceRow *self, const char *code, const char *label, gboolean wide);

/* The code chosen, borrowed, or NULL; with several, the first. */
const char *ev_choice_row_code (EvChoiceRow *self);

/* All codes chosen joined by ';', owned; NULL for none. */
char *ev_choice_row_codes (EvChoiceRow *self);

/* Chooses codes joined by ';', without the signal; NULL for none. */
void ev_choice_row_set_codes (EvChoiceRow *self, const char *codes);

/* Shows what is wrong with the answer, or nothing for NULL. */
void ev_choice_row_complain (EvChoiceRow *self, const char *problem);
