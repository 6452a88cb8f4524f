/* The record of processing (GDPR, Article 30): a sheet that the project keeps for the Agency. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "print/document.h"
#include "store/store.h"
#include "text/list.h"

/* In the present language, filled from the project and from the field table; what only the
 * controller knows has lines to write on. It names nobody. `today` is a civil date. NULL with error
 * if the project cannot be read. */
EvDocument *ev_processing_document (EvStore *store, const EvLists *lists, const char *today,
                                    GError **error);
