/* A new person, in the order in which people say who they are. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_PERSON_FORM (ev_person_form_get_type ())
G_DECLARE_FINAL_TYPE (EvPersonForm, ev_person_form, EV, PERSON_FORM, AdwBin)

/* Signals: "save": a person wants to save; "close": to leave, what is typed stays; "same" (person
 * id): it is somebody who is known, and ev_person_form_fill() says what is new about her; "edited":
 * something was typed or chosen. */

/* Gives the form its lists and the project's questions; once, before anything else. */
void ev_person_form_set_register (EvPersonForm *self, EvRegister *reg);

/* Begins a person whose name is `typed`, unless a form half filled in has another name; the
 * municipality most likely stands first. Both may be NULL. */
void ev_person_form_begin (EvPersonForm *self, const char *typed, const char *municipality);

/* Empties the form. */
void ev_person_form_clear (EvPersonForm *self);

/* Does what the button at the foot does. */
void ev_person_form_submit (EvPersonForm *self);

/* What to write, owned; NULL, after saying so in the rows, where something cannot be understood. */
EvChange *ev_person_form_change (EvPersonForm *self);

/* What to write about the person of the signal "same", owned; NULL for nothing. */
EvChange *ev_person_form_fill (EvPersonForm *self);

/* The name as it stands; owned. */
char *ev_person_form_name (EvPersonForm *self);

/* Shows what the field table forbids (EvProblem) in the rows concerned. */
void ev_person_form_complain (EvPersonForm *self, GPtrArray *problems);

/* Shows that saving is under way. */
void ev_person_form_set_busy (EvPersonForm *self, gboolean busy);

/* What is half filled in, as a JSON object, owned; NULL for an empty form. */
cJSON *ev_person_form_draft (EvPersonForm *self);

/* Fills in what ev_person_form_draft() gave. */
void ev_person_form_restore (EvPersonForm *self, const cJSON *draft);
