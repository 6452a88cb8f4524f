/* What it takes to connect with a server: a link, or an address and a code. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/enrol.h"

#define EV_TYPE_ENROL_FORM (ev_enrol_form_get_type ())
G_DECLARE_FINAL_TYPE (EvEnrolForm, ev_enrol_form, EV, ENROL_FORM, GtkBox)

/* Signal "submitted": a person wants to connect. */

/* The invitation as it stands, owned; NULL, after saying so in the form, if it is none. */
EvInvitation *ev_enrol_form_invitation (EvEnrolForm *self);

/* The name of this laptop as it stands; borrowed. */
const char *ev_enrol_form_laptop (EvEnrolForm *self);
void ev_enrol_form_set_laptop (EvEnrolForm *self, const char *name);

/* Shows that connecting is under way; what was typed stays. */
void ev_enrol_form_set_busy (EvEnrolForm *self, gboolean busy);

/* Says in the form why it did not work. */
void ev_enrol_form_complain (EvEnrolForm *self, const GError *error);
