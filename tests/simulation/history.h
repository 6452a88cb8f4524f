/* What the server wrote down of every change that it took. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub.h"
#include "record/change.h"

/* A change that was taken, or (`refused`) not. */
typedef struct {
  EvChange *change; /* NULL where it was refused, or purged by an erasure */
  gboolean refused;
} Taken;

/* All of it; array of Taken, owned, with free function. */
GPtrArray *history_read (Hub *hub);
