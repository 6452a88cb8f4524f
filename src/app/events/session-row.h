/* One session in the form of an event: date, from, to, topic. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "record/record.h"

#define EV_TYPE_SESSION_ROW (ev_session_row_get_type ())
G_DECLARE_FINAL_TYPE (EvSessionRow, ev_session_row, EV, SESSION_ROW, AdwPreferencesRow)

/* Signal "remove": a person takes the session out. */

/* A session without dates. */
GtkWidget *ev_session_row_new (void);

/* Shows a session as it is kept; its id is remembered. */
void ev_session_row_load (EvSessionRow *self, const EvRecord *session);

/* Takes over date and times of `other`, the date moved by `days`. */
void ev_session_row_follow (EvSessionRow *self, EvSessionRow *other, int days);

/* Shows a session like an earlier one; all but `date` may be NULL. */
void ev_session_row_repeat (EvSessionRow *self, const char *date, const char *start,
                            const char *end, const char *topic);

/* Sets the date alone. */
void ev_session_row_set_date (EvSessionRow *self, const char *iso);

/* Its place among the sessions, from 1: the controls are named by it. */
void ev_session_row_number (EvSessionRow *self, guint number);

/* The id of the session that was loaded, borrowed; NULL for a new one. */
const char *ev_session_row_id (EvSessionRow *self);

/* What to write, owned; NULL, after saying so in the row, where something is wrong. */
EvChange *ev_session_row_change (EvSessionRow *self);

/* Shows what is wrong; NULL for nothing. */
void ev_session_row_complain (EvSessionRow *self, const char *problem);
