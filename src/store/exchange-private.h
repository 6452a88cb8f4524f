/* Parts of applying an answer. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/exchange-log.h"
#include "store/store-private.h"

/* Brings the records of the buckets in `receipt` to what the server has of them, after its changes
 * were merged. Values that only this register has stay; those that the server ought to have are
 * added to the receipt's `lacking`. Within a transaction of the caller. */
gboolean ev_exchange_mend (EvStore *store, const EvExchangeReceipt *receipt, GPtrArray *touched,
                           GError **error);
