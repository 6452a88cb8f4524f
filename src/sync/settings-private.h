/* What a register keeps about its server, by the names of the store's settings. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#define EV_SETTING_URL "server.url"
#define EV_SETTING_PIN "server.pin"           /* unset: an authority vouches for the server */
#define EV_SETTING_NEXT_PIN "server.next_pin" /* the key that the server announced as its next */
#define EV_SETTING_TOKEN "server.token"       /* set once the server has accepted it */
#define EV_SETTING_PROJECT "server.project"   /* the code of the project joined */
#define EV_SETTING_BUDGET "sync.budget"       /* see sync/batch-private.h */
#define EV_SETTING_REPAIRED "sync.repaired"   /* the last digest that a repair did not bring about \
                                               */
#define EV_SETTING_INVITATION "enrol.code_hash"
#define EV_SETTING_NEW_TOKEN "enrol.token"
#define EV_SETTING_LAPTOP "laptop.name"
