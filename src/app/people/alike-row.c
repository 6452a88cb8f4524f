/* Somebody who may be the same person, and the way to compare the two. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/people/alike-row.h"

#include "app/checkin/person-words.h"
#include "app/controls/boxed-list.h"
#include "app/controls/likeness-words.h"
#include "text/i18n.h"

void
ev_alike_row_add (GtkListBox *list, EvRegister *reg, const char *person,
                  const EvCandidate *candidate)
{
  g_autofree char *name = ev_person_words_name (candidate->person);
  g_autofree char *words = ev_likeness_words (&candidate->likeness);
  g_autofree char *place = g_strdup_printf ("compare/%s/%s", person, candidate->person->id);
  g_autofree char *label = g_strdup_printf (_ ("Compare with %s"), name);

  ev_boxed_list_lead (ev_boxed_list_add (list, name, words), place, label);
}
