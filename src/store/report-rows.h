/* What a report counts, read straight from the tables: a million attendances in a fraction of a
 * second, where ev_store_each() would make a million records. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

/* One person after merging: the survivor, her blanks filled from those who were merged into her. Of
 * an erased person nothing but the id is set. Texts are borrowed until the call returns, NULL where
 * unknown. */
typedef struct {
  const char *id;
  const char *gender, *community, *municipality, *age_band;
  gint64 birth_year; /* 0 where unknown */
  gboolean deleted;  /* she counts nowhere */
} EvRowsPerson;

typedef struct {
  const char *id;
  const char *type, *municipality, *series, *state;
  gboolean cancelled;
} EvRowsEvent;

typedef struct {
  const char *id;
  const char *type, *date, *municipality, *event, *status;
  gint64 quantity, amount, cofunding; /* money in cents */
} EvRowsResult;

/* Who takes the rows; each may be NULL. What a row names may be a record that is not here. */
typedef struct {
  void (*person) (const EvRowsPerson *person, gpointer data);
  void (*merged) (const char *id, const char *survivor, gpointer data); /* two different ids */
  void (*event) (const EvRowsEvent *event, gpointer data);
  void (*session) (const char *id, const char *event, const char *date, gpointer data);
  void (*attendance) (const char *session, const char *person, const char *status, const char *role,
                      gpointer data); /* those of one session follow one another */
  void (*result) (const EvRowsResult *result, gpointer data);
  void (*beneficiary) (const char *result, const char *person, gpointer data);
  /* Called now and then with how many of about `all` rows were read; FALSE stops the reading. */
  gboolean (*go_on) (guint64 done, guint64 all, gpointer data);
} EvRowsTaker;

/* Hands over all living rows, kind by kind in the order above; deleted and erased people too, so
 * that their attendance can be told from that of people who are not here yet. What is read is one
 * moment's register, whatever another connection writes meanwhile. EV_ERROR_CANCELLED if it was
 * stopped. */
gboolean ev_report_rows_read (EvStore *store, const EvRowsTaker *taker, gpointer data,
                              GError **error);
