/* What a participant says of herself: consent, name, a few answers, signature; one step a page. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_KIOSK_FORM (ev_kiosk_form_get_type ())
G_DECLARE_FINAL_TYPE (EvKioskForm, ev_kiosk_form, EV, KIOSK_FORM, AdwBin)

/* Signals: "done" (all is answered), "cancel" (start again). It shows nobody else's data. */

/* An empty form in the present language; `municipality` (may be NULL) is offered first. */
GtkWidget *ev_kiosk_form_new (EvRegister *reg, const char *municipality);

/* Everything said, as a plan that makes the person and marks her present in `session`; owned. */
EvPlan *ev_kiosk_form_plan (EvKioskForm *self, const char *session);

/* Shows why the register did not take it. `problems` may be NULL. */
void ev_kiosk_form_complain (EvKioskForm *self, GPtrArray *problems, const GError *error);

/* Whether an answer is awaited from the register meanwhile. */
void ev_kiosk_form_set_busy (EvKioskForm *self, gboolean busy);
