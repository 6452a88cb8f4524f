/* Bundles, the server's part: keys, and changes that another laptop brings. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "server/visit.h"
#include "wire/courier.h"

/* Notes the key that the laptop of `device` signs with, under all its ids, and tells it the keys
 * that it needs: coordinators get those that open bundles, and whose signature is whose. The
 * project's first key is made here. Coordinators hear of a key that is new. Within a writing
 * transaction. Owned. */
EvKeysAnswer *ev_courier_keys (EvCentral *central, const EvRandom *random,
                               const EvCentralDevice *device, const EvKeysRequest *request,
                               GError **error);

/* Bundles are to be sealed to another key from now on; every laptop hears of it. Nothing is done
 * where there was no key yet. Within a writing transaction. */
gboolean ev_courier_rotate (EvCentral *central, const EvRandom *random, gint64 project,
                            GError **error);

/* Opens the visit of the laptop whose letter `device` brings. EV_ERROR_FILE_UNKNOWN if the letter
 * is not to be taken: the signature is no laptop's of this project, or that of one that is revoked;
 * what the author can do something about is told as by ev_visit_open(). Begins and ends a reading
 * transaction. Owned. */
EvVisit *ev_courier_open (EvCentral *central, const EvCentralDevice *device, const EvRules *rules,
                          GBytes *letter, gint64 now, GError **error);

/* The answer to whoever brought it, after ev_visit_write(): with a receipt that only the author can
 * read, signed by this server. NULL with error. Owned. */
GBytes *ev_courier_answer (EvCentral *central, EvVisit *visit, GBytes *letter, gint64 now,
                           GError **error);
