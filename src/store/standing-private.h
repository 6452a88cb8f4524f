/* Where this laptop is: its identity, its clock, its place in the exchange with the server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/id.h"
#include "record/digest.h"
#include "store/database-private.h"

typedef struct {
  char device[EV_ID_DEVICE_LENGTH + 1];
  char *machine;        /* the mark of the machine that wrote last; NULL: none was kept */
  gint64 seq;           /* of the latest own change */
  gint64 stamp;         /* of the latest own change */
  gint64 seen;          /* the highest stamp that came from the server */
  EvDigest digest;      /* over all records held */
  char *epoch;          /* the server's; NULL before the first answer */
  gint64 cursor, acked; /* as in EvExchangeState */
  gint64 difference;    /* server's clock minus this laptop's, milliseconds */
  gint64 last_sync, last_verified;
  gint64 commits;   /* of this database so far: store/commits-private.h */
  char *last_error; /* nick of an EvErrorCode; NULL if well */
} EvStanding;

/* Reads it, freeing what `standing` held. */
gboolean ev_standing_load (EvDatabase *database, EvStanding *standing, GError **error);

/* Writes it; there is one row, made at the first call. */
gboolean ev_standing_save (EvDatabase *database, const EvStanding *standing, GError **error);

/* Frees what is inside. */
void ev_standing_clear (EvStanding *standing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvStanding, ev_standing_clear)

/* A deep copy into `copy`, which held nothing. */
void ev_standing_copy (const EvStanding *standing, EvStanding *copy);
