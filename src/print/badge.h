/* Badges with a code that a scanner types back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "print/document.h"
#include "store/store.h"
#include "text/list.h"

/* Ten badges of 90 by 54 mm on each A4 page for everyone registered at the event, in the order of
 * registration. The QR code is the person's id, which the check-in entry finds like a name. Owned.
 * EV_ERROR_NOT_FOUND if there is no such event or nobody in it, EV_ERROR_INVALID without a session.
 */
EvDocument *ev_badge_new (EvStore *store, const EvLists *lists, const char *event, GError **error);
