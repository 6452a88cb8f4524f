/* The sign-in sheet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "print/document.h"
#include "store/store.h"
#include "text/list.h"

typedef struct {
  EvLanguage first, second; /* the same twice for one language */
  gboolean blank;           /* no names: rows to be written by hand */
} EvSheetOptions;

/* Rows that a blank sheet has, and that a filled one offers below the last name. */
#define EV_SHEET_BLANK_ROWS 32
#define EV_SHEET_SPARE_ROWS 8

/* What stands before the name in row `number` (from 1): the number, by which signatures are typed
 * back, and a letter that depends on whose row it is, so that a sheet of another list is noticed:
 * "7K". Free with g_free. */
char *ev_sheet_code (guint number, const char *person);

/* The sheet of an event, up to three sessions side by side: code, name, institution, signatures;
 * what was signed on the screen is drawn. By privacy requirement 4 it shows no community, birth
 * year or telephone number. The number of a row is the person's place in the order of registration
 * (ev_roster_load()). Owned. EV_ERROR_NOT_FOUND, EV_ERROR_INVALID without a session. */
EvDocument *ev_sheet_new (EvStore *store, const EvLists *lists, const char *event,
                          const EvSheetOptions *options, GError **error);
