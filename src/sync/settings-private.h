/* What a register keeps about its server, by the names of the store's settings. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

#define EV_SETTING_URL "server.url"
#define EV_SETTING_PIN "server.pin"           /* unset: an authority vouches for the server */
#define EV_SETTING_NEXT_PIN "server.next_pin" /* the key that the server announced as its next */
#define EV_SETTING_TOKEN "server.token"       /* set once the server has accepted it */
#define EV_SETTING_PROJECT "server.project"   /* the code of the project joined */
#define EV_SETTING_BUDGET "sync.budget"       /* see sync/batch-private.h */
#define EV_SETTING_WINDOW "sync.window"       /* the most wanted at once; unset: any number */
#define EV_SETTING_REPAIRED                                                                        \
  "sync.repaired" /* the last digest that a repair did not bring about                             \
                   */
#define EV_SETTING_POSTINGS                                                                        \
  "sync.postings" /* the epoch in which published reports have numbers                             \
                   */
#define EV_SETTING_INVITATION "enrol.code_hash" /* of the invitation by which it joined */
#define EV_SETTING_TOKEN_OF "enrol.token."      /* and the device: what it enrols with */
#define EV_SETTING_LAPTOP "laptop.name"
#define EV_SETTING_SEED "bundle.seed" /* the key that this laptop signs bundles with */
#define EV_SETTING_KEYS "bundle.keys" /* what the server told of keys, a message in base64 */

/* Writes a setting where it says something else; NULL removes. */
gboolean ev_settings_keep (EvStore *store, const char *key, const char *text, GError **error);

/* The budget to begin a run with. */
gsize ev_settings_budget (EvStore *store);

/* Notes the budget for later runs; of what a good link allowed only so much that a bad one bears it
 * too. A failure is no harm and passed over. */
void ev_settings_keep_budget (EvStore *store, gsize budget);

/* The window to begin a run with, and for later runs; 0: none. */
gsize ev_settings_window (EvStore *store);
void ev_settings_keep_window (EvStore *store, gsize window);

/* Follows the server from the key that it was enrolled with to the one that it announced: `shown`
 * is the key that it now answers with (may be NULL), `announced` the one that comes next (NULL:
 * none). Nothing to do where an authority vouches for the server. */
gboolean ev_settings_keep_pins (EvStore *store, const char *shown, const char *announced,
                                GError **error);
