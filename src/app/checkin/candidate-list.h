/* The people who may be meant by what is typed, the new one last. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_CANDIDATE_LIST (ev_candidate_list_get_type ())
G_DECLARE_FINAL_TYPE (EvCandidateList, ev_candidate_list, EV, CANDIDATE_LIST, AdwBin)

/* Signals "person" (person id): somebody known was taken; "new": the person is new. */

/* Shows who answers to `typed`, people of `event` first; the first is selected. Nothing typed hides
 * the list. */
void ev_candidate_list_search (EvCandidateList *self, EvRegister *reg, const char *typed,
                               const char *event);

/* Moves the selection up or down. */
void ev_candidate_list_move (EvCandidateList *self, int lines);

/* Takes what is selected; FALSE if nothing is shown. */
gboolean ev_candidate_list_take (EvCandidateList *self);
