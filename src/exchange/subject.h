/* What a register holds about one person, for herself. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"
#include "store/store.h"

/* Everything about `person` and those who are one with her, which she may ask for (GDPR Art. 15 and
 * 20): {"id", "also" (ids merged into her), "project", "as_of" (a civil date), "person" (as
 * ev_export_record(), blanks filled), "attendances" (an object each: "event", "title", "type",
 * "municipality", "date", "topic", "status", "role"), "results" ("type", "title", "date"), "access"
 * ("at", "action", "reason": what was done with her record by itself)}. Notes it in the access log.
 * Codes as they are. Owned. EV_ERROR_NOT_FOUND if she is not here or erased. */
cJSON *ev_subject_json (EvStore *store, const char *person, gint64 now, GError **error);
