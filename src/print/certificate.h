/* Certificates for those who attended. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "print/document.h"
#include "store/store.h"
#include "text/list.h"

/* A certificate a page for everyone who took part in at least 80 % of the event's sessions, in the
 * order of registration, each in the participant's language and in the present one where she has
 * none. Owned. EV_ERROR_NOT_FOUND if there is no such event or nobody has earned one,
 * EV_ERROR_INVALID without a session. */
EvDocument *ev_certificate_new (EvStore *store, const EvLists *lists, const char *event,
                                GError **error);
