/* Obeying a server that wants this laptop to forget its register. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/round-private.h"

/* After `reply` said so to `request`: hands over what is not sent, then forgets. Ends in
 * EV_ERROR_FORGOTTEN when all is gone; in EV_ERROR_REVOKED, with nothing done, where it was not the
 * pinned key that spoke. */
EvRoundResult ev_forget_obey (EvRun *run, const EvRequest *request, const EvReply *reply,
                              GError **error);
