/* Changes and receipts that this laptop carries for others. Used by sync/ only. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/change.h"
#include "store/store.h"

/* What another laptop wrote and gave into this one's care. */
typedef struct {
  gint64 place; /* its number here */
  char *device; /* whose changes they are */
  GBytes *letter;
} EvCarried;

/* Takes a letter of `device` into care, once: `fresh` tells whether it is new here. `changes` (of
 * EvChange), which it brings, are merged into the register at once, unless their stamps are ahead
 * of the time; they are the server's only when it says so. `after` is the seq up to which the
 * author has its receipts: those that wait here for it are not needed any more. `touched` (may be
 * NULL) receives "KIND/ID" of every row that changed (char *). Joins the transaction under way. */
gboolean ev_courier_keep (EvStore *store, const char *device, GBytes *letter,
                          const GPtrArray *changes, gint64 after, gboolean *fresh,
                          GPtrArray *touched, GError **error);

/* The letters that the server has not answered yet, in their order; array of EvCarried, owned. NULL
 * with error. */
GPtrArray *ev_courier_waiting (EvStore *store, GError **error);

/* How many these are; 0 also on failure. */
gint64 ev_courier_count (EvStore *store);

/* The server answered a letter: the receipt waits here until it can be brought to its author, who
 * has receipts up to `acked` by it. `refused` (of EvChange) leave the register again. */
gboolean ev_courier_answered (EvStore *store, const EvCarried *carried, gint64 acked,
                              GBytes *receipt, const GPtrArray *refused, GPtrArray *touched,
                              GError **error);

/* The server does not take the letter at all; what it brought, `changes`, leaves the register. The
 * letter stays here and is not offered again. */
gboolean ev_courier_refused (EvStore *store, const EvCarried *carried, const GPtrArray *changes,
                             GPtrArray *touched, GError **error);

/* The receipts to be brought to their laptops, oldest first; array of GBytes, owned. NULL with
 * error. */
GPtrArray *ev_courier_receipts (EvStore *store, GError **error);
