/* An entry for a civil date: typed as people say it, or picked from a month. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#define EV_TYPE_DATE_ENTRY (ev_date_entry_get_type ())
G_DECLARE_FINAL_TYPE (EvDateEntry, ev_date_entry, EV, DATE_ENTRY, GtkBox)

/* Property "label": its accessible name. Signal "changed": a person typed or picked. */

/* The civil date that is meant, owned; NULL where nothing or no date is typed. */
char *ev_date_entry_date (EvDateEntry *self);

/* Shows a civil date, in the present language; NULL empties. */
void ev_date_entry_set_date (EvDateEntry *self, const char *iso);

/* Whether something is typed that is no date; it is marked if so. */
gboolean ev_date_entry_check (EvDateEntry *self);
