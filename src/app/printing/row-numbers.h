/* The rows of a sign-in sheet, as they are typed back from paper. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What is wrong with a word that was typed. */
typedef enum {
  EV_ROW_NUMBERS_RIGHT,
  EV_ROW_NUMBERS_STRANGE, /* no number, or more than it may be */
  EV_ROW_NUMBERS_BEYOND,  /* no name stands in that row */
  EV_ROW_NUMBERS_OTHER,   /* the letter is another: the sheet is of another list */
} EvRowNumbersProblem;

typedef struct {
  GArray *rows; /* of guint, from 0, each once, ascending */
  EvRowNumbersProblem problem;
  char *word; /* the first that is wrong; NULL where all are right */
} EvRowNumbers;

/* Reads numbers ("3"), codes ("3K", print/sheet.h) and ranges ("5-9") divided by blanks, commas or
 * line ends. `codes` has the code of each row (char *). What is right is kept even where something
 * else is wrong. Owned; free with ev_row_numbers_free(). */
EvRowNumbers *ev_row_numbers_read (const char *typed, GPtrArray *codes);

/* Frees it; NULL does nothing. */
void ev_row_numbers_free (EvRowNumbers *numbers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvRowNumbers, ev_row_numbers_free)
