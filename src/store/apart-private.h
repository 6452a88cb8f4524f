/* Pairs of people who are two, for the rest of the store. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/apart.h"

/* The ids of the living records that say something of `person` herself. Owned; NULL with error. */
GPtrArray *ev_apart_records (EvStore *store, const char *person, GError **error);

/* Makes records of what earlier versions kept as settings of one laptop. */
gboolean ev_apart_adopt (EvStore *store, GError **error);
