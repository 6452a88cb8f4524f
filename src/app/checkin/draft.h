/* What is half written at an event, kept should the program be killed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/register/register.h"
#include "base/json.h"

typedef struct {
  char *typed;   /* in the entry; never NULL once loaded */
  cJSON *form;   /* by ev_person_form_draft(); NULL for an empty one */
  gboolean open; /* whether the form is in sight */
} EvDraft;

/* Keeps the draft in the register of this laptop, in the background; an empty one forgets it. */
void ev_draft_keep (const EvDraft *draft, EvRegister *reg, const char *event);

/* Gets back what was kept; FALSE for nothing. */
gboolean ev_draft_load (EvDraft *draft, EvRegister *reg, const char *event);

/* Frees what is inside. */
void ev_draft_clear (EvDraft *draft);
