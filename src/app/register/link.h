/* A register's link with its server: what is where, and the network that carries the rest. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/custody.h"
#include "store/store.h"
#include "sync/enrol.h"
#include "text/list.h"

/* What the chip in the header says. */
typedef enum {
  EV_SYNC_ALONE,     /* no server */
  EV_SYNC_CLEAN,     /* proven: the server holds everything */
  EV_SYNC_PENDING,   /* changes without receipt, or not yet compared */
  EV_SYNC_ATTENTION, /* something that only a person can mend */
} EvSyncState;

/* Lives on the main thread and keeps a syncer while there is a server. Signals:
 * "changed": records came from the server.
 * "custody": what is where was counted anew; after "changed", and when an exchange begins or ends.
 */
#define EV_TYPE_LINK (ev_link_get_type ())
G_DECLARE_FINAL_TYPE (EvLink, ev_link, EV, LINK, GObject)

/* A link without a register. */
EvLink *ev_link_new (void);

/* Begins to exchange what is in `store` if that has a server. `store` and `lists` are borrowed
 * until ev_link_stop(); errors as ev_store_open_beside(). */
gboolean ev_link_start (EvLink *self, EvStore *store, EvLists *lists, GError **error);

/* Breaks off what is under way. What is known of the server stays known. */
void ev_link_stop (EvLink *self);

/* Calls `function` while no thread exchanges. */
void ev_link_quietly (EvLink *self, void (*function) (gpointer data), gpointer data);

/* Connects the register with a server, or anew; finish returns what enrolment gave, owned. On
 * failure the link is as it was. */
void ev_link_join (EvLink *self, const EvInvitation *invitation, const char *laptop_name,
                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
EvEnrolment *ev_link_join_finish (EvLink *self, GAsyncResult *result, GError **error);

/* Whether it is being connected. */
gboolean ev_link_is_joining (EvLink *self);

/* Counts anew what is where. Nothing while stopped. */
void ev_link_count (EvLink *self);

/* A change was written on this laptop. */
void ev_link_changed (EvLink *self);

/* A person asks for an exchange, whatever the network. Nothing without a server. */
void ev_link_ask (EvLink *self);

/* Whether paid connections may be used for exchanges that nobody asked for; they may at first. */
void ev_link_set_metered (EvLink *self, gboolean allowed);

/* Whether the register has a server. */
gboolean ev_link_is_enrolled (EvLink *self);

/* `counts` (may be NULL) is borrowed and valid until the next "custody". */
EvSyncState ev_link_state (EvLink *self, const EvCustodyCounts **counts);

/* Whether an exchange is under way. */
gboolean ev_link_is_syncing (EvLink *self);

/* What went wrong last, borrowed; NULL if nothing did. */
const GError *ev_link_error (EvLink *self);
